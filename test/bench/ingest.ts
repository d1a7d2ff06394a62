// Articles a second on the whole path: JSONL file or pages → reader → store → story matching → claim ledger, in one process.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMatcher } from '../../src/pipeline/match.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import type { Newsroom } from '../../src/pipeline/parts.ts'
import { systemClock } from '../../src/ops/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import { generateArticles, type GeneratedRow } from './generate-articles.ts'
import { generatePage } from './generate-pages.ts'
import { profiled, type StageShares } from './stage-profile.ts'
import { FULL_STORY } from './tick-store.ts'

const SEED = 7

/** One row of the table: what was measured, how many, and how fast. */
export type BenchRow = {
  readonly what: string
  readonly articles: number
  readonly seconds: number
  readonly perSecond: number
  /** Articles a second of the processor: what a busy machine changes less. */
  readonly perCpuSecond: number
}

/** Ingests `count` generated articles into a fresh file store, one in `storyEvery` on a story, from rows or from pages. */
export async function benchIngest(count: number, storyEvery: number, form: 'rows' | 'pages'): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'))
  const articles = generateArticles(count, SEED, storyEvery)
  const path = form === 'rows' ? writeRows(folder, articles) : writePages(folder, articles)
  const store = await openStore(join(folder, 'store.db'))
  try {
    await store.stories.addStory(FULL_STORY)
    const { seconds, cpuSeconds } = await timeIngest(store, path)
    const what = `ingest of ${form} into a fresh store, one in ${storyEvery} on the story`
    return { what, articles: count, seconds, perSecond: count / seconds, perCpuSecond: count / cpuSeconds }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Time on the clock and of the processor that ingest takes of a path. */
export async function timeIngest(
  store: Newsroom['store'],
  path: string,
): Promise<Pick<BenchRow, 'seconds'> & { readonly cpuSeconds: number }> {
  const [begun, used] = [performance.now(), process.cpuUsage()]
  await ingestInto(store, path)
  const { user, system } = process.cpuUsage(used)
  return { seconds: (performance.now() - begun) / 1_000, cpuSeconds: (user + system) / 1e6 }
}

/** Where the time goes: apart from the timing, as sampling the stack takes a part of it. */
export function profileIngest(store: Newsroom['store'], path: string): Promise<StageShares> {
  return profiled(() => ingestInto(store, path))
}

async function ingestInto(store: Newsroom['store'], path: string): Promise<void> {
  const newsroom = { store, outlets: [], clock: systemClock }
  const request = {
    paths: [path],
    as: null,
    seenAt: null,
    story: null,
    fileBytesMax: 1e9,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }
  await ingestPaths(request, newsroom, createMatcher(newsroom))
}

export function writeRows(folder: string, rows: Iterable<Omit<GeneratedRow, 'seenAt'>>): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'articles.jsonl')
  writeFileSync(file, [...rows].map((row) => JSON.stringify(row)).join('\n'))
  return file
}

export function writePages(folder: string, rows: Iterable<Omit<GeneratedRow, 'seenAt'>>): string {
  const pages = join(folder, 'pages')
  mkdirSync(pages, { recursive: true })
  let number = 0
  for (const row of rows) {
    writeFileSync(join(pages, `${String(number).padStart(6, '0')}.html`), generatePage(row, number))
    number += 1
  }
  return pages
}
