// A store of 100,000 articles with one story, for benches that need a full one.
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ArticleReading } from '../../src/news/article.ts'
import { storyId } from '../../src/news/ids.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { generateArticles } from './generate-articles.ts'
import { generateStory } from './generate-story.ts'

const SEED = 17
const BATCH = 500
/** Articles that come in next, where the store is a small one. */
const FURTHER_MIN = 10_000
/** No article of the background is about the story. */
const NEVER = Number.MAX_SAFE_INTEGER
const PROGRESS_EVERY = 10_000

export const FULL_STORY = {
  id: storyId('sluice'),
  title: 'The sluice',
  query: 'Veldrin sluice',
  aliases: [],
  langs: [],
  window: { from: null, to: null },
}

/** The readings that come in next, story and background, one after the other, from where the store ends. */
export type Further = { readonly story: Iterator<ArticleReading>; readonly other: Iterator<ArticleReading> }

/**
 * A closed store of `count` articles, `onStory` of them on the story, all matched and entered. It is made once and kept in the
 * temporary folder: a hundred thousand take some minutes.
 */
export async function findFullStore(count: number, onStory: number): Promise<string> {
  const folder = join(tmpdir(), 'standfirst-bench-full')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${count}-${onStory}.db`)
  if (existsSync(file)) return file
  const begun = `${file}.${process.pid}`
  const store = await openStore(begun)
  try {
    await fill(store, count, onStory)
  } finally {
    await store.close()
  }
  renameSync(begun, file)
  for (const rest of ['-wal', '-shm']) rmSync(`${begun}${rest}`, { force: true })
  return file
}

/** Readings that the store does not hold yet. */
export function further(count: number, onStory: number): Further {
  const story = storyReadings()
  const other = backgroundReadings(2 * count + FURTHER_MIN)
  for (let taken = 0; taken < onStory; taken += 1) story.next()
  for (let taken = 0; taken < count - onStory; taken += 1) other.next()
  return {
    story: (function* rest() {
      for (const { reading } of story) yield reading
    })(),
    other: (function* rest() {
      for (const { reading } of other) yield reading
    })(),
  }
}

async function fill(store: Store, count: number, onStory: number): Promise<void> {
  await store.stories.seedStory(FULL_STORY)
  const matcher = createMatcher({ store, outlets: [] })
  const signal = new AbortController().signal
  const save = async (readings: Iterable<{ reading: ArticleReading; seenAt: Temporal.Instant }>, upTo: number) => {
    let batch: { reading: ArticleReading; seenAt: Temporal.Instant; source: string }[] = []
    let taken = 0
    for (const one of readings) {
      batch.push({ ...one, source: 'bench' })
      taken += 1
      if (batch.length < BATCH && taken < upTo) continue
      await store.articles.saveReadings(batch)
      await matcher.matchAll(signal)
      batch = []
      if (taken % PROGRESS_EVERY === 0) console.log(`${taken} of ${upTo} articles are stored and matched`)
      if (taken === upTo) return
    }
  }
  if (count > onStory) await save(backgroundReadings(count), count - onStory)
  await save(storyReadings(), onStory)
}

function* storyReadings() {
  yield* generateStory(Number.MAX_SAFE_INTEGER, SEED)
}

function* backgroundReadings(count: number) {
  let isFirst = true
  for (const { seenAt, ...row } of generateArticles(count + 1, SEED, NEVER)) {
    // The first of any such row of articles is about the story.
    if (!isFirst) {
      const unknown = { dek: null, byline: null, wire: null, furniture: [], flags: [], deleted: false }
      // The story's articles have addresses of the same form.
      const url = row.url.replace('paper', 'daily')
      yield { reading: { ...unknown, ...row, url, input: url }, seenAt: Temporal.Instant.from(seenAt) }
    }
    isFirst = false
  }
}
