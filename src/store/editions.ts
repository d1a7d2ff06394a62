import type { Brief } from '../news/brief.ts'
import type { EditionId, StoryId } from '../news/ids.ts'
import { briefShape } from './brief-shape.ts'
import { readJson, toColumn, toLimit } from './columns.ts'
import type { Connections } from './connections.ts'
import { requireStory } from './require.ts'

/** Stored briefs: implements brief's EditionStore. */
export function openEditions({ read, write }: Connections) {
  return {
    async saveEdition(brief: Brief): Promise<void> {
      const { edition: id, story, asOf } = brief
      await write.transaction().execute(async (trx) => {
        await requireStory(trx, story)
        await trx
          .insertInto('editions')
          .values({ id, story, as_of: toColumn(asOf), body: JSON.stringify(brief) })
          .onConflict((conflict) => conflict.column('id').doNothing())
          .execute()
      })
    },

    async findEdition(id: EditionId): Promise<Brief | null> {
      const row = await read.selectFrom('editions').select(['id', 'body']).where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : toBrief(row)
    },

    /** Of two editions of one moment, the one saved later. */
    async findLatestEdition(story: StoryId, asOf?: Temporal.Instant): Promise<Brief | null> {
      const row = await read
        .selectFrom('editions')
        .select(['id', 'body'])
        .where('story', '=', story)
        .where('as_of', '<=', toLimit(asOf))
        .orderBy('as_of', 'desc')
        .orderBy('seq', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row === undefined ? null : toBrief(row)
    },
  }
}

function toBrief({ id, body }: { id: string; body: string }): Brief {
  return readJson(body, briefShape, `editions ${id}`)
}
