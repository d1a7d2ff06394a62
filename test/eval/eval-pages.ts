import { existsSync, readFileSync } from 'node:fs'
import { decodeBytes } from '../../src/ingest/decode-bytes.ts'
import type { EvalRow } from './eval-row.ts'
import { readPageAs } from '../../src/ingest/read-page.ts'

const FOLDER = new URL('../../../shared/data/pages/', import.meta.url)

type PageCheck = {
  file: string
  url: string
  lang: string
  title: string | null
  author: string | null
  date: string | null
  with: string[]
  without: string[]
}

type Tally = { kept: number; lost: number; furniture: number; f1: number }

/** Snippet F1 of page extraction on the development pages; null where the data is absent. */
export function evalPages(
  onPage?: (check: PageCheck, lost: string[], furniture: string[], text: string) => void,
): EvalRow[] | null {
  if (!existsSync(new URL('checks.jsonl', FOLDER))) return null
  const rows = readFileSync(new URL('checks.jsonl', FOLDER), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as PageCheck)
  const tally: Record<string, Tally> = {}
  const isArticle = [0, 0]
  const heads = { title: [0, 0], date: [0, 0] }
  for (const row of rows) {
    const bytes = readFileSync(new URL(row.file, FOLDER))
    const url = /^https?:/.test(row.url) ? row.url : null
    const { kind, reading } = readPageAs(decodeBytes(bytes, row.file), { input: row.file, url, outlets: [] })
    count(isArticle, kind === 'article' || kind === 'stub')
    const text = squash(reading.text)
    const lost = row.with.filter((each) => !text.includes(squash(each)))
    const furniture = row.without.filter((each) => text.includes(squash(each)))
    onPage?.(row, lost, furniture, reading.text)
    for (const key of ['all', row.lang === 'en' ? 'English' : 'German and other']) {
      const sum = (tally[key] ??= { kept: 0, lost: 0, furniture: 0, f1: 0 })
      sum.kept += row.with.length - lost.length
      sum.lost += lost.length
      sum.furniture += furniture.length
    }
    if (row.title) count(heads.title, squash(reading.title ?? '') === squash(row.title))
    if (row.date) count(heads.date, (reading.publishedAt ?? '').slice(0, 10) === row.date)
  }
  const peers = { readability: 0.902, trafilatura: 0.937 }
  return [
    ...Object.entries(tally).map(([name, sum]) => ({
      name: `pages: snippet F1, ${name}`,
      ours: (2 * sum.kept) / (2 * sum.kept + sum.furniture + sum.lost),
      peers: name === 'all' ? peers : {},
    })),
    { name: 'pages: title exact', ours: share(heads.title), peers: {} },
    { name: 'pages: taken for an article or its start', ours: share(isArticle), peers: {} },
    { name: 'pages: date', ours: share(heads.date), peers: {} },
  ]
}

const squash = (text: string) => text.replace(/\s+/g, ' ').trim()
const share = ([hits = 0, all = 0]: number[]) => (all === 0 ? 0 : hits / all)
function count(cell: number[], hit: boolean): void {
  cell[0] = (cell[0] ?? 0) + (hit ? 1 : 0)
  cell[1] = (cell[1] ?? 0) + 1
}
