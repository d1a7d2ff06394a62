import { createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import type { BriefLimits } from '../../src/brief/select-claims.ts'
import type { ArticleReading } from '../../src/news/article.ts'
import type { Outlet } from '../../src/news/outlet.ts'
import type { StoryDefinition } from '../../src/news/story.ts'
import { manualClock } from '../../src/ops/clock.ts'
import { createMatcher, type Matcher } from '../../src/pipeline/match.ts'
import type { Newsroom } from '../../src/pipeline/parts.ts'
import type { Store } from '../../src/store/open-store.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { at, BOOK, DAM } from './dam-story.ts'

export const LIMITS: BriefLimits = { words: 150, lines: 7, extractWords: 90 }
export const unaborted = new AbortController().signal

/** A reading as seen at a moment. */
export type Seen = { readonly reading: ArticleReading; readonly seenAt: Temporal.Instant }

export type TestNewsroom = Newsroom & { readonly store: Store; readonly matcher: Matcher }

type Options = { readonly story?: StoryDefinition; readonly outlets?: readonly Outlet[] }

/** A newsroom on a store in memory, with one story; whoever opens it closes its store. */
export async function openNewsroom({ story = DAM, outlets = BOOK }: Options = {}): Promise<TestNewsroom> {
  const store = await openMemoryStore()
  await store.stories.addStory(story)
  return {
    store,
    outlets,
    limits: LIMITS,
    writer: createExtractiveWriter(),
    clock: manualClock(at('23:00:00')),
    dormantAfterMs: 3 * 86_400_000,
    matcher: createMatcher({ store, outlets }),
  }
}

/** The same, closed when `task` is done. */
export async function inNewsroom<Result>(
  task: (newsroom: TestNewsroom) => Promise<Result>,
  options: Options = {},
): Promise<Result> {
  const newsroom = await openNewsroom(options)
  try {
    return await task(newsroom)
  } finally {
    await newsroom.store.close()
  }
}

/** Stores readings in one transaction, in this order. */
export async function keepAll(seen: readonly Seen[], { store }: Pick<TestNewsroom, 'store'>): Promise<void> {
  await store.articles.saveReadings(seen.map((one) => ({ ...one, source: 'folder' })))
}
