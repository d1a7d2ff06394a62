import { randomUUID } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { isNewsError } from '../news/errors.ts'
import { chunk, toColumn } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { checkPostgres } from './check-postgres.ts'
import { checkSqlite } from './check-sqlite.ts'
import { dialectOf } from './dialect-of.ts'
import { TOMBSTONE } from './fingerprint.ts'
import { emptyLedgers } from './ledger.ts'
import { findWhole } from './place-article.ts'
import { pruneTold } from './prune-told.ts'
import { checkIndex, dropFromIndex } from './search.ts'
import { doUnheard } from './unheard.ts'

/** More faults than this say no more than that the file is broken. */
const PROBLEMS_MAX = 20
/** Articles removed in one transaction: other writers wait for no more than these. */
const PRUNE_BATCH = 200
/** How long an article is known after its text is gone: no feed lists older ones. */
const KNOWN_FOR = { hours: 365 * 24 }

/** What is wrong with the file, in words; nothing when it is sound. */
export async function checkIntegrity(connections: Connections): Promise<readonly string[]> {
  const { read, file } = connections
  const problems: string[] = []
  try {
    const check = dialectOf(read) === 'sqlite' ? checkSqlite : checkPostgres
    problems.push(...(await check(read, file, PROBLEMS_MAX)))
    await checkIndex(connections)
    return problems
  } catch (error) {
    if (isNewsError(error, 'store-corrupt')) return [...problems, error.message]
    throw error
  }
}

/** Writes a row and takes it back: a file that may only be read, and a server that stands by, refuse it. */
export async function tryWriting({ write }: Connections): Promise<void> {
  const trial = await write.startTransaction().execute()
  try {
    await trial.insertInto('seeds').values({ kind: 'story', id: randomUUID(), fingerprint: 'a trial' }).execute()
  } finally {
    await trial.rollback().execute()
  }
}

/**
 * Deletes the texts of articles last read before `before`, what was planned to be read of that age, and what channels were told of texts
 * that went before; how many articles.
 * Editions keep the text they cite. That there was such an article, that it was taken down, and by what it is known stays
 * for a year more, so that a feed that still lists it brings nothing again.
 */
export async function prune(connections: Connections, before: Temporal.Instant): Promise<number> {
  const { read, write } = connections
  const limit = toColumn(before)
  // First: the ledgers of stories that lose texts are empty until they are made anew.
  await pruneTold(connections, before)
  const dropped = await inBatches(write, await listOld(read, limit), (trx, id) => dropTexts(trx, id, limit))
  const forgotten = toColumn(before.subtract(KNOWN_FOR))
  await inBatches(write, await listEmpty(read, forgotten), forget)
  await write.deleteFrom('planned_reads').where('first_seen_at', '<', limit).execute()
  // Made of texts: those of a story that goes on are fetched again.
  await write.deleteFrom('embeddings').where('at', '<', limit).execute()
  return dropped
}

/** Does `step` to each, many in one transaction; to how many it did. */
async function inBatches(
  db: Kysely<Database>,
  ids: readonly string[],
  step: (trx: Transaction<Database>, id: string) => Promise<boolean>,
): Promise<number> {
  let done = 0
  for (const batch of chunk(ids, PRUNE_BATCH)) {
    await db.transaction().execute(async (trx) => {
      for (const id of batch) if (await step(trx, id)) done += 1
    })
  }
  return done
}

/** How many articles `prune` would delete the texts of. */
export async function countOld({ read }: Connections, before: Temporal.Instant): Promise<number> {
  const { count } = await read
    .selectFrom(selectOld(read, toColumn(before)).as('old'))
    .select((row) => row.fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Articles with a text, last read before. */
async function listOld(db: Kysely<Database>, before: number): Promise<readonly string[]> {
  return (await selectOld(db, before).execute()).map(({ head }) => head)
}

function selectOld(db: Kysely<Database>, before: number) {
  return db
    .selectFrom('observations')
    .innerJoin('articles', 'articles.id', 'observations.article')
    .select((row) => row.fn.coalesce('same_as', 'id').as('head'))
    .groupBy('head')
    .having((row) => row(row.fn.max('observations.seen_at'), '<', before))
    .having(sql`max(case when content = ${TOMBSTONE} then 0 else 1 end)`, '=', 1)
}

/** False where it was read meanwhile. */
async function dropTexts(trx: Transaction<Database>, id: string, before: number): Promise<boolean> {
  const { members } = await findWhole(trx, id)
  const { last } = await trx
    .selectFrom('observations')
    .select((row) => row.fn.max('seen_at').as('last'))
    .where('article', 'in', members)
    .executeTakeFirstOrThrow()
  if (last >= before) return false
  const stories = await trx.selectFrom('story_articles').select('story').where('article', 'in', members).execute()
  for (const { story } of stories) await emptyLedgers(trx, story, 0)
  for (const member of members) await dropFromIndex(trx, member, 'texts')
  const texts = trx.deleteFrom('revisions').where('article', 'in', members).where('deleted', '=', 0)
  await doUnheard(trx, texts)
  const readings = trx.deleteFrom('observations').where('article', 'in', members).where('content', '<>', TOMBSTONE)
  await doUnheard(trx, readings)
  for (const table of ['story_articles', 'story_pending', 'sightings', 'planned_reads'] as const) {
    await doUnheard(trx, trx.deleteFrom(table).where('article', 'in', members))
  }
  return true
}

/** Articles without text, first seen before. */
async function listEmpty(db: Kysely<Database>, before: number): Promise<readonly string[]> {
  const old = await db
    .selectFrom('articles as head')
    .select('id')
    .where('same_as', 'is', null)
    .where('seen_at', '<', before)
    .where((row) => row.not(row.exists(selectTexts(db).where('observations.article', '=', row.ref('head.id')))))
    .execute()
  return old.map(({ id }) => id)
}

const selectTexts = (db: Kysely<Database>) =>
  db.selectFrom('observations').select('content').where('content', '<>', TOMBSTONE)

/** False where it has a text under another address, or again. */
async function forget(trx: Transaction<Database>, id: string): Promise<boolean> {
  const { members } = await findWhole(trx, id)
  const text = await selectTexts(trx).where('article', 'in', members).limit(1).executeTakeFirst()
  if (text !== undefined) return false
  for (const member of members) await dropFromIndex(trx, member, 'all')
  await doUnheard(trx, trx.deleteFrom('articles').where('id', 'in', members))
  return true
}
