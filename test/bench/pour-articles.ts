// A thread that stores what comes in, once it is told to go, as `ingest` does in a program of its own. It tells how many it stored.
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { ArticleReading } from '../../src/news/article.ts'
import { openStore } from '../../src/store/open-store.ts'
import { further } from './tick-store.ts'

/** How much comes in: so many readings in one go, the rest after it, and from one article on the story to the next. */
export const ARRIVALS = {
  /** A story at night. */
  none: { batch: 0, restMs: 1_000, storyEveryMs: Infinity },
  /** One a second is 86,400 a day; two of them a minute are on the story. */
  some: { batch: 1, restMs: 1_000, storyEveryMs: 30_000 },
  /** Some twenty a second, and a story that breaks. */
  many: { batch: 5, restMs: 250, storyEveryMs: 2_000 },
  /** As many as can be stored, and a story that breaks. */
  flood: { batch: 100, restMs: 1, storyEveryMs: 2_000 },
} as const
const BUSY_MAX_MS = 30_000

type Given = {
  readonly db: string
  readonly count: number
  readonly onStory: number
  readonly start: string
  readonly began: number
  readonly arrivals: keyof typeof ARRIVALS
}

async function pour({ db, count, onStory, start, began, arrivals }: Given): Promise<void> {
  const { batch, restMs, storyEveryMs } = ARRIVALS[arrivals]
  if (batch === 0) return
  const store = await openStore(db, { busyTimeoutMs: BUSY_MAX_MS })
  const more = further(count, onStory)
  const first = Temporal.Instant.from(start)
  let toldAt = -Infinity
  let stored = 0
  for (;;) {
    const seenAt = first.add({ milliseconds: Date.now() - began })
    const isTold = performance.now() - toldAt >= storyEveryMs
    if (isTold) toldAt = performance.now()
    const readings: ArticleReading[] = isTold ? [more.story.next().value] : []
    while (readings.length < batch) {
      const next = more.other.next()
      // There are as many as the store held at first.
      if (next.done === true) return
      readings.push(next.value)
    }
    await store.articles.saveReadings(readings.map((reading) => ({ reading, seenAt, source: 'bench' })))
    stored += readings.length
    parentPort?.postMessage(stored)
    await sleep(restMs)
  }
}

parentPort?.once('message', () => void pour(workerData))
