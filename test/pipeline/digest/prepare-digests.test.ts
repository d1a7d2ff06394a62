import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { Subscription } from '../../../src/news/subscription.ts'
import { createComposer } from '../../../src/pipeline/digest/compose-delivery.ts'
import { createFreshBriefs } from '../../../src/pipeline/reading/fresh-briefs.ts'
import { prepareDigests } from '../../../src/pipeline/digest/prepare-digests.ts'
import { deliveryIdOf } from '../../../src/schedule/outbox.ts'
import { FOLLOWER, openChannels } from '../channel-world.ts'
import { at, ownReport, wireOriginal } from '../dam-story.ts'
import { unaborted } from '../newsroom.ts'

const QUIET = { ...FOLLOWER, breaking: null }
const cases = [
  // what, subscription, prepared at, comes in meanwhile, briefs written then and at the slot
  ['a minute before its slot', QUIET, '07:59:00', false, [1, 0]],
  ['in the second before it', QUIET, '07:59:59', false, [0, 1]],
  ['hours before it', QUIET, '07:00:00', false, [0, 1]],
  ['and something comes in', QUIET, '07:59:00', true, [1, 1]],
  ['paused', { ...QUIET, pausedBecause: 'it is gone' }, '07:59:00', false, [0, 1]],
  ['in a zone that nobody knows', { ...QUIET, zone: 'Nowhere/Town' }, '07:59:00', false, [0, 1]],
] as const

for (const [what, subscription, time, comesIn, written] of cases) {
  test(`a digest is made ready once, and says what stands at its slot: ${what}`, async () => {
    const world = await openChannels(subscription)
    const counted: number[] = []
    let count = 0
    const write: typeof world.writer.write = (...given) => {
      count += 1
      return world.writer.write(...given)
    }
    const parts = { ...world, writer: { ...world.writer, write } }
    const composing = { ...parts, fresh: createFreshBriefs(parts) }
    await world.arrive(wireOriginal)
    await world.matcher.matchAll(unaborted)
    world.clock.set(at(time))
    await prepareDigests({ ...composing, isServed: () => true, onFault: () => undefined }, unaborted)
    counted.push(count)
    if (comesIn) {
      await world.arrive(ownReport)
      await world.matcher.matchAll(unaborted)
    }
    world.to('08:00')
    const made = await compose(subscription, composing)
    counted.push(count - (counted[0] ?? 0))
    deepEqual(counted, written)
    const anew = await compose(subscription, { ...parts, fresh: createFreshBriefs(parts) })
    equal(JSON.stringify(made), JSON.stringify(anew))
    await world.close()
  })
}

function compose(subscription: Subscription, composing: Parameters<typeof createComposer>[0]) {
  const slot = at('08:00:00')
  const delivery = {
    id: deliveryIdOf(subscription.id, slot),
    subscription: subscription.id,
    kind: 'digest',
    about: null,
    reason: null,
    slot,
    state: 'planned',
    edition: null,
    posted: null,
    attempts: 0,
    because: null,
    changedAt: slot,
  } as const
  return createComposer(composing).compose({ ...subscription, zone: 'UTC' }, delivery, unaborted)
}
