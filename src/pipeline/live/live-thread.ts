import type { Log } from '../../ops/log.ts'
import { answerLine, openThreadLine, type LineOptions, type LinePort } from '../threads/thread-line.ts'
import type { ThreadLook } from '../threads/thread-look.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveCounts, LiveReader, LiveReport, ReadKind } from './live-reader.ts'

/** How often the thread is asked what it did. */
const REPORT_EVERY_MS = 15_000
/** After a thread died, twice as long as before, up to this. */
const RESTART_PAUSE_MAX_MS = 10 * 60_000
/** Feeds and pages under way at once take some 100 MB at most; a page that needs far more is an attack. */
const HEAP_MAX_MEGABYTES = 256
/** What is under way is broken off and let go of within this; then the thread is ended. */
const STOP_MAX_MS = 3_000

type Question = 'poll' | 'read' | 're-read' | 'report' | 'stop'

/** Reads the live web in a thread of its own. What is asked ends when nothing more is due. */
export type LiveThread = {
  /** Asks the feeds that are due. How many items were new. */
  poll(signal: AbortSignal): Promise<number>
  /** Reads the pages that are due. How many articles are new or changed. */
  read(kind: ReadKind, signal: AbortSignal): Promise<number>
  look(): ThreadLook
  close(): Promise<void>
}

export type LiveThreadParts = {
  readonly entry: URL
  readonly data: Readonly<Record<string, string | null>>
  readonly log: Log
  /** Hears what was read, for counting. */
  readonly onRead?: (counts: LiveCounts) => void
  /** Whether there is anything to read: where there is nothing, there is no thread. */
  readonly hasWork: () => Promise<boolean>
  readonly reportEveryMs?: number
  readonly line?: LineOptions
}

/** Whether any feed is followed or any page waits to be read. */
export async function hasLiveWork(
  { feeds, rereads }: Pick<LiveParts['store'], 'feeds' | 'rereads'>,
  now: Temporal.Instant,
): Promise<boolean> {
  const followed = await feeds.listFeeds()
  if (followed.some(({ nextAt }) => nextAt !== null)) return true
  return (await rereads.countWaiting(now)).planned > 0
}

/** Starts the thread at `entry`, which is given `data` and calls `serveLive`, when there is something to read: no answer waits for it. */
export function startLiveThread(parts: LiveThreadParts): LiveThread {
  const { log, hasWork, reportEveryMs = REPORT_EVERY_MS } = parts
  const line = openThreadLine(parts.entry, parts.data, { heapMaxMegabytes: HEAP_MAX_MEGABYTES, ...parts.line })
  let timer: NodeJS.Timeout | null = null
  let [isStarted, isClosed, isAtWork] = [false, false, false]
  let pauseMs = 0
  let notBefore = 0

  async function ask(question: Question, signal: AbortSignal): Promise<number> {
    if (isClosed || performance.now() < notBefore) return 0
    isStarted ||= await hasWork()
    if (!isStarted || isClosed) return 0
    isAtWork = true
    timer ??= setInterval(() => void report(), reportEveryMs)
    try {
      const found = await line.ask(question, signal)
      pauseMs = 0
      return Number(found)
    } catch (error) {
      if (isClosed || signal.aborted) return 0
      // The others that were under way ended with the same fault: it is told once.
      if (performance.now() >= notBefore) {
        pauseMs = Math.min(Math.max(reportEveryMs, 2 * pauseMs), RESTART_PAUSE_MAX_MS)
        notBefore = performance.now() + pauseMs
        log.error({ err: error, againInMs: pauseMs }, 'reading feeds and pages broke off; it is started again')
      }
      return 0
    }
  }

  /** Asked also while a round lasts: a thread that answers nothing for long has gone wrong. */
  const tell = (found: unknown): void => {
    const { notes, articles, ...counts } = found as LiveReport
    tellReport({ notes, articles, ...counts }, log)
    parts.onRead?.(counts)
  }

  async function report(): Promise<void> {
    if (performance.now() < notBefore) return
    await line
      .ask('report' satisfies Question)
      .then(tell)
      .catch(() => undefined)
  }

  async function close(): Promise<void> {
    isClosed = true
    if (timer !== null) clearInterval(timer)
    // What it holds is free again at once, not when its lease ends; and what it did since is told. One that is only
    // starting holds nothing.
    if (isAtWork) {
      const last = line.ask('stop' satisfies Question, AbortSignal.timeout(STOP_MAX_MS))
      await last.then(tell).catch(() => undefined)
    }
    await line.close()
  }

  let closing: Promise<void> | null = null
  return {
    poll: (signal) => ask('poll', signal),
    read: (kind, signal) => ask(kind === 'first' ? 'read' : 're-read', signal),
    look: () => line.look(),
    close: () => (closing ??= close()),
  }
}

/** The thread's side. */
export function serveLive(port: LinePort, reader: LiveReader): void {
  answerLine(port, async (question) => {
    if (question === 'poll') return reader.poll()
    if (question === 'read') return reader.read('first')
    if (question === 're-read') return reader.read('again')
    if (question === 'stop') await reader.stop()
    return reader.report()
  })
}

function tellReport({ notes, notesLost, articles, ...counts }: LiveReport, log: Log): void {
  for (const kept of articles) log.debug(kept, 'an article is new, or says something else')
  for (const { level, about, text } of notes) log[level](about === null ? {} : { about }, text)
  if (notesLost > 0) log.warn({ notesLost }, `${notesLost} further notes on feeds and pages were left out`)
  if (counts.polled + counts.read > 0) log.debug(counts, 'feeds and pages were read')
}
