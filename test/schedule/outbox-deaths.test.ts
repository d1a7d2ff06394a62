import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { DELIVERY, DIGEST, ID, running, SLOT, TOLD, world } from '../fakes/outbox-world.ts'
import { faultyPoster } from '../fakes/poster.ts'
import type { EditFault, FindFault, PostFault } from '../fakes/poster.ts'
import { deliveryId } from '../../src/news/ids.ts'
import type { ChatMessage, PostedRef } from '../../src/news/message.ts'
import type { DeliveryStore } from '../../src/schedule/delivery-store.ts'
import type { createOutbox } from '../../src/schedule/outbox.ts'
import type { Poster } from '../../src/schedule/sender.ts'

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
    findSubscription: guard(whole.findSubscription),
    pauseSubscription: guard(whole.pauseSubscription),
    removeSubscription: guard(whole.removeSubscription),
    planDelivery: guard(whole.planDelivery),
    moveDelivery: guard(whole.moveDelivery),
    listDeliveries: guard(whole.listDeliveries),
    findDelivery: guard(whole.findDelivery),
    listDeliveriesOf: guard(whole.listDeliveriesOf),
    listTold: guard(whole.listTold),
    findLatestDelivery: guard(whole.findLatestDelivery),
  })
  const platform = (whole: Poster): Poster => ({
    post: guard(whole.post),
    find: guard(whole.find),
    edit: guard(whole.edit),
    reply: guard(whole.reply),
    findReply: guard(whole.findReply),
  })
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

const NEWS = deliveryId('d00000news')
const EDITED: ChatMessage = { lang: 'en', title: 'Edited', notification: 'N.', context: [], sections: [] }
const kinds = [
  ['breaking', null],
  ['correction', DELIVERY],
  ['retraction', DELIVERY],
] as const

/** Dies once in the middle of a delivery of that kind, the digest before it long posted. */
async function liveThroughNews(
  [kind, about]: (typeof kinds)[number],
  deathAt: number,
  faults: readonly [PostFault[], FindFault[], EditFault[]],
) {
  const { boot, store, later } = await world()
  const { poster, channel, edited } = faultyPoster([...faults[0]], [...faults[1]], [...faults[2]])
  const posted: PostedRef = { platform: 'slack', id: 'C1', message: 'm0' }
  await store.planDelivery({ id: DELIVERY, subscription: ID, kind: 'digest', about: null, slot: SLOT, at: SLOT })
  await store.moveDelivery(DELIVERY, ['planned'], 'sent', { at: SLOT, posted })
  const slot = SLOT.add({ seconds: 1 })
  await store.planDelivery({ id: NEWS, subscription: ID, kind, about, slot, at: slot })
  const change = { kind: 'change', edition: null, posted, edited: EDITED, note: EDITED, told: TOLD } as const
  const compose = async () => (about === null ? DIGEST : change)
  const death = mortal(deathAt)
  await runTick(boot(death.platform(poster), { store: death.store(store), compose }))
  for (let tick = 0; tick < 12; tick += 1) {
    later(1)
    await runTick(boot(poster, { compose }))
  }
  const told = [...(await store.listTold(ID))]
  const state = (await store.findDelivery(NEWS))?.state
  return { posts: channel.length, edits: edited.size, state, told, died: death.steps() >= deathAt }
}

const newsFaults: readonly (readonly [PostFault[], FindFault[], EditFault[]])[] = [
  [[], [], []],
  [['lost'], [], ['lost']],
  [['taken-silently'], ['breaks'], ['taken-silently']],
  [['rate-limited'], ['rate-limited'], ['rate-limited']],
  [['crash-after'], [], []],
]
for (const kind of kinds) {
  for (const faults of newsFaults) {
    const name = faults.flat().join(', ') || 'no fault'
    test(`a ${kind[0]}, with ${name}: a death at any step loses none, posts none twice, and tells it for good`, async () => {
      for (let deathAt = 1; deathAt < 200; deathAt += 1) {
        const { died, ...end } = await liveThroughNews(kind, deathAt, faults)
        const edits = kind[1] === null ? 0 : 1
        deepEqual({ deathAt, ...end }, { deathAt, posts: 1, edits, state: 'sent', told: TOLD })
        if (!died) return
      }
      throw new Error('the process never lived to the end')
    })
  }
}

test('a digest that a person deleted: its correction fails at every death, and nothing is posted', async () => {
  for (let deathAt = 1; deathAt < 60; deathAt += 1) {
    const gone: EditFault[] = ['gone', 'gone', 'gone']
    const { posts, state, told, died } = await liveThroughNews(kinds[1], deathAt, [[], [], gone])
    deepEqual({ deathAt, posts, state, told }, { deathAt, posts: 0, state: 'failed', told: [] })
    if (!died) return
  }
  throw new Error('the process never lived to the end')
})
