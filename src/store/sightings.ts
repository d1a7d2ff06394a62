import type { Kysely, Transaction } from 'kysely'
import type { Sighting } from '../news/article.ts'
import { articleId, type ArticleId } from '../news/ids.ts'
import { claimsOf, listClaims, newClaims, type KnownBy } from './article-keys.ts'
import type { Whole } from './article-history.ts'
import { chunk, toColumn, toMoment } from './columns.ts'
import type { Database } from './database.ts'
import { placeArticle } from './place-article.ts'
import { prepare } from './prepared.ts'

/** Each with a handful of keys, each a value: SQLite takes 32,766 in a query. */
const SIGHTINGS_A_QUERY = 200

/** That a known article was seen, without being read. */
export type KnownSighting = KnownBy & {
  readonly article: ArticleId
  readonly source: string
  readonly seenAt: Temporal.Instant
}

/** Where an article was seen and since when, oldest first: each source once, under whichever id. */
export async function listSightings(db: Kysely<Database>, { id, members }: Whole): Promise<readonly Sighting[]> {
  const rows = await db
    .selectFrom('sightings')
    .select((row) => ['source', row.fn.min('seen_at').as('seen_at')])
    .where('article', 'in', members)
    .groupBy('source')
    .orderBy('seen_at')
    .orderBy('source')
    .execute()
  return rows.map(({ source, seen_at }) => ({ article: articleId(id), source, seenAt: toMoment(seen_at) }))
}

export async function saveSighting(
  trx: Transaction<Database>,
  article: string,
  source: string,
  at: number,
): Promise<void> {
  await insertSighting(trx, [article, source, at, at, at])
}

const insertSighting = prepare((db) =>
  db
    .insertInto('sightings')
    .values({ article: '', source: '', seen_at: 0 })
    .onConflict((conflict) =>
      conflict.columns(['article', 'source']).doUpdateSet({ seen_at: 0 }).where('sightings.seen_at', '>', 0),
    ),
)

/** Those that tell something: a feed lists the same articles each time it is polled. */
export async function selectNews(
  db: Kysely<Database>,
  sightings: readonly KnownSighting[],
): Promise<readonly KnownSighting[]> {
  const news: KnownSighting[] = []
  for (const part of chunk(sightings, SIGHTINGS_A_QUERY)) {
    const rows = await db
      .selectFrom('sightings')
      .select(['article', 'source', 'seen_at'])
      .where(
        'article',
        'in',
        part.map(({ article }) => article),
      )
      .execute()
    const since = new Map(rows.map(({ article, source, seen_at }) => [`${article} ${source}`, seen_at]))
    const claims = part.map((sighting) => claimsOf(sighting, sighting.article))
    const known = await listClaims(db, 'key', [...new Set(claims.flat().map(({ key }) => key))])
    for (const [at, sighting] of part.entries()) {
      const isSeen = (since.get(`${sighting.article} ${sighting.source}`) ?? Infinity) <= toColumn(sighting.seenAt)
      if (!isSeen || newClaims(claims[at] ?? [], known).length > 0) news.push(sighting)
    }
  }
  return news
}

/** Under the id by which it is called, and with the keys it came with; nothing where there is no such article. */
export async function saveKnownSighting(trx: Transaction<Database>, sighting: KnownSighting): Promise<void> {
  const { article, source, seenAt, ...known } = sighting
  const row = await trx
    .selectFrom('articles')
    .select(['id', 'input', 'seen_at'])
    .where('id', '=', article)
    .executeTakeFirst()
  if (row === undefined) return
  await saveSighting(trx, row.id, source, toColumn(seenAt))
  // Seen is not read: when it was first read, which names it, stays.
  await placeArticle(trx, { ...known, id: row.id, input: row.input, seenAt: row.seen_at })
}
