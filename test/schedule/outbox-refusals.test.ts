import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { running, SLOT, SUBSCRIPTION, TOLD, world } from '../fakes/outbox-world.ts'
import { faultyPoster } from '../fakes/poster.ts'
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

test('a token that is refused pauses its platform once, and asks it no more', async () => {
  const { boot, store, clock, refusedTokens } = await world()
  const more = [
    ...Array.from({ length: 999 }, (_, at) => ({ platform: 'slack', id: `C${at + 2}` }) as const),
    { platform: 'slack', id: 'C9001', workspace: 'T2' } as const,
    { platform: 'discord', id: '1' } as const,
  ]
  for (const [at, channel] of more.entries()) {
    await store.saveSubscription({ ...SUBSCRIPTION, id: subscriptionId(`s${at + 2}`), channel })
  }
  let asked = 0
  const poster: Poster = {
    ...unasked,
    post: async (where) => {
      asked += 1
      if (where.platform === 'slack' && where.workspace === undefined)
        throw new NewsError('token-refused', 'token_revoked')
      return { ...where, message: 'm' }
    },
    find: async () => null,
  }
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  deepEqual(refusedTokens, ['slack 1000'])
  // Those that were on their way side by side when the first answer came, and the channels of other tokens.
  ok(asked <= 2 * 24, `${asked} requests`)
  const active = (await store.listSubscriptions()).filter(({ pausedBecause }) => pausedBecause === null)
  deepEqual(
    active.map(({ channel }) => channel.id),
    ['C9001', '1'],
  )
  clock.set(SLOT.add({ hours: 24 }))
  equal((await outbox.planDue()).length, 2)
})

test('a message that the platform does not take fails at once, and pauses nothing', async () => {
  const { boot, store, stateOf } = await world()
  let asked = 0
  const poster: Poster = {
    ...unasked,
    post: async () => {
      asked += 1
      throw new NewsError('input-invalid', 'invalid_blocks')
    },
    find: async () => null,
  }
  const outbox = boot(poster)
  await outbox.planDue()
  await outbox.deliver(running)
  deepEqual([asked, (await stateOf())?.state, (await stateOf())?.because], [1, 'failed', 'invalid_blocks'])
  equal((await store.listSubscriptions())[0]?.pausedBecause, null)
})

test('what a digest told is kept as it is sent, also when it is found after a crash', async () => {
  for (const fault of ['none', 'taken-silently'] as const) {
    const { boot, store } = await world()
    const outbox = boot(faultyPoster([fault]).poster)
    await outbox.planDue()
    await outbox.deliver(running)
    deepEqual([...(await store.listTold(SUBSCRIPTION.id))], TOLD)
  }
})

test('a subscription that is removed while it is being refused stays removed, and one that is changed stays changed', async () => {
  const changed = { ...SUBSCRIPTION, times: ['08:00', '20:00'] }
  for (const removed of [true, false]) {
    const { boot, store } = await world()
    const poster: Poster = {
      ...unasked,
      post: async () => {
        await (removed ? store.removeSubscription(SUBSCRIPTION.id) : store.saveSubscription(changed))
        throw new NewsError('channel-refused', 'is_archived')
      },
      find: async () => null,
    }
    const outbox = boot(poster)
    await outbox.planDue()
    await outbox.deliver(running)
    const left = (await store.listSubscriptions()).map(({ times, pausedBecause }) => ({ times, pausedBecause }))
    deepEqual(left, removed ? [] : [{ times: changed.times, pausedBecause: 'is_archived' }])
  }
})

test('one that is paused or moved to another channel while a limit lasts is not posted to the old one', async () => {
  for (const change of [{ pausedBecause: 'holidays' }, { channel: { platform: 'slack', id: 'C2' } as const }]) {
    const { boot, store } = await world()
    const posted: string[] = []
    let asked = 0
    const poster: Poster = {
      ...unasked,
      post: async (where) => {
        asked += 1
        if (asked > 1) posted.push(where.id)
        else {
          await store.saveSubscription({ ...SUBSCRIPTION, ...change })
          throw new NewsError('rate-limited', 'too many', { retryAfterMs: 5_000 })
        }
        return { ...where, message: 'm' }
      },
      find: async () => null,
    }
    const outbox = boot(poster)
    await outbox.planDue()
    await outbox.deliver(running)
    deepEqual(posted, 'channel' in change ? ['C2'] : [])
  }
})

test('a channel that can never be searched for its limits does not hold up its later digests for ever', async () => {
  const { boot, store, clock, later } = await world()
  const outbox = boot(
    faultyPoster(
      ['taken-silently'],
      Array.from({ length: 5_000 }, () => 'rate-limited'),
    ).poster,
  )
  await outbox.planDue()
  await outbox.deliver(running)
  later(121)
  await outbox.deliver(running)
  const [delivery] = await store.listDeliveries(['failed'])
  ok(delivery?.because?.includes('could not be searched'), String(delivery?.because))
  clock.set(SLOT.add({ hours: 24 }))
  equal((await outbox.planDue()).length, 1)
  await outbox.deliver(running)
  equal((await store.listDeliveries(['sent'])).length, 1)
})
