import { deepEqual, equal, rejects } from 'node:assert/strict'
import { after, test } from 'node:test'
import { Pool } from 'pg'
import { isNewsError } from '../../src/news/errors.ts'
import { connectPools } from '../../src/store/connect-postgres.ts'
import { openOutlets } from '../../src/store/outlets.ts'
import type { PostgresPool, Statement } from '../../src/store/postgres-client.ts'
import { openSeeds } from '../../src/store/seeds.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'

const server = await startPostgres()
after(() => server?.stop())

const COURIER = {
  name: 'Courier',
  family: null,
  kind: 'outlet',
  domains: [],
  aliases: [],
  creditLines: [],
} as const

const fault = (code: string) => Object.assign(new Error(`a fault of the test, ${code}`), { code })

/** What the connection does with a statement that begins so, once or more often; and what then becomes of the write. */
const CASES = [
  ['is lost before the commit', { on: 'commit', times: 1, act: 'lose' }, 'written once'],
  ['is lost after the commit', { on: 'commit', times: 1, act: 'do, then lose' }, 'written once'],
  ['is lost in the middle', { on: 'insert', times: 2, act: 'lose' }, 'written once'],
  ['is lost at the beginning', { on: 'begin', times: 3, act: 'lose' }, 'written once'],
  ['tells of a deadlock', { on: 'insert', times: 2, act: '40P01' }, 'written once'],
  ['tells that others wrote at once', { on: 'commit', times: 1, act: '40001' }, 'written once'],
  [
    'is lost after the commit, and what became of it cannot be asked',
    { on: 'commit', times: 1, act: 'do, then stay away' },
    'in doubt',
  ],
  ['tells of a full disk', { on: 'insert', times: 1, act: '53100' }, 'store-full'],
] as const

for (const [what, trouble, outcome] of CASES) {
  for (const [how, write] of [
    ['a transaction', (connections) => openOutlets(connections).seedOutlets([COURIER])],
    ['a single statement', (connections) => openSeeds(connections).saveSeed('story', 'Courier', 'x')],
  ] as const satisfies readonly (readonly [string, (connections: Connections) => Promise<void>])[]) {
    test(`${how} whose connection ${what} is ${outcome}`, { skip: server === null && NO_POSTGRES }, async () => {
      if (server === null) return
      const address = await server.database()
      const faulty = { ...trouble, left: 0, away: false }
      const open = () => troubled(address, faulty)
      const connections = await connectPools({ open, write: open, read: open }, 'the store', {
        patienceMs: 1_500,
        mayLoseLast: false,
      })
      faulty.left = trouble.times
      const done = write(connections)
      if (outcome === 'written once') await done
      else if (outcome === 'in doubt') {
        await rejects(
          done,
          (error) => isNewsError(error, 'store-busy') && /whether it was could not be learned/.test(error.message),
        )
      } else await rejects(done, (error) => isNewsError(error, outcome))
      equal(faulty.left, 0)
      faulty.away = false
      const names = (await openOutlets(connections).listOutlets()).map(({ name }) => name)
      const seed = await openSeeds(connections).findSeed('story', 'Courier')
      deepEqual(how === 'a transaction' ? names.length : Number(seed !== null), outcome === 'store-full' ? 0 : 1)
      // The next write is as any other.
      await openSeeds(connections).saveSeed('story', 'Herald', 'x')
      await connections.close()
    })
  }
}

type Connections = Awaited<ReturnType<typeof connectPools>>

type Trouble = { readonly on: string; readonly act: string; left: number; away: boolean }

/** A pool whose connections have trouble at some statements. */
function troubled(connectionString: string, trouble: Trouble): PostgresPool {
  const pool = new Pool({ connectionString, max: 3 })
  const isMeant = (statement: Statement) =>
    trouble.left > 0 && (typeof statement === 'string' ? statement : statement.text).startsWith(trouble.on)
  return {
    async connect() {
      if (trouble.away) throw fault('ECONNREFUSED')
      const client = await pool.connect()
      return {
        async query(statement) {
          const ask = () => (typeof statement === 'string' ? client.query(statement) : client.query(statement))
          if (!isMeant(statement)) return ask()
          trouble.left -= 1
          if (trouble.act.startsWith('do')) await ask()
          if (trouble.act.endsWith('away')) trouble.away = true
          throw fault(/lose|away/.test(trouble.act) ? 'ECONNRESET' : trouble.act)
        },
        release: (isLost) => client.release(isLost),
      }
    },
    end: () => pool.end(),
  }
}
