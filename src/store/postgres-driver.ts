import { setTimeout as pause } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import { doubtfulCommit, isAbsent, isLost, isPassing, postgresFault } from './postgres-faults.ts'
import { storable } from './storable.ts'
import { turnstile } from './turnstile.ts'

/** Between two tries to reach a server that is gone: a restart takes a second or two. */
const RECONNECT_PAUSE_MS = 100
/** A statement of more values is rarely said twice in the same words, and a server keeps each that is prepared. */
const PREPARED_VALUES_MAX = 24
/** Statements prepared on a connection: every query of the store. */
const PREPARED_MAX = 300

/** What the driver needs of the package `pg`: a test may put another database of the kind in its place. */
export type PostgresPool = {
  connect(): Promise<PostgresClient>
  end(): Promise<void>
}

export type PostgresClient = {
  query(query: string | { text: string; values: unknown[]; name?: string }): Promise<unknown>
  release(isLost?: boolean): void
}

export type SideOptions = {
  /** Writers take turns, all of the database's; readers see one state of it and can write nothing. */
  readonly side: 'write' | 'read'
  /** The store as a person would name it; without a password. */
  readonly place: string
  /** How long a write waits for its turn, and a step for a server that is gone. */
  readonly patienceMs: number
  /** Connections at a time. */
  readonly connectionsMax: number
  /** A power cut of the server may take back the last writes. */
  readonly mayLoseLast: boolean
  /** The server was reached before: when it is gone, it comes back. */
  readonly wasReached: boolean
}

type Answer = { readonly command: string; readonly rowCount: number | null; readonly rows: unknown[] }

/** One of Kysely's connections. Its client is another one when the server was restarted. */
type Session = DatabaseConnection & {
  client: PostgresClient | null
  /** In a transaction; of one that writes the number that Postgres gave it. */
  transaction: { readonly id: string | null } | null
}

/**
 * Kysely's driver over a pool of `pg`. Each write takes the one turn there is in the database, as SQLite does it with `begin
 * immediate`: what a transaction read is still so when it writes. A connection that is lost is replaced, and what was not written
 * yet is done on the new one; where it was lost at a commit, Postgres is asked what became of it.
 */
export function postgresDriver(pool: PostgresPool, options: SideOptions): Driver {
  const gate = turnstile(options.connectionsMax)
  const prepare = nameStatements()
  let wasReached = options.wasReached

  const inPatience = async <Result>(step: () => Promise<Result>, mayRepeat: (error: unknown) => boolean) => {
    const end = performance.now() + options.patienceMs
    for (;;) {
      try {
        return await step()
      } catch (error) {
        if (performance.now() >= end || !mayRepeat(error)) throw postgresFault(error, options.place)
      }
      await pause(RECONNECT_PAUSE_MS)
    }
  }

  const clientOf = async (session: Session): Promise<PostgresClient> => {
    session.client ??= await pool.connect()
    wasReached = true
    return session.client
  }

  const ask = async (session: Session, query: Parameters<PostgresClient['query']>[0]): Promise<unknown> => {
    const client = await clientOf(session)
    try {
      return await client.query(query)
    } catch (error) {
      if (isLost(error)) drop(session)
      throw error
    }
  }

  /** Nothing was written before it: as often as it takes. */
  const mayBegin = (error: unknown) => isPassing(error) && (wasReached || !isAbsent(error))

  const begin = async (session: Session): Promise<void> => {
    const answers = await ask(session, beginning(options))
    const id = options.side === 'write' ? idIn(answers) : null
    session.transaction = { id }
  }

  const commit = async (session: Session): Promise<void> => {
    const id = session.transaction?.id ?? null
    session.transaction = null
    try {
      await ask(session, 'commit')
    } catch (error) {
      if (!isLost(error) || id === null) throw postgresFault(error, options.place)
      if ((await fateOf(session, id)) === 'aborted') throw postgresFault(error, options.place)
    }
  }

  /** What became of a transaction whose commit was not answered. */
  const fateOf = async (session: Session, id: string): Promise<'committed' | 'aborted'> => {
    const look = async () => {
      const answer = toAnswer(await ask(session, { text: 'select pg_xact_status($1::xid8) as fate', values: [id] }))
      const fate = Object(answer.rows[0]).fate
      if (fate === 'committed' || fate === 'aborted') return fate
      // The old connection's server has not noticed yet.
      throw UNDECIDED
    }
    return inPatience(look, (error) => error === UNDECIDED || isPassing(error)).catch(() => {
      throw doubtfulCommit(options.place)
    })
  }

  const execute = async <Row>(session: Session, query: CompiledQuery): Promise<QueryResult<Row>> => {
    const said = prepare(query)
    if (session.transaction !== null) {
      return toResult<Row>(
        await ask(session, said).catch((error) => Promise.reject(postgresFault(error, options.place))),
      )
    }
    if (options.side === 'read') return toResult<Row>(await inPatience(() => ask(session, said), mayBegin))
    return inPatience(async () => {
      await begin(session)
      try {
        const answer = await ask(session, said)
        await commit(session)
        return toResult<Row>(answer)
      } catch (error) {
        await rollBack(session)
        throw error
      }
    }, mayBegin)
  }

  const rollBack = async (session: Session): Promise<void> => {
    if (session.transaction === null) return
    session.transaction = null
    // With the connection went the transaction.
    if (session.client !== null) await ask(session, 'rollback').catch(() => drop(session))
  }

  const sessions = new WeakMap<DatabaseConnection, Session>()
  const sessionOf = (connection: DatabaseConnection): Session => {
    const session = sessions.get(connection)
    if (session === undefined) throw new TypeError('the connection is not of this driver')
    return session
  }

  return {
    async init() {},

    async acquireConnection() {
      await gate.enter()
      const session: Session = {
        client: null,
        transaction: null,
        executeQuery: (query) => execute(session, query),
        streamQuery: () => {
          throw new TypeError('answers of Postgres are not streamed')
        },
      }
      sessions.set(session, session)
      return session
    },

    beginTransaction: (connection) => inPatience(() => begin(sessionOf(connection)), mayBegin),
    commitTransaction: (connection) => commit(sessionOf(connection)),
    rollbackTransaction: (connection) => rollBack(sessionOf(connection)),

    async releaseConnection(connection) {
      const session = sessionOf(connection)
      session.client?.release()
      session.client = null
      gate.leave()
    },

    destroy: () => pool.end(),
  }
}

const UNDECIDED = new Error('the transaction is still in progress')

function drop(session: Session): void {
  session.client?.release(true)
  session.client = null
}

/** In one message: a transaction costs a round trip each for beginning and end. */
function beginning({ side, patienceMs, mayLoseLast }: SideOptions): string {
  if (side === 'read') return 'begin isolation level repeatable read, read only'
  return [
    'begin',
    `set local lock_timeout = ${Math.max(1, Math.trunc(patienceMs))}`,
    ...(mayLoseLast ? ['set local synchronous_commit = off'] : []),
    // Not the session's: it ends with the transaction, whatever becomes of the program.
    "select pg_advisory_xact_lock(hashtextextended('standfirst ' || current_schema(), 0)), pg_current_xact_id()::text as id",
  ].join('; ')
}

/** Of the last answer to the beginning. */
function idIn(answers: unknown): string | null {
  const last: unknown = Array.isArray(answers) ? answers.at(-1) : answers
  const { id } = Object(toAnswer(last).rows[0])
  return typeof id === 'string' ? id : null
}

/** The words of a query for the client; those said often have a name, and are read and planned once a connection. */
function nameStatements(): (query: CompiledQuery) => { text: string; values: unknown[]; name?: string } {
  const names = new Map<string, string>()
  return ({ sql: text, parameters }) => {
    const values = parameters.map(toWire)
    if (values.length > PREPARED_VALUES_MAX) return { text, values }
    if (!names.has(text) && names.size < PREPARED_MAX) names.set(text, `s${names.size}`)
    const name = names.get(text)
    return name === undefined ? { text, values } : { text, values, name }
  }
}

function toWire(value: unknown): unknown {
  return typeof value === 'string' ? storable(value) : value
}

function toAnswer(answer: unknown): Answer {
  const { command, rowCount, rows } = Object(answer)
  return { command: String(command), rowCount: typeof rowCount === 'number' ? rowCount : null, rows: rows ?? [] }
}

const CHANGING = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE'])

function toResult<Row>(answered: unknown): QueryResult<Row> {
  const { command, rowCount, rows } = toAnswer(answered)
  // The rows are what the query's type says: Kysely knows the tables.
  const found = rows as Row[]
  return CHANGING.has(command) ? { numAffectedRows: BigInt(rowCount ?? 0), rows: found } : { rows: found }
}
