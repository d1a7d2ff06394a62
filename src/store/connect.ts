import { NewsError } from '../news/errors.ts'
import { connectSqlite } from './connect-sqlite.ts'
import type { Connections, StoreOptions } from './connections.ts'
import { isAddress } from './store-name.ts'

/** Long enough for another process's batch and its checkpoint, short enough that a command does not seem to hang. */
const BUSY_TIMEOUT_MS = 5_000

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
