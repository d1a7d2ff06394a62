import { sql, type Kysely, type Transaction } from 'kysely'
import { toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'
import { findKnownMoment, moveKnownMoment } from './known-moments.ts'
import { nowOf } from './now-of.ts'

/** Of those that were silent so long, this many are freed in one step: more never end at one time. */
const BURIED_AT_ONCE = 50

type Replica = {
  readonly id: string
  readonly startedAt: Temporal.Instant
  readonly seenAt: Temporal.Instant
  /** Since it was seen, by the clock of the database: clocks of replicas differ. */
  readonly silentMs: number
  readonly version: string
  /** By which the job queue knows it; null before it takes jobs. */
  readonly worker: string | null
}

type Sign = Pick<Replica, 'id' | 'version' | 'worker'>

/** Processes that share the work of one store: implements pipeline's ReplicaStore and KnownStore. */
export function openReplicas(connections: Connections) {
  const { read, write } = connections
  // A sign of life is one statement, and waits behind no long write: where each writer takes its turn, it needs none.
  const beside = dialectOf(write) === 'postgres' ? read : write
  return {
    signLife: (sign: Sign) => signLife(beside, sign),
    listReplicas: () => listReplicas(read),
    buryReplicas: (silentMs: number, leftMs: number) =>
      write.transaction().execute((trx) => buryReplicas(trx, silentMs, leftMs)),
    leave: (id: string) =>
      write.transaction().execute(async (trx) => {
        await trx.deleteFrom('replicas').where('id', '=', id).execute()
        await freeLeases(trx, [id])
      }),

    findMatched: () => findKnownMoment(read, 'match'),
    beginMatching: (now: Temporal.Instant) => moveKnownMoment(write, 'match-begun', now),
    saveMatched: (began: Temporal.Instant) => moveKnownMoment(write, 'match', began),
  }
}

/** `anew`: it was not known, or was given up for dead meanwhile: what it had taken on, others have. */
async function signLife(db: Kysely<Database>, { id, version, worker }: Sign): Promise<'known' | 'anew'> {
  const now = nowOf(db)
  const known = await db
    .updateTable('replicas')
    .set({ seen_at: now, worker })
    .where('id', '=', id)
    .returning('id')
    .executeTakeFirst()
  if (known !== undefined) return 'known'
  await db
    .insertInto('replicas')
    .values({ id, started_at: now, seen_at: now, version, worker })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: now, worker }))
    .execute()
  return 'anew'
}

/** The oldest first. */
async function listReplicas(db: Kysely<Database>): Promise<readonly Replica[]> {
  const rows = await db
    .selectFrom('replicas')
    .selectAll()
    .select(nowOf(db).as('now'))
    .orderBy('started_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, started_at, seen_at, version, worker, now }) => ({
    id,
    startedAt: toMoment(started_at),
    seenAt: toMoment(seen_at),
    silentMs: Math.max(0, now - seen_at),
    version,
    worker,
  }))
}

/**
 * Frees what replicas had taken on that were silent for `silentMs`, and forgets them. What they were posting may still arrive
 * for a while after `leftMs` of silence: it counts as left from then on, and is looked for.
 */
async function buryReplicas(
  trx: Transaction<Database>,
  silentMs: number,
  leftMs: number,
): Promise<readonly Pick<Replica, 'id' | 'worker' | 'silentMs'>[]> {
  const silent = (await listReplicas(trx)).filter((one) => one.silentMs >= silentMs).slice(0, BURIED_AT_ONCE)
  if (silent.length === 0) return []
  const buried = await trx
    .deleteFrom('replicas')
    .where(
      'id',
      'in',
      silent.map(({ id }) => id),
    )
    .where('seen_at', '<=', sql<number>`${nowOf(trx)} - ${silentMs}`)
    .returning('id')
    .execute()
  const gone = silent.filter(({ id }) => buried.some((row) => row.id === id))
  for (const { id, seenAt } of gone) {
    await trx
      .updateTable('deliveries')
      .set({
        state: 'unconfirmed',
        because: 'the replica that was sending it ended',
        changed_at: toColumn(seenAt) + leftMs,
        leased_by: null,
      })
      .where('state', '=', 'sending')
      .where('leased_by', '=', id)
      .execute()
  }
  const ids = gone.map(({ id }) => id)
  await countTries(trx, ids)
  await freeLeases(trx, ids)
  return gone.map(({ id, worker, silentMs: ms }) => ({ id, worker, silentMs: ms }))
}

/** What ends whoever reads it is let be in the end: each page that a dead one was reading has failed once more; of feeds it is counted. */
async function countTries(trx: Transaction<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await trx
    .updateTable('planned_reads')
    .set((row) => ({ failures: row('failures', '+', 1) }))
    .where('leased_until', 'is not', null)
    .where('leased_by', 'in', ids)
    .execute()
  await trx
    .updateTable('feeds')
    .set((row) => ({ deaths: row('deaths', '+', 1) }))
    .where('leased_until', 'is not', null)
    .where('leased_by', 'in', ids)
    .execute()
}

async function freeLeases(trx: Transaction<Database>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  for (const table of ['feeds', 'planned_reads'] as const) {
    await trx
      .updateTable(table)
      .set({ leased_until: null, leased_by: null })
      .where('leased_until', 'is not', null)
      .where('leased_by', 'in', ids)
      .execute()
  }
}
