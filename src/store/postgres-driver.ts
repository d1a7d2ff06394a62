import { setTimeout as pause } from 'node:timers/promises'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'
import {
  firstRow,
  statementNames,
  toResult,
  type PostgresClient,
  type PostgresPool,
  type Statement,
} from './postgres-client.ts'
import { doubtfulCommit, isAbsent, isLost, isPassing, postgresFault } from './postgres-faults.ts'
import { turnstile } from './turnstile.ts'

/** Between two tries to reach a server that is gone: a restart takes a second or two. */
const RECONNECT_PAUSE_MS = 100

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

type Side = SideOptions & {
  readonly pool: PostgresPool
  readonly prepare: (query: CompiledQuery) => Statement
  /** Whether a server was ever there. */
  readonly seen: { reached: boolean }
}

/** One of Kysely's connections. Its client is another one when the server was restarted. */
type Session = {
  client: PostgresClient | null
  /** In a transaction; `id`: the number that Postgres gave to one that writes. */
  transaction: { readonly id: string | null } | null
}

/**
 * Kysely's driver over a pool of `pg`. Each write takes the one turn there is in the database, as SQLite does it with `begin
 * immediate`: what a transaction read is still so when it writes. A connection that is lost is replaced, and what was not written
 * yet is done on the new one; where it was lost at a commit, Postgres is asked what became of it.
 */
export function postgresDriver(pool: PostgresPool, options: SideOptions): Driver {
  const side: Side = { ...options, pool, prepare: statementNames(), seen: { reached: options.wasReached } }
  const gate = turnstile(options.connectionsMax)
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
      const session: Session = { client: null, transaction: null }
      const connection: DatabaseConnection = {
        executeQuery: <Row>(query: CompiledQuery) => execute<Row>(side, session, query),
        streamQuery: () => {
          throw new TypeError('answers of Postgres are not streamed')
        },
      }
      sessions.set(connection, session)
      return connection
    },

    beginTransaction: (connection) => untilReached(side, () => begin(side, sessionOf(connection))),
    commitTransaction: (connection) => commit(side, sessionOf(connection)),
    rollbackTransaction: (connection) => rollBack(side, sessionOf(connection)),

    async releaseConnection(connection) {
      const session = sessionOf(connection)
      session.client?.release()
      session.client = null
      gate.leave()
    },

    destroy: () => pool.end(),
  }
}

async function execute<Row>(side: Side, session: Session, query: CompiledQuery): Promise<QueryResult<Row>> {
  const statement = side.prepare(query)
  if (session.transaction !== null) return toResult(await askWithin(side, session, statement))
  if (side.side === 'read') return toResult(await untilReached(side, () => ask(side, session, statement)))
  return untilReached(side, async () => {
    await begin(side, session)
    try {
      const answer = await ask(side, session, statement)
      await commit(side, session)
      return toResult<Row>(answer)
    } catch (error) {
      await rollBack(side, session)
      throw error
    }
  })
}

async function begin(side: Side, session: Session): Promise<void> {
  // It has begun though the wait for its turn fails.
  session.transaction = { id: null }
  try {
    const { id } = firstRow(await ask(side, session, beginning(side)))
    session.transaction = { id: typeof id === 'string' ? id : null }
  } catch (error) {
    await rollBack(side, session)
    throw error
  }
}

/** In one message: a transaction costs a round trip for its beginning and one for its end. */
function beginning({ side, patienceMs, mayLoseLast }: Side): string {
  if (side === 'read') return 'begin isolation level repeatable read, read only'
  return [
    'begin',
    `set local lock_timeout = ${Math.max(1, Math.trunc(patienceMs))}`,
    ...(mayLoseLast ? ['set local synchronous_commit = off'] : []),
    // Not the session's: it ends with the transaction, whatever becomes of the program.
    "select pg_advisory_xact_lock(hashtextextended('standfirst ' || current_schema(), 0)), pg_current_xact_id()::text as id",
  ].join('; ')
}

async function commit(side: Side, session: Session): Promise<void> {
  const id = session.transaction?.id ?? null
  session.transaction = null
  try {
    await ask(side, session, 'commit')
  } catch (error) {
    const stands = id !== null && isLost(error) && (await fateOf(side, session, id)) === 'committed'
    if (!stands) throw postgresFault(error, side.place)
  }
}

/** What became of a transaction whose commit was not answered. Throws NewsError 'store-busy' where nobody can tell. */
async function fateOf(side: Side, session: Session, id: string): Promise<unknown> {
  const look = async () => {
    const statement = { text: 'select pg_xact_status($1::text::xid8) as fate', values: [id] }
    const { fate } = firstRow(await ask(side, session, statement))
    // The old connection's process has not noticed yet that nobody listens.
    if (fate === 'in progress') throw UNDECIDED
    return fate
  }
  const fate = await inPatience(side, look, (error) => error === UNDECIDED || isPassing(error)).catch(() => null)
  if (fate === null) throw doubtfulCommit(side.place)
  return fate
}

const UNDECIDED = new Error('the transaction is still in progress')

async function rollBack(side: Side, session: Session): Promise<void> {
  if (session.transaction === null) return
  session.transaction = null
  // With its connection went the transaction.
  if (session.client !== null) await ask(side, session, 'rollback').catch(() => drop(session))
}

/** A statement inside a transaction: what went wrong before it cannot be done again by itself. */
async function askWithin(side: Side, session: Session, statement: Statement): Promise<unknown> {
  try {
    if (session.client === null) throw LOST
    return await ask(side, session, statement)
  } catch (error) {
    throw postgresFault(error, side.place)
  }
}

const LOST = new Error('the connection was terminated within a transaction')

async function ask(side: Side, session: Session, statement: Statement): Promise<unknown> {
  session.client ??= await side.pool.connect()
  side.seen.reached = true
  try {
    return await session.client.query(statement)
  } catch (error) {
    if (isLost(error)) drop(session)
    throw error
  }
}

function drop(session: Session): void {
  session.client?.release(true)
  session.client = null
}

/** Does what nothing was written before, as often as it takes. */
function untilReached<Result>(side: Side, step: () => Promise<Result>): Promise<Result> {
  return inPatience(side, step, (error) => isPassing(error) && (side.seen.reached || !isAbsent(error)))
}

async function inPatience<Result>(
  { patienceMs, place }: Side,
  step: () => Promise<Result>,
  mayRepeat: (error: unknown) => boolean,
): Promise<Result> {
  const end = performance.now() + patienceMs
  for (;;) {
    try {
      return await step()
    } catch (error) {
      if (performance.now() >= end || !mayRepeat(error)) throw postgresFault(error, place)
    }
    await pause(RECONNECT_PAUSE_MS)
  }
}
