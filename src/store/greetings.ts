import type { ChannelRef } from '../news/message.ts'
import { toColumn } from './columns.ts'
import type { Connections } from './connections.ts'

/** The channels that were greeted: implements the pipeline's GreetingStore. */
export function openGreetings({ write }: Connections) {
  return {
    /** True for one of those who ask about a channel, where it was not greeted since `after`. */
    async greetFirst({ platform, id }: ChannelRef, at: Temporal.Instant, after: Temporal.Instant): Promise<boolean> {
      const greeted_at = toColumn(at)
      const saved = await write
        .insertInto('greetings')
        .values({ platform, channel: id, greeted_at })
        .onConflict((conflict) =>
          conflict
            .columns(['platform', 'channel'])
            .doUpdateSet({ greeted_at })
            .where('greetings.greeted_at', '<', toColumn(after)),
        )
        .executeTakeFirst()
      return (saved.numInsertedOrUpdatedRows ?? 0n) > 0n
    },
  }
}
