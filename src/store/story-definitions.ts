import type { Selectable, Transaction } from 'kysely'
import { NewsError } from '../news/errors.ts'
import { storyId, type StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'
import { readJson, textList } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

export async function listStories({ read }: Connections): Promise<readonly StoryDefinition[]> {
  return (await read.selectFrom('stories').selectAll().orderBy('id').execute()).map(toStory)
}

export async function addStory({ write }: Connections, story: StoryDefinition): Promise<void> {
  await write.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('stories').select('id').where('id', '=', story.id).executeTakeFirst()
    if (known !== undefined) {
      throw new NewsError('story-exists', `There is a story “${story.id}” already. Choose another id, or remove it.`)
    }
    await trx.insertInto('stories').values(toColumns(story)).execute()
    await awaitMatchingOfAll(trx, story.id)
  })
}

export async function seedStory({ write }: Connections, story: StoryDefinition): Promise<void> {
  const columns = toColumns(story)
  await write.transaction().execute(async (trx) => {
    const known = await trx.selectFrom('stories').selectAll().where('id', '=', story.id).executeTakeFirst()
    await trx
      .insertInto('stories')
      .values(columns)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute()
    if (known === undefined || !matchesSame(known, columns)) await awaitMatchingOfAll(trx, story.id)
  })
}

export async function removeStory({ write }: Connections, id: StoryId): Promise<boolean> {
  return write.transaction().execute(async (trx) => {
    await trx
      .deleteFrom('deliveries')
      .where('state', '=', 'planned')
      .where('subscription', 'in', trx.selectFrom('subscriptions').select('id').where('story', '=', id))
      .execute()
    const removed = await trx.deleteFrom('stories').where('id', '=', id).executeTakeFirst()
    return removed.numDeletedRows > 0n
  })
}

function toStory(row: Selectable<Database['stories']>): StoryDefinition {
  return {
    id: storyId(row.id),
    title: row.title,
    query: row.query,
    aliases: readJson(row.aliases, textList, `stories ${row.id}`),
    langs: readJson(row.langs, textList, `stories ${row.id}`),
    window: { from: row.window_from, to: row.window_to },
  }
}

function toColumns(story: StoryDefinition): Database['stories'] {
  return {
    id: story.id,
    title: story.title,
    query: story.query,
    aliases: JSON.stringify(story.aliases),
    langs: JSON.stringify(story.langs),
    window_from: story.window.from,
    window_to: story.window.to,
  }
}

/** True when both definitions find the same articles. */
function matchesSame(a: Database['stories'], b: Database['stories']): boolean {
  return (['query', 'aliases', 'langs', 'window_from', 'window_to'] as const).every((column) => a[column] === b[column])
}

/** The story's matching is to look at every revision there is. */
async function awaitMatchingOfAll(trx: Transaction<Database>, story: string): Promise<void> {
  await trx
    .insertInto('story_pending')
    .columns(['story', 'article', 'revision'])
    .expression((from) =>
      from
        .selectFrom('revisions')
        .select((row) => [row.val(story).as('story'), 'article', 'revision'])
        .where('seen_at', 'is not', null),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
