import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { chmod, mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { isNewsError, type ErrorCode, type NewsError } from '../../src/news/errors.ts'
import { openStore } from '../../src/store/open-store.ts'
import { at, brief, harbour, HARBOUR, keep, reading } from '../contract/store-samples.ts'

const HEADER_BYTES = 100
const PAGE_BYTES = 4096

/** Files that are no sound store, and how each is made in `file`. */
const CORRUPT: readonly (readonly [string, (file: string) => Promise<void>])[] = [
  ['a short text', (file) => writeFile(file, 'not a database')],
  ['a long text', (file) => writeFile(file, 'not a database\n'.repeat(5000))],
  ['zeros', (file) => writeFile(file, new Uint8Array(3 * PAGE_BYTES))],
  ['a store cut in half', async (file) => truncate(await makeStore(file), 10 * PAGE_BYTES)],
  ['a store with a broken first page', (file) => breakPage(file, HEADER_BYTES)],
  ["another program's database", async (file) => new DatabaseSync(file).exec('create table bookmarks (url text)')],
]

for (const [what, make] of CORRUPT) {
  test(`${what} is refused as store-corrupt and left as it is`, async (t) => {
    const file = join(await freshFolder(t), 'store.db')
    await make(file)
    const before = await readFile(file)
    const fault = await faultOf(() => openStore(file), 'store-corrupt')
    ok(fault.message.includes(file))
    match(fault.message, /backup|move it away/)
    deepEqual(await readFile(file), before)
  })
}

test('an empty file becomes a store', async (t) => {
  const file = join(await freshFolder(t), 'store.db')
  await writeFile(file, '')
  const store = await openStore(file)
  deepEqual(await store.checkIntegrity(), [])
  await store.close()
})

test('a broken page further on is named by checkIntegrity', async (t) => {
  const file = join(await freshFolder(t), 'store.db')
  await makeStore(file)
  const bytes = await readFile(file)
  bytes.fill(0xff, bytes.length - PAGE_BYTES)
  await writeFile(file, bytes)
  const store = await openStore(file)
  t.after(() => store.close())
  ok((await store.checkIntegrity()).length > 0)
})

test('a JSON column that does not hold what it should is store-corrupt', async (t) => {
  const file = join(await freshFolder(t), 'store.db')
  const store = await openStore(file)
  t.after(() => store.close())
  await store.stories.addStory(harbour)
  await store.editions.saveEdition(brief('e1', '10:00'))
  const database = new DatabaseSync(file)
  for (const body of ['{', '{"story": 1}', JSON.stringify({ ...brief('e1', '10:00'), asOf: 'soon' })]) {
    database.prepare('update editions set body = ?').run(body)
    const fault = await faultOf(() => store.editions.findLatestEdition(HARBOUR), 'store-corrupt')
    match(fault.message, /editions e1/)
  }
  database.close()
})

test('a full disk is store-full: the batch is not written, the store stays sound and goes on', async (t) => {
  const file = join(await freshFolder(t), 'store.db')
  const store = await openStore(file, { maxBytes: 500_000 })
  t.after(() => store.close())
  const id = await keep(store.articles, 'cranes', 'A', '10:00')
  const big = Array.from({ length: 50 }, (_, n) => reading(`docks-${n}`, `word${n} `.repeat(2000)))
  const save = () => store.articles.saveReadings(big.map((one) => ({ reading: one, source: 'x', seenAt: at('10:00') })))
  const fault = await faultOf(save, 'store-full')
  ok(fault.message.includes(file))
  deepEqual(await store.reader.searchArticles('about docks', { story: null, asOf: null, limit: 9 }), [])
  deepEqual(await store.checkIntegrity(), [])
  equal((await store.articles.findArticle(id))?.latest.text, 'A')
  await keep(store.articles, 'cranes', 'B', '11:00')
})

test('a path that leads through a file, or is a folder, is store-unreadable', async (t) => {
  const folder = await freshFolder(t)
  await writeFile(join(folder, 'file'), 'x')
  await mkdir(join(folder, 'folder'))
  for (const target of [join(folder, 'file', 'store.db'), join(folder, 'folder')]) {
    const fault = await faultOf(() => openStore(target), 'store-unreadable')
    ok(fault.message.includes(target))
  }
})

const isRoot = process.getuid?.() === 0
test(
  'a store without the right to write is store-unreadable',
  { skip: isRoot && 'root may write anything' },
  async (t) => {
    const file = await makeStore(join(await freshFolder(t), 'store.db'))
    await chmod(file, 0o444)
    await faultOf(() => openStore(file), 'store-unreadable')
  },
)

test('a store made by a newer program is refused as store-unreadable', async (t) => {
  const file = await makeStore(join(await freshFolder(t), 'store.db'))
  const database = new DatabaseSync(file)
  database.exec("insert into kysely_migration values ('999-later', '2026-01-08T00:00:00.000Z')")
  database.close()
  const fault = await faultOf(() => openStore(file), 'store-unreadable')
  match(fault.message, /newer Standfirst.*999-later.*update the program\.$/)
})

test('an address of something else is not offered, and its password is not repeated', async () => {
  for (const target of ['mysql://me:secret@db.example/news', 'MONGODB+SRV://me:secret@db.example/news']) {
    const fault = await faultOf(() => openStore(target), 'not-offered')
    equal(fault.message.includes('secret'), false)
  }
  await faultOf(() => openStore(' '), 'store-unreadable')
})

async function freshFolder(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-store-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** Makes a store with an article in it; its file. */
async function makeStore(file: string): Promise<string> {
  const store = await openStore(file)
  await keep(store.articles, 'cranes', 'They stand still. '.repeat(2000), '10:00')
  await store.close()
  return file
}

async function breakPage(file: string, start: number): Promise<void> {
  await makeStore(file)
  const bytes = await readFile(file)
  bytes.fill(0xff, start, start + PAGE_BYTES / 2)
  await writeFile(file, bytes)
}

async function faultOf(work: () => Promise<unknown>, code: ErrorCode): Promise<NewsError> {
  const fault = await work().then(
    () => null,
    (error: unknown) => error,
  )
  if (!isNewsError(fault, code)) throw fault ?? new Error(`${code} was expected, and nothing went wrong`)
  return fault
}
