import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { mayBreak } from '../../src/schedule/plan-breaking.ts'
import { deliveryId } from '../../src/news/ids.ts'
import type { Delivery, DeliveryKind, DeliveryState } from '../../src/news/subscription.ts'
import { ID, SUBSCRIPTION } from '../fakes/outbox-world.ts'

const at = (time: string) => Temporal.Instant.from(`2026-01-08T${time}Z`)

function delivery(kind: DeliveryKind, state: DeliveryState, time: string): Delivery {
  const blank = { about: null, reason: null, edition: null, posted: null, attempts: 1, because: null }
  return { id: deliveryId(`d${time}`), subscription: ID, kind, state, slot: at(time), changedAt: at(time), ...blank }
}

const SIX = ['01:00', '02:00', '03:00', '04:00', '05:00', '06:00'].map((time) => delivery('breaking', 'sent', time))

// A subscription with a slot at 08:00 UTC.
const cases: readonly (readonly [string, readonly Delivery[], string, boolean])[] = [
  ['nothing was posted today', [], '12:00', true],
  ['a digest was just posted', [delivery('digest', 'sent', '08:00')], '08:01', true],
  ['a digest is on its way', [delivery('digest', 'planned', '08:00')], '08:01', false],
  ['one is held', [delivery('breaking', 'planned', '02:00')], '12:00', false],
  ['one may have been posted', [delivery('breaking', 'unconfirmed', '11:59')], '12:00', false],
  ['one was posted 29 minutes ago', [delivery('breaking', 'sent', '11:31')], '12:00', false],
  ['one was posted 30 minutes ago', [delivery('breaking', 'sent', '11:30')], '12:00', true],
  ['a correction is on its way', [delivery('correction', 'planned', '11:59')], '12:00', true],
  ['five were posted in a day', SIX.slice(1), '12:00', true],
  ['six were posted in a day', SIX, '12:00', false],
  ['a slot comes in 11 minutes', [], '07:49', true],
  ['a slot comes in 10 minutes', [], '07:50', false],
]
for (const [name, recent, now, expected] of cases) {
  test(`${name}: a post outside the schedule ${expected ? 'may' : 'may not'} come`, () => {
    equal(mayBreak(SUBSCRIPTION, recent, at(now)), expected)
  })
}

test('a paused subscription gets none', () => {
  equal(mayBreak({ ...SUBSCRIPTION, pausedBecause: 'is_archived' }, [], at('12:00')), false)
})
