import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { createBreaker } from '../../../src/brief/model/circuit-breaker.ts'
import { unavailable, type ModelOutcome } from '../../../src/brief/model/model.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { answered, USED } from '../../fakes/model.ts'
import { hour } from '../../claim/make.ts'

const GOOD = answered({})
const MINUTE = 60_000

/** After these outcomes: the state, and how long no call is let through. */
const cases: readonly (readonly [string, readonly ModelOutcome[], string, number | null])[] = [
  ['nothing yet', [], 'closed', null],
  ['two faults', [unavailable('server'), unavailable('time')], 'closed', null],
  ['three faults', [unavailable('server'), unavailable('time'), unavailable('broken')], 'open', MINUTE],
  ['an answer between', [unavailable('server'), unavailable('time'), GOOD, unavailable('broken')], 'closed', null],
  ['a refused key', [unavailable('key', { status: 401 })], 'open', MINUTE],
  ['a missing model', [unavailable('model')], 'open', MINUTE],
  ['a limit that says how long', [unavailable('limit', { retryAfterMs: 5 * MINUTE })], 'open', 5 * MINUTE],
  ['a limit that says less', [unavailable('limit', { retryAfterMs: 7_000 })], 'open', 7_000],
  [
    'a limit once more',
    [unavailable('limit', { retryAfterMs: 7_000 }), unavailable('limit', { retryAfterMs: 7_000 })],
    'open',
    2 * MINUTE,
  ],
  [
    'three answers nobody can read',
    [
      { kind: 'unreadable', usage: USED },
      { kind: 'cut', at: 'length', usage: USED },
      { kind: 'unreadable', usage: USED },
    ],
    'open',
    MINUTE,
  ],
  [
    'refusals of a text',
    Array.from({ length: 9 }, () => ({ kind: 'refused', by: 'model', usage: USED })),
    'closed',
    null,
  ],
  ['callers who gave up', Array.from({ length: 9 }, () => unavailable('stopped')), 'closed', null],
  ['a spent budget', Array.from({ length: 9 }, () => unavailable('budget')), 'closed', null],
]
for (const [name, outcomes, state, wait] of cases) {
  test(`${name}: ${state}`, () => {
    const breaker = createBreaker(manualClock(hour(0)))
    for (const outcome of outcomes) breaker.note(outcome)
    deepEqual([breaker.state(), breaker.admit()], [state, wait])
  })
}

test('after the pause one call tries; an answer closes it', () => {
  const clock = manualClock(hour(0))
  const breaker = createBreaker(clock)
  breaker.note(unavailable('key'))
  clock.set(hour(0).add({ seconds: 60 }))
  deepEqual([breaker.state(), breaker.admit()], ['half-open', null])
  equal(breaker.admit() === null, false)
  breaker.note(GOOD)
  deepEqual([breaker.state(), breaker.admit(), breaker.admit()], ['closed', null, null])
})

test('each fault after a pause doubles it, up to a quarter of an hour', () => {
  const clock = manualClock(hour(0))
  const breaker = createBreaker(clock)
  const pauses: (number | null)[] = []
  for (let turn = 0; turn < 6; turn++) {
    breaker.note(unavailable('server'))
    breaker.note(unavailable('server'))
    breaker.note(unavailable('key'))
    const pause = breaker.admit()
    pauses.push(pause)
    clock.set(clock.now().add({ milliseconds: pause ?? 0 }))
    breaker.admit()
  }
  // The first turn opens once, by the key; later ones at their first fault already, and twice more.
  deepEqual([pauses[0], pauses.at(-1)], [MINUTE, 15 * MINUTE])
})

test('a trial that nobody reports on leaves the way free again', () => {
  const clock = manualClock(hour(0))
  const breaker = createBreaker(clock)
  breaker.note(unavailable('key'))
  clock.set(hour(1))
  equal(breaker.admit(), null)
  breaker.note(unavailable('stopped'))
  equal(breaker.admit(), null)
  clock.set(hour(2))
  equal(breaker.admit(), null)
})
