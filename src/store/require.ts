import type { Transaction } from 'kysely'
import { NewsError } from '../news/errors.ts'
import type { Database } from './database.ts'

/** Throws NewsError 'story-unknown'. */
export async function requireStory(trx: Transaction<Database>, story: string): Promise<void> {
  const found = await trx.selectFrom('stories').select('id').where('id', '=', story).executeTakeFirst()
  if (found !== undefined) return
  throw new NewsError('story-unknown', `There is no story “${story}”. The command “stories” lists them.`)
}

/** The article that an id leads to, and when it was first seen, epoch ms. Throws NewsError 'article-unknown'. */
export async function requireArticle(
  trx: Transaction<Database>,
  article: string,
): Promise<{ readonly id: string; readonly seenAt: number }> {
  const found = await trx
    .selectFrom('articles as asked')
    .innerJoin('articles as head', (join) =>
      join.on((row) => row('head.id', '=', row.fn.coalesce('asked.same_as', 'asked.id'))),
    )
    .select(['head.id', 'head.seen_at as seenAt'])
    .where('asked.id', '=', article)
    .executeTakeFirst()
  if (found !== undefined) return found
  throw new NewsError('article-unknown', `There is no article “${article}” in the store.`)
}
