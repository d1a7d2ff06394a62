import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import type { Database } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { storeOn, type Store } from '../../src/store/open-store.ts'
import { sqliteDialect } from '../../src/store/sqlite-dialect.ts'

const NAME = ':memory:'
const PLACE = { file: NAME, patienceMs: 5_000, start: 'begin immediate' } as const

let empty: Promise<Uint8Array> | undefined

/**
 * An empty store in memory, as `openStore(':memory:')` opens it. Its tables are made once for all stores of a process: made step by
 * step, each of the thousand takes longer than most tests that ask for one.
 */
export async function openMemoryStore(): Promise<Store> {
  empty ??= makeTables()
  const database = new DatabaseSync(NAME)
  database.deserialize(await empty)
  database.exec('pragma foreign_keys = on; pragma busy_timeout = 0')
  const db = kyselyOf(database)
  const betweenWrites = async <Result>(work: () => Result) => work()
  return storeOn({ write: db, read: db, file: NAME, steps: [], betweenWrites, close: () => db.destroy() })
}

async function makeTables(): Promise<Uint8Array> {
  const database = new DatabaseSync(NAME)
  const db = kyselyOf(database)
  await migrate(db, NAME)
  const bytes = database.serialize()
  await db.destroy()
  return bytes
}

const kyselyOf = (database: DatabaseSync) => new Kysely<Database>({ dialect: sqliteDialect(database, PLACE) })
