import { deepEqual, equal } from 'node:assert/strict'
import { once } from 'node:events'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { MessageChannel } from 'node:worker_threads'
import { unavailable } from '../../src/brief/model/model.ts'
import { serveMatcher, startMatcherThread, type FetchedVectors } from '../../src/pipeline/matcher-thread.ts'
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

const ENTRY = new URL(
  `data:text/javascript,${encodeURIComponent(`
import { parentPort } from 'node:worker_threads'
parentPort.on('message', () => parentPort.postMessage({
  kind: 'matched',
  summaries: [{ story: 'dam', matched: 1, entered: 1, articles: [] }],
  fetched: null,
}))`)}`,
)

test('a thread is there while something waits to be matched, and a while longer', async (t) => {
  let hasWork = false
  const thread = startMatcherThread(ENTRY, {}, { hasWork: async () => hasWork, restAfterMs: 100 })
  t.after(() => thread.close())
  const match = async () => (await thread.matchAll(new AbortController().signal)).length
  equal(await match(), 0)
  equal(thread.look().state, 'idle')
  hasWork = true
  equal(await match(), 1)
  equal(thread.look().state, 'alive')
  hasWork = false
  equal(await match(), 0)
  while (thread.look().state === 'alive') await sleep(10)
  hasWork = true
  equal(await match(), 1)
})
