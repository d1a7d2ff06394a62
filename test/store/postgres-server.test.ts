import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { isNewsError, type ErrorCode, type NewsError } from '../../src/news/errors.ts'
import { openStore } from '../../src/store/open-store.ts'
import { at, keep, reading } from '../contract/store-samples.ts'
import { NO_POSTGRES, startPostgres, type TestServer } from '../postgres/server.ts'

const server = await startPostgres({ durable: true })
after(() => server?.stop())

/** A test on the server; its writers wait for `PATIENT_MS` where they should get through, and shortly where they should not. */
function testServer(name: string, body: (server: TestServer) => Promise<void>): void {
  test(name, { skip: server === null && NO_POSTGRES, timeout: 60_000 }, async () => {
    if (server !== null) await body(server)
  })
}

const PATIENT_MS = 30_000
const SHORT = { busyTimeoutMs: 300 }

testServer('who may not come in is told why, what to do, and no password', async (pg) => {
  await pg.run(
    "create role locked login password 'right'; create role guest login; create role few login connection limit 0",
  )
  await pg.run("create database latin template template0 encoding 'LATIN1' locale 'C'")
  await pg.run('create database plain template template0')
  const secret = (address: string) => address.replace('locked@', 'locked:s3cret@')
  for (const [address, code, told] of [
    [secret(pg.address('plain', 'locked')), 'store-unreadable', /password authentication failed.*Check the user/],
    [pg.address('nowhere'), 'store-unreadable', /“?"nowhere" does not exist.*createdb/],
    [pg.address('plain', 'guest'), 'store-unreadable', /permission denied.*own the tables/],
    [pg.address('latin'), 'store-unreadable', /LATIN1.*encoding=UTF8.* NAME\.$/],
    [pg.address('plain', 'few'), 'store-busy', /too many connections.*try again/],
    ['postgres://me:s3cret@127.0.0.1:1/news', 'store-unreadable', /ECONNREFUSED.*Check host and port/],
    [
      'postgres://me:s3cret@no.such.host.invalid/news',
      'store-unreadable',
      /no\.such\.host\.invalid:5432\/news.*Check host/,
    ],
    ['postgres://me:s3cret@127.0.0.1:port/news', 'store-unreadable', /cannot be read/],
    [
      'postgres://me:s3cret@127.0.0.1:1/news?sslmode=verify-full&sslrootcert=/no/ca.pem',
      'store-unreadable',
      /sslrootcert.*cannot be read \(ENOENT\)\. Check its name, and that the user/,
    ],
  ] as const) {
    const fault = await faultOf(() => openStore(address, SHORT), code)
    match(fault.message, told)
    equal(/s3cret/.test(`${fault.message} ${String(fault.cause)}`), false)
  }
})

testServer("another program's tables are left as they are, and a newer Standfirst's", async (pg) => {
  const address = await pg.database()
  await inDatabase(address, 'create table articles (headline text)')
  match((await faultOf(() => openStore(address), 'store-corrupt')).message, /another program/)
  await inDatabase(address, 'drop table articles')
  await (await openStore(address)).close()
  await inDatabase(address, "insert into kysely_migration values ('999-later', '2026-01-08')")
  match(
    (await faultOf(() => openStore(address), 'store-unreadable')).message,
    /newer Standfirst.*999-later.*update the program\.$/,
  )
})

testServer('long reckoning comes between two writes, not into the middle of one', async (pg) => {
  const address = await pg.database()
  const store = await openStore(address, { busyTimeoutMs: PATIENT_MS })
  const other = new Client({ connectionString: address })
  await other.connect()
  await other.query("begin; select pg_advisory_xact_lock(hashtextextended('standfirst ' || current_schema(), 0))")
  const order: string[] = []
  const write = async (name: string) => {
    await store.feeds.seedFeeds([{ url: `https://${name}.example/feed`, outlet: null }], at('10:00'))
    order.push(name)
  }
  const first = write('first')
  await pause(0)
  const reckoned = store.betweenWrites(() => order.push('reckoned'))
  const second = write('second')
  await pause(200)
  deepEqual(order, [])
  await other.query('commit')
  await Promise.all([first, reckoned, second])
  equal(order.at(-1), 'second')
  const faulty = store.betweenWrites(() => {
    throw new RangeError('no sum')
  })
  equal(await faulty.catch((error: unknown) => String(error)), 'RangeError: no sum')
  await write('third')
  await other.end()
  await store.close()
})

testServer('a trial write leaves nothing, and tells of a database that may only be read', async (pg) => {
  const address = await pg.database()
  const store = await openStore(address)
  await store.tryWriting()
  await store.close()
  const client = new Client({ connectionString: address })
  await client.connect()
  deepEqual((await client.query('select * from seeds')).rows, [])
  await client.query(`alter database ${new URL(address).pathname.slice(1)} set default_transaction_read_only = on`)
  await client.end()
  match(
    (await faultOf(async () => (await openStore(address)).tryWriting(), 'store-unreadable')).message,
    /read-only transaction/,
  )
})

testServer('a write that waits for another’s turn too long is given up; reads go on', async (pg) => {
  const address = await pg.database()
  const store = await openStore(address, SHORT)
  const id = await keep(store.articles, 'cranes', 'A', '10:00')
  const other = new Client({ connectionString: address })
  await other.connect()
  await other.query("begin; select pg_advisory_xact_lock(hashtextextended('standfirst ' || current_schema(), 0))")
  const fault = await faultOf(() => keep(store.articles, 'docks', 'B', '10:00'), 'store-busy')
  match(fault.message, /others kept writing/)
  equal((await store.articles.findArticle(id))?.latest.text, 'A')
  const waiting = openStore(address, { busyTimeoutMs: PATIENT_MS })
  await other.query('rollback')
  await other.end()
  await keep(store.articles, 'docks', 'B', '10:00')
  await (await waiting).close()
  await store.close()
})

testServer(
  'a store goes on by itself when its sessions are ended, and when the server is restarted or dies',
  async (pg) => {
    const store = await openStore(await pg.database(), { busyTimeoutMs: PATIENT_MS })
    const state = { done: false, kept: 0 }
    const writing = (async () => {
      while (!state.done) {
        const one = reading(`ship-${state.kept}`, `Text ${state.kept}.`)
        const { kind } = await store.articles.saveReading(one, 'feed', at('10:00'))
        equal(kind, 'new', 'nothing is written twice')
        state.kept += 1
      }
    })()
    const reading1 = (async () => {
      while (!state.done) {
        const found = await store.reader.searchArticles('text', { story: null, asOf: null, limit: 200 })
        ok(found.length <= state.kept + 1)
        await pause(5)
      }
    })()
    for (let round = 0; round < 3; round += 1) {
      await pause(150)
      await pg.run("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'standfirst'")
    }
    for (const how of ['fast', 'crash'] as const) {
      await pause(150)
      await pg.halt(how)
      await pause(100)
      await pg.resume()
    }
    await pause(150)
    state.done = true
    await Promise.all([writing, reading1])
    for (let n = 0; n < state.kept; n += 1) {
      const { kind } = await store.articles.saveReading(reading(`ship-${n}`, `Text ${n}.`), 'feed', at('10:00'))
      equal(kind, 'unchanged', `ship-${n} was lost`)
    }
    deepEqual(await store.checkIntegrity(), [])
    await store.close()
  },
)

testServer('rows that belong to none, and texts that the index lacks, are named', async (pg) => {
  const address = await pg.database()
  const store = await openStore(address)
  await keep(store.articles, 'cranes', 'A', '10:00')
  deepEqual(await store.checkIntegrity(), [])
  await inDatabase(address, 'delete from article_search')
  match((await store.checkIntegrity()).join(), /a text is not in the index/)
  await inDatabase(address, 'set session_replication_role = replica; delete from articles where url is not null')
  match((await store.checkIntegrity()).join(), /a row of “revisions” belongs to a row of “articles” that is gone/)
  await store.close()
})

testServer('while the server is away, a step is given up when its time is over', async (pg) => {
  const store = await openStore(await pg.database(), SHORT)
  await pg.halt('fast')
  for (const step of [() => store.stories.listStories(), () => keep(store.articles, 'cranes', 'A', '10:00')]) {
    match((await faultOf(step, 'store-busy')).message, /cannot be reached/)
  }
  await pg.resume()
  await keep(store.articles, 'cranes', 'A', '10:00')
  await store.close()
})

testServer(
  'a write on a server that stands still is given up, closing waits for nothing, and both go on after',
  async (pg) => {
    const address = await pg.database()
    const store = await openStore(address, { ...SHORT, writeMs: 200 })
    await keep(store.articles, 'cranes', 'A', '10:00')
    const backends = await pg.run(
      `select pid from pg_stat_activity where application_name = 'standfirst' and datname = '${new URL(address).pathname.slice(1)}'`,
    )
    ok(backends.length > 0)
    for (const { pid } of backends) process.kill(Number(pid), 'SIGSTOP')
    try {
      const began = performance.now()
      match(
        (await faultOf(() => keep(store.articles, 'docks', 'B', '10:00'), 'store-busy')).message,
        /cannot be reached/,
      )
      ok(performance.now() - began < 30_000)
      await store.close()
    } finally {
      for (const { pid } of backends) process.kill(Number(pid), 'SIGCONT')
    }
    const anew = await openStore(address)
    await keep(anew.articles, 'docks', 'B', '10:00')
    await anew.close()
  },
)

async function inDatabase(address: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  await client.query(sql)
  await client.end()
}

async function faultOf(work: () => Promise<unknown>, code: ErrorCode): Promise<NewsError> {
  const fault = await work().then(
    () => null,
    (error: unknown) => error,
  )
  if (!isNewsError(fault, code)) throw fault ?? new Error(`${code} was expected, and nothing went wrong`)
  return fault
}
