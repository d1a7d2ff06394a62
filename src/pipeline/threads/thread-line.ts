import { Worker, type ResourceLimits } from 'node:worker_threads'
import { isNewsError, NewsError, type ErrorCode } from '../../news/errors.ts'
import { packValue, unpackValue } from './pack-values.ts'
import { lookAtThread, type ThreadLook } from './thread-look.ts'
import { watchUse } from './watch-use.ts'

/**
 * A thread from which nothing comes for this long, though it was asked, has gone wrong: it is ended and made anew. Reading a
 * story of 10,000 articles takes some ten seconds, on a busy machine a minute.
 */
const SILENT_MAX_MS = 120_000
/** Questions under way in one thread: more than all channels of an installation ask at once. */
const UNDER_WAY_MAX = 2_000

/**
 * What the new values of a thread take before they are looked through. V8's own choice is 96 MB: matching a story of 250 articles
 * took 30 MB more with it, and no less time; with 24 MB, which a thread of bounded memory has, it took a sixth longer.
 */
export const YOUNG_MEGABYTES = 48
const YOUNG_OF_BOUNDED_MEGABYTES = 24

const STOPPING = 'the program stops'

/** What is asked of a thread. */
type Asked = { readonly id: number; readonly question: unknown }

/** What a thread answers, packed. */
type Answer =
  | { readonly id: number; readonly kind: 'told'; readonly value: unknown }
  | { readonly id: number; readonly kind: 'refused'; readonly code: ErrorCode; readonly message: string }
  | { readonly id: number; readonly kind: 'failed'; readonly message: string }

/** `upkeep` keeps what a thread holds up to date: it keeps no thread alive that nobody uses. */
type AskKind = 'use' | 'upkeep'

/** Many questions at once to one thread, each with its own answer. */
export type ThreadLine = {
  /**
   * Rejects with what the thread threw; with NewsError 'store-busy' where it died, was silent too long, or is asked too much at
   * once; with the signal's reason where that stops the waiting. The thread goes on then, and its answer is dropped.
   */
  ask(question: unknown, signal?: AbortSignal, kind?: AskKind): Promise<unknown>
  /** What the thread holds was used, though it was not asked. */
  use(): void
  /** Resolves as soon as nothing is under way. */
  idle(): Promise<void>
  look(): ThreadLook
  close(): Promise<void>
}

export type LineOptions = {
  readonly silentMaxMs?: number
  /** A thread whose values need more memory is ended, and made anew when it is asked next. */
  readonly heapMaxMegabytes?: number
  /** A thread that nobody used for so long is ended, to free its memory; the next question starts it. Never, where left out. */
  readonly restAfterMs?: number
  /** Hears that a thread ended: what it held is gone. */
  readonly onEnd?: () => void
}

type Waiting = { readonly resolve: (value: unknown) => void; readonly reject: (reason: unknown) => void }

/** A line to a thread at `entry`, which is given `data` and calls `answerLine`. It is started when it is asked first. */
export function openThreadLine(
  entry: URL,
  data: Readonly<Record<string, string | null>>,
  { silentMaxMs = SILENT_MAX_MS, heapMaxMegabytes, restAfterMs, onEnd = () => undefined }: LineOptions = {},
): ThreadLine {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let [hasFailed, isClosed, lastId] = [false, false, 0]
  let watchdog: NodeJS.Timeout | null = null
  let calm = Promise.withResolvers<void>()
  const use = watchUse(restAfterMs, () => void (waiting.size === 0 && letGo()))

  function watch(): void {
    if (watchdog !== null) clearTimeout(watchdog)
    if (waiting.size === 0) {
      calm.resolve()
      calm = Promise.withResolvers<void>()
    }
    watchdog = waiting.size === 0 ? null : setTimeout(() => void end('it did not answer in time'), silentMaxMs)
  }

  function settle(answer: Answer): void {
    const one = waiting.get(answer.id)
    waiting.delete(answer.id)
    watch()
    if (waiting.size === 0) use.rest()
    if (one !== undefined) tell(one, answer)
  }

  async function letGo(): Promise<void> {
    const ending = worker
    worker = null
    use.stop()
    if (ending !== null) onEnd()
    await ending?.terminate()
  }

  async function end(because: string): Promise<void> {
    isClosed ||= because === STOPPING
    hasFailed = worker !== null
    rejectAll(waiting, because)
    watch()
    await letGo()
  }

  function start(): Worker {
    const started = new Worker(entry, { workerData: data, resourceLimits: limitsOf(heapMaxMegabytes) })
    hasFailed = false
    hear(started, settle, (because) => void (worker === started && end(because)))
    return started
  }

  return {
    idle: async () => void (waiting.size > 0 && (await calm.promise)),
    look: () => lookAtThread(worker, waiting.size, hasFailed),
    close: () => end(STOPPING),
    use: use.now,
    ask: async (question, signal, kind = 'use') => {
      signal?.throwIfAborted()
      // Nobody would end a thread that is started now.
      if (isClosed) throw brokenOff(STOPPING)
      if (waiting.size >= UNDER_WAY_MAX) throw new NewsError('store-busy', 'too many questions at once. Ask again.')
      const packed = packValue(question)
      if (kind === 'use' || worker === null) use.now()
      worker ??= start()
      const id = (lastId += 1)
      const { promise, resolve, reject } = Promise.withResolvers<unknown>()
      const stop = () => reject(signal?.reason)
      waiting.set(id, { resolve, reject })
      signal?.addEventListener('abort', stop, { once: true })
      // The silence is counted from the first question that waits.
      if (watchdog === null) watch()
      worker.postMessage({ id, question: packed } satisfies Asked)
      return promise.finally(() => signal?.removeEventListener('abort', stop))
    },
  }
}

function rejectAll(waiting: Map<number, Waiting>, because: string): void {
  for (const { reject } of waiting.values()) reject(brokenOff(because))
  waiting.clear()
}

function limitsOf(heapMaxMegabytes: number | undefined): ResourceLimits {
  if (heapMaxMegabytes === undefined) return { maxYoungGenerationSizeMb: YOUNG_MEGABYTES }
  return { maxOldGenerationSizeMb: heapMaxMegabytes, maxYoungGenerationSizeMb: YOUNG_OF_BOUNDED_MEGABYTES }
}

function tell({ resolve, reject }: Waiting, answer: Answer): void {
  if (answer.kind === 'told') resolve(unpackValue(answer.value))
  else reject(answer.kind === 'refused' ? new NewsError(answer.code, answer.message) : new Error(answer.message))
}

function hear(worker: Worker, settle: (answer: Answer) => void, ended: (because: string) => void): void {
  worker.on('message', settle)
  worker.on('error', (error) => ended(error instanceof Error ? error.message : String(error)))
  worker.on('messageerror', (error) => ended(error.message))
  worker.on('exit', () => ended('its thread ended'))
}

/** What a thread answers on; its port. */
export type LinePort = {
  on(event: 'message', hear: (asked: Asked) => void): unknown
  postMessage(answer: Answer): void
}

/** The thread's side: answers whatever it is asked, several at once. */
export function answerLine(port: LinePort, answer: (question: unknown) => Promise<unknown>): void {
  const serve = async ({ id, question }: Asked): Promise<void> => {
    try {
      port.postMessage({ id, kind: 'told', value: packValue(await answer(unpackValue(question))) })
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      port.postMessage(
        isNewsError(error) ? { id, kind: 'refused', code: error.code, message } : { id, kind: 'failed', message },
      )
    }
  }
  port.on('message', (asked) => void serve(asked))
}

function brokenOff(because: string): NewsError {
  return new NewsError('store-busy', `reading was broken off: ${because.replace(/\.$/, '')}. Ask again.`)
}
