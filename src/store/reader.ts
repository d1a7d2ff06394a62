import { sql } from 'kysely'
import type { StoryId } from '../news/ids.ts'
import type { ChannelRef } from '../news/message.ts'
import { toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import { requireStory } from './require.ts'
import { searchArticles } from './search.ts'

type SearchOptions = Parameters<typeof searchArticles>[2]

/** Search, read marks and mutes: implements the commands' ReaderStore. */
export function openReader(connections: Connections) {
  const { read, write } = connections
  return {
    searchArticles: (words: string, options: SearchOptions) => searchArticles(connections, words, options),

    ...openMarks(connections),

    /** In order of their names. */
    async listMutes({ platform, id }: ChannelRef): Promise<readonly string[]> {
      const rows = await read
        .selectFrom('mutes')
        .select('outlet')
        .where('platform', '=', platform)
        .where('channel', '=', id)
        .orderBy('outlet')
        .execute()
      return rows.map(({ outlet }) => outlet)
    },

    async saveMute({ platform, id }: ChannelRef, outlet: string, muted: 'muted' | 'heard'): Promise<void> {
      if (muted === 'muted') {
        await write
          .insertInto('mutes')
          .values({ platform, channel: id, outlet })
          .onConflict((conflict) => conflict.doNothing())
          .execute()
        return
      }
      await write
        .deleteFrom('mutes')
        .where('platform', '=', platform)
        .where('channel', '=', id)
        .where('outlet', '=', outlet)
        .execute()
    },
  }
}

function openMarks({ read, write }: Connections) {
  return {
    async findReadMark(reader: string, story: StoryId): Promise<Temporal.Instant | null> {
      const mark = await read
        .selectFrom('read_marks')
        .select('seen_at')
        .where('reader', '=', reader)
        .where('story', '=', story)
        .executeTakeFirst()
      return mark === undefined ? null : toMoment(mark.seen_at)
    },

    async listReadMarks(story: StoryId, after: Temporal.Instant, max: number): Promise<readonly Temporal.Instant[]> {
      const marks = await read
        .selectFrom('read_marks')
        .select('seen_at')
        .distinct()
        .where('story', '=', story)
        .where('seen_at', '>', toColumn(after))
        .orderBy('seen_at', 'desc')
        .limit(max)
        .execute()
      return marks.map((mark) => toMoment(mark.seen_at))
    },

    /** A mark never moves back: of two answers under way the newer one counts. */
    async saveReadMark(reader: string, story: StoryId, at: Temporal.Instant): Promise<void> {
      const seenAt = toColumn(at)
      await write.transaction().execute(async (trx) => {
        await requireStory(trx, story)
        await trx
          .insertInto('read_marks')
          .values({ reader, story, seen_at: seenAt })
          .onConflict((conflict) =>
            conflict
              .columns(['reader', 'story'])
              .doUpdateSet({ seen_at: seenAt })
              .where('read_marks.seen_at', '<', seenAt),
          )
          .execute()
      })
    },

    async forgetReader(reader: string): Promise<number> {
      const erased = await write.deleteFrom('read_marks').where('reader', '=', reader).executeTakeFirst()
      return Number(erased.numDeletedRows)
    },

    async forgetReaders({ begins, ends }: { readonly begins: string; readonly ends: string }): Promise<number> {
      const erased = await write
        .deleteFrom('read_marks')
        .where(sql`substr(reader, 1, length(${begins}))`, '=', begins)
        .where(sql`substr(reader, length(reader) - length(${ends}) + 1)`, '=', ends)
        .executeTakeFirst()
      return Number(erased.numDeletedRows)
    },
  }
}
