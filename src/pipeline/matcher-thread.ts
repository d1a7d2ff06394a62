import { once } from 'node:events'
import { Worker, type MessagePort } from 'node:worker_threads'
import { NewsError } from '../news/errors.ts'
import { storyId } from '../news/ids.ts'
import type { Matcher, MatchSummary } from './match.ts'
import { lookAtThread, type ThreadLook } from './threads/thread-look.ts'
import { YOUNG_MEGABYTES } from './threads/thread-line.ts'

/** A match of one tick that takes longer than this has gone wrong: the thread is ended and made anew. */
const MATCH_TIMEOUT_MS = 10 * 60_000

type Answer =
  | { readonly kind: 'matched'; readonly summaries: readonly MatchSummary[]; readonly fetched: FetchedVectors | null }
  | { readonly kind: 'failed'; readonly message: string }

/** What became of fetching vectors: sentences that got one, and in words what ended it. */
export type FetchedVectors = { readonly sentences: number; readonly fault: string | null }

/** Reading and matching in a thread of their own: an answer or a heartbeat never waits for them. */
export type MatcherThread = Matcher & { look(): ThreadLook; close(): Promise<void> }

type CatchUp = (signal: AbortSignal) => Promise<FetchedVectors>

export type MatcherThreadOptions = {
  readonly onFetched?: (fetched: FetchedVectors) => void
  /** Whether anything waits to be matched: where nothing does, the thread is not asked. */
  readonly hasWork?: () => Promise<boolean>
  /** A thread that had nothing to match for so long is ended, to free its memory. Never, where left out. */
  readonly restAfterMs?: number
}

/** Starts the thread at `entry`; it is given `data` and must call `serveMatcher`. A thread that died is started anew. Who asks while it matches waits. */
export function startMatcherThread(
  entry: URL,
  data: Readonly<Record<string, string | null>>,
  { onFetched = () => undefined, hasWork = async () => true, restAfterMs }: MatcherThreadOptions = {},
): MatcherThread {
  let worker: Worker | null = null
  let resting: NodeJS.Timeout | null = null
  let [waiting, hasFailed] = [0, false]
  const stop = async () => {
    const ending = worker
    worker = null
    await ending?.terminate()
  }
  // One at a time: the thread's answer names nobody.
  let last: Promise<unknown> = Promise.resolve()
  async function matchOnce(signal: AbortSignal): Promise<readonly MatchSummary[]> {
    signal.throwIfAborted()
    if (!(await hasWork())) return []
    if (resting !== null) clearTimeout(resting)
    worker ??= new Worker(entry, {
      workerData: data,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    })
    hasFailed = false
    const limit = AbortSignal.any([signal, AbortSignal.timeout(MATCH_TIMEOUT_MS)])
    worker.postMessage('match')
    try {
      const [answer]: Answer[] = await once(worker, 'message', { signal: limit })
      if (restAfterMs !== undefined) resting = setTimeout(() => void stop(), restAfterMs).unref()
      if (answer?.kind === 'matched' && answer.fetched !== null) onFetched(answer.fetched)
      if (answer?.kind === 'matched')
        return answer.summaries.map((summary) => ({ ...summary, story: storyId(summary.story) }))
      throw new NewsError('store-busy', `matching failed and is tried again: ${answer?.message ?? 'no answer'}`)
    } catch (error) {
      hasFailed = !signal.aborted
      await stop()
      throw error
    }
  }
  return {
    matchAll: (signal) => {
      waiting += 1
      const turn = last.then(() => matchOnce(signal)).finally(() => (waiting -= 1))
      last = turn.catch(() => undefined)
      return turn
    },
    look: () => lookAtThread(worker, waiting, hasFailed),
    close: stop,
  }
}

/**
 * The thread's side: matches whenever it is asked. `catchUp` fetches vectors afterwards, while nobody waits; what became of it
 * is told with the next answer.
 */
export function serveMatcher(port: MessagePort, matcher: Matcher, catchUp: CatchUp | null = null): void {
  let fetched: FetchedVectors | null = null
  let isFetching = false
  const fetch = async () => {
    if (catchUp === null || isFetching) return
    isFetching = true
    try {
      fetched = await catchUp(new AbortController().signal)
    } catch (error) {
      fetched = { sentences: 0, fault: error instanceof Error ? error.message : String(error) }
    } finally {
      isFetching = false
    }
  }
  const match = async () => {
    try {
      const summaries = await matcher.matchAll(new AbortController().signal)
      port.postMessage({ kind: 'matched', summaries, fetched } satisfies Answer)
      fetched = null
    } catch (error) {
      port.postMessage({
        kind: 'failed',
        message: error instanceof Error ? error.message : String(error),
      } satisfies Answer)
    }
  }
  port.on('message', () => void match().then(fetch))
}
