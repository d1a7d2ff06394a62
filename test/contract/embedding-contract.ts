import { deepEqual, equal } from 'node:assert/strict'
import { storyId } from '../../src/news/ids.ts'
import type { StoreTest } from './store-contract.ts'
import { at } from './store-samples.ts'

const HARBOUR = { story: storyId('harbour'), model: 'e-1' }
const vector = (...values: readonly number[]) => Int8Array.from(values)
const kept = (...entries: readonly (readonly [string, Int8Array])[]) => new Map(entries)

export function embeddingContract(testStore: StoreTest): void {
  testStore('vectors come back as they were kept, whatever their signs', async ({ embeddings }) => {
    const both = kept(['k1', vector(127, -127, 0, -1)], ['k2', vector(1)])
    await embeddings.keepVectors(both, at('10:00'), null)
    deepEqual(await embeddings.findVectors(['k2', 'k3', 'k1']), both)
    deepEqual(await embeddings.findVectors([]), new Map())
  })

  testStore('a vector that is kept stays: a model gives one text one vector', async ({ embeddings }) => {
    await embeddings.keepVectors(kept(['k1', vector(1)]), at('10:00'), null)
    await embeddings.keepVectors(kept(['k1', vector(2)]), at('11:00'), null)
    deepEqual(await embeddings.findVectors(['k1']), kept(['k1', vector(1)]))
  })

  testStore('more keys than one query takes are all looked for', async ({ embeddings }) => {
    const many = Array.from({ length: 1_200 }, (_, n) => `k${n}`)
    await embeddings.keepVectors(new Map(many.map((key) => [key, vector(3)])), at('10:00'), null)
    equal((await embeddings.findVectors(many)).size, 1_200)
  })

  testStore('a round closes once for all that came late in it, by story and model', async ({ embeddings }) => {
    equal(await embeddings.closeRound(HARBOUR), false)
    await embeddings.keepVectors(kept(['k1', vector(1)]), at('10:00'), null)
    equal(await embeddings.closeRound(HARBOUR), false)
    for (const key of ['k2', 'k3']) await embeddings.keepVectors(kept([key, vector(1)]), at('10:00'), HARBOUR)
    equal(await embeddings.countRounds(HARBOUR), 0)
    equal(await embeddings.closeRound({ ...HARBOUR, model: 'e-2' }), false)
    equal(await embeddings.closeRound(HARBOUR), true)
    equal(await embeddings.closeRound(HARBOUR), false)
    equal(await embeddings.countRounds(HARBOUR), 1)
    equal(await embeddings.countRounds({ ...HARBOUR, story: storyId('mill') }), 0)
    await embeddings.keepVectors(kept(['k4', vector(1)]), at('11:00'), HARBOUR)
    equal(await embeddings.closeRound(HARBOUR), true)
    equal(await embeddings.countRounds(HARBOUR), 2)
  })
}
