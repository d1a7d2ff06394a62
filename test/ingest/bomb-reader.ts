import { parentPort, workerData } from 'node:worker_threads'
import { readFeed } from '../../src/ingest/feeds/read-feed.ts'
import { readPageAs } from '../../src/ingest/read-page.ts'
import { isNewsError } from '../../src/news/errors.ts'

/** A feed or page made of a part said many times, so that the test's own process need not hold it. */
export type Bomb = {
  readonly what: 'feed' | 'page'
  readonly head: string
  readonly part: string
  readonly times: number
  readonly tail: string
}

// Runs in a worker whose memory is the live thread's.
const { what, head, part, times, tail } = workerData as Bomb
const text = Buffer.from(`${head}${part.repeat(times)}${tail}`).toString()
const source = { input: 'bomb', url: 'https://bomb.example/a', outlets: [] }
try {
  if (what === 'feed') readFeed(text, source)
  else readPageAs(text, source)
  parentPort?.postMessage('read')
} catch (error) {
  parentPort?.postMessage(isNewsError(error) ? 'refused' : String(error))
}
