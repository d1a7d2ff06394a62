import { toColumn } from './columns.ts'
import type { Connections } from './connections.ts'

/** Platforms send an event again within minutes. */
const KEPT_MS = 10 * 60_000

/** What was sent to several processes and is handled by one: implements the adapters' EventClaims. */
export function openHandledEvents({ write }: Connections) {
  return {
    async claimEvents(ids: readonly string[], at: Temporal.Instant): Promise<boolean> {
      const wanted = [...new Set(ids)]
      if (wanted.length === 0) return true
      const now = toColumn(at)
      return write.transaction().execute(async (trx) => {
        // One far ahead was written by a clock that has been set back since.
        await trx
          .deleteFrom('handled_events')
          .where((row) => row.or([row('at', '<=', now - KEPT_MS), row('at', '>', now + KEPT_MS)]))
          .execute()
        const claimed = await trx
          .insertInto('handled_events')
          .values(wanted.map((id) => ({ id, at: now })))
          .onConflict((conflict) => conflict.doNothing())
          .returning('id')
          .execute()
        return claimed.length === wanted.length
      })
    },
  }
}
