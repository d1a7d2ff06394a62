import { randomUUID } from 'node:crypto'
import { Socket } from 'node:net'
import { Duplex, Writable } from 'node:stream'
import { Client, Pool, types, type ClientConfig, type PoolClient } from 'pg'
import { Kysely, sql } from 'kysely'
import { NewsError } from '../news/errors.ts'
import type { Connections, StoreOptions } from './connections.ts'
import type { Database } from './database.ts'
import { migrate } from './migrate.ts'
import { postgresDialect } from './postgres-dialect.ts'
import type { PostgresPool } from './postgres-client.ts'
import { postgresDriver, type SideOptions } from './postgres-driver.ts'
import { isAbsent, isPassing, unreachable } from './postgres-faults.ts'
import { unfitStore } from './faults.ts'
import { plainAddress, storeName } from './store-name.ts'
import { turnstile, type Turnstile } from './turnstile.ts'
import { FORGET_WRITE_MARKS } from './write-marks.ts'

/** Of one store object: one writes, as all writers of a database take turns; some read at a time. */
const WRITERS_MAX = 1
const READERS_MAX = 3
/** What one store object opens at most. A bot has five: its own, and one in each of its four threads. */
export const STORE_CONNECTIONS_MAX = WRITERS_MAX + READERS_MAX
/** A connection that nothing is asked of is given back. */
const IDLE_MS = 10_000
/** To reach a server and be let in. */
const CONNECT_MS = 5_000
/** No answer of the store takes longer, with a million articles; the check of a whole database may. So may a step of the tables. */
const STATEMENT_MS = 120_000
/** A statement of a write takes milliseconds, one that prunes a large store seconds; while it hangs, all others wait for their turn. */
const WRITE_MS = 20_000
/** The server did not even say that it took too long: it is gone, or stands still, without a word. */
const SILENCE_MS = 5_000
/** A program that stands still in the middle of a write holds up all others: after this it loses its turn. */
const STANDSTILL_MS = 15_000
/** How soon a server that vanished from an idle connection is noticed. */
const KEEP_ALIVE_MS = 10_000

/** Whole numbers of 64 bits and sums of them: counts, and moments in milliseconds, all far below 2^53. */
const INT8 = 20
const NUMERIC = 1700

/** Connects to the database at a postgres:// address, and brings its tables up to date. */
export async function connectPostgres(target: string, patienceMs: number, options: StoreOptions): Promise<Connections> {
  const { config, place } = readAddress(target, options.standstillMs ?? STANDSTILL_MS)
  // What the server counts of a statement is also its wait for the turn.
  const writing = limitsOf((options.writeMs ?? WRITE_MS) + patienceMs)
  return connectPools(
    {
      open: () => openPool({ ...config, ...limitsOf(STATEMENT_MS) }, WRITERS_MAX),
      write: () => openPool({ ...config, ...writing, pipeline: true }, WRITERS_MAX),
      read: () => openPool({ ...config, ...limitsOf(STATEMENT_MS) }, READERS_MAX),
    },
    place,
    {
      patienceMs,
      mayLoseLast: options.mayLoseLast === true,
    },
  )
}

/** By the server's clock, and by ours where it says nothing. */
const limitsOf = (ms: number) => ({ statement_timeout: ms, query_timeout: ms + SILENCE_MS })

type Patience = Pick<SideOptions, 'patienceMs' | 'mayLoseLast'>

type Pools = {
  /** What brings the tables up to date, which may take long; ended when they are. */
  readonly open: () => PostgresPool
  readonly write: () => PostgresPool
  readonly read: () => PostgresPool
}

/** The same over given pools: what other databases of the kind are tried with. */
export async function connectPools(pools: Pools, place: string, patience: Patience): Promise<Connections> {
  const opening = pools.open()
  const side = {
    ...patience,
    side: 'write',
    place,
    wasReached: false,
    writer: null,
  } as const
  let steps: readonly string[] = []
  try {
    const first = openKysely(opening, side, turnstile(WRITERS_MAX))
    await checkEncoding(first, place)
    steps = await migrate(first, place)
    await sql.raw(FORGET_WRITE_MARKS).execute(first)
  } catch (error) {
    throw isAbsent(error) ? unreachable(place, error) : error
  } finally {
    await opening.end()
  }
  const writers = turnstile(WRITERS_MAX)
  const write = openKysely(pools.write(), { ...side, wasReached: true, writer: randomUUID() }, writers)
  const read = openKysely(pools.read(), { ...side, side: 'read', wasReached: true }, turnstile(READERS_MAX))
  const betweenWrites = async <Result>(work: () => Result) => {
    await writers.enter()
    try {
      return work()
    } finally {
      writers.leave()
    }
  }
  const close = async () => {
    await read.destroy()
    await write.destroy()
  }
  return { write, read, file: place, steps, betweenWrites, close }
}

function openKysely(pool: PostgresPool, options: SideOptions, gate: Turnstile): Kysely<Database> {
  const dialect = postgresDialect(() => postgresDriver(pool, options, gate))
  return doAgain(new Kysely<Database>({ dialect }), options.patienceMs)
}

/**
 * A transaction that Postgres took back, or whose connection was lost before its end, is done again from its beginning: nothing of
 * it was written. Those of the store change nothing but the store.
 */
function doAgain(db: Kysely<Database>, patienceMs: number): Kysely<Database> {
  const plain = db.transaction.bind(db)
  db.transaction = () => {
    const builder = plain()
    const once = builder.execute.bind(builder)
    builder.execute = async (work) => {
      const end = performance.now() + patienceMs
      for (;;) {
        try {
          return await once(work)
        } catch (error) {
          if (performance.now() >= end || !isPassing(error)) throw error
        }
      }
    }
    return builder
  }
  return db
}

async function checkEncoding(db: Kysely<Database>, place: string): Promise<void> {
  const { rows } = await sql<{ encoding: string }>`select current_setting('server_encoding') as encoding`.execute(db)
  const encoding = rows[0]?.encoding
  if (encoding === 'UTF8') return
  throw unfitStore(
    place,
    `its encoding is ${encoding}, and UTF8 is needed`,
    'Make one: createdb --encoding=UTF8 --template=template0 NAME.',
  )
}

/** Throws NewsError 'store-unreadable', without the address: it may hold a password. */
function readAddress(target: string, standstillMs: number): { readonly config: ClientConfig; readonly place: string } {
  const config: ClientConfig = {
    connectionString: plainAddress(target),
    application_name: 'standfirst',
    connectionTimeoutMillis: CONNECT_MS,
    idle_in_transaction_session_timeout: standstillMs,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
    types: { getTypeParser: (oid: number, format?: 'text' | 'binary') => parserOf(oid, format) },
  }
  try {
    // It connects when it is told to; until then it only reads the address.
    Reflect.construct(Client, [config])
    return { config, place: storeName(target) }
  } catch (error) {
    const missing = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null
    if (missing !== null) {
      throw unfitStore(
        storeName(target),
        `the file that its sslrootcert, sslcert or sslkey names cannot be read (${missing})`,
        'Check its name, and that the user of this program may read it.',
      )
    }
    throw new NewsError(
      'store-unreadable',
      'The address of the database cannot be read. It is postgres://USER:PASSWORD@HOST:PORT/DATABASE; ' +
        'what is no letter or digit in a password is written %XX.',
    )
  }
}

function parserOf(oid: number, format: 'text' | 'binary' = 'text') {
  if (oid === INT8 || oid === NUMERIC) return Number
  return format === 'text' ? types.getTypeParser(oid, 'text') : types.getTypeParser(oid, 'binary')
}

function openPool(config: ClientConfig, max: number): PostgresPool {
  const pool = new Pool({ ...config, max, idleTimeoutMillis: IDLE_MS })
  // What becomes of a connection is told to whoever asks something of it next; unheard, it would end the program.
  pool.on('error', () => undefined)
  const open = new Set<PoolClient>()
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    open.add(client)
  })
  pool.on('remove', (client) => open.delete(client))
  return {
    async connect() {
      const client = await pool.connect()
      let isHeld = false
      return {
        query: (statement) => (typeof statement === 'string' ? client.query(statement) : client.query(statement)),
        hold() {
          if (!isHeld) streamOf(client)?.cork()
          isHeld = true
        },
        send() {
          if (isHeld) streamOf(client)?.uncork()
          isHeld = false
        },
        release: (isLost) => client.release(isLost),
      }
    },
    end: async () => {
      const ended = pool.end()
      // A server that stands still never answers the goodbye: the program ends all the same.
      for (const client of open) {
        const stream = streamOf(client)
        if (stream instanceof Socket) stream.unref()
      }
      await ended
    },
  }
}

/** The socket of a client; `pg` has no name for it. */
function streamOf(client: PoolClient): Writable | null {
  const stream: unknown = Object(Object(client).connection).stream
  return stream instanceof Writable || stream instanceof Duplex ? stream : null
}
