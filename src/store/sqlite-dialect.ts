import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Kysely,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely'
import { storeFault } from './faults.ts'

/** Enough for every query of the store several times over; batches of different lengths are different queries. */
const STATEMENTS_KEPT_MAX = 200

/** How transactions of a connection begin: a writer takes its place in the queue at once, a reader never waits. */
type TransactionStart = 'begin immediate' | 'begin'

/** Kysely's SQLite dialect over a database of node:sqlite. Faults come as NewsErrors that name `file`. */
export function sqliteDialect(database: DatabaseSync, start: TransactionStart, file: string): Dialect {
  return {
    createDriver: () => new QueuedDriver(database, start, file),
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new TransactionalAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
  }
}

/**
 * Kysely's own driver says plain `begin`: a transaction that reads and then writes fails at once when another process
 * wrote in between, whatever the busy timeout.
 */
class QueuedDriver extends SqliteDriver {
  readonly #database: DatabaseSync
  readonly #start: TransactionStart

  constructor(database: DatabaseSync, start: TransactionStart, file: string) {
    super({ database: adaptDatabase(database, file) })
    this.#database = database
    this.#start = start
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#start))
  }

  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // SQLite ends the transaction by itself after some faults; a second rollback would hide the first fault.
    if (this.#database.isTransaction) await super.rollbackTransaction(connection)
  }
}

/** SQLite does roll back changes of the schema: a migration is applied whole, and by one process alone. */
class TransactionalAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

function adaptDatabase(database: DatabaseSync, file: string): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    close: () => database.close(),
    prepare: (query) => {
      const known = kept.get(query)
      if (known !== undefined) return known
      const statement = adaptStatement(
        translateFaults(file, () => database.prepare(query)),
        file,
      )
      const oldest = kept.size < STATEMENTS_KEPT_MAX ? undefined : kept.keys().next().value
      if (oldest !== undefined) kept.delete(oldest)
      kept.set(query, statement)
      return statement
    },
  }
}

function adaptStatement(statement: StatementSync, file: string): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => translateFaults(file, () => statement.all(...parameters.map(toInput))),
    run: (parameters) => translateFaults(file, () => statement.run(...parameters.map(toInput))),
    iterate: (parameters) => translateFaults(file, () => statement.iterate(...parameters.map(toInput))),
  }
}

function toInput(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value
  throw new TypeError(`SQLite stores text, numbers and null, not ${typeof value}`)
}

/** Does `work`; what SQLite cannot do comes as a NewsError that names `file`. */
export function translateFaults<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw storeFault(error, file)
  }
}
