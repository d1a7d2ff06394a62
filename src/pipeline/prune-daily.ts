import type { Clock } from '../ops/clock.ts'
import type { Log } from '../ops/log.ts'

const DAY_MS = 86_400_000

export type Upkeep = {
  /** Texts are kept for so long after they were last seen. */
  readonly keepMs: number
  /** Deletes what was last seen before a moment; how many articles. */
  readonly prune: (before: Temporal.Instant) => Promise<number>
}

/** Deletes what is older than it is kept, at its first turn and then once a day. A fault is logged, and comes up a day later. */
export function createPruning({ keepMs, prune }: Upkeep, clock: Clock, log: Log): () => Promise<void> {
  let prunedAt: number | null = null
  return async () => {
    const now = clock.now()
    // A clock that was set back must not keep it waiting.
    if (prunedAt !== null && Math.abs(now.epochMilliseconds - prunedAt) < DAY_MS) return
    prunedAt = now.epochMilliseconds
    const before = now.subtract({ milliseconds: keepMs })
    try {
      const deleted = await prune(before)
      if (deleted > 0) log.info({ deleted, before: before.toString() }, `${deleted} old articles were deleted (keep)`)
    } catch (error) {
      log.error({ err: error }, 'old articles could not be deleted; tried again in a day')
    }
  }
}
