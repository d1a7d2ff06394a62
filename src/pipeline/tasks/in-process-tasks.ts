import { setTimeout as sleep } from 'node:timers/promises'
import type { Clock } from '../../ops/clock.ts'
import { createLanes, type Lanes } from './lanes.ts'
import { startTaskClock } from './task-clock.ts'
import type { TaskName, TaskRunner } from './task-runner.ts'

/** Work that does not heed its signal is left behind after this long. */
const STOP_MAX_MS = 3_000

export type InProcessParts = {
  readonly clock: Clock
  readonly matchEveryMs: number
  /** Hears of a task that threw; it is run again with the next tick. */
  readonly onFault: (error: unknown, task: TaskName) => void
}

/** Runs the tasks in this process, alone: where the store is a file. */
export function createInProcessTasks({ clock, matchEveryMs, onFault }: InProcessParts): TaskRunner {
  const stopping = new AbortController()
  let lanes: Lanes | null = null
  let ticking: ReturnType<typeof startTaskClock> | null = null

  function wake(task: TaskName): void {
    if (stopping.signal.aborted) return
    lanes?.run(task).catch((error: unknown) => {
      // Work that was told to stop and did is no fault.
      if (!stopping.signal.aborted) onFault(error, task)
    })
  }

  return {
    wake,
    start: async (handlers) => {
      lanes = createLanes(handlers, () => stopping.signal)
      ticking = startTaskClock({ clock, matchEveryMs, wake: (tasks) => tasks.forEach(wake) })
    },
    stop: async () => {
      stopping.abort()
      await ticking?.stop()
      await Promise.race([lanes?.idle(), sleep(STOP_MAX_MS, undefined, { ref: false })])
    },
  }
}
