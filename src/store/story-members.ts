import type { Transaction } from 'kysely'
import type { Database } from './database.ts'

/** An article in a story from a moment on (epoch ms), and why. */
type Membership = {
  readonly story: string
  readonly article: string
  readonly because: string
  readonly since: number
}

/** Puts an article into a story; told again, the earliest moment counts. True where that changed anything. */
export async function putInStory(trx: Transaction<Database>, membership: Membership): Promise<boolean> {
  const { because, since } = membership
  const changed = await trx
    .insertInto('story_articles')
    .values(membership)
    .onConflict((conflict) =>
      conflict.columns(['story', 'article']).doUpdateSet({ because, since }).where('story_articles.since', '>', since),
    )
    .executeTakeFirst()
  return (changed.numInsertedOrUpdatedRows ?? 0n) > 0n
}
