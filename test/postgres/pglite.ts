import { PGlite } from '@electric-sql/pglite'
import { connectPools } from '../../src/store/connect-postgres.ts'
import { storeOn, type Store } from '../../src/store/open-store.ts'
import type { PostgresClient, PostgresPool } from '../../src/store/postgres-client.ts'
import { turnstile } from '../../src/store/turnstile.ts'
import { WIPE } from './wipe.ts'

/** Postgres's types of whole numbers of 64 bits and of sums of them, which the store reads as numbers. */
const PARSERS = { 20: Number, 1700: Number }

/** It has one session for all, in this process: whoever has it need not wait for others of its kind. */
const PATIENCE = { patienceMs: 60_000, mayLoseLast: false }

/** A store in a Postgres that runs in this process, where no server is installed; and a way to empty it. */
export async function openInPglite(): Promise<{ store: Store; wipe(): Promise<void>; close(): Promise<void> }> {
  const database = await PGlite.create()
  const gate = turnstile(1)
  const pool: PostgresPool = {
    async connect() {
      await gate.enter()
      return clientOf(database, () => gate.leave())
    },
    async end() {},
  }
  const connections = await connectPools({ open: () => pool, write: () => pool, read: () => pool }, 'PGlite', PATIENCE)
  const store = await storeOn(connections)
  return {
    store,
    async wipe() {
      await database.exec(WIPE)
    },
    async close() {
      await store.close()
      await database.close()
    },
  }
}

function clientOf(database: PGlite, leave: () => void): PostgresClient {
  return {
    async query(statement) {
      if (typeof statement === 'string') return (await database.exec(statement, { parsers: PARSERS })).map(toAnswer)
      return toAnswer(await database.query(statement.text, statement.values, { parsers: PARSERS }))
    },
    release: leave,
  }
}

/** As `pg` tells it: PGlite has the number of rows that were changed under another name. */
function toAnswer(result: { rows: unknown[]; affectedRows?: number }) {
  const { command } = Object(result)
  return { command, rows: result.rows, rowCount: result.affectedRows ?? result.rows.length }
}
