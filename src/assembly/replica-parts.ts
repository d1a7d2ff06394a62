import { setTimeout as sleep } from 'node:timers/promises'
import { Pool, type PoolClient, type QueryConfig, type QueryResult } from 'pg'
import { createGraphileTasks, type GraphileParts, type GraphileTasks } from '../pipeline/tasks/graphile-tasks.ts'
import { isLost } from '../store/postgres-faults.ts'
import { plainAddress } from '../store/store-name.ts'

/** Connections of the job queue: one listens, the others take and end jobs, a statement each. */
export const QUEUE_CONNECTIONS_MAX = 4
const CONNECT_MS = 5_000
/** A statement of the queue takes milliseconds: a server that does not answer is gone. */
const SILENCE_MS = 30_000
const KEEP_ALIVE_MS = 10_000
/** Between two tries to reach a server that is gone. */
const RECONNECT_PAUSE_MS = 500

/** The runner of tasks for the database at `address`, with connections of its own. It closes them when it stops. */
export function openReplicaTasks(address: string, parts: Omit<GraphileParts, 'pgPool'>): GraphileTasks {
  const stopping = new AbortController()
  const pool = openPatientPool(address, stopping.signal)
  const tasks = createGraphileTasks({ ...parts, pgPool: pool })
  return {
    ...tasks,
    stop: async () => {
      await tasks.stop()
      stopping.abort()
      // A server that is gone answers no goodbye.
      await Promise.race([pool.end(), sleep(RECONNECT_PAUSE_MS, undefined, { ref: false })])
    },
  }
}

/** A pool that waits for a server that is gone: what is asked of it is done when the server is there again. */
function openPatientPool(address: string, signal: AbortSignal): Pool {
  const pool = new Pool({
    connectionString: plainAddress(address),
    application_name: 'standfirst jobs',
    max: QUEUE_CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_MS,
    query_timeout: SILENCE_MS,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_MS,
  })
  // What becomes of a connection is told to whoever asks something of it next; unheard, it would end the program.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => void client.on('error', () => undefined))
  const plain = pool.connect.bind(pool)
  let wasReached = false
  async function reach(): Promise<PoolClient> {
    for (;;) {
      try {
        const client = await plain()
        wasReached = true
        return client
      } catch (error) {
        if (!wasReached || signal.aborted) throw error
      }
      await sleep(RECONNECT_PAUSE_MS, undefined, { signal })
    }
  }
  Object.assign(pool, {
    // Who gives a callback listens, and comes again by itself.
    connect: async (heard?: Parameters<typeof plain>[0]) =>
      heard === undefined ? patientClient(await reach(), reach, signal) : plain(heard),
  })
  return pool
}

/**
 * A client that asks again on another connection where its own was lost. What the queue asks outside of a transaction may be asked
 * twice: at worst a job stays taken, and the next tick has asked for another one.
 */
function patientClient(first: PoolClient, reach: () => Promise<PoolClient>, signal: AbortSignal): PoolClient {
  let client = first
  let isWithin = false
  async function query(asked: string | QueryConfig, values?: unknown[]): Promise<QueryResult> {
    for (;;) {
      try {
        const answer = await client.query(asked, values)
        const text = typeof asked === 'string' ? asked : asked.text
        if (/^\s*begin\b/i.test(text)) isWithin = true
        if (/^\s*(?:commit|rollback)\b/i.test(text)) isWithin = false
        return answer
      } catch (error) {
        if (isWithin || signal.aborted || !isLost(error)) throw error
        client.release(true)
        client = await reach()
      }
    }
  }
  return Object.assign(Object.create(first), { query, release: (how?: boolean) => client.release(how) })
}
