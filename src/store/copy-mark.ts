import { sql } from 'kysely'
import { MINUTE_MS } from './backup.ts'
import type { Connections } from './connections.ts'
import { dialectOf } from './dialect-of.ts'

/** The mark that `backUp` leaves in a copy: implements pipeline's CopyMark. A database has none: its own tools copy it. */
export function openCopyMark({ read, write }: Connections) {
  const isFile = dialectOf(read) === 'sqlite'
  return {
    async findCopiedAt(): Promise<Temporal.Instant | null> {
      if (!isFile) return null
      const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(read)
      const minutes = rows[0]?.user_version ?? 0
      return minutes === 0 ? null : Temporal.Instant.fromEpochMilliseconds(minutes * MINUTE_MS)
    },

    async clear(): Promise<void> {
      if (isFile) await sql`pragma user_version = 0`.execute(write)
    },
  }
}
