import type { Connections } from './connections.ts'

/** What the configuration brought before: implements the pipeline's SeedStore. */
export function openSeeds({ read, write }: Connections) {
  return {
    async findSeed(kind: 'story' | 'subscription', id: string): Promise<string | null> {
      const row = await read
        .selectFrom('seeds')
        .select('fingerprint')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.fingerprint ?? null
    },

    async saveSeed(kind: 'story' | 'subscription', id: string, fingerprint: string): Promise<void> {
      await write
        .insertInto('seeds')
        .values({ kind, id, fingerprint })
        .onConflict((conflict) => conflict.columns(['kind', 'id']).doUpdateSet({ fingerprint }))
        .execute()
    },
  }
}
