import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { faultyPoster } from '../fakes/poster.ts'
import type { FindFault, PostFault } from '../fakes/poster.ts'
import { memoryDeliveryStore } from '../fakes/delivery-store.ts'
import { NewsError } from '../../src/news/errors.ts'
import { editionId, storyId, subscriptionId } from '../../src/news/ids.ts'
import type { ChatMessage } from '../../src/news/message.ts'
import type { Subscription } from '../../src/news/subscription.ts'
import { manualClock } from '../../src/ops/clock.ts'
import type { DeliveryStore } from '../../src/schedule/delivery-store.ts'
import { createOutbox, deliveryIdOf } from '../../src/schedule/outbox.ts'
import type { OutboxParts } from '../../src/schedule/outbox.ts'
import type { Digest, Poster } from '../../src/schedule/sender.ts'

const SLOT = Temporal.Instant.from('2026-01-08T08:00Z')
const ID = subscriptionId('s0000000001')
const DELIVERY = deliveryIdOf(ID, SLOT)
const MESSAGE: ChatMessage = { lang: 'en', title: 'T', notification: 'N.', context: [], sections: [] }
const DIGEST: Digest = { kind: 'digest', edition: editionId('e0000000001'), message: MESSAGE }

const SUBSCRIPTION: Subscription = {
  id: ID,
  story: storyId('dam-break'),
  channel: { platform: 'slack', id: 'C1' },
  times: ['08:00'],
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  quiet: null,
  whenQuiet: 'post',
  lang: 'en',
  graceMs: 7_200_000,
  pausedBecause: null,
  createdAt: Temporal.Instant.from('2026-01-01T00:00Z'),
}

/** A process at the moment of the slot, its store, its clock and its platform. */
async function world(subscription: Partial<Subscription> = {}) {
  const store = memoryDeliveryStore()
  await store.saveSubscription({ ...SUBSCRIPTION, ...subscription })
  const clock = manualClock(SLOT)
  const faults: unknown[] = []
  const boot = (poster: Poster | null, changes: Partial<OutboxParts> = {}) =>
    createOutbox({
      store,
      clock,
      posterFor: () => poster,
      compose: async () => DIGEST,
      onFault: (error) => void faults.push(error),
      wait: async (ms) => clock.set(clock.now().add({ milliseconds: Math.ceil(ms) })),
      ...changes,
    })
  const later = (minutes: number) => clock.set(clock.now().add({ minutes }))
  const stateOf = async () => (await store.findLatestDelivery(ID, STATES)) ?? null
  return { store, clock, faults, boot, later, stateOf }
}

const STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const
const running = new AbortController().signal

test('a due slot is planned once, composed, posted and sent', async () => {
  const { boot, stateOf } = await world()
  const { poster, channel } = faultyPoster()
  const outbox = boot(poster)
  equal((await outbox.planDue()).length, 1)
  equal((await outbox.planDue()).length, 0)
  deepEqual(await outbox.deliver(running), [{ delivery: DELIVERY, subscription: ID, state: 'sent', because: null }])
  deepEqual(channel, [DELIVERY])
  const delivery = await stateOf()
  deepEqual(delivery?.posted, { platform: 'slack', id: 'C1', message: 'm1' })
  equal(delivery?.edition, 'e0000000001')
  equal(delivery?.attempts, 1)
  deepEqual(await outbox.deliver(running), [])
})

const cases: readonly (readonly [string, PostFault[], FindFault[], string, number, readonly string[]])[] = [
  ['a lost post is looked for, then sent again', ['lost'], [], 'sent', 1, ['post lost', 'find none', 'post none']],
  [
    'a post accepted in silence is found, not sent again',
    ['taken-silently'],
    [],
    'sent',
    1,
    ['post taken-silently', 'find none'],
  ],
  ['a fault nobody foresaw counts as unconfirmed', ['crash-after'], [], 'sent', 1, ['post crash-after', 'find none']],
  ['a rate limit is waited out', ['rate-limited'], [], 'sent', 1, ['post rate-limited', 'post none']],
  ['a refusal fails for good', ['refused'], [], 'failed', 0, ['post refused']],
  ['a channel that refuses to be searched fails', ['lost'], ['refused'], 'failed', 0, ['post lost', 'find refused']],
  [
    'a channel that cannot be searched is never sent to again',
    ['taken-silently'],
    ['cannot'],
    'failed',
    1,
    ['post taken-silently', 'find cannot'],
  ],
  [
    'a limited search is waited out',
    ['taken-silently'],
    ['rate-limited'],
    'sent',
    1,
    ['post taken-silently', 'find rate-limited', 'find none'],
  ],
]
for (const [name, postFaults, findFaults, state, posts, expected] of cases) {
  test(name, async () => {
    const { boot, stateOf } = await world()
    const { poster, channel, calls } = faultyPoster(postFaults, findFaults)
    const outbox = boot(poster)
    await outbox.planDue()
    await outbox.deliver(running)
    equal((await stateOf())?.state, state)
    equal(channel.length, posts)
    deepEqual(calls, expected)
  })
}

test('a refusal pauses the subscription with its reason, and later slots are not planned', async () => {
  const { boot, store, clock } = await world()
  const { poster, calls } = faultyPoster(['refused'])
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  equal((await store.listSubscriptions())[0]?.pausedBecause, 'C1: is_archived')
  clock.set(SLOT.add({ hours: 24 }))
  deepEqual(await outbox.planDue(), [])
  deepEqual(calls, ['post refused'])
})

test('a long rate limit is left to later ticks, and the channel is not asked before', async () => {
  const { boot, later, stateOf } = await world()
  const { channel } = faultyPoster()
  let asked = 0
  const poster: Poster = {
    post: async (where, _message, delivery) => {
      asked += 1
      if (asked === 1) throw new NewsError('rate-limited', 'too many', { retryAfterMs: 600_000 })
      channel.push(delivery)
      return { ...where, message: 'm1' }
    },
    find: async () => null,
  }
  const outbox = boot(poster)
  await outbox.planDue()
  for (let minute = 0; minute < 9; minute += 1) {
    await outbox.deliver(running)
    later(1)
  }
  equal(asked, 1)
  later(2)
  await outbox.deliver(running)
  equal(asked, 2)
  equal((await stateOf())?.state, 'sent')
})

test('a platform that refuses every try is given up, after a bounded number of tries', async () => {
  const { boot, later, stateOf } = await world({ graceMs: 86_400_000 })
  const { poster, calls } = faultyPoster(Array.from({ length: 50 }, () => 'lost'))
  const outbox = boot(poster)
  await outbox.planDue()
  for (let minute = 0; minute < 60; minute += 1) {
    await outbox.deliver(running)
    later(1)
  }
  equal((await stateOf())?.state, 'failed')
  match((await stateOf())?.because ?? '', /given up after 8 tries/)
  equal(calls.filter((call) => call.startsWith('post')).length, 8)
})

test('a digest that cannot be made is tried again, and its fault is heard', async () => {
  const { boot, later, stateOf, faults } = await world()
  const { poster, channel } = faultyPoster()
  let tries = 0
  const compose = async () => {
    tries += 1
    if (tries < 3) throw new TypeError('a bug')
    return DIGEST
  }
  const outbox = boot(poster, { compose })
  await outbox.planDue()
  for (let minute = 0; minute < 3; minute += 1) {
    await outbox.deliver(running)
    later(1)
  }
  equal((await stateOf())?.state, 'sent')
  equal(channel.length, 1)
  equal(faults.length, 2)
})

test('a channel that wants nothing when nothing is new is skipped', async () => {
  const { boot, stateOf } = await world()
  const { poster, calls } = faultyPoster()
  const outbox = boot(poster, { compose: async () => ({ kind: 'skip', because: 'nothing new' }) })
  await outbox.planDue()
  await outbox.deliver(running)
  deepEqual([(await stateOf())?.state, (await stateOf())?.because], ['skipped', 'nothing new'])
  deepEqual(calls, [])
})

test('what was planned but not sent within the grace is skipped', async () => {
  const { boot, later, stateOf } = await world()
  const { poster, calls } = faultyPoster()
  await boot(poster).planDue()
  later(121)
  await boot(poster).deliver(running)
  equal((await stateOf())?.state, 'skipped')
  match((await stateOf())?.because ?? '', /missed by more than 120 minutes/)
  deepEqual(calls, [])
})

test('what was planned before a subscription was removed or paused is skipped', async () => {
  for (const change of ['removed', 'paused'] as const) {
    const { boot, store, stateOf } = await world()
    const { poster, calls } = faultyPoster()
    await boot(poster).planDue()
    if (change === 'removed') await store.removeSubscription(ID)
    else await store.saveSubscription({ ...SUBSCRIPTION, pausedBecause: 'a person wished so' })
    await boot(poster).deliver(running)
    equal((await stateOf())?.state, 'skipped')
    match((await stateOf())?.because ?? '', new RegExp(change))
    deepEqual(calls, [])
  }
})

test('quiet hours that began hold a planned digest back', async () => {
  const { boot, later, stateOf } = await world({ quiet: { from: '08:30', to: '09:30' } })
  const { poster, channel } = faultyPoster()
  await boot(poster).planDue()
  later(45)
  await boot(poster).deliver(running)
  equal((await stateOf())?.state, 'planned')
  later(60)
  await boot(poster).deliver(running)
  equal((await stateOf())?.state, 'sent')
  equal(channel.length, 1)
})

test('a platform that is not set up plans nothing', async () => {
  const { boot } = await world()
  deepEqual(await boot(null).planDue(), [])
})

test('an abort during a post leaves it unconfirmed, and the next process finds it', async () => {
  const { boot, later, stateOf } = await world()
  const stopping = new AbortController()
  const { poster, channel } = faultyPoster()
  const hanging: Poster = {
    ...poster,
    post: async (where, message, delivery, signal) => {
      await poster.post(where, message, delivery, signal)
      setImmediate(() => stopping.abort())
      return new Promise(() => {})
    },
  }
  await boot(hanging).planDue()
  await boot(hanging).deliver(stopping.signal)
  equal((await stateOf())?.state, 'unconfirmed')
  later(1)
  await boot(poster).deliver(running)
  equal((await stateOf())?.state, 'sent')
  equal(channel.length, 1)
})

test('what another live process is sending is left alone', async () => {
  const { boot, store, stateOf } = await world()
  const { poster, calls } = faultyPoster()
  await boot(poster).planDue()
  await store.moveDelivery(DELIVERY, ['planned'], 'sending', { at: SLOT, attempt: true })
  await boot(poster).deliver(running)
  equal((await stateOf())?.state, 'sending')
  deepEqual(calls, [])
})

test('two processes at once post one digest', async () => {
  const { boot } = await world()
  const { poster, channel } = faultyPoster()
  const both = [boot(poster), boot(poster)]
  await Promise.all(both.map((outbox) => outbox.planDue()))
  const outcomes = await Promise.all(both.map((outbox) => outbox.deliver(running)))
  equal(channel.length, 1)
  deepEqual(
    outcomes
      .flat()
      .map(({ state }) => state)
      .toSorted(),
    ['sent', 'taken'],
  )
})

test('one faulty subscription does not keep the others from their digest', async () => {
  const { boot, store, faults } = await world({ zone: 'Mars/Olympus' })
  const { poster, channel } = faultyPoster()
  await store.saveSubscription({ ...SUBSCRIPTION, id: subscriptionId('s0000000002') })
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  equal(channel.length, 1)
  equal(faults.length, 1)
})

/** Passes calls on until the process dies: at its `at`th step, before or after the call; then nothing works any more. */
function mortal(at: number) {
  let steps = 0
  const guard =
    <Args extends unknown[], Result>(call: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      steps += 1
      if (steps >= at) throw new Error('the process is dead')
      const result = await call(...args)
      steps += 1
      if (steps >= at) throw new Error('the process is dead')
      return result
    }
  const store = (whole: DeliveryStore): DeliveryStore => ({
    listSubscriptions: guard(whole.listSubscriptions),
    saveSubscription: guard(whole.saveSubscription),
    removeSubscription: guard(whole.removeSubscription),
    planDelivery: guard(whole.planDelivery),
    moveDelivery: guard(whole.moveDelivery),
    listDeliveries: guard(whole.listDeliveries),
    findLatestDelivery: guard(whole.findLatestDelivery),
  })
  const platform = (whole: Poster): Poster => ({ post: guard(whole.post), find: guard(whole.find) })
  return { store, platform, steps: () => steps }
}

async function runTick(outbox: ReturnType<typeof createOutbox>): Promise<void> {
  try {
    await outbox.planDue()
    await outbox.deliver(running)
  } catch {
    // The process died in the middle: the next one starts from what is stored.
  }
}

/** Lives through one death and several ticks of the next process; what stands in the channel in the end. */
async function liveThrough(deathAt: number, postFaults: PostFault[], findFaults: FindFault[]) {
  const { boot, store, later, stateOf } = await world()
  const { poster, channel } = faultyPoster([...postFaults], [...findFaults])
  const death = mortal(deathAt)
  await runTick(boot(death.platform(poster), { store: death.store(store) }))
  for (let tick = 0; tick < 12; tick += 1) {
    later(1)
    await runTick(boot(poster))
  }
  return { posts: channel.length, state: (await stateOf())?.state, died: death.steps() >= deathAt }
}

const faultSets: readonly (readonly [PostFault[], FindFault[]])[] = [
  [[], []],
  [['lost'], []],
  [['taken-silently'], []],
  [['rate-limited'], []],
  [['crash-before', 'crash-after'], ['rate-limited']],
  [['taken-silently'], ['breaks', 'breaks']],
]
for (const [postFaults, findFaults] of faultSets) {
  const name = [...postFaults, ...findFaults.map((fault) => `find ${fault}`)].join(', ') || 'no fault'
  test(`with ${name}, a death at any step loses no digest and posts none twice`, async () => {
    for (let deathAt = 1; deathAt < 200; deathAt += 1) {
      const { posts, state, died } = await liveThrough(deathAt, [...postFaults], [...findFaults])
      deepEqual({ deathAt, posts, state }, { deathAt, posts: 1, state: 'sent' })
      if (!died) return
    }
    throw new Error('the process never lived to the end')
  })
}

test('with a refusal, a death at any step ends in a paused subscription and no post', async () => {
  for (let deathAt = 1; deathAt < 60; deathAt += 1) {
    const { posts, state, died } = await liveThrough(deathAt, ['refused', 'refused'], ['refused'])
    deepEqual({ deathAt, posts, state }, { deathAt, posts: 0, state: 'failed' })
    if (!died) return
  }
  throw new Error('the process never lived to the end')
})

test('property: no faults and no death ever make two posts of one digest', async () => {
  const post = fc.constantFrom<PostFault>(
    'none',
    'lost',
    'taken-silently',
    'rate-limited',
    'refused',
    'crash-before',
    'crash-after',
  )
  const find = fc.constantFrom<FindFault>('none', 'rate-limited', 'refused', 'cannot', 'breaks')
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 60 }),
      fc.array(post, { maxLength: 5 }),
      fc.array(find, { maxLength: 5 }),
      async (deathAt, postFaults, findFaults) => {
        const { posts, state } = await liveThrough(deathAt, postFaults, findFaults)
        equal(posts <= 1, true)
        if (state === 'sent') equal(posts, 1)
      },
    ),
    { numRuns: 150 },
  )
})
