import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Connections } from './connections.ts'
import { nowOf } from './now-of.ts'
import { storable } from './storable.ts'

/** Platforms send an event again within minutes. */
const KEPT_MS = 10 * 60_000
/** An id of a platform has some 20 letters. A database's index takes no name of thousands: such an id is known by its digest. */
const ID_LENGTH_MAX = 200

/** What was sent to several processes and is handled by one: implements the adapters' EventClaims. */
export function openHandledEvents({ write }: Connections) {
  return {
    async claimEvents(ids: readonly string[]): Promise<boolean> {
      const wanted = [...new Set(ids.map(keyOf))]
      if (wanted.length === 0) return true
      return write.transaction().execute(async (trx) => {
        const now = nowOf(trx)
        // One far ahead was written before the database's clock was set back.
        await trx
          .deleteFrom('handled_events')
          .where((row) =>
            row.or([
              row('at', '<=', sql<number>`${now} - ${KEPT_MS}`),
              row('at', '>', sql<number>`${now} + ${KEPT_MS}`),
            ]),
          )
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

function keyOf(id: string): string {
  return id.length <= ID_LENGTH_MAX ? storable(id) : `sha256 ${createHash('sha256').update(id).digest('hex')}`
}
