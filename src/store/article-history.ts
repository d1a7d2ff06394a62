import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { ArticleReading } from '../news/article.ts'
import { readJson } from './columns.ts'
import type { Database } from './database.ts'
import { fingerprint } from './fingerprint.ts'
import { planHistory, type HistoryChange, type KeptRevision, type Observation } from './history.ts'
import { emptyLedgers } from './ledger.ts'
import { addToNear } from './near-duplicates.ts'
import { prepare } from './prepared.ts'
import { flagList } from './revisions.ts'

const word = z.string().nullable()
const factsShape = z.object({
  dek: word,
  byline: word,
  publishedAt: word,
  lang: word,
  wire: word,
  flags: flagList,
})

/** One reading, as it is kept under the article it was taken for. */
export type Seen = Observation & { readonly outlet: string | null; readonly article: string }

type Body = { readonly title: string | null; readonly text: string; readonly deleted: 0 | 1 }

/** A text that may not be stored yet. */
export type Arrived = Body & { readonly content: string }

/** An article as it stands: its id, and those under which its readings are kept, itself among them. */
export type Whole = { readonly id: string; readonly members: readonly string[] }

/** What a history was, and what became of it. */
export type Rewritten = { readonly keptBefore: number; readonly change: HistoryChange }

export function toSeen(reading: ArticleReading, article: string, seenAt: number): Seen {
  const { input, outlet, dek, byline, publishedAt, lang, wire, flags } = reading
  const facts = JSON.stringify({ dek, byline, publishedAt, lang, wire, flags })
  return { article, input, seenAt, content: fingerprint(reading), facts, outlet }
}

export function toArrived(reading: ArticleReading): Arrived {
  const { title, text, deleted } = reading
  return { title, text: deleted ? '' : text, deleted: deleted ? 1 : 0, content: fingerprint(reading) }
}

/** All readings kept under these articles, oldest first. */
export function listObservations(db: Kysely<Database>, members: readonly string[]): Promise<readonly Seen[]> {
  return db
    .selectFrom('observations')
    .select(['article', 'input', 'seen_at as seenAt', 'content', 'facts', 'outlet'])
    .where('article', 'in', members)
    .orderBy('seen_at')
    .orderBy('input')
    .orderBy('content')
    .execute()
}

export async function saveObservation(trx: Transaction<Database>, seen: Seen): Promise<void> {
  const { article, input, seenAt, content, facts, outlet } = seen
  await insertObservation(trx, [article, input, seenAt, content, facts, outlet])
}

const insertObservation = prepare((db) =>
  db
    .insertInto('observations')
    .values({ article: '', input: '', seen_at: 0, content: '', facts: '', outlet: '' })
    .onConflict((conflict) => conflict.doNothing()),
)

/**
 * Makes an article's revisions tell its observations, which come oldest first. Their texts are those stored under
 * `pool`, and `arrived`. Ledgers that hold a moment which now reads otherwise are emptied. What it adds is not matched yet:
 * `awaitMatchingSince`.
 */
export async function rewriteHistory(
  trx: Transaction<Database>,
  article: string,
  observations: readonly Observation[],
  { pool, arrived, kept }: { readonly pool: readonly string[]; readonly arrived?: Arrived; readonly kept?: Kept },
): Promise<Rewritten> {
  const before = kept ?? (await listKept(trx, article))
  const change = planHistory(observations, before)
  await applyChange(trx, article, change, pool, arrived)
  if (before.length > 0) await emptyLedgersSince(trx, article, before, change)
  return { keptBefore: before.length, change }
}

type Kept = Awaited<ReturnType<typeof listKept>>

export function listKept(trx: Transaction<Database>, article: string) {
  return trx
    .selectFrom('revisions')
    .select(['revision', 'seen_at as seenAt', 'content'])
    .where('article', '=', article)
    .orderBy('revision')
    .execute()
}

async function applyChange(
  trx: Transaction<Database>,
  article: string,
  { added, moved, gone }: HistoryChange,
  pool: readonly string[],
  arrived: Arrived | undefined,
): Promise<void> {
  const select = (revisions: readonly number[]) =>
    trx.updateTable('revisions').where('article', '=', article).where('revision', 'in', revisions)
  if (gone.length > 0) await select(gone).set({ seen_at: null }).execute()
  for (const { revision, seenAt, facts } of moved) {
    await select([revision])
      .set({ seen_at: seenAt, ...toColumns(facts, article) })
      .execute()
    await awaitMatching(trx, article, revision)
  }
  for (const { revision, seenAt, content, facts } of added) {
    const body = content === arrived?.content ? arrived : await findBody(trx, pool, content)
    await insertRevision(trx, { article, revision, seenAt, content, facts }, body)
  }
}

async function insertRevision(
  trx: Transaction<Database>,
  { article, revision, seenAt, content, facts }: Pick<Seen, 'article' | 'content' | 'facts'> & KeptRevision,
  { title, text, deleted }: Body,
): Promise<void> {
  const { seq } = await trx
    .insertInto('revisions')
    .values({ article, revision, seen_at: seenAt, content, title, text, deleted, ...toColumns(facts, article) })
    .returning('seq')
    .executeTakeFirstOrThrow()
  await addToNear(trx, seq, { text })
}

/** Keeps the text of a reading that is told by none, as a revision that never stood: it may be an article by itself yet. */
export async function keepText(
  trx: Transaction<Database>,
  seen: Seen,
  arrived: Arrived,
  pool: readonly string[],
): Promise<void> {
  if ((await selectBody(trx, pool, seen.content).executeTakeFirst()) !== undefined) return
  const kept = await listKept(trx, seen.article)
  const revision = (kept.at(-1)?.revision ?? 0) + 1
  await insertRevision(trx, { ...seen, revision, seenAt: null }, arrived)
}

/** The text of another revision that says the same: the article went back to it, or joined another. */
async function findBody(trx: Transaction<Database>, pool: readonly string[], content: string): Promise<Body> {
  return selectBody(trx, pool, content).executeTakeFirstOrThrow()
}

function selectBody(trx: Transaction<Database>, pool: readonly string[], content: string) {
  return trx
    .selectFrom('revisions')
    .select(['title', 'text', 'deleted'])
    .where('article', 'in', pool)
    .where('content', '=', content)
    .orderBy('seq')
    .limit(1)
}

function toColumns(json: string, article: string) {
  const { publishedAt, flags, ...facts } = readJson(json, factsShape, `observations ${article}`)
  return { ...facts, published_at: publishedAt, flags: JSON.stringify(flags) }
}

/** The last text that is stored: those that a transaction adds come after it. */
export async function findLastText(trx: Transaction<Database>): Promise<number> {
  const { last } = await trx
    .selectFrom('revisions')
    .select((row) => row.fn.max('seq').as('last'))
    .executeTakeFirstOrThrow()
  return last ?? 0
}

/**
 * Every story's matching is to look at the texts stored after the `last`.
 */
export async function awaitMatchingSince(trx: Transaction<Database>, last: number): Promise<void> {
  await insertPendingSince(trx, [last])
}

const insertPendingSince = prepare((db) =>
  db
    .insertInto('story_pending')
    .columns(['story', 'article', 'revision'])
    .expression((from) =>
      from
        .selectFrom(['stories', 'revisions'])
        .select(['stories.id', 'revisions.article', 'revisions.revision'])
        .where('seq', '>', 0)
        // What no longer stands is no news to a story.
        .where('revisions.seen_at', 'is not', null),
    )
    .onConflict((conflict) => conflict.doNothing()),
)

/** Every story's matching is to look at this revision. */
async function awaitMatching(trx: Transaction<Database>, article: string, revision: number): Promise<void> {
  await insertPending(trx, [article, revision])
}

const insertPending = prepare((db) =>
  db
    .insertInto('story_pending')
    .columns(['story', 'article', 'revision'])
    .expression((from) =>
      from
        .selectFrom('stories')
        .select((row) => ['id', row.val('').as('article'), row.val(0).as('revision')])
        .where((row) => row.lit(true)),
    )
    .onConflict((conflict) => conflict.doNothing()),
)

async function emptyLedgersSince(
  trx: Transaction<Database>,
  article: string,
  kept: readonly { revision: number; seenAt: number | null }[],
  { added, moved, gone }: HistoryChange,
): Promise<void> {
  const changed = new Set([...moved.map(({ revision }) => revision), ...gone])
  const was = kept.filter(({ revision }) => changed.has(revision))
  const moments = [...added, ...moved, ...was].map(({ seenAt }) => seenAt).filter((seenAt) => seenAt !== null)
  if (moments.length === 0) return
  const stories = await trx.selectFrom('story_articles').select('story').where('article', '=', article).execute()
  for (const { story } of stories) await emptyLedgers(trx, story, Math.min(...moments))
}
