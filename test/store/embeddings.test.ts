import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../../src/store/connect.ts'
import { openEmbeddings } from '../../src/store/embeddings.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'
import { at } from '../contract/store-samples.ts'

test('the oldest vectors go when there are too many', async (t) => {
  const connections = await connect(':memory:', {})
  t.after(() => connections.close())
  const embeddings = openEmbeddings(connections, 2)
  for (const [key, time] of [
    ['k1', '10:00'],
    ['k3', '12:00'],
    ['k2', '11:00'],
  ] as const) {
    await embeddings.keepVectors(new Map([[key, Int8Array.of(1)]]), at(time), null)
  }
  deepEqual([...(await embeddings.findVectors(['k1', 'k2', 'k3'])).keys()].toSorted(), ['k2', 'k3'])
})

test('vectors are kept no longer than texts', async (t) => {
  const store = await openMemoryStore()
  t.after(() => store.close())
  await store.embeddings.keepVectors(new Map([['k1', Int8Array.of(1)]]), at('10:00'), null)
  await store.embeddings.keepVectors(new Map([['k2', Int8Array.of(1)]]), at('11:00'), null)
  await store.prune(at('10:30'))
  deepEqual([...(await store.embeddings.findVectors(['k1', 'k2'])).keys()], ['k2'])
})
