import type { Transaction } from 'kysely'
import { NewsError } from '../news/errors.ts'
import type { Database } from './database.ts'

/** Throws NewsError 'story-unknown'. */
export async function requireStory(trx: Transaction<Database>, story: string): Promise<void> {
  const found = await trx.selectFrom('stories').select('id').where('id', '=', story).executeTakeFirst()
  if (found !== undefined) return
  throw new NewsError('story-unknown', `There is no story “${story}”. The command “stories” lists them.`)
}

/** When the article was first seen, epoch ms. Throws NewsError 'article-unknown'. */
export async function requireArticle(trx: Transaction<Database>, article: string): Promise<number> {
  const found = await trx.selectFrom('articles').select('seen_at').where('id', '=', article).executeTakeFirst()
  if (found !== undefined) return found.seen_at
  throw new NewsError('article-unknown', `There is no article “${article}” in the store.`)
}
