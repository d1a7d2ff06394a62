import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { connect } from '../../src/store/connect.ts'
import { openEmbeddings } from '../../src/store/embeddings.ts'
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
