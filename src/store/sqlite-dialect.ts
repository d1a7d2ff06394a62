import { setTimeout as pause } from 'node:timers/promises'
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
import { isNewsError } from '../news/errors.ts'
import { storeFault } from './faults.ts'
import { storable } from './storable.ts'

/** Enough for every query of the store several times over; batches of different lengths are different queries. */
const STATEMENTS_KEPT_MAX = 200

/** How often a write that waits for another process's looks whether its turn has come. */
const TURN_PAUSE_MS = 10

/** How transactions of a connection begin: a writer takes its place in the queue at once, a reader never waits. */
type TransactionStart = 'begin immediate' | 'begin'

/**
 * Kysely's SQLite dialect over a database of node:sqlite. Faults come as NewsErrors that name `file`. What another process's
 * write holds up waits `patienceMs` for its turn, and lets the rest of the program go on: SQLite's own busy timeout would stop
 * all of it.
 */
export function sqliteDialect(
  database: DatabaseSync,
  { start, file, patienceMs }: { readonly start: TransactionStart; readonly file: string; readonly patienceMs: number },
): Dialect {
  return {
    createDriver: () => new QueuedDriver(database, { start, file, patienceMs }),
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

  readonly #patienceMs: number
  readonly #patient = new WeakMap<DatabaseConnection, DatabaseConnection>()

  constructor(
    database: DatabaseSync,
    {
      start,
      file,
      patienceMs,
    }: { readonly start: TransactionStart; readonly file: string; readonly patienceMs: number },
  ) {
    super({ database: adaptDatabase(database, file) })
    this.#database = database
    this.#start = start
    this.#patienceMs = patienceMs
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    const known = this.#patient.get(connection)
    if (known !== undefined) return known
    const patient = this.#waiting(connection)
    this.#patient.set(connection, patient)
    return patient
  }

  /** Inside a transaction nothing waits: its place in the queue was taken when it began. */
  #waiting(connection: DatabaseConnection): DatabaseConnection {
    return {
      executeQuery: async <Row>(query: CompiledQuery) => {
        const end = performance.now() + this.#patienceMs
        for (;;) {
          try {
            return await connection.executeQuery<Row>(query)
          } catch (error) {
            const isOver = this.#database.isTransaction || performance.now() >= end
            if (isOver || !isNewsError(error, 'store-busy')) throw error
          }
          await pause(TURN_PAUSE_MS)
        }
      },
      streamQuery: (query, chunkSize) => connection.streamQuery(query, chunkSize),
    }
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
  if (typeof value === 'string') return storable(value)
  if (value === null || typeof value === 'number' || typeof value === 'bigint') return value
  if (value instanceof Uint8Array) return value
  throw new TypeError(`SQLite stores text, numbers, bytes and null, not ${typeof value}`)
}

/** Does `work`; what SQLite cannot do comes as a NewsError that names `file`. */
export function translateFaults<Result>(file: string, work: () => Result): Result {
  try {
    return work()
  } catch (error) {
    throw storeFault(error, file)
  }
}
