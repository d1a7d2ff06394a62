import { NewsError } from '../news/errors.ts'

/** What an operating system gives a process that kills it by signal: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const
type StopSignal = keyof typeof EXIT_CODES
const STOP_SIGNALS: readonly StopSignal[] = ['SIGINT', 'SIGTERM']

/** The part of `process` that tells of signals. */
type SignalSource = {
  on(name: StopSignal, heard: () => void): unknown
  off(name: StopSignal, heard: () => void): unknown
}

export type ShutdownOptions = {
  readonly source: SignalSource
  /** Ends the process at once. */
  readonly exit: (code: number) => void
  /** A stop that takes longer than this is cut short. */
  readonly timeoutMs: number
}

export type Shutdown = {
  /** Aborts with NewsError 'interrupted' at the first SIGINT or SIGTERM. */
  readonly signal: AbortSignal
  /** All work has ended: signals mean again what they mean to any process, and nothing keeps this one alive. */
  done(): void
}

/** Turns the first SIGINT or SIGTERM into an abort, so that work ends in order; a second one, or time, ends it at once. */
export function watchSignals(options: ShutdownOptions): Shutdown {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | null = null

  const stop = (name: StopSignal) => {
    const exitNow = () => options.exit(EXIT_CODES[name])
    if (controller.signal.aborted) return exitNow()
    timer = setTimeout(exitNow, options.timeoutMs)
    timer.unref()
    controller.abort(new NewsError('interrupted', `Stopped by ${name} before all was done; what was done is kept.`))
  }
  const handlers = STOP_SIGNALS.map((name) => ({ name, heard: () => stop(name) }))
  for (const { name, heard } of handlers) options.source.on(name, heard)

  return {
    signal: controller.signal,
    done() {
      if (timer !== null) clearTimeout(timer)
      for (const { name, heard } of handlers) options.source.off(name, heard)
    },
  }
}
