import type { Kysely } from 'kysely'
import { NewsError } from '../news/errors.ts'
import { connectSqlite } from './connect-sqlite.ts'
import type { Database } from './database.ts'
import { isAddress } from './store-name.ts'

/** Long enough for another process's batch and its checkpoint, short enough that a command does not seem to hang. */
const BUSY_TIMEOUT_MS = 5_000

export type StoreOptions = {
  /** How long a write waits for another process's, and either side for a server that is gone; default 5,000. */
  readonly busyTimeoutMs?: number
  /** The store grows no further than this: then 'store-full'. Default: what the disk holds. Of a file alone. */
  readonly maxBytes?: number
  /**
   * A power cut may take back the last writes, but none without those after it: for work that is then simply done again. It
   * spares waiting for the disk at each write.
   */
  readonly mayLoseLast?: boolean
  /** Who takes on what is due: where it ends, others learn what it had. */
  readonly replica?: string
  /** Articles come in as they are stored: none counts as seen before the newest matching began. */
  readonly arrivesNow?: boolean
}

/** One side writes, in turns; the other reads: a read sees the last whole write and never waits for the next. */
export type Connections = {
  readonly write: Kysely<Database>
  readonly read: Kysely<Database>
  /** The store as a person would name it in a message: a path, or an address without its password. */
  readonly file: string
  close(): Promise<void>
}

/** Opens the file or the database, and brings its tables up to date. `:memory:` has one connection for both sides. */
export async function connect(target: string, options: StoreOptions): Promise<Connections> {
  const patienceMs = options.busyTimeoutMs ?? BUSY_TIMEOUT_MS
  if (!isAddress(target)) return connectSqlite(target, patienceMs, options)
  // The client of Postgres is a package that only those load who have one.
  const { connectPostgres } = await import('./connect-postgres.ts')
  return connectPostgres(target, patienceMs, options)
}

/** Throws NewsError for a target that names no store. */
export function checkTarget(target: string): void {
  if (target.trim() === '') throw new NewsError('store-unreadable', 'The store has no name: give a path, or :memory:.')
  // It may hold a password: it is not repeated.
  if (/^[a-z][a-z+.-]*:\/\//i.test(target) && !isAddress(target)) {
    throw new NewsError('not-offered', 'The store is a path, :memory:, or the address of a database: postgres://…')
  }
}
