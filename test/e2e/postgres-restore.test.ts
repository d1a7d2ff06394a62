import { deepEqual, equal, match } from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { after, test } from 'node:test'
import { Client } from 'pg'
import { openStore } from '../../src/store/open-store.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'
import { fillSampleStore, makeDeskFolder, sampleRows, STORY } from './desk-folder.ts'

const hasTools = ['pg_dump', 'pg_restore'].every((name) => spawnSync(name, ['--version']).status === 0)
const server = hasTools ? await startPostgres() : null
after(() => server?.stop())

const SETTINGS = `zone: UTC
subscriptions:
  - { story: ${STORY}, channel: terminal, at: ['08:00'] }
`

/** The rows of each table. */
async function countRows(address: string): Promise<Readonly<Record<string, number>>> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    const { rows } = await client.query(`select table_name as name,
      (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', table_name), false, true, '')))[1]::text as n
      from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`)
    return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]))
  } finally {
    await client.end()
  }
}

function tool(name: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(name, args, { encoding: 'utf8', timeout: 60_000 })
  equal(status, 0, stderr)
}

test(
  'a database is dumped, put back elsewhere and works on; what it owes is doubted',
  { skip: server === null && NO_POSTGRES },
  async () => {
    if (server === null) return
    const [address, other] = [await server.database(), await server.database()]
    const desk = await makeDeskFolder({ settings: SETTINGS })
    const rows = await desk.write('samples.jsonl', (await sampleRows()).join('\n'))
    const env = (database: string) => ({ env: { STANDFIRST_DB: '', DATABASE_URL: database } })
    const ingested = await desk.run(['ingest', rows], env(address))
    equal(ingested.code, 0, ingested.err)
    const bot = desk.start(['run'], env(address))
    await bot.printed(/"state":"sent"/)
    const early = await desk.run(['restored'], env(address))
    equal(early.code, 0)
    match(early.err, /^standfirst: replicas that were at work on this store .*: 1\..* Stop all of them/)
    bot.child.kill('SIGTERM')
    equal((await bot.ended).code, 0)
    const dump = desk.path('standfirst.dump')
    tool('pg_dump', '--format=custom', `--file=${dump}`, address)
    tool('pg_restore', '--no-owner', '--single-transaction', `--dbname=${other}`, dump)
    deepEqual(await countRows(other), await countRows(address))
    const store = await openStore(other)
    deepEqual(await store.checkIntegrity(), [])
    await store.close()
    // Nothing was due since: there is nothing to doubt.
    const { out, err } = await desk.run(['restored'], env(other))
    match(out, /: \d+\.$/m)
    equal(err, '')
  },
)

test(
  'a file is copied to the database that a variable names, and back from the one that a file names',
  { skip: server === null && NO_POSTGRES },
  async () => {
    if (server === null) return
    const address = await server.database()
    const desk = await fillSampleStore()
    const there = await desk.run(['copy', '--to', 'env:NEW_STORE'], { env: { NEW_STORE: address } })
    equal(there.code, 0, there.err)
    const kept = await desk.write('address', `${address}\n`)
    const back = await desk.run(['copy', '--from', `@${kept}`, '--to', desk.path('back.db')])
    equal(back.code, 0, back.err)
    equal(back.out, there.out)
    match(back.out, /^articles +[1-9]/)
  },
)

test('backup says what a database is copied with', async () => {
  const desk = await makeDeskFolder()
  const { code, err } = await desk.run(['backup', desk.path('copy.db')], {
    env: { STANDFIRST_DB: '', DATABASE_URL: 'postgres://me:hush@127.0.0.1:1/news' },
  })
  equal(code, 1)
  match(err, /pg_dump/)
  equal(err.includes('hush'), false)
})
