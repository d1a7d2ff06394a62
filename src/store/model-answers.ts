import { toColumn } from './columns.ts'
import type { Connections } from './connections.ts'

/** Some ten answers a day for every story and language of a large desk; at 10 kB each, 20 MB. */
const ANSWERS_MAX = 2_000
/** What was asked a month ago is not asked again: its articles have changed. */
const AGE_MAX = { hours: 24 * 30 }

/** What models answered, by the hash of what was asked: implements brief's AnswerCache. */
export function openModelAnswers({ read, write }: Connections) {
  return {
    async findAnswer(key: string): Promise<string | null> {
      const row = await read.selectFrom('model_answers').select('answer').where('key', '=', key).executeTakeFirst()
      return row?.answer ?? null
    },

    /** Drops those that are too old or too many for it. */
    async keepAnswer(key: string, answer: string, at: Temporal.Instant): Promise<void> {
      const kept = { answer, at: toColumn(at) }
      await write.transaction().execute(async (trx) => {
        await trx
          .insertInto('model_answers')
          .values({ key, ...kept })
          .onConflict((conflict) => conflict.column('key').doUpdateSet(kept))
          .execute()
        await trx
          .deleteFrom('model_answers')
          .where('at', '<', toColumn(at.subtract(AGE_MAX)))
          .execute()
        const beyond = trx
          .selectFrom('model_answers')
          .select('key')
          .orderBy('at', 'desc')
          .orderBy('key')
          .limit(Number.MAX_SAFE_INTEGER)
          .offset(ANSWERS_MAX)
        await trx.deleteFrom('model_answers').where('key', 'in', beyond).execute()
      })
    },
  }
}
