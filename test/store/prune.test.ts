import { deepEqual, equal } from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Store } from '../../src/store/open-store.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { at, brief, equalFacts, harbour, HARBOUR, keep, reading, tombstone } from '../contract/store-samples.ts'

const LATER = at('11:00')

async function open(t: TestContext): Promise<Store> {
  const store = await openMemoryStore()
  t.after(store.close)
  return store
}

test('pruning deletes the texts of what was last read before, and editions still tell what they cite', async (t) => {
  const store = await open(t)
  await store.stories.addStory(harbour)
  const old = await keep(store.articles, 'cranes', 'A', '10:00')
  const readAgain = await keep(store.articles, 'docks', 'B', '10:00')
  await keep(store.articles, 'docks', 'B', '12:00')
  await store.stories.addToStory(HARBOUR, [{ article: old, because: 'because' }])
  const edition = brief('e1', '10:00')
  await store.editions.saveEdition(edition)
  equal(await store.countOld(LATER), 1)
  equal(await store.prune(LATER), 1)
  equal(await store.prune(LATER), 0)
  equal(await store.countOld(LATER), 0)
  equal(await store.articles.findArticle(old), null)
  deepEqual(await store.articles.listRevisions(old), [])
  deepEqual(await store.stories.listMembers(HARBOUR), [])
  deepEqual(await store.stories.listUnmatched(HARBOUR, 9).then((left) => left.length), 1)
  deepEqual(await store.reader.searchArticles('cranes', { story: null, asOf: null, limit: 9 }), [])
  equal((await store.articles.findArticle(readAgain))?.latest.text, 'B')
  equalFacts(await store.editions.findEdition(edition.edition), edition)
  deepEqual(await store.checkIntegrity(), [])
})

test('what was pruned is known by its keys for a year, and can be read anew', async (t) => {
  const store = await open(t)
  const keys = { addresses: [], items: ['feed 1'], titles: [] }
  const first = reading('cranes', 'A', { keys })
  const elsewhere = reading('moved', 'A', { keys, title: first.title })
  const { article } = await store.articles.saveReading(first, 'feed', at('10:00'))
  equal(await store.prune(LATER), 1)
  deepEqual(await store.articles.findKnown([first, elsewhere]), [article, article])
  await store.prune(LATER.add({ hours: 24 * 366 }))
  deepEqual(await store.articles.findKnown([first, elsewhere]), [null, null])
  const anew = await store.articles.saveReading(elsewhere, 'feed', at('12:00'))
  equal(anew.kind, 'new')
  deepEqual(await store.checkIntegrity(), [])
})

test('a tombstone stays when the text it ended is pruned', async (t) => {
  const store = await open(t)
  const id = await keep(store.articles, 'cranes', 'A', '09:00')
  await store.articles.saveReading(tombstone('cranes'), 'feed', at('10:00'))
  equal(await store.prune(LATER), 1)
  equal(await store.prune(LATER), 0)
  const revisions = await store.articles.listRevisions(id)
  deepEqual(
    revisions.map(({ text, deleted }) => [text, deleted]),
    [['', true]],
  )
  equal((await store.articles.saveReading(tombstone('cranes'), 'feed', at('12:00'))).kind, 'unchanged')
  equal((await store.articles.saveReading(reading('cranes', 'A'), 'feed', at('12:30'))).kind, 'revised')
  deepEqual(await store.checkIntegrity(), [])
})

test('an article is pruned whole, under all its addresses, when none was read since', async (t) => {
  const store = await open(t)
  const [young, old] = [reading('new', 'B'), reading('old', 'A')]
  const moved = { ...young, keys: { addresses: [old.url ?? ''], items: [], titles: [] } }
  const { article } = await store.articles.saveReading(old, 'feed', at('09:00'))
  await store.articles.saveReading(moved, 'feed', at('12:00'))
  equal(await store.prune(LATER), 0)
  equal((await store.articles.listRevisions(article)).length, 2)
  equal(await store.prune(at('13:00')), 1)
  deepEqual(await store.articles.findKnown([young, old]), [article, article])
  deepEqual(await store.checkIntegrity(), [])
})

test('what was planned to be read long ago is planned no more', async (t) => {
  const store = await open(t)
  const { url } = reading('cranes', '')
  const planned = {
    kind: 'first',
    article: null,
    reads: 0,
    failures: 9,
    missing: 0,
    etag: null,
    lastModified: null,
  } as const
  for (const [name, time] of [
    ['old', '10:00'],
    ['young', '11:30'],
  ] as const) {
    const plan = { ...planned, url: `${url}-${name}`, firstSeenAt: at(time), nextAt: at('12:00') }
    await store.rereads.plan([{ ...plan, found: [{ reading: reading(name, 'A'), source: 'feed', seenAt: at(time) }] }])
  }
  await store.prune(LATER)
  deepEqual([...(await store.rereads.findPlanned([`${url}-old`, `${url}-young`]))], [`${url}-young`])
})
