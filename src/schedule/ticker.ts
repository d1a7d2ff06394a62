import { schedule } from 'node-cron'

const EVERY_MINUTE = '* * * * *'
/** A tick that a busy process meets late still counts for so long: making one brief of a long story takes seconds. */
const LATE_MAX_MS = 60_000
/** A task that does not heed its signal is left behind after this long. */
const STOP_TIMEOUT_MS = 10_000

export type TickerOptions = {
  /** Hears of a task that threw; the next tick comes all the same. */
  readonly onFault: (error: unknown) => void
  /** A cron pattern read in UTC, where no minute is skipped or repeated. Default: every minute. */
  readonly pattern?: string
}

export type Ticker = {
  /** Runs the task now, or once more as soon as it has ended. */
  wake(): void
  /** Ends the ticking, aborts a running task's signal and waits for the task, ten seconds at most. */
  stop(): Promise<void>
}

/**
 * Runs a task at once and then at every minute. It never overlaps itself: however many ticks come while it works, it runs once
 * more as soon as it has ended, for each run looks at everything that is owed.
 */
export function startTicker(task: (signal: AbortSignal) => Promise<void>, options: TickerOptions): Ticker {
  const controller = new AbortController()
  let running: Promise<void> | null = null
  let owed = false

  const tick = () => {
    if (controller.signal.aborted) return
    owed = running !== null
    if (owed) return
    running = runTask(task, controller.signal, options.onFault).finally(() => {
      running = null
      if (owed) tick()
    })
  }
  const cron = schedule(options.pattern ?? EVERY_MINUTE, tick, {
    timezone: 'Etc/UTC',
    suppressMissedWarning: true,
    missedExecutionTolerance: LATE_MAX_MS,
  })
  tick()

  return {
    wake: tick,
    async stop() {
      controller.abort()
      await cron.destroy()
      if (running !== null) await Promise.race([running, timeout(STOP_TIMEOUT_MS)])
    },
  }
}

async function runTask(
  task: (signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
  onFault: (error: unknown) => void,
): Promise<void> {
  try {
    await task(signal)
  } catch (error) {
    // Work that was told to stop and did is no fault.
    if (!signal.aborted) onFault(error)
  }
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms).unref()
  })
}
