import type { Kysely, Selectable } from 'kysely'
import { z } from 'zod'
import type { Article, Revision } from '../news/article.ts'
import { articleId } from '../news/ids.ts'
import { readJson, toMoment } from './columns.ts'
import type { Database } from './database.ts'

export const flagList = z.array(z.enum(['machine-made', 'commentary', 'stub'])).readonly()

/** What most pages carry. */
const NO_FLAGS = '[]'

type RevisionRow = Omit<Selectable<Database['revisions']>, 'seq' | 'content' | 'seen_at'> & { seen_at: number }
type ArticleRow = Selectable<Database['articles']>

export function toRevision(row: RevisionRow): Revision {
  return {
    article: articleId(row.article),
    revision: row.revision,
    seenAt: toMoment(row.seen_at),
    title: row.title,
    dek: row.dek,
    byline: row.byline,
    publishedAt: row.published_at,
    lang: row.lang,
    wire: row.wire,
    text: row.text,
    flags: row.flags === NO_FLAGS ? [] : readJson(row.flags, flagList, `revisions ${row.article} ${row.revision}`),
    deleted: row.deleted === 1,
  }
}

export function toArticle(row: ArticleRow, latest: Revision): Article {
  return {
    id: articleId(row.id),
    url: row.url,
    input: row.input,
    outlet: row.outlet,
    seenAt: toMoment(row.seen_at),
    latest,
  }
}

/** Revisions that stood at `limit` (epoch ms) or earlier, in the order in which an article's revisions succeed each other. */
export function selectRevisions(db: Kysely<Database>, limit: number) {
  return db
    .selectFrom('revisions')
    .select([
      'revisions.article',
      'revisions.revision',
      'title',
      'dek',
      'byline',
      'published_at',
      'lang',
      'wire',
      'text',
    ])
    .select(['flags', 'deleted'])
    .select((row) => row.ref('revisions.seen_at').$notNull().as('seen_at'))
    .where('revisions.seen_at', '<=', limit)
    .orderBy('revisions.seen_at')
    .orderBy('revisions.article')
    .orderBy('revisions.revision')
}
