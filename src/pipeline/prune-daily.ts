import type { Clock } from '../ops/clock.ts'
import type { Log } from '../ops/log.ts'

const DAY_MS = 86_400_000
/**
 * A bot that starts deletes nothing yet. What was loaded with the dates of another year, or kept by a bot that stood still for
 * months, would be gone before anybody had seen it: they are told, and have this long to stop it or to set `keep`.
 */
const FIRST_AFTER_MS = 3_600_000

export type Upkeep = {
  /** Texts are kept for so long after they were last seen. */
  readonly keepMs: number
  /** Deletes what was last seen before a moment; how many articles. */
  readonly prune: (before: Temporal.Instant) => Promise<number>
  /** How many articles that would be. */
  readonly countOld: (before: Temporal.Instant) => Promise<number>
}

/**
 * Deletes what is older than it is kept, an hour after its first turn and then once a day. At the first turn it says how much
 * that will be. A fault is logged, and comes up a day later.
 */
export function createPruning({ keepMs, prune, countOld }: Upkeep, clock: Clock, log: Log): () => Promise<void> {
  let startedAt: number | null = null
  let prunedAt: number | null = null

  async function announce(now: Temporal.Instant): Promise<void> {
    const first = now.add({ milliseconds: FIRST_AFTER_MS })
    const before = first.subtract({ milliseconds: keepMs })
    try {
      const articles = await countOld(before)
      const facts = { articles, before: before.toString(), at: first.toString() }
      if (articles > 0)
        log.warn(facts, `${tellOld(articles, keepMs)}; in an hour they are deleted. Set keep: in standfirst.yaml higher to keep them`) // prettier-ignore
    } catch (error) {
      log.error({ err: error }, 'old articles could not be counted')
    }
  }

  return async () => {
    const now = clock.now()
    if (startedAt === null) {
      startedAt = now.epochMilliseconds
      await announce(now)
      return
    }
    // A clock that was set back must not keep it waiting.
    const wait = prunedAt === null ? FIRST_AFTER_MS : DAY_MS
    if (Math.abs(now.epochMilliseconds - (prunedAt ?? startedAt)) < wait) return
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

/** What `doctor` says of them; nothing where there are none. */
export async function examineOld(
  countOld: Upkeep['countOld'],
  keepMs: number,
  now: Temporal.Instant,
): Promise<readonly { readonly name: string; readonly found: string; readonly mend: null }[]> {
  const articles = await countOld(now.subtract({ milliseconds: keepMs }))
  if (articles === 0) return []
  const found = `${tellOld(articles, keepMs)}: the bot deletes them an hour after it starts, then daily`
  return [{ name: 'keep', found, mend: null }]
}

function tellOld(articles: number, keepMs: number): string {
  const who = articles === 1 ? '1 article was' : `${articles} articles were`
  return `${who} last seen longer ago than ${Number((keepMs / DAY_MS).toFixed(1))} days (keep)`
}
