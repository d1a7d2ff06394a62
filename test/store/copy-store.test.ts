import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, test, type TestContext } from 'node:test'
import { isNewsError, type ErrorCode } from '../../src/news/errors.ts'
import { copyBetween, type CopiedTable } from '../../src/store/copy-store.ts'
import { openStore } from '../../src/store/open-store.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'
import { at, brief, daily, DELIVERY, equalFacts, harbour, HARBOUR, keep, reading } from '../contract/store-samples.ts'

const NEVER = new AbortController().signal
/** More rows than are copied at a time, and not a multiple of it. */
const ARTICLES = 431
const ON_STORY = 9
/** What no copy takes along: the index, what the database and the migrations keep, and what is of processes that run now. */
const LEFT = /^(?:article_search.*|sqlite_.*|kysely_.*|handled_events|replicas|known_moments)$/

async function fill(target: string): Promise<void> {
  const store = await openStore(target)
  await store.stories.addStory(harbour)
  const arrivals = Array.from({ length: ARTICLES }, (_, count) => ({
    reading: reading(`n${count}`, `Crane ${count} “stands” – ¿quién? 🏗`),
    source: 'folder',
    seenAt: at('10:00'),
  }))
  for (const [count, { article }] of (await store.articles.saveReadings(arrivals)).entries()) {
    if (count < ON_STORY) await store.stories.addToStory(HARBOUR, [{ article: article, because: 'because' }])
  }
  await keep(store.articles, 'n7', 'Crane 7 moves again', '11:00')
  await store.articles.saveReading(
    reading('odd', '{"a": [1, null]}', { outlet: null, url: null }),
    'folder',
    at('10:30'),
  )
  await store.editions.saveEdition(brief('e1', '10:00'))
  await store.deliveries.saveSubscription(daily)
  const plan = { id: DELIVERY, subscription: daily.id, kind: 'digest', about: null, slot: at('08:00') } as const
  await store.deliveries.planDelivery({ ...plan, at: at('08:00') })
  await store.reader.saveReadMark('slack:U1', HARBOUR, at('09:00'))
  await store.embeddings.keepVectors(new Map([['k1', new Int8Array([5, -128, 0])]]), at('09:00'), null)
  await store.handledEvents.claimEvents(['slack E1'])
  await store.close()
}

async function folder(context: TestContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'standfirst-copy-'))
  context.after(() => rm(made, { recursive: true, force: true }))
  return made
}

async function copied(from: string, to: string): Promise<readonly CopiedTable[]> {
  const tables: CopiedTable[] = []
  await copyBetween({ from, to }, {}, (table) => void tables.push(table), NEVER)
  return tables
}

test('a copy holds all rows of all tables, answers as the first does, and goes on from there', async (context) => {
  const place = await folder(context)
  const [from, to, back] = [join(place, 'a.db'), join(place, 'b.db'), join(place, 'c.db')]
  await fill(from)
  const tables = await copied(from, to)
  const rowsOf = (name: string) => tables.find(({ table }) => table === name)?.rows
  deepEqual(
    [rowsOf('articles'), rowsOf('revisions'), rowsOf('story_articles'), rowsOf('editions'), rowsOf('embeddings')],
    [ARTICLES + 1, ARTICLES + 2, ON_STORY, 1, 1],
  )
  deepEqual(await copied(to, back), tables)
  const [first, second] = [await openStore(from), await openStore(to)]
  context.after(() => Promise.all([first.close(), second.close()]))
  deepEqual(await second.checkIntegrity(), [])
  const search = { story: null, asOf: null, limit: 9 }
  const found = await second.reader.searchArticles('crane moves', search)
  equal(found.length, 1)
  equalFacts(found, await first.reader.searchArticles('crane moves', search))
  equalFacts(await second.editions.findLatestEdition(HARBOUR), await first.editions.findLatestEdition(HARBOUR))
  deepEqual([...(await second.embeddings.findVectors(['k1'])).values()], [new Int8Array([5, -128, 0])])
  equalFacts(await second.deliveries.listSubscriptions(), await first.deliveries.listSubscriptions())
  const [n1, n2] = await Promise.all([first, second].map((store) => keep(store.articles, 'new', 'Both go on', '12:00')))
  equal(n2, n1)
  equal((await second.reader.searchArticles('both go on', search)).length, 1)
})

const server = await startPostgres()
after(() => server?.stop())

test(
  'a file goes to Postgres and back as it was, and Postgres answers as the file',
  { skip: server === null && NO_POSTGRES },
  async (context) => {
    const place = await folder(context)
    const [from, back] = [join(place, 'a.db'), join(place, 'c.db')]
    const to = (await server?.database()) ?? ''
    await fill(from)
    const tables = await copied(from, to)
    deepEqual(await copied(to, back), tables)
    const [first, second] = [await openStore(from), await openStore(to)]
    context.after(() => Promise.all([first.close(), second.close()]))
    deepEqual(await second.checkIntegrity(), [])
    const search = { story: null, asOf: null, limit: 9 }
    for (const words of ['crane moves', 'quien', 'crane 430']) {
      const found = await second.reader.searchArticles(words, search)
      ok(found.length > 0, words)
      equalFacts(found, await first.reader.searchArticles(words, search))
    }
    equalFacts(await second.editions.findLatestEdition(HARBOUR), await first.editions.findLatestEdition(HARBOUR))
    for (const store of [first, second]) {
      await keep(store.articles, 'new', 'Both go on', '12:00')
      await store.editions.saveEdition(brief('e2', '12:00'))
    }
    equalFacts(await second.editions.findLatestEdition(HARBOUR), await first.editions.findLatestEdition(HARBOUR))
  },
)

test(
  'a database waits for as long as the rest of the copy takes',
  { skip: server === null && NO_POSTGRES },
  async (context) => {
    const [from, to] = [(await server?.database()) ?? '', join(await folder(context), 'b.db')]
    await fill(from)
    const still = new Int32Array(new SharedArrayBuffer(4))
    const tables: string[] = []
    await copyBetween(
      { from, to },
      { standstillMs: 200, busyTimeoutMs: 100 },
      ({ table }) => {
        tables.push(table)
        if (table === 'revisions') Atomics.wait(still, 0, 0, 800)
      },
      NEVER,
    )
    equal(new Set(tables).size, tables.length)
  },
)

test('a sign that a file of an earlier version kept, and no store keeps now, holds up no copy', async (context) => {
  const place = await folder(context)
  const [from, to] = [join(place, 'a.db'), join(place, 'b.db')]
  await fill(from)
  const behind = new DatabaseSync(from)
  behind.exec("update stories set title = 'Cranes' || char(0) || 'stand'")
  behind.close()
  await copied(from, to)
  const copy = await openStore(to)
  context.after(() => copy.close())
  deepEqual(
    (await copy.stories.listStories()).map(({ title }) => title),
    ['Cranes\ufffdstand'],
  )
})

const noStores: readonly (readonly [what: string, bytes: string | null, code: ErrorCode])[] = [
  ['a missing file', null, 'store-unreadable'],
  ['an empty file', '', 'store-unreadable'],
  ['a file of something else', 'Cranes stand still.'.repeat(99), 'store-corrupt'],
]
for (const [what, bytes, code] of noStores) {
  test(`${what} is named, left as it is, and nothing is made at the other end`, async (context) => {
    const place = await folder(context)
    const [from, to] = [join(place, 'a.db'), join(place, 'b.db')]
    if (bytes !== null) await writeFile(from, bytes)
    await rejects(copied(from, to), (error: Error) => isNewsError(error, code) && error.message.includes(from))
    deepEqual(await readdir(place), bytes === null ? [] : ['a.db'])
    if (bytes !== null) equal(await readFile(from, 'utf8'), bytes)
  })
}

test('another program’s database is named, and nothing is made at the other end', async (context) => {
  const place = await folder(context)
  const [from, to] = [join(place, 'a.db'), join(place, 'b.db')]
  const other = new DatabaseSync(from)
  other.exec('create table cranes (id integer)')
  other.close()
  await rejects(copied(from, to), { code: 'store-unreadable', message: `${from} is no store of Standfirst.` })
  deepEqual(await readdir(place), ['a.db'])
})

test('every table is copied, or known to be of the moment', async (context) => {
  const place = await folder(context)
  const from = join(place, 'a.db')
  await (await openStore(from)).close()
  const database = new DatabaseSync(from, { readOnly: true })
  const names = database
    .prepare(`select name from sqlite_schema where type = 'table'`)
    .all()
    .map(({ name }) => String(name))
  database.close()
  const tables = await copied(from, join(place, 'b.db'))
  deepEqual(tables.map(({ table }) => table).toSorted(), names.filter((name) => !LEFT.test(name)).toSorted())
})

test('into a store that holds anything nothing is copied', async (context) => {
  const place = await folder(context)
  const [from, to] = [join(place, 'a.db'), join(place, 'b.db')]
  await fill(from)
  const other = await openStore(to)
  await other.stories.addStory({ ...harbour, title: 'Kept' })
  await rejects(copied(from, to), {
    code: 'input-invalid',
    message: /“stories” holds something\. A copy wants an empty/,
  })
  equal((await other.stories.listStories())[0]?.title, 'Kept')
  deepEqual(await other.reader.searchArticles('crane', { story: null, asOf: null, limit: 9 }), [])
  await other.close()
})

test('a copy that breaks off leaves the other store empty, and can be made again', async (context) => {
  const place = await folder(context)
  const [from, to] = [join(place, 'a.db'), join(place, 'b.db')]
  await fill(from)
  const stop = new AbortController()
  const seen: string[] = []
  const breaking = copyBetween(
    { from, to },
    {},
    ({ table }) => {
      seen.push(table)
      if (table === 'stories') stop.abort()
    },
    stop.signal,
  )
  await rejects(breaking, { name: 'AbortError' })
  ok(seen.includes('revisions'))
  ok((await copied(from, to)).some(({ rows }) => rows > ARTICLES))
})

test('what others write while it is copied is left out whole, and waits for nothing', async (context) => {
  const place = await folder(context)
  const [from, to] = [join(place, 'a.db'), join(place, 'b.db')]
  await fill(from)
  const writer = await openStore(from)
  context.after(() => writer.close())
  const writes: Promise<unknown>[] = []
  await copyBetween(
    { from, to },
    {},
    ({ table }) => void writes.push(keep(writer.articles, `late-${table}`, `Late ${table}`, '12:00')),
    NEVER,
  )
  await Promise.all(writes)
  const copy = await openStore(to)
  context.after(() => copy.close())
  deepEqual(await copy.reader.searchArticles('late', { story: null, asOf: null, limit: 9 }), [])
  equal((await writer.reader.searchArticles('late', { story: null, asOf: null, limit: 99 })).length, writes.length)
})
