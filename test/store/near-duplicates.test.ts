import { deepEqual, equal } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test, type TestContext } from 'node:test'
import { connect } from '../../src/store/connect.ts'
import { openStore, type Store } from '../../src/store/open-store.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { at, keep, reading } from '../contract/store-samples.ts'

const textOf = (name: string) => Array.from({ length: 60 }, (_, word) => `${name}${word}`).join(' ')

async function makeFile(t: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-near-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  return join(folder, 'store.db')
}

async function findTitles(store: Store, text: string): Promise<readonly (string | null)[]> {
  return (await store.nearDuplicates.findCopies(text, { except: null })).map(({ title }) => title)
}

test('what an earlier version of the program stored is entered when the store is opened', async (t) => {
  const file = await makeFile(t)
  const names = Array.from({ length: 300 }, (_, n) => `n${n}x`)
  const store = await openStore(file)
  const arrivals = names.map((name) => ({
    reading: reading(name, textOf(name)),
    source: 'folder',
    seenAt: at('10:00'),
  }))
  await store.articles.saveReadings(arrivals)
  await store.close()
  const connections = await connect(file, {})
  for (const table of ['near_signatures', 'near_waiting', 'near_drawers'] as const) {
    await connections.write.deleteFrom(table).execute()
  }
  await connections.close()
  const later = await openStore(file)
  for (const name of [...names.slice(0, 5), ...names.slice(-5)])
    deepEqual(await findTitles(later, textOf(name)), [`About ${name}`])
  await later.close()
})

test('a pruned article is no copy of anything, and others are found as before', async (t) => {
  const store = await openStore(await makeFile(t))
  await keep(store.articles, 'old', textOf('dam'), '10:00')
  await keep(store.articles, 'young', `${textOf('dam')} again`, '12:00')
  equal((await findTitles(store, textOf('dam'))).length, 2)
  await store.prune(at('11:00'))
  deepEqual(await findTitles(store, textOf('dam')), ['About young'])
  deepEqual(await store.checkIntegrity(), [])
  await store.close()
})

test('a batch that fails leaves nothing behind', async () => {
  const store = await openMemoryStore()
  const arrival = (text: string) => ({
    reading: reading('dam', text, { url: null }),
    source: 'folder',
    seenAt: at('10:00'),
  })
  // The second states no address and has no text.
  await store.articles.saveReadings([arrival(textOf('dam')), arrival('')]).catch(() => undefined)
  deepEqual(await findTitles(store, textOf('dam')), [])
  await store.close()
})
