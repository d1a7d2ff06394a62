import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Clock } from '../../src/ops/clock.ts'

/** A clock that only moves when everybody waits: an hour passes in no time. */
export type VirtualTime = {
  readonly clock: Clock
  /** Milliseconds since it began. */
  elapsed(): number
  wait(ms: number, signal: AbortSignal): Promise<void>
  /** What the task gives; time moves on to the next who waits whenever nothing else happens. */
  run<Value>(task: Promise<Value>): Promise<Value>
  /** Lets time pass. */
  pass(ms: number): void
}

const START = Temporal.Instant.from('2026-01-05T08:00:00Z').epochMilliseconds
/** A task that neither ends nor waits is stuck. */
const IDLE_TURNS_MAX = 200

export function virtualTime(): VirtualTime {
  let nowMs = START
  const waiting = new Set<{ readonly atMs: number; readonly wake: () => void }>()
  return {
    clock: { now: () => Temporal.Instant.fromEpochMilliseconds(nowMs) },
    elapsed: () => nowMs - START,
    wait(ms, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const entry = { atMs: nowMs + ms, wake: resolve }
      waiting.add(entry)
      signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      if (signal.aborted) reject(signal.reason)
      return promise.finally(() => waiting.delete(entry))
    },
    async run(task) {
      let isDone = false
      const end = () => {
        isDone = true
      }
      task.then(end, end)
      for (let idle = 0; idle < IDLE_TURNS_MAX; idle += 1) {
        await nextTurn()
        if (isDone) return task
        const [next] = [...waiting].toSorted((a, b) => a.atMs - b.atMs)
        if (next === undefined) continue
        idle = 0
        nowMs = Math.max(nowMs, next.atMs)
        waiting.delete(next)
        next.wake()
      }
      throw new Error('the task is stuck: nobody waits, and nothing happens')
    },
    pass(ms) {
      nowMs += ms
    },
  }
}
