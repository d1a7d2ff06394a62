import type { Worker } from 'node:worker_threads'

/** How a thread fares, for those who watch. */
export type ThreadLook = {
  /** `idle`: nothing was asked of it yet, or not for long. `ended`: a fault ended it, and nothing was asked of it since. */
  readonly state: 'idle' | 'alive' | 'ended'
  /** Questions that wait for its answer. */
  readonly waiting: number
  /** How long it worked since it was started, in milliseconds: its share of the time tells how busy it is. */
  readonly busyMs: number
}

/** Looks at a thread; null is one that does not run. It asks nothing of the thread itself. */
export function lookAtThread(worker: Worker | null, waiting: number, hasFailed: boolean): ThreadLook {
  if (worker === null) return { state: hasFailed ? 'ended' : 'idle', waiting, busyMs: 0 }
  return { state: 'alive', waiting, busyMs: worker.performance.eventLoopUtilization().active }
}
