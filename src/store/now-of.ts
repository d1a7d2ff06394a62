import { sql, type Kysely } from 'kysely'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'

/** Milliseconds by the clock of the database, the same for all processes: their own may be hours apart. */
export function nowOf(db: Kysely<Database>) {
  return dialectOf(db) === 'postgres'
    ? sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`
    : sql<number>`cast(unixepoch('subsec') * 1000 as integer)`
}
