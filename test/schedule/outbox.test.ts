import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { DELIVERY, DIGEST, ID, running, SLOT, SUBSCRIPTION, world } from '../fakes/outbox-world.ts'
import { faultyPoster } from '../fakes/poster.ts'
import type { FindFault, PostFault } from '../fakes/poster.ts'
import { NewsError } from '../../src/news/errors.ts'
import { subscriptionId } from '../../src/news/ids.ts'
import type { Poster } from '../../src/schedule/sender.ts'

/** The part of a platform that a test never asks for. */
const unasked: Omit<Poster, 'post' | 'find'> = {
  edit: async () => {},
  reply: async () => {
    throw new Error('no note is wanted')
  },
  findReply: async () => null,
}

test('a due slot is planned once, composed, posted and sent', async () => {
  const { boot, stateOf } = await world()
  const { poster, channel } = faultyPoster()
  const outbox = boot(poster)
  equal((await outbox.planDue()).length, 1)
  equal((await outbox.planDue()).length, 0)
  deepEqual(await outbox.deliver(running), [
    { delivery: DELIVERY, subscription: ID, state: 'sent', reason: 'none', because: null },
  ])
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

test('a post that reaches its channel late is not sent again before it can be seen', async () => {
  const { boot, clock, stateOf } = await world()
  const visibleFrom = SLOT.add({ seconds: 20 })
  let posts = 0
  const poster: Poster = {
    ...unasked,
    post: async () => {
      posts += 1
      throw new NewsError('unconfirmed', 'the connection broke')
    },
    find: async (where) =>
      Temporal.Instant.compare(clock.now(), visibleFrom) < 0 ? null : { ...where, message: 'm1' },
  }
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  equal(posts, 1)
  equal((await stateOf())?.state, 'sent')
})

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
    ...unasked,
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
  await store.moveDelivery(DELIVERY, ['planned'], 'sending', { at: SLOT, attempt: 'made' })
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

test('channels do not wait for each other: one that answers late holds up no other', async () => {
  const { boot, store } = await world()
  const slow = Promise.withResolvers<void>()
  await store.saveSubscription({
    ...SUBSCRIPTION,
    id: subscriptionId('s0000000002'),
    channel: { platform: 'slack', id: 'C2' },
  })
  const posted: string[] = []
  const poster: Poster = {
    ...unasked,
    post: async (where) => {
      if (where.id === 'C1') await slow.promise
      posted.push(where.id)
      if (where.id === 'C2') slow.resolve()
      return { ...where, message: 'm' }
    },
    find: async () => null,
  }
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  deepEqual(posted, ['C2', 'C1'])
})

test('a rate limit is no failed try, however often it comes', async () => {
  const { boot, stateOf } = await world()
  const { poster } = faultyPoster(Array.from({ length: 12 }, () => 'rate-limited'))
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  deepEqual([(await stateOf())?.state, (await stateOf())?.attempts], ['sent', 1])
})

test('a thousand channels in one minute under a limit for all of them get each its digest, once', async () => {
  const { boot, store, clock } = await world()
  for (let at = 1; at < 1_000; at += 1) {
    const id = subscriptionId(`s${String(at + 1_000_000_000)}`)
    await store.saveSubscription({ ...SUBSCRIPTION, id, channel: { platform: 'slack', id: `C${at + 1}` } })
  }
  const got = new Map<string, number>()
  let [second, taken] = [0, 0]
  const poster: Poster = {
    ...unasked,
    post: async (where) => {
      const now = Math.floor(clock.now().epochMilliseconds / 1_000)
      if (now !== second) [second, taken] = [now, 0]
      taken += 1
      if (taken > 50) throw new NewsError('rate-limited', 'too many', { retryAfterMs: 1_000 })
      got.set(where.id, (got.get(where.id) ?? 0) + 1)
      return { ...where, message: 'm' }
    },
    find: async () => null,
  }
  const outbox = boot(poster)
  await outbox.planDue()
  const outcomes = await outbox.deliver(running)
  equal(outcomes.filter(({ state }) => state === 'sent').length, 1_000)
  equal(got.size, 1_000)
  equal(Math.max(...got.values()), 1)
})
