// A thread that stores what comes in as fast as it is stored, once it is told to go, as `ingest` does in a program of its own. It
// tells how many it stored.
import { setTimeout as sleep } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import type { ArticleReading } from '../../src/news/article.ts'
import { openStore } from '../../src/store/open-store.ts'
import { further } from './tick-store.ts'

/** Readings stored in one go, one of them on the story. */
const BATCH = 100
const BUSY_MAX_MS = 30_000

type Given = {
  readonly db: string
  readonly count: number
  readonly onStory: number
  readonly start: string
  readonly began: number
}

async function pour({ db, count, onStory, start, began }: Given): Promise<void> {
  const store = await openStore(db, { busyTimeoutMs: BUSY_MAX_MS })
  const more = further(count, onStory)
  const first = Temporal.Instant.from(start)
  for (let stored = BATCH; ; stored += BATCH) {
    const seenAt = first.add({ milliseconds: Date.now() - began })
    const readings: ArticleReading[] = [more.story.next().value]
    while (readings.length < BATCH) readings.push(more.other.next().value)
    await store.articles.saveReadings(readings.map((reading) => ({ reading, seenAt, source: 'bench' })))
    parentPort?.postMessage(stored)
    await sleep(1)
  }
}

parentPort?.once('message', () => void pour(workerData))
