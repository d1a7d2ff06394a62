import { sql, type Transaction } from 'kysely'
import { articleId, type ArticleId, type StoryId } from '../news/ids.ts'
import { toLimit, toMoment } from './columns.ts'
import type { Connections } from './connect.ts'
import type { Database } from './database.ts'

/** The one file that knows SQLite's full-text index (FTS5); another database has another such file. */

/** More words than anyone types; each costs a look-up. */
const WORDS_MAX = 32
const HITS_MAX = 200
const EXCERPT_WORDS = 24
/** A word in the title says more of what an article is about than one in its text. */
const TITLE_WEIGHT = 5
const TEXT_WEIGHT = 1

type SearchHit = {
  readonly article: ArticleId
  readonly outlet: string | null
  readonly title: string | null
  readonly url: string | null
  readonly seenAt: Temporal.Instant
  readonly excerpt: string
}

type SearchOptions = {
  readonly story: StoryId | null
  readonly asOf: Temporal.Instant | null
  readonly limit: number
}

type HitRow = {
  article: string
  outlet: string | null
  title: string | null
  url: string | null
  seen_at: number
  excerpt: string
}

/** Enters a revision; its text never changes, so its entry does not either. */
export async function indexRevision(
  trx: Transaction<Database>,
  seq: number,
  { title, text }: { title: string | null; text: string },
): Promise<void> {
  await sql`insert into article_search (rowid, title, text) values (${seq}, ${title}, ${text})`.execute(trx)
}

/** Takes out the entries of an article whose revisions are about to be deleted: all, or those that are no tombstones. */
export async function dropFromIndex(
  trx: Transaction<Database>,
  article: string,
  which: 'all' | 'texts',
): Promise<void> {
  await sql`insert into article_search (article_search, rowid, title, text)
    select 'delete', seq, title, text from revisions
    where article = ${article} and ${which === 'all' ? sql`true` : sql`deleted = 0`}`.execute(trx)
}

/** Articles that hold all the words in their title or text as of a moment, best first (BM25). */
export async function searchArticles(
  { read }: Connections,
  words: string,
  { story, asOf, limit }: SearchOptions,
): Promise<readonly SearchHit[]> {
  const match = quoteWords(words)
  const hitsMax = Math.min(Math.max(Math.trunc(limit) || 0, 0), HITS_MAX)
  if (match === '' || hitsMax === 0) return []
  const until = toLimit(asOf)
  const inStory = sql`exists (select 1 from story_articles m where m.story = ${story} and m.article = r.article)`
  const { rows } = await sql<HitRow>`
    select r.article, a.outlet, r.title, a.url, a.seen_at,
      snippet(article_search, -1, '', '', '…', ${sql.lit(EXCERPT_WORDS)}) as excerpt
    from article_search
    join revisions r on r.seq = article_search.rowid
    join articles a on a.id = r.article
    where article_search match ${match} and r.seen_at <= ${until} and r.deleted = 0
      and not exists (
        select 1 from revisions later where later.article = r.article and later.seen_at <= ${until}
          and (later.seen_at > r.seen_at or (later.seen_at = r.seen_at and later.revision > r.revision)))
      and ${story === null ? sql`true` : inStory}
    order by bm25(article_search, ${sql.lit(TITLE_WEIGHT)}, ${sql.lit(TEXT_WEIGHT)}), a.seen_at desc, r.article
    limit ${hitsMax}`.execute(read)
  return rows.map(({ article, outlet, title, url, seen_at, excerpt }) => ({
    article: articleId(article),
    outlet,
    title,
    url,
    seenAt: toMoment(seen_at),
    excerpt: excerpt.replaceAll(/\s+/gu, ' ').trim(),
  }))
}

/** Each word between quotation marks, where nothing is syntax; what has no letter or digit is left out. */
function quoteWords(words: string): string {
  return words
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, WORDS_MAX)
    .map((word) => `"${word.replaceAll('"', '""')}"`)
    .join(' ')
}

/** Throws when the index and the revisions disagree. */
export async function checkIndex({ write }: Connections): Promise<void> {
  await sql`insert into article_search (article_search, rank) values ('integrity-check', 1)`.execute(write)
}
