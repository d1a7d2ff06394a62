import type { Transaction } from 'kysely'
import { articleId, type ArticleId, type StoryId } from '../news/ids.ts'
import { toLimit, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'
import { postgresSearch } from './search-postgres.ts'
import { sqliteSearch } from './search-sqlite.ts'

/** More words than anyone types; each costs a look-up. */
const WORDS_MAX = 32
const HITS_MAX = 200

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

/** Texts entered by one statement. */
const INDEXED_AT_ONCE = 500

/**
 * Enters the texts stored after the `last`, by their numbers; a text never changes, so its entry does not either. Done once a
 * transaction, when all are stored: before a statement that may touch many rows SQLite writes out what its index holds in memory.
 */
export async function indexTextsAfter(trx: Transaction<Database>, last: number, signal?: AbortSignal): Promise<void> {
  const search = searchOf(trx)
  for (let after = last; ;) {
    signal?.throwIfAborted()
    const next = trx
      .selectFrom('revisions')
      .select('seq')
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(INDEXED_AT_ONCE)
    const upTo = (await next.execute()).at(-1)?.seq
    if (upTo === undefined) return
    await search.index(trx, { after, upTo })
    after = upTo
  }
}

/** Takes out the entries of an article whose revisions are about to be deleted: all, or those that are no tombstones. */
export function dropFromIndex(trx: Transaction<Database>, article: string, which: 'all' | 'texts'): Promise<void> {
  return searchOf(trx).drop(trx, article, which)
}

/** Articles that hold all the words in their title or text as of a moment, best first (BM25). */
export async function searchArticles(
  { read }: Connections,
  words: string,
  { story, asOf, limit }: SearchOptions,
): Promise<readonly SearchHit[]> {
  const asked = splitAsked(words)
  const hitsMax = Math.min(Math.max(Math.trunc(limit) || 0, 0), HITS_MAX)
  if (asked.length === 0 || hitsMax === 0) return []
  const rows = await searchOf(read).find(read, asked, { story, until: toLimit(asOf), hitsMax })
  return rows.map(({ article, outlet, title, url, seen_at, excerpt }) => ({
    article: articleId(article),
    outlet,
    title,
    url,
    seenAt: toMoment(seen_at),
    excerpt: excerpt.replaceAll(/\s+/gu, ' ').trim(),
  }))
}

/** Throws when the index and the revisions disagree. */
export async function checkIndex({ write }: Connections): Promise<void> {
  await searchOf(write).check(write)
}

function searchOf(db: Parameters<typeof dialectOf>[0]) {
  return dialectOf(db) === 'sqlite' ? sqliteSearch : postgresSearch
}

/** The words as they were typed, without what has no letter or digit. */
function splitAsked(words: string): readonly string[] {
  return words
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word))
    .slice(0, WORDS_MAX)
}
