import { deepEqual, equal, rejects } from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test, type TestContext } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { keep } from '../contract/store-samples.ts'

test('what was stored is there when the file is opened again; its tables are made once', async (t) => {
  const file = await freshFile(t)
  const first = await openStore(file)
  const id = await keep(first.articles, 'cranes', 'A', '10:00')
  await first.close()
  const schema = readSchema(file)
  const second = await openStore(file)
  equal((await second.articles.findArticle(id))?.latest.text, 'A')
  await second.close()
  deepEqual(readSchema(file), schema)
})

test('a file store keeps a write-ahead log, and folds it into the file on closing', async (t) => {
  const file = await freshFile(t)
  const store = await openStore(file)
  await keep(store.articles, 'cranes', 'A', '10:00')
  equal((await readFile(`${file}-wal`)).length > 0, true)
  await store.close()
  await rejects(readFile(`${file}-wal`))
  await store.close()
})

test('each :memory: store is its own', async (t) => {
  const [one, other] = [await openStore(':memory:'), await openStore(':memory:')]
  t.after(async () => {
    await one.close()
    await other.close()
  })
  const id = await keep(one.articles, 'cranes', 'A', '10:00')
  equal(await other.articles.findArticle(id), null)
})

test('outlets are seeded and brought up to date', async (t) => {
  const { outlets, close } = await openStore(':memory:')
  t.after(close)
  const courier = { name: 'Courier', family: null, kind: 'outlet', domains: ['courier.example'] } as const
  const names = { aliases: ['The Courier'], creditLines: ['(Courier)'] }
  await outlets.seedOutlets([{ ...courier, ...names }])
  await outlets.seedOutlets([{ ...courier, ...names, family: 'Harbour Press' }])
  deepEqual(await outlets.listOutlets(), [{ ...courier, ...names, family: 'Harbour Press' }])
})

async function freshFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-store-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'new', 'store.db')
}

function readSchema(file: string): unknown {
  const database = new DatabaseSync(file)
  const rows = database.prepare('select * from sqlite_schema, kysely_migration').all()
  database.close()
  return rows
}
