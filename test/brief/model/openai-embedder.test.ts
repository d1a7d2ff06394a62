import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { Embedder, EmbedOutcome } from '../../../src/brief/model/embedder.ts'
import { addSpending, NOTHING_SPENT, type ModelSpending } from '../../../src/brief/model/model-budget.ts'
import { unavailable } from '../../../src/brief/model/model.ts'
import { createOpenaiEmbedder } from '../../../src/brief/model/openai-embedder.ts'
import { spareEmbedder } from '../../../src/brief/model/spare-embedder.ts'
import type { UsageStore } from '../../../src/brief/model/usage-store.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { hour } from '../../claim/make.ts'
import {
  embedding,
  failing,
  reset,
  saying,
  silent,
  startModelServer,
  type ModelStep,
} from '../../fakes/model-server.ts'

const KEY = 'sk-test-0123456789'
const TEXTS = ['The lake fell.', 'El lago bajó.']
const never = new AbortController().signal
const lengths = (text: string) => [text.length, 1, 0.5]

const data = (...vectors: readonly unknown[]) =>
  saying(JSON.stringify({ data: vectors.map((vector, index) => ({ index, embedding: vector })) }))
const gone = (reason: string, status: number | null = null, retryAfterMs: number | null = null) => {
  return { kind: 'unavailable', reason, status, retryAfterMs }
}
const unreadable = { kind: 'unreadable', usage: { inputTokens: 10, outputTokens: 0 } }

const cases: readonly (readonly [string, ModelStep, object])[] = [
  [
    'vectors, in the order of the texts',
    embedding(lengths),
    {
      kind: 'embedded',
      vectors: [
        [14, 1, 0.5],
        [13, 1, 0.5],
      ],
      usage: { inputTokens: 14, outputTokens: 0 },
    },
  ],
  [
    'no usage: it is estimated',
    data([1, 0], [0, 1]),
    {
      kind: 'embedded',
      vectors: [
        [1, 0],
        [0, 1],
      ],
      usage: { inputTokens: 10, outputTokens: 0 },
    },
  ],
  ['one vector too few', data([1, 0]), unreadable],
  ['vectors of two lengths', data([1, 0], [1]), unreadable],
  ['an empty vector', data([1, 0], []), unreadable],
  ['a vector without end', data([1, 0], Array(5_000).fill(1)), unreadable],
  ['words for numbers', data(['a'], ['b']), unreadable],
  ['null for a number', data([null], [1]), unreadable],
  ['another API', saying('[1,2]'), unreadable],
  ['401', failing(401), gone('key', 401)],
  ['404: no such model', failing(404, { code: 'model_not_found' }), gone('model', 404)],
  ['429 with Retry-After', failing(429, {}, { 'retry-after': '7' }), gone('limit', 429, 7_000)],
  ['503', failing(503), gone('server', 503)],
  ['no answer', silent, gone('time')],
  ['a reset in the middle', reset, gone('broken')],
  ['a body without end', saying(JSON.stringify({ a: 'x'.repeat(9_000_000) })), gone('broken')],
]
for (const [name, step, expected] of cases) {
  test(`${name}: ${JSON.stringify(expected)}`, async () => {
    await using server = await startModelServer(step)
    const embedder = createOpenaiEmbedder({ apiKey: KEY, baseUrl: server.baseUrl, model: 'e-1', timeoutMs: 800 })
    const outcome = await embedder.embed(TEXTS, never)
    deepEqual(outcome, expected)
    ok(!JSON.stringify(outcome).includes(KEY))
    const [{ path, body }] = server.asked as [(typeof server.asked)[number]]
    deepEqual([path, body.model, body.input], ['/v1/embeddings', 'e-1', TEXTS])
  })
}

function usageStore(day: Partial<ModelSpending> = {}) {
  let spent: ModelSpending = { ...NOTHING_SPENT, ...day }
  const store: UsageStore = {
    findSpending: () => Promise.resolve(spent),
    addSpending: (_, __, more) => Promise.resolve(void (spent = addSpending(spent, more))),
  }
  return { store, spent: () => spent }
}

function fakeEmbedder(outcome: EmbedOutcome): Embedder & { calls: number } {
  const fake = { name: 'e-1', calls: 0, embed: () => Promise.resolve((fake.calls++, outcome)) }
  return fake
}

const prices = { inputMicros: 100_000, outputMicros: 0 }
const GOOD: EmbedOutcome = { kind: 'embedded', vectors: [[1]], usage: { inputTokens: 20, outputTokens: 0 } }

test('what embedding uses is added to the day', async () => {
  const { store, spent } = usageStore()
  const parts = { usage: store, clock: manualClock(hour(0)), budget: { dayTokens: null, dayMicros: null }, prices }
  await spareEmbedder(fakeEmbedder(GOOD), parts).embed(TEXTS, never)
  deepEqual(spent(), { ...NOTHING_SPENT, calls: 1, inputTokens: 20, micros: 2 })
})

test('nothing is sent when the day’s budget is spent, by whatever model', async () => {
  const { store } = usageStore({ inputTokens: 995 })
  const embedder = fakeEmbedder(GOOD)
  const budget = { dayTokens: 1_000, dayMicros: null }
  const spared = spareEmbedder(embedder, { usage: store, clock: manualClock(hour(0)), budget, prices })
  deepEqual(await spared.embed(TEXTS, never), unavailable('budget'))
  equal(embedder.calls, 0)
})

test('a server that fails is left alone, and tried again after a pause', async () => {
  const clock = manualClock(hour(0))
  const embedder = fakeEmbedder(unavailable('server', { status: 500 }))
  const budget = { dayTokens: null, dayMicros: null }
  const spared = spareEmbedder(embedder, { usage: usageStore().store, clock, budget, prices })
  for (let call = 0; call < 5; call++) await spared.embed(TEXTS, never)
  equal(embedder.calls, 3)
  clock.set(hour(1))
  await spared.embed(TEXTS, never)
  equal(embedder.calls, 4)
})
