import type { Kysely, Transaction } from 'kysely'
import { makeArticleId } from '../news/ids.ts'
import { claimsOf, findNeighbourhood, listClaims, newClaims, saveClaims } from './article-keys.ts'
import type { KnownBy, Neighbourhood } from './article-keys.ts'
import { listObservations, rewriteHistory, type Seen, type Whole } from './article-history.ts'
import type { Database } from './database.ts'
import { joinArticles, tellersOf, type KeyClaim } from './join-articles.ts'
import { emptyLedgers } from './ledger.ts'
import { prepare } from './prepared.ts'
import { putInStory } from './story-members.ts'

/** What arrives: the article that it is taken for by itself, when it was seen, and by what else it is known. */
export type Placing = KnownBy & { readonly id: string; readonly input: string; readonly seenAt: number }

/** `isNew`: nothing was read of it before. */
type Placed = Whole & { readonly pool: readonly string[]; readonly isNew: boolean }

/**
 * Finds the article that an arrival is of, and keeps its keys. Where they show that articles are one, or that some are
 * not one after all, those are told anew; `pool` holds all whose texts may then be needed.
 */
export async function placeArticle(trx: Transaction<Database>, placing: Placing): Promise<Placed> {
  const { id, url, seenAt } = placing
  const claims = claimsOf(placing, id)
  const { row, whole } = await findPlace(trx, id)
  const asked =
    row === undefined && url !== null ? [url, ...claims.map(({ key }) => key)] : claims.map(({ key }) => key)
  const known = await listClaims(trx, 'key', [...new Set(asked)])
  const added = newClaims(claims, known)
  const isEarlier = row !== undefined && seenAt < row.seen_at && whole.members.length > 1
  const asks = row === undefined ? known : added
  const isShared = known.some((claim) => claim.article !== id && asks.some(({ key }) => key === claim.key))
  // An address may be that of an article that claims no keys.
  const mayJoin = isEarlier || isShared || (await isAnothers(trx, added, id))
  const alone = { ...whole, pool: whole.members, isNew: row === undefined }
  if (added.length === 0 && !mayJoin) return alone
  await insertArticle(trx, [id, url, placing.input, seenAt, seenAt, seenAt])
  await saveClaims(trx, added, seenAt)
  if (!mayJoin) return alone
  const near = await findNeighbourhood(
    trx,
    [id],
    added.map(({ key }) => key),
  )
  if (!near.isWhole) return alone
  const heads = joinArticles(near.candidates, near.claims)
  await settle(trx, near, heads, seenAt)
  const pool = near.candidates.map((candidate) => candidate.id)
  const head = heads.get(id) ?? id
  return { id: head, members: pool.filter((member) => heads.get(member) === head), pool, isNew: false }
}

const insertArticle = prepare((db) =>
  db
    .insertInto('articles')
    .values({ id: '', url: '', input: '', seen_at: 0 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ seen_at: 0 }).where('articles.seen_at', '>', 0)),
)

/** The row of an id, and the article that it leads to; itself, where it is new. */
async function findPlace(trx: Transaction<Database>, id: string) {
  // Mostly it is an article by itself, or its first id: then one query tells.
  const rows = await trx
    .selectFrom('articles')
    .select(['id', 'same_as', 'seen_at'])
    .where((either) => either.or([either('id', '=', id), either('same_as', '=', id)]))
    .execute()
  const row = rows.find((found) => found.id === id)
  if (row !== undefined && row.same_as !== null) return { row, whole: await findWhole(trx, row.same_as) }
  const others = rows.filter((found) => found !== row).map((found) => found.id)
  return { row, whole: { id, members: [id, ...others] } }
}

/** Whether an article has one of the claimed addresses for its own. */
async function isAnothers(trx: Transaction<Database>, claims: readonly KeyClaim[], id: string): Promise<boolean> {
  const addresses = claims.filter(({ kind }) => kind === 'address').map(({ key }) => makeArticleId(key))
  const others = addresses.filter((other) => other !== id)
  if (others.length === 0) return false
  return (await trx.selectFrom('articles').select('id').where('id', 'in', others).executeTakeFirst()) !== undefined
}

/** The article that an id leads to, with all ids that do. */
export async function findWhole(db: Kysely<Database>, head: string): Promise<Whole> {
  const rows = await db.selectFrom('articles').select('id').where('same_as', '=', head).execute()
  return { id: head, members: [head, ...rows.map(({ id }) => id)] }
}

/** What an id leads to; itself, also where there is no such article. */
export async function findHead(db: Kysely<Database>, id: string): Promise<string> {
  const row = await db.selectFrom('articles').select('same_as').where('id', '=', id).executeTakeFirst()
  return row?.same_as ?? id
}

/** Brings what is stored in line with `heads`, the article that each belongs to from now on. */
async function settle(
  trx: Transaction<Database>,
  { candidates }: Neighbourhood,
  heads: ReadonlyMap<string, string>,
  at: number,
): Promise<void> {
  const changed = candidates.flatMap(({ id, sameAs }) => {
    const [from, to] = [sameAs ?? id, heads.get(id) ?? id]
    return from === to ? [] : [{ id, from, to }]
  })
  if (changed.length === 0) return
  // The address shown for a joined article may be another's: its own is kept among its keys.
  const joined = candidates.filter(({ id }) => changed.some((one) => one.id === id || one.to === id))
  const own = joined.flatMap(({ id, url }) =>
    url === null ? [] : [{ key: url, kind: 'address' as const, article: id, title: '' }],
  )
  await saveClaims(trx, own, at)
  for (const { id, from, to } of changed) {
    await trx
      .updateTable('articles')
      .set({ same_as: to === id ? null : to })
      .where('id', '=', id)
      .execute()
    await shareStories(trx, from, to)
  }
  for (const { id, from, to } of changed) if (from === id) await retire(trx, id, to)
  const pool = candidates.map(({ id }) => id)
  const addresses = new Map(candidates.map(({ id, url }) => [id, url]))
  for (const head of new Set(changed.flatMap(({ from, to }) => [from, to]))) {
    if ((heads.get(head) ?? head) !== head) continue
    const members = pool.filter((id) => heads.get(id) === head)
    const tellers = tellersOf(new Map(members.map((id) => [id, addresses.get(id) ?? null])))
    const observations = await listObservations(trx, tellers)
    if (observations.length === 0) continue
    await saveFacts(trx, head, observations, addresses)
    await rewriteHistory(trx, head, observations, { pool })
  }
}

/** What joins or leaves an article stays in its stories: their matching looks at its texts again. */
async function shareStories(trx: Transaction<Database>, from: string, to: string): Promise<void> {
  const stories = await trx.selectFrom('story_articles').selectAll().where('article', '=', from).execute()
  for (const { story, because, since } of stories) {
    await putInStory(trx, { story, article: to, because, since })
    await emptyLedgers(trx, story, since)
  }
}

/** Its readings are told by another article from now on. Its revisions are kept: what cites them shows them still. */
async function retire(trx: Transaction<Database>, id: string, to: string): Promise<void> {
  await trx.updateTable('revisions').set({ seen_at: null }).where('article', '=', id).execute()
  await trx.deleteFrom('story_articles').where('article', '=', id).execute()
  await trx.deleteFrom('story_pending').where('article', '=', id).execute()
  await trx.updateTable('planned_reads').set({ article: to }).where('article', '=', id).execute()
}

/**
 * What an article is called by all its readings, which come oldest first: the first names it, the first that knows its
 * outlet says whose it is, and its address is that where it was seen last.
 */
export async function saveFacts(
  trx: Transaction<Database>,
  id: string,
  observations: readonly Pick<Seen, 'article' | 'input' | 'outlet' | 'seenAt'>[],
  addresses: ReadonlyMap<string, string | null>,
): Promise<void> {
  const [first] = observations
  if (first === undefined) return
  const outlet = observations.find((observation) => observation.outlet !== null)?.outlet ?? null
  const last = observations.findLast(({ article }) => (addresses.get(article) ?? null) !== null)
  const url = addresses.get(last?.article ?? id) ?? null
  const facts = [url, first.input, outlet, first.seenAt]
  await upsertArticle(trx, [id, ...facts, ...facts])
}

const upsertArticle = prepare((db) => {
  const facts = { url: '', input: '', outlet: '', seen_at: 0 }
  return db
    .insertInto('articles')
    .values({ id: '', ...facts })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
})
