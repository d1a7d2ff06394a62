import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryCache } from '../../../src/brief/model/answer-cache.ts'
import { cacheModel } from '../../../src/brief/model/cache-model.ts'
import { guardModel } from '../../../src/brief/model/guard-model.ts'
import { costOf, hitRate, limitBroken, NOTHING_SPENT } from '../../../src/brief/model/model-budget.ts'
import { unavailable, type Model, type ModelOutcome, type ModelRequest } from '../../../src/brief/model/model.ts'
import { spendModel } from '../../../src/brief/model/spend-model.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { createMemoryUsage } from '../../fakes/model-usage.ts'
import { answered, fakeModel, USED } from '../../fakes/model.ts'
import { hour } from '../../claim/make.ts'

/** The day on which every test begins. */
const TODAY = '2026-01-08'
const never = new AbortController().signal
const clock = manualClock(hour(0))
const request: ModelRequest = { system: 's', user: 'u', schema: { name: 'b', json: {} }, outputTokensMax: 100 }
const ONE = { lines: [{ kind: 'line', text: 'The lake fell.', claims: [1] }] }
const GOOD = answered(ONE)

/** A model whose calls end when they are told to. */
function heldModel() {
  const held: ((outcome: ModelOutcome) => void)[] = []
  const model: Model = { name: 'held', complete: () => new Promise((resolve) => held.push(resolve)) }
  return { model, held }
}

test('at most so many calls at once; the next has its turn when one ends', async () => {
  const { model, held } = heldModel()
  const guarded = guardModel(model, { clock, concurrency: 2 })
  const calls = Array.from({ length: 4 }, () => guarded.complete(request, never))
  await Promise.resolve()
  deepEqual([held.length, guarded.state()], [2, { breaker: 'closed', running: 2, waiting: 2 }])
  for (let turn = 0; turn < 4; turn++) {
    held[turn]?.(GOOD)
    await new Promise((resolve) => setImmediate(resolve))
  }
  deepEqual(
    (await Promise.all(calls)).map(({ kind }) => kind),
    ['answered', 'answered', 'answered', 'answered'],
  )
  deepEqual(guarded.state(), { breaker: 'closed', running: 0, waiting: 0 })
})

test('who gives up leaves the queue; a full queue is told so', async () => {
  const { model, held } = heldModel()
  const guarded = guardModel(model, { clock, concurrency: 1 })
  const first = guarded.complete(request, never)
  const control = new AbortController()
  const waiting = Array.from({ length: 50 }, () => guarded.complete(request, control.signal))
  deepEqual(await guarded.complete(request, never), unavailable('busy'))
  control.abort()
  deepEqual(await waiting[0], unavailable('stopped'))
  equal(guarded.state().waiting, 0)
  deepEqual(await guarded.complete(request, AbortSignal.abort()), unavailable('stopped'))
  held[0]?.(GOOD)
  await first
  equal(guarded.state().running, 0)
})

test('a model that failed is left alone, and tried again', async () => {
  const own = manualClock(hour(0))
  const model = fakeModel(unavailable('key', { status: 401 }), GOOD)
  const guarded = guardModel(model, { clock: own, concurrency: 2 })
  await guarded.complete(request, never)
  deepEqual(await guarded.complete(request, never), unavailable('paused', { retryAfterMs: 60_000 }))
  equal(model.asked.length, 1)
  own.set(hour(1))
  equal((await guarded.complete(request, never)).kind, 'answered')
  equal(guarded.state().breaker, 'closed')
})

test('a server that wants to be asked again soon is, once; one that wants long is not', async () => {
  const soon = fakeModel(unavailable('limit', { retryAfterMs: 20 }), GOOD)
  equal((await guardModel(soon, { clock, concurrency: 1 }).complete(request, never)).kind, 'answered')
  const always = fakeModel(unavailable('limit', { retryAfterMs: 20 }))
  equal((await guardModel(always, { clock, concurrency: 1 }).complete(request, never)).kind, 'unavailable')
  const long = fakeModel(unavailable('server', { retryAfterMs: 60_000 }))
  await guardModel(long, { clock, concurrency: 1 }).complete(request, never)
  deepEqual([soon.asked.length, always.asked.length, long.asked.length], [2, 2, 1])
})

test('the same is asked once; another text, model or limit is asked again', async () => {
  const [inner, cache, usage] = [fakeModel(GOOD), createMemoryCache(), createMemoryUsage()]
  const model = cacheModel(inner, { cache, usage, clock })
  await model.complete(request, never)
  deepEqual(await model.complete(request, never), {
    kind: 'answered',
    json: ONE,
    usage: { inputTokens: 0, outputTokens: 0 },
    cached: true,
  })
  equal(inner.asked.length, 1)
  await model.complete({ ...request, user: 'v' }, never)
  await model.complete({ ...request, outputTokensMax: 99 }, never)
  await cacheModel({ ...inner, name: 'other' }, { cache, usage, clock }).complete(request, never)
  equal(inner.asked.length, 4)
  equal((await usage.findSpending(TODAY)).cacheHits, 1)
})

test('faults are not kept, and a cache that fails costs nothing but the call', async () => {
  const inner = fakeModel(unavailable('server'), { kind: 'unreadable', usage: USED }, GOOD)
  const model = cacheModel(inner, { cache: createMemoryCache(), usage: createMemoryUsage(), clock })
  for (const kind of ['unavailable', 'unreadable', 'answered', 'answered']) {
    equal((await model.complete(request, never)).kind, kind)
  }
  equal(inner.asked.length, 3)
  const broken = { findAnswer: () => Promise.reject(new Error('x')), keepAnswer: () => Promise.reject(new Error('x')) }
  equal(
    (await cacheModel(fakeModel(GOOD), { cache: broken, usage: createMemoryUsage(), clock }).complete(request, never))
      .kind,
    'answered',
  )
})

test('an answer of nothing is not kept: it is asked for again', async () => {
  const inner = fakeModel(answered({ lines: [] }), answered({ lines: [] }), GOOD)
  const model = cacheModel(inner, { cache: createMemoryCache(), usage: createMemoryUsage(), clock })
  for (let turn = 0; turn < 4; turn++) await model.complete(request, never)
  equal(inner.asked.length, 3)
})

test('the cache keeps what was used last', async () => {
  const cache = createMemoryCache(2)
  await cache.keepAnswer('a', '1', hour(0))
  await cache.keepAnswer('b', '2', hour(0))
  await cache.findAnswer('a')
  await cache.keepAnswer('c', '3', hour(0))
  deepEqual([await cache.findAnswer('a'), await cache.findAnswer('b'), await cache.findAnswer('c')], ['1', null, '3'])
})

const NO_LIMIT = { briefTokens: null, briefMicros: null, dayTokens: null, dayMicros: null }
const PRICES = { inputMicros: 400_000, outputMicros: 1_600_000 }

test('a day’s budget: what would break it at its dearest is not sent', async () => {
  const cases: readonly (readonly [
    Partial<typeof NO_LIMIT> | { dayTokens: number } | { dayMicros: number },
    boolean,
  ])[] = [
    [{}, true],
    [{ dayTokens: 10_000 }, true],
    [{ dayTokens: 5_050 }, false],
    [{ dayMicros: 3_000 }, true],
    [{ dayMicros: 2_050 }, false],
  ]
  for (const [limits, isSent] of cases) {
    const inner = fakeModel(GOOD)
    const usage = createMemoryUsage()
    await usage.addSpending(TODAY, 'other', {
      ...NOTHING_SPENT,
      inputTokens: 4_000,
      outputTokens: 1_000,
      micros: 2_000,
    })
    const model = spendModel(inner, { usage, clock, budget: { ...NO_LIMIT, ...limits }, prices: PRICES })
    const outcome = await model.complete(request, never)
    equal(outcome.kind, isSent ? 'answered' : 'unavailable', JSON.stringify(limits))
    equal(inner.asked.length, isSent ? 1 : 0)
  }
})

test('what was used is added to its day; what was given up on counts as sent', async () => {
  const usage = createMemoryUsage()
  const model = spendModel(fakeModel(GOOD, unavailable('time'), unavailable('server')), {
    usage,
    clock,
    budget: NO_LIMIT,
    prices: PRICES,
  })
  await model.complete(request, never)
  deepEqual(await usage.findSpending(TODAY), { calls: 1, cacheHits: 0, ...USED, micros: 552 })
  await model.complete(request, never)
  const spent = await usage.findSpending(TODAY)
  ok(spent.calls === 2 && spent.inputTokens > USED.inputTokens)
  await model.complete(request, never)
  equal((await usage.findSpending(TODAY)).calls, 2)
})

test('calls that still run count at their dearest', async () => {
  const { model, held } = heldModel()
  const spending = spendModel(model, {
    usage: createMemoryUsage(),
    clock,
    budget: { ...NO_LIMIT, dayTokens: 200 },
    prices: PRICES,
  })
  const first = spending.complete(request, never)
  await new Promise((resolve) => setImmediate(resolve))
  deepEqual(await spending.complete(request, never), unavailable('budget'))
  held[0]?.(unavailable('server'))
  await first
  const third = spending.complete(request, never)
  await new Promise((resolve) => setImmediate(resolve))
  equal(held.length, 2)
  held[1]?.(GOOD)
  await third
})

test('where the store cannot tell what was spent, nothing is', async () => {
  const usage = { ...createMemoryUsage(), findSpending: () => Promise.reject(new Error('locked')) }
  const inner = fakeModel(GOOD)
  const model = spendModel(inner, { usage, clock, budget: { ...NO_LIMIT, dayTokens: 1_000 }, prices: PRICES })
  deepEqual(await model.complete(request, never), unavailable('budget'))
  equal(inner.asked.length, 0)
})

test('costs are rounded up, limits are reached and not passed', () => {
  equal(costOf({ inputTokens: 1, outputTokens: 0 }, PRICES), 1)
  equal(costOf({ inputTokens: 1_000_000, outputTokens: 500_000 }, PRICES), 1_200_000)
  equal(costOf({ inputTokens: 0, outputTokens: 0 }, PRICES), 0)
  const spent = { brief: NOTHING_SPENT, day: NOTHING_SPENT }
  const worst = { inputTokens: 60, outputTokens: 40 }
  equal(limitBroken({ ...NO_LIMIT, briefTokens: 100 }, worst, spent, PRICES), null)
  equal(limitBroken({ ...NO_LIMIT, briefTokens: 99 }, worst, spent, PRICES), 'brief')
  equal(limitBroken({ ...NO_LIMIT, dayTokens: 99 }, worst, spent, PRICES), 'day')
  deepEqual([hitRate(NOTHING_SPENT), hitRate({ ...NOTHING_SPENT, calls: 3, cacheHits: 1 })], [null, 0.25])
})
