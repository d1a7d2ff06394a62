import { sql, type Kysely } from 'kysely'
import { toColumn, toMoment } from './columns.ts'
import type { Database } from './database.ts'

/** `match-begun`: the newest matching began then. `match`: what was stored before has been matched. */
type KnownTask = 'match-begun' | 'match'

/** A moment this far ahead was written by a clock that has been set back since. */
const AHEAD_MAX_MS = 10 * 60_000

export async function findKnownMoment(db: Kysely<Database>, task: KnownTask): Promise<Temporal.Instant | null> {
  const row = await db.selectFrom('known_moments').select('at').where('task', '=', task).executeTakeFirst()
  return row === undefined ? null : toMoment(row.at)
}

/** Moves it on, never back but for a clock that was set; what it is now. */
export async function moveKnownMoment(
  db: Kysely<Database>,
  task: KnownTask,
  to: Temporal.Instant,
): Promise<Temporal.Instant> {
  const at = toColumn(to)
  const stands = sql`known_moments.at between ${at} and ${at + AHEAD_MAX_MS}`
  const { at: known } = await db
    .insertInto('known_moments')
    .values({ task, at })
    .onConflict((conflict) =>
      conflict
        .column('task')
        .doUpdateSet({ at: sql<number>`case when ${stands} then known_moments.at else cast(${at} as bigint) end` }),
    )
    .returning('at')
    .executeTakeFirstOrThrow()
  return toMoment(known)
}

/**
 * When what comes in now counts as seen: after the newest matching began. One that began before it was stored has not looked at it, and
 * whoever was told of the story up to that beginning must be told of it later.
 */
export async function dateArrival(db: Kysely<Database>, seenAt: Temporal.Instant): Promise<Temporal.Instant> {
  const begun = await findKnownMoment(db, 'match-begun')
  if (begun === null) return seenAt
  const aheadMs = begun.epochMilliseconds - seenAt.epochMilliseconds
  return aheadMs < 0 || aheadMs > AHEAD_MAX_MS ? seenAt : begun.add({ milliseconds: 1 })
}
