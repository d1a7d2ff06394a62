import { setTimeout as sleep } from 'node:timers/promises'

/** After renewing, as long a rest as it took, but no longer: what is told is then at most so much older. */
const REST_MAX_MS = 5_000

/** A task done again whenever it is asked for: once at a time, and once for all who asked meanwhile. */
export type Renewal = {
  ask(): void
  /** The same for somebody who waits: without a rest. */
  hurry(): void
  stop(): void
}

/** `task` never rests on another: what fails is told and done again when it is asked for next. */
export function createRenewal(task: () => Promise<void>, onFault: (error: unknown) => void): Renewal {
  const stopped = new AbortController()
  let isAsked = false
  let isRunning = false
  let rest = new AbortController()
  async function run(): Promise<void> {
    while (isAsked && !stopped.signal.aborted) {
      isAsked = false
      const began = performance.now()
      await task().catch((error: unknown) => stopped.signal.aborted || onFault(error))
      const restMs = Math.min(REST_MAX_MS, performance.now() - began)
      const signal = AbortSignal.any([stopped.signal, rest.signal])
      await sleep(restMs, undefined, { signal, ref: false }).catch(() => undefined)
      rest = new AbortController()
    }
    isRunning = false
  }
  function ask(): void {
    isAsked = true
    if (isRunning) return
    isRunning = true
    void run()
  }
  return {
    ask,
    hurry: () => {
      rest.abort()
      ask()
    },
    stop: () => stopped.abort(),
  }
}
