import type { StoryId } from '../news/ids.ts'
import { chunk, toColumn } from './columns.ts'
import type { Connections } from './connections.ts'

/** Sentences of some 2,500 articles; with 1,536 numbers each, 90 MB. */
const VECTORS_MAX = 60_000
/** Three columns a row; a vector has up to 4 kB. */
const ROWS_A_QUERY = 500

type LateVectors = { readonly story: StoryId; readonly model: string }

/** Vectors of sentences: implements claim's VectorStore. `vectorsMax` is for tests. */
export function openEmbeddings({ read, write }: Connections, vectorsMax = VECTORS_MAX) {
  return {
    async findVectors(keys: readonly string[]): Promise<ReadonlyMap<string, Int8Array>> {
      const found = new Map<string, Int8Array>()
      for (const part of chunk(keys, ROWS_A_QUERY)) {
        const rows = await read.selectFrom('embeddings').select(['key', 'vector']).where('key', 'in', part).execute()
        for (const { key, vector } of rows) found.set(key, new Int8Array(vector))
      }
      return found
    },

    async keepVectors(
      vectors: ReadonlyMap<string, Int8Array>,
      at: Temporal.Instant,
      late: LateVectors | null,
    ): Promise<void> {
      await write.transaction().execute(async (trx) => {
        for (const part of chunk([...vectors], ROWS_A_QUERY)) {
          const values = part.map(([key, { buffer, byteOffset, byteLength }]) => ({
            key,
            vector: new Uint8Array(buffer, byteOffset, byteLength),
            at: toColumn(at),
          }))
          await trx
            .insertInto('embeddings')
            .values(values)
            .onConflict((conflict) => conflict.column('key').doNothing())
            .execute()
        }
        if (late !== null && vectors.size > 0) {
          await trx
            .insertInto('embedding_rounds')
            .values({ ...late, rounds: 0, pending: 1 })
            .onConflict((conflict) => conflict.columns(['story', 'model']).doUpdateSet({ pending: 1 }))
            .execute()
        }
        const beyond = trx
          .selectFrom('embeddings')
          .select('key')
          .orderBy('at', 'desc')
          .limit(Number.MAX_SAFE_INTEGER)
          .offset(vectorsMax)
        await trx.deleteFrom('embeddings').where('key', 'in', beyond).execute()
      })
    },

    async countRounds({ story, model }: LateVectors): Promise<number> {
      const row = await read
        .selectFrom('embedding_rounds')
        .select('rounds')
        .where('story', '=', story)
        .where('model', '=', model)
        .executeTakeFirst()
      return row?.rounds ?? 0
    },

    async closeRound({ story, model }: LateVectors): Promise<boolean> {
      const closed = await write
        .updateTable('embedding_rounds')
        .set((row) => ({ rounds: row('rounds', '+', 1), pending: 0 }))
        .where('story', '=', story)
        .where('model', '=', model)
        .where('pending', '=', 1)
        .executeTakeFirst()
      return closed.numUpdatedRows > 0n
    },
  }
}
