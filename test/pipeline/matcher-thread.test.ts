import { deepEqual, equal } from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { MessageChannel } from 'node:worker_threads'
import { unavailable } from '../../src/brief/model/model.ts'
import { serveMatcher, type FetchedVectors } from '../../src/pipeline/matcher-thread.ts'
import { createFetchedLog, tellFetched } from '../../src/pipeline/vectors/tell-fetched.ts'

const matcher = { matchAll: () => Promise.resolve([]) }

test('matching answers before vectors are fetched; what became of them is told with a later answer', async (t) => {
  const { port1: asker, port2: port } = new MessageChannel()
  t.after(() => asker.close())
  const fetching: PromiseWithResolvers<FetchedVectors>[] = []
  serveMatcher(port, matcher, () => {
    const one = Promise.withResolvers<FetchedVectors>()
    fetching.push(one)
    return one.promise
  })
  const ask = async () => {
    asker.postMessage('match')
    const [answer] = await once(asker, 'message')
    return answer.fetched
  }
  equal(await ask(), null)
  equal(await ask(), null)
  equal(fetching.length, 1)
  fetching[0]?.resolve({ sentences: 12, fault: null })
  await fetching[0]?.promise
  deepEqual(await ask(), { sentences: 12, fault: null })
  equal(await ask(), null)
  equal(fetching.length, 2)
  fetching[1]?.reject(new Error('the store is full'))
  await fetching[1]?.promise.catch(() => undefined)
  deepEqual(await ask(), { sentences: 0, fault: 'the store is full' })
})

test('a fault is logged once, until there is another or none', () => {
  const said: string[] = []
  const say = (_: object, text: string) => void said.push(text)
  const log = createFetchedLog({ info: say, warn: say })
  const down = tellFetched({ sentences: 0, fault: unavailable('server', { status: 503 }) })
  for (const fetched of [down, down, { sentences: 7, fault: null }, down]) log(fetched)
  const warning = 'claims are matched by words alone for now: the server had a fault of its own (503)'
  deepEqual(said, [warning, 'sentences have got vectors', warning])
  deepEqual(tellFetched({ sentences: 0, fault: { kind: 'unreadable', usage: { inputTokens: 1, outputTokens: 0 } } }), {
    sentences: 0,
    fault: 'its answer held no vectors: is it a model of embeddings?',
  })
})
