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
import type { Turnstile } from './turnstile.ts'
import { markWrite, selectMark } from './write-marks.ts'
import { isUnheard } from './unheard.ts'

/** Statements sent whose answers are still to come. */
const UNHEARD_MAX = 100
/** Between two tries to reach a server that is gone: a restart takes a second or two. */
const RECONNECT_PAUSE_MS = 100

/**
 * What a page by an index costs, to one in a row: as on a disk without moving parts, where Postgres reckons with 4. A write looks up
 * single rows; with 4 it plans to read the small tables of a new store from end to end, and keeps to that plan while they grow:
 * measured at two thousand articles, a third of all the time the server worked.
 */
const RANDOM_PAGE_COST = 1.1

export type SideOptions = {
  /** Writers take turns, all of the database's; readers see one state of it and can write nothing. */
  readonly side: 'write' | 'read'
  /** The store as a person would name it; without a password. */
  readonly place: string
  /** How long a write waits for its turn, and a step for a server that is gone. */
  readonly patienceMs: number
  /** A power cut of the server may take back the last writes. */
  readonly mayLoseLast: boolean
  /** The server was reached before: when it is gone, it comes back. */
  readonly wasReached: boolean
  /** By what its marks are found; null for one that leaves none. */
  readonly writer: string | null
}

type Side = SideOptions & {
  readonly pool: PostgresPool
  readonly prepare: (query: CompiledQuery) => Statement
  /** Whether a server was ever there, and the marks that were given to transactions. */
  readonly seen: { reached: boolean; marks: number }
}

/** One of Kysely's connections. Its client is another one when the server was restarted. */
type Session = {
  client: PostgresClient | null
  /** In a transaction; `mark`: that it leaves when it is written. */
  transaction: { readonly mark: number | null } | null
  /** Statements of the transaction that nobody waits for, and the first fault of one. */
  unheard: Promise<unknown>[]
  fault: unknown
}

/**
 * Kysely's driver over a pool of `pg`; `gate` lets in as many as have a connection at a time. Each write takes the one turn there is
 * in the database, as SQLite does it with `begin immediate`: what a transaction read is still so when it writes. A connection that is
 * lost is replaced, and what was not written yet is done on the new one; where it was lost at a commit, the mark that the transaction
 * left, or did not, tells what became of it.
 */
export function postgresDriver(pool: PostgresPool, options: SideOptions, gate: Turnstile): Driver {
  const side: Side = { ...options, pool, prepare: statementNames(), seen: { reached: options.wasReached, marks: 0 } }
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
      const session: Session = { client: null, transaction: null, unheard: [], fault: null }
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
  if (session.transaction !== null) {
    if (!isUnheard(query)) return toResult(await askWithin(side, session, statement))
    await askUnheard(side, session, statement)
    return { rows: [] }
  }
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
  side.seen.marks += 1
  const mark = side.writer === null ? null : side.seen.marks
  Object.assign(session, { transaction: { mark }, unheard: [], fault: null })
  try {
    await ask(side, session, beginning(side, side.seen.marks))
  } catch (error) {
    await rollBack(side, session)
    throw error
  }
}

/** In one message: a transaction costs a round trip for its beginning and one for its end. */
function beginning({ side, patienceMs, mayLoseLast, writer }: Side, mark: number): string {
  if (side === 'read') return 'begin isolation level repeatable read, read only'
  return [
    'begin',
    `set local lock_timeout = ${Math.max(1, Math.trunc(patienceMs))}`,
    `set local random_page_cost = ${RANDOM_PAGE_COST}`,
    ...(mayLoseLast ? ['set local synchronous_commit = off'] : []),
    // Not the session's: it ends with the transaction, whatever becomes of the program.
    "select pg_advisory_xact_lock(hashtextextended('standfirst ' || current_schema(), 0))",
    ...(writer === null ? [] : [markWrite(writer, mark)]),
  ].join('; ')
}

async function commit(side: Side, session: Session): Promise<void> {
  // A commit of what failed would be a rollback that says nothing.
  await hearAll(side, session)
  const mark = session.transaction?.mark ?? null
  session.transaction = null
  try {
    await ask(side, session, 'commit')
  } catch (error) {
    const stands = mark !== null && isLost(error) && (await findFate(side, session, mark)) === 'written'
    if (!stands) throw postgresFault(error, side.place)
  }
}

/**
 * What became of a transaction whose commit was not answered: it left its mark or it did not. To be asked in a turn of its own, which
 * comes when that of the other has ended. Throws NewsError 'store-busy' where nobody can tell.
 */
async function findFate(side: Side, session: Session, mark: number): Promise<'written' | 'lost'> {
  const look = async () => {
    try {
      await ask(side, session, beginning({ ...side, writer: null }, mark))
      const found = firstRow(await ask(side, session, selectMark(side.writer ?? '')))
      return found['mark'] === String(mark) ? 'written' : 'lost'
    } finally {
      if (session.client !== null) await ask(side, session, 'rollback').catch(() => drop(session))
    }
  }
  return inPatience(side, look, isPassing).catch(() => {
    throw doubtfulCommit(side.place)
  })
}

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
    // Behind the one that failed each fails, and says nothing but that.
    await hearAll(side, session)
    throw postgresFault(error, side.place)
  }
}

async function askUnheard(side: Side, session: Session, statement: Statement): Promise<void> {
  if (session.unheard.length >= UNHEARD_MAX) await hearAll(side, session)
  const { client } = session
  if (client === null) throw postgresFault(LOST, side.place)
  // It goes with the next statement that is waited for.
  client.hold?.()
  const asked = client.query(statement).catch((error: unknown) => {
    session.fault ??= error
    if (isLost(error)) drop(session)
  })
  session.unheard.push(asked)
}

/** Waits for what nobody waited for. Throws what went wrong with it. */
async function hearAll(side: Side, session: Session): Promise<void> {
  session.client?.send?.()
  await Promise.all(session.unheard)
  session.unheard = []
  if (session.fault !== null) throw postgresFault(session.fault, side.place)
}

const LOST = new Error('the connection was terminated within a transaction')

async function ask(side: Side, session: Session, statement: Statement): Promise<unknown> {
  session.client ??= await side.pool.connect()
  side.seen.reached = true
  const { client } = session
  try {
    const answer = client.query(statement)
    client.send?.()
    return await answer
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
