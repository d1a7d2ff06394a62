// A thread that stores what comes in, once it is told to go, as `ingest` does in a program of its own. It tells how many it stored.
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { ArticleReading } from '../../src/news/article.ts'
import { openStore } from '../../src/store/open-store.ts'
import { further } from './tick-store.ts'

/** How much comes in: so many readings in one go, and the rest after it. */
export const ARRIVALS = {
  /** Some twenty a second, a hundred times what comes in twenty busy days at once. */
  many: { batch: 5, restMs: 250 },
  /** As many as can be stored. */
  flood: { batch: 100, restMs: 1 },
} as const
/** A story that breaks: an article on it every two seconds. The others are on no story. */
const STORY_EVERY_MS = 2_000
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
  const store = await openStore(db, { busyTimeoutMs: BUSY_MAX_MS })
  const more = further(count, onStory)
  const { batch, restMs } = ARRIVALS[arrivals]
  const first = Temporal.Instant.from(start)
  let toldAt = -Infinity
  let stored = 0
  for (;;) {
    const seenAt = first.add({ milliseconds: Date.now() - began })
    const isTold = performance.now() - toldAt >= STORY_EVERY_MS
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
