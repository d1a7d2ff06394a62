import { sql, type Kysely } from 'kysely'
import { makeArticleId, type ArticleId } from '../news/ids.ts'
import { listClaims, type KnownBy } from './article-keys.ts'
import { chunk } from './columns.ts'
import type { Database } from './database.ts'

/** Each with a few addresses, each a value: SQLite takes 32,766 in a query. */
const ITEMS_A_QUERY = 500
/** An article moves once or twice; where each listing names it by another address, that is a counter in its address. */
const ADDRESSES_MAX = 4

type Listed = KnownBy & { readonly article: ArticleId }

/** What a feed lists of known articles, and yet speaks against what is stored of them: see ingest's KnownArticles. */
export async function findDoubted(db: Kysely<Database>, listed: readonly Listed[]): Promise<readonly DoubtedListing[]> {
  const doubted: DoubtedListing[] = []
  for (const part of chunk(listed, ITEMS_A_QUERY)) {
    const deleted = await findDeleted(
      db,
      part.map(({ article }) => article),
    )
    const unseen = await findUnseen(db, part)
    for (const { article, url } of part) {
      if (url === null) continue
      if (deleted.has(article)) doubted.push({ article, url, because: 'deleted' })
      else if (unseen.has(url)) doubted.push({ article, url, because: 'moved' })
    }
  }
  return doubted
}

type DoubtedListing = {
  readonly article: ArticleId
  readonly url: string
  readonly because: 'deleted' | 'moved'
}

/** Of these articles those whose last revision is that they were taken down. */
async function findDeleted(db: Kysely<Database>, articles: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('revisions as last')
    .select('article')
    .where('article', 'in', [...new Set(articles)])
    .where('deleted', '=', 1)
    .where('seen_at', 'is not', null)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('revisions as later')
            .select('later.revision')
            .whereRef('later.article', '=', 'last.article')
            .whereRef(sql`(later.seen_at, later.revision)`, '>', sql`(last.seen_at, last.revision)`),
        ),
      ),
    )
    .execute()
  return new Set(rows.map(({ article }) => article))
}

/** Addresses under which the article was never seen, where it has not many. */
async function findUnseen(db: Kysely<Database>, listed: readonly Listed[]): Promise<ReadonlySet<string>> {
  const placed = listed.flatMap(({ url, keys, article }) => (url === null ? [] : [{ url, keys, article }]))
  const rows = await db
    .selectFrom('articles')
    .select('id')
    .where(
      'id',
      'in',
      placed.map(({ url }) => makeArticleId(url)),
    )
    .execute()
  const read = new Set<string>(rows.map(({ id }) => id))
  const fresh = placed.filter(({ url }) => !read.has(makeArticleId(url)))
  if (fresh.length === 0) return new Set()
  const claims = await listClaims(db, 'article', [...new Set(fresh.map(({ article }) => article))])
  const unseen = fresh.filter(({ url, keys, article }) => {
    const own = claims.filter((claim) => claim.kind === 'address' && claim.article === article).map(({ key }) => key)
    return own.length < ADDRESSES_MAX && ![url, ...(keys?.addresses ?? [])].some((address) => own.includes(address))
  })
  return new Set(unseen.map(({ url }) => url))
}
