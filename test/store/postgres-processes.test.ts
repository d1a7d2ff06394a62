import { deepEqual, equal, ok } from 'node:assert/strict'
import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { after, test, type TestContext } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { at, harbour, HARBOUR, keep, reading, tombstone } from '../contract/store-samples.ts'
import { NO_POSTGRES, startPostgres, type TestServer } from '../postgres/server.ts'

const CHILD = join(import.meta.dirname, 'store-child.ts')
const READINGS = 30
const BATCH = 50
const FEEDS = 40

type Child = ChildProcessByStdio<Writable, Readable, null>

const server = await startPostgres()
after(() => server?.stop())

function testServer(name: string, body: (server: TestServer, t: TestContext) => Promise<void>): void {
  test(name, { skip: server === null && NO_POSTGRES, timeout: 60_000 }, async (t) => {
    if (server !== null) await body(server, t)
  })
}

testServer('two processes make the tables of one new database, and lose no write', async (pg, t) => {
  const address = await pg.database()
  await runAll(['left', 'right'].map((name) => startChild(t, address, 'single', name, READINGS)))
  const store = await openStore(address)
  for (let n = 0; n < READINGS; n += 1) {
    const article = n % 3 === 0 ? `shared-${n}` : `left-${n}`
    const { kind, article: id } = await store.articles.saveReading(reading(article, 'A'), 'left', at('10:00'))
    equal(kind, 'unchanged', article)
    equal((await store.articles.listSightings(id)).length, n % 3 === 0 ? 2 : 1)
  }
  deepEqual(await store.checkIntegrity(), [])
  await store.close()
})

testServer('of two processes that change one ledger generation, one is told to start over', async (pg, t) => {
  const address = await pg.database()
  const store = await openStore(address)
  await store.stories.addStory(harbour)
  await runAll(['left', 'right'].map((name) => startChild(t, address, 'ledger', name, READINGS)))
  equal((await store.ledger.findHead(HARBOUR)).generation, 2 * READINGS)
  await store.close()
})

testServer(
  'a process killed in the middle of a batch leaves whole batches only, and holds up nobody',
  async (pg, t) => {
    const address = await pg.database()
    const child = startChild(t, address, 'batches', 'first', BATCH)
    await once(child.stdout, 'data')
    child.stdin.write('go\n')
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    const store = await openStore(address)
    await keep(store.articles, 'cranes', 'A', '10:00')
    const { articles } = await store.tally.count(at('10:00'))
    ok(articles > BATCH)
    equal(articles % BATCH, 1)
    deepEqual(await store.checkIntegrity(), [])
    await store.close()
  },
)

testServer('of two stores no two poll the same feed', async (pg) => {
  const address = await pg.database()
  const stores = [await openStore(address), await openStore(address)]
  const wishes = Array.from({ length: FEEDS }, (_, n) => ({ url: `https://f${n}.example/rss`, outlet: null }))
  await stores[0]?.feeds.seedFeeds(wishes, at('10:00'))
  const lease = { now: at('10:00'), until: at('10:05'), limit: 4, hostMax: 2 }
  const taking = Array.from({ length: FEEDS / 4 }, (_, n) => stores[n % 2]?.feeds.claimDue(lease))
  const taken = (await Promise.all(taking)).flatMap((feeds) => (feeds ?? []).map(({ url }) => url))
  equal(taken.length, FEEDS)
  equal(new Set(taken).size, FEEDS)
  await Promise.all(stores.map((store) => store.close()))
})

testServer('pruning deletes texts, keeps tombstones, and the index with it', async (pg) => {
  const store = await openStore(await pg.database())
  const old = await keep(store.articles, 'cranes', 'A', '09:00')
  await keep(store.articles, 'docks', 'B', '09:00')
  await store.articles.saveReading(tombstone('docks'), 'feed', at('10:00'))
  const young = await keep(store.articles, 'ships', 'Cranes', '12:00')
  equal(await store.prune(at('11:00')), 2)
  equal(await store.prune(at('11:00')), 0)
  equal(await store.articles.findArticle(old), null)
  const hits = await store.reader.searchArticles('cranes', { story: null, asOf: null, limit: 9 })
  deepEqual(
    hits.map(({ article }) => article),
    [young],
  )
  deepEqual(await store.checkIntegrity(), [])
  await store.close()
})

function startChild(t: TestContext, address: string, ...task: readonly (string | number)[]): Child {
  const child = spawn(process.execPath, [CHILD, address, ...task.map(String)], { stdio: ['pipe', 'pipe', 'inherit'] })
  t.after(() => child.kill('SIGKILL'))
  return child
}

/** Lets all begin when all are ready, and waits until each has ended well. */
async function runAll(children: readonly Child[]): Promise<void> {
  await Promise.all(children.map((child) => once(child.stdout, 'data')))
  const ends = children.map((child) => once(child, 'exit'))
  for (const child of children) child.stdin.write('go\n')
  for (const [code] of await Promise.all(ends)) equal(code, 0)
}
