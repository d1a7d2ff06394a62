// Articles a second on the whole path: JSONL file → reader → store → story matching → claim ledger, in one process.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createMatcher } from '../../src/pipeline/match.ts'
import { ingestPaths } from '../../src/pipeline/ingest.ts'
import { systemClock } from '../../src/ops/clock.ts'
import { openStore } from '../../src/store/open-store.ts'
import { storyId } from '../../src/news/ids.ts'
import { generateArticles } from './generate-articles.ts'

const SEED = 7

/** One row of the table: what was measured, how many, and how fast. */
export type BenchRow = {
  readonly what: string
  readonly articles: number
  readonly seconds: number
  readonly perSecond: number
}

/** Ingests `count` generated articles into a fresh file store, one in `storyEvery` on a story. */
export async function benchIngest(count: number, storyEvery: number): Promise<BenchRow> {
  const folder = mkdtempSync(join(tmpdir(), 'standfirst-bench-'))
  const file = join(folder, 'articles.jsonl')
  writeFileSync(file, [...generateArticles(count, SEED, storyEvery)].map((row) => JSON.stringify(row)).join('\n'))
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
    await ingestPaths(request, newsroom, createMatcher(newsroom))
    const seconds = (performance.now() - begun) / 1_000
    return { what: `ingest, one in ${storyEvery} on the story`, articles: count, seconds, perSecond: count / seconds }
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
