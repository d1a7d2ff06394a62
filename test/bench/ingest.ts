// Articles a second on the whole path: JSONL file or pages → reader → store → story matching → claim ledger, in one process.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMatcher } from '../../src/pipeline/match.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { systemClock } from '../../src/ops/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import { storyId } from '../../src/news/ids.ts'
import { generateArticles } from './generate-articles.ts'
import { generatePage } from './generate-pages.ts'
import { profiled, type StageShares } from './stage-profile.ts'

const SEED = 7

/** One row of the table: what was measured, how many, and how fast. */
export type BenchRow = {
  readonly what: string
  readonly articles: number
  readonly seconds: number
  readonly perSecond: number
  /** Parts of a hundred of the processor's time. */
  readonly stages: StageShares
}

/** Ingests `count` generated articles into a fresh file store, one in `storyEvery` on a story, from rows or from pages. */
export async function benchIngest(count: number, storyEvery: number, form: 'rows' | 'pages'): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'))
  const file = form === 'rows' ? writeRows(folder, count, storyEvery) : writePages(folder, count, storyEvery)
  const store = await openStore(join(folder, 'store.db'))
  try {
    const window = { from: null, to: null }
    await store.stories.addStory({
      id: storyId('sluice'),
      title: 'The sluice',
      query: 'Veldrin sluice',
      aliases: [],
      langs: [],
      window,
    })
    const newsroom = { store, outlets: [], clock: systemClock }
    const signal = new AbortController().signal
    const begun = performance.now()
    const request = {
      paths: [file],
      as: null,
      seenAt: null,
      story: null,
      fileBytesMax: 1e9,
      signal,
      onProgress: () => undefined,
    }
    const stages = await profiled(() => ingestPaths(request, newsroom, createMatcher(newsroom)))
    const seconds = (performance.now() - begun) / 1_000
    const what = `ingest of ${form}, one in ${storyEvery} on the story`
    return { what, articles: count, seconds, perSecond: count / seconds, stages }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeRows(folder: string, count: number, storyEvery: number): string {
  const file = join(folder, 'articles.jsonl')
  writeFileSync(file, [...generateArticles(count, SEED, storyEvery)].map((row) => JSON.stringify(row)).join('\n'))
  return file
}

function writePages(folder: string, count: number, storyEvery: number): string {
  const pages = join(folder, 'pages')
  mkdirSync(pages)
  let number = 0
  for (const row of generateArticles(count, SEED, storyEvery)) {
    writeFileSync(join(pages, `${String(number).padStart(6, '0')}.html`), generatePage(row, number))
    number += 1
  }
  return pages
}
