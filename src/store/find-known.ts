import type { Kysely } from 'kysely'
import { articleId, makeArticleId, type ArticleId } from '../news/ids.ts'
import { siteOf } from '../news/site.ts'
import { claimsOf, findNeighbourhood, newClaims, type KnownBy } from './article-keys.ts'
import { chunk } from './columns.ts'
import type { Database } from './database.ts'
import { identifyByKeys } from './fingerprint.ts'
import { joinArticles, type KeyClaim } from './join-articles.ts'

/** SQLite takes 32,766 values in a query. */
const IDS_A_QUERY = 1_000

/** Of which article each would be a reading; null for one that would be new. */
export async function findKnown(
  db: Kysely<Database>,
  readings: readonly KnownBy[],
): Promise<readonly (ArticleId | null)[]> {
  const ids = readings.map(identifyByKeys)
  // Most are known by their address: those cost one query together.
  const heads = await findHeads(
    db,
    ids.filter((id) => id !== null),
  )
  const found: (ArticleId | null)[] = []
  for (const [at, reading] of readings.entries()) {
    const id = ids[at] ?? null
    found.push(id === null ? null : (heads.get(id) ?? (await findByKeys(db, reading, id))))
  }
  return found
}

async function findHeads(db: Kysely<Database>, ids: readonly ArticleId[]): Promise<ReadonlyMap<ArticleId, ArticleId>> {
  const heads = new Map<ArticleId, ArticleId>()
  for (const part of chunk(ids, IDS_A_QUERY)) {
    const rows = await db.selectFrom('articles').select(['id', 'same_as']).where('id', 'in', part).execute()
    for (const { id, same_as } of rows) heads.set(articleId(id), articleId(same_as ?? id))
  }
  return heads
}

/** As if it were read: what it would be one with then. */
async function findByKeys(db: Kysely<Database>, known: KnownBy, id: ArticleId): Promise<ArticleId | null> {
  const claims = claimsOf(known, id)
  const own = known.url === null ? [] : [known.url]
  const addresses = claims.flatMap(({ kind, key }) => (kind === 'address' ? makeArticleId(key) : []))
  const near = await findNeighbourhood(db, addresses, [...own, ...claims.map(({ key }) => key)])
  if (near.candidates.length === 0 || !near.isWhole) return null
  const headOf = (url: string | null, asked: readonly KeyClaim[]) => {
    const site = url === null ? null : siteOf(url)
    const candidates = [...near.candidates, { id, url, site, firstSeen: Infinity }]
    return joinArticles(candidates, [...near.claims, ...newClaims(asked, near.claims)]).get(id) ?? id
  }
  const head = headOf(known.url, claims)
  if (head !== id) return articleId(head)
  // A link of another site that only leads on, as feeds count their readers with, is the article that it led to.
  const { title, keys } = known
  const leads = { url: null, title, keys: { addresses: own, items: keys?.items ?? [], titles: [] } }
  const led = own.length === 0 ? id : headOf(null, claimsOf(leads, id))
  return led === id ? null : articleId(led)
}
