import type { Log } from '../../ops/log.ts'
import { answerLine, openThreadLine, type LineOptions, type LinePort } from '../threads/thread-line.ts'
import type { LiveParts } from './live-parts.ts'
import type { LiveReader, LiveReport } from './live-reader.ts'

/** How often the thread is asked what it did; a thread that died is started anew by that. */
const REPORT_EVERY_MS = 15_000
/** After a thread died, twice as long as before, up to this. */
const RESTART_PAUSE_MAX_MS = 10 * 60_000
/** Feeds and pages under way at once take some 100 MB at most; a page that needs far more is an attack. */
const HEAP_MAX_MEGABYTES = 256
/** What is under way is broken off and let go of within this; then the thread is ended. */
const STOP_MAX_MS = 3_000

type Question = 'report' | 'stop'

export type LiveThread = { close(): Promise<void> }

export type LiveThreadParts = {
  readonly entry: URL
  readonly data: Readonly<Record<string, string | null>>
  readonly log: Log
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

/** Reads the live web in a thread of its own at `entry`, which is given `data` and calls `serveLive`: no answer waits for it. */
export function startLiveThread(parts: LiveThreadParts): LiveThread {
  const { log, hasWork, reportEveryMs = REPORT_EVERY_MS } = parts
  const line = openThreadLine(parts.entry, parts.data, { heapMaxMegabytes: HEAP_MAX_MEGABYTES, ...parts.line })
  let timer: NodeJS.Timeout | null = null
  let [isStarted, isClosed, isAtWork] = [false, false, false]
  let pauseMs = reportEveryMs

  async function look(): Promise<void> {
    try {
      isStarted ||= await hasWork()
      if (!isStarted) return
      tellReport((await line.ask('report' satisfies Question)) as LiveReport, log)
      isAtWork = true
      pauseMs = reportEveryMs
    } catch (error) {
      if (isClosed) return
      isAtWork = false
      pauseMs = Math.min(2 * pauseMs, RESTART_PAUSE_MAX_MS)
      log.error({ err: error, againInMs: pauseMs }, 'reading feeds and pages broke off; it is started again')
    }
  }
  const lookAgain = async (): Promise<void> => {
    await look()
    if (!isClosed) timer = setTimeout(() => void lookAgain(), pauseMs)
  }
  void lookAgain()

  async function close(): Promise<void> {
    isClosed = true
    if (timer !== null) clearTimeout(timer)
    // What it holds is free again at once, not when its lease ends; and what it did since is told. One that is only
    // starting holds nothing.
    if (isAtWork) {
      const last = line.ask('stop' satisfies Question, AbortSignal.timeout(STOP_MAX_MS))
      await last.then((report) => tellReport(report as LiveReport, log)).catch(() => undefined)
    }
    await line.close()
  }

  let closing: Promise<void> | null = null
  return { close: () => (closing ??= close()) }
}

/** The thread's side. It begins when it is asked first. */
export function serveLive(port: LinePort, reader: LiveReader): void {
  answerLine(port, async (question) => {
    if (question === 'stop') await reader.stop()
    else reader.start()
    return reader.report()
  })
}

function tellReport({ notes, notesLost, ...counts }: LiveReport, log: Log): void {
  for (const { level, about, text } of notes) log[level](about === null ? {} : { about }, text)
  if (notesLost > 0) log.warn({ notesLost }, `${notesLost} further notes on feeds and pages were left out`)
  if (counts.polled + counts.read > 0) log.debug(counts, 'feeds and pages were read')
}
