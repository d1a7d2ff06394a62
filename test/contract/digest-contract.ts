import { equal } from 'node:assert/strict'
import { deliveryId, editionId, subscriptionId } from '../../src/news/ids.ts'
import type { Ports, StoreTest } from './store-contract.ts'
import { equalFacts, at, brief, DAILY, daily, DELIVERY, harbour, HARBOUR } from './store-samples.ts'

export function digestContract(testStore: StoreTest): void {
  editionContract(testStore)
  subscriptionContract(testStore)
  deliveryContract(testStore)
}

function editionContract(testStore: StoreTest): void {
  testStore(
    'an edition comes back as it was saved, and saving it again changes nothing',
    async ({ stories, editions }) => {
      await stories.addStory(harbour)
      const first = brief('e0000000001', '10:00')
      await editions.saveEdition(first)
      await editions.saveEdition({ ...first, title: 'Changed' })
      const bare = { ...brief('e0000000002', '11:00'), update: null, newestSourceAt: null, lines: [] }
      await editions.saveEdition(bare)
      equalFacts(await editions.findEdition(first.edition), first)
      equalFacts(await editions.findEdition(bare.edition), bare)
      equal(await editions.findEdition(editionId('e0')), null)
    },
  )

  testStore('the latest edition as of a moment is the newest, of two the one saved later', async (store) => {
    const { stories, editions } = store
    await stories.addStory(harbour)
    for (const [id, time] of [
      ['e2', '11:00'],
      ['e1', '10:00'],
      ['e3', '11:00'],
    ] as const) {
      await editions.saveEdition(brief(id, time))
    }
    for (const [moment, id] of [
      ['09:59', undefined],
      ['10:59', 'e1'],
      ['11:00', 'e3'],
    ] as const) {
      equal((await editions.findLatestEdition(HARBOUR, at(moment)))?.edition, id)
    }
    equal((await editions.findLatestEdition(HARBOUR))?.edition, 'e3')
  })
}

function subscriptionContract(testStore: StoreTest): void {
  testStore('a subscription comes back as it was saved; a change keeps when it was made', async (store) => {
    const { stories, deliveries } = store
    await stories.addStory(harbour)
    await deliveries.saveSubscription(daily)
    equalFacts(await deliveries.listSubscriptions(), [daily])
    const changed = { ...daily, quiet: null, pausedBecause: 'not in channel', days: [7] as const, graceMs: 0 }
    await deliveries.saveSubscription({ ...changed, createdAt: at('23:00') })
    equalFacts(await deliveries.listSubscriptions(), [changed])
    equal(await deliveries.removeSubscription(DAILY), true)
    equal(await deliveries.removeSubscription(DAILY), false)
    equalFacts(await deliveries.listSubscriptions(), [])
  })

  testStore('a pause touches nothing else, and brings back nothing that was removed', async (store) => {
    const { deliveries } = await subscribed(store)
    equal(await deliveries.pauseSubscription(DAILY, 'is_archived'), true)
    equal(await deliveries.pauseSubscription(DAILY, 'channel_not_found'), false)
    equalFacts(await deliveries.findSubscription(DAILY), { ...daily, pausedBecause: 'is_archived' })
    await deliveries.removeSubscription(DAILY)
    equal(await deliveries.pauseSubscription(DAILY, 'is_archived'), false)
    equal(await deliveries.findSubscription(DAILY), null)
    equalFacts(await deliveries.listSubscriptions(), [])
  })

  testStore('who follows again gets no slot that was begun before', async (store) => {
    const { deliveries } = await subscribed(store)
    await planned(store, 'd1', '08:00')
    await planned(store, 'd2', '18:00')
    await deliveries.moveDelivery(deliveryId('d1'), ['planned'], 'sending', { at: at('08:01') })
    await deliveries.removeSubscription(DAILY)
    equal(await planned(store, 'd3', '20:00'), null)
    await deliveries.saveSubscription(daily)
    equal(await planned(store, 'd1', '08:00'), null)
    equal((await planned(store, 'd2', '18:00'))?.state, 'planned')
  })
}

function deliveryContract(testStore: StoreTest): void {
  testStore('a slot is planned once', async (store) => {
    await subscribed(store)
    const delivery = await planned(store)
    equalFacts(delivery, {
      id: DELIVERY,
      subscription: DAILY,
      kind: 'digest',
      about: null,
      reason: null,
      slot: at('08:00'),
      state: 'planned',
      edition: null,
      posted: null,
      attempts: 0,
      because: null,
      changedAt: at('23:00'),
    })
    equal(await planned(store), null)
    equalFacts(await store.deliveries.listDeliveries(['planned']), [delivery])
  })

  testStore('a delivery moves only from the states named, and keeps what was known', async (store) => {
    const { deliveries } = await subscribed(store)
    await planned(store)
    const posted = { platform: 'slack', id: 'C01', message: '170.1' } as const
    const facts = { at: at('08:01'), edition: editionId('e1'), attempt: 'made' } as const
    equal(await deliveries.moveDelivery(DELIVERY, ['planned', 'failed'], 'sending', facts), true)
    equal(await deliveries.moveDelivery(DELIVERY, ['planned', 'failed'], 'sending', facts), false)
    equal(await deliveries.moveDelivery(DELIVERY, [], 'sent', facts), false)
    equal(
      await deliveries.moveDelivery(DELIVERY, ['sending'], 'unconfirmed', { at: at('08:02'), because: 'cut' }),
      true,
    )
    const last = { at: at('08:03'), posted, because: null }
    equal(await deliveries.moveDelivery(DELIVERY, ['unconfirmed'], 'sent', last), true)
    const [delivery] = await deliveries.listDeliveries(['sent', 'planned'])
    const { state, edition, attempts, because, changedAt } = delivery ?? {}
    equalFacts({ state, edition, attempts, because }, { state: 'sent', edition: 'e1', attempts: 1, because: null })
    equalFacts([delivery?.posted, changedAt], [posted, at('08:03')])
  })

  testStore('what a channel was told is kept once, for good, and only when the delivery moves', async (store) => {
    const { deliveries } = await subscribed(store)
    await planned(store)
    await planned(store, 'd2', '18:00')
    const many = Array.from({ length: 1_200 }, (_, n) => `claim:c${n}`)
    const told = (id: string, items: readonly string[]) =>
      deliveries.moveDelivery(deliveryId(id), ['planned'], 'sent', { at: at('18:01'), told: items })
    equal(await told(DELIVERY, many), true)
    equal(await told(DELIVERY, ['claim:late']), false)
    equal(await told('d2', ['claim:c7', 'differ:1']), true)
    await deliveries.removeSubscription(DAILY)
    const items = await deliveries.listTold(DAILY)
    equalFacts([items.size, items.has('differ:1'), items.has('claim:late')], [1_201, true, false])
    equal((await deliveries.listTold(subscriptionId('s0'))).size, 0)
  })

  testStore('a correction names the digest that it is about, and is looked for by kind and time', async (store) => {
    const { deliveries } = await subscribed(store)
    await planned(store, 'd1', '08:00')
    const [kind, about] = ['correction', deliveryId('d1')] as const
    const reason = 'The city was confused with another.'
    const plan = { id: deliveryId('d2'), subscription: DAILY, kind, about, reason, slot: at('09:30'), at: at('09:31') }
    equalFacts(await deliveries.planDelivery(plan), { ...(await deliveries.findDelivery(plan.id)) })
    equal((await deliveries.findDelivery(plan.id))?.about, about)
    equal((await deliveries.findDelivery(plan.id))?.reason, reason)
    equal((await deliveries.findLatestDelivery(DAILY, ['planned'], ['digest']))?.id, 'd1')
    equal((await deliveries.findLatestDelivery(DAILY, ['planned']))?.id, 'd2')
    const since = await deliveries.listDeliveriesOf(DAILY, ['planned'], at('09:00'))
    equalFacts(
      since.map(({ id }) => id),
      ['d2'],
    )
    equal(await deliveries.findDelivery(deliveryId('d9')), null)
  })

  testStore('the latest delivery of a subscription is that of the newest slot', async (store) => {
    const { deliveries } = await subscribed(store)
    for (const [id, time] of [
      ['d2', '18:00'],
      ['d1', '08:00'],
    ] as const) {
      await planned(store, id, time)
    }
    equal((await deliveries.findLatestDelivery(DAILY, ['planned']))?.id, 'd2')
    equalFacts(
      (await deliveries.listDeliveries(['planned'])).map(({ id }) => id),
      ['d1', 'd2'],
    )
    equal(await deliveries.findLatestDelivery(DAILY, ['sent']), null)
    equal(await deliveries.findLatestDelivery(DAILY, []), null)
    equal(await deliveries.findLatestDelivery(subscriptionId('s0'), ['planned']), null)
  })
}

async function subscribed(store: Ports): Promise<Ports> {
  await store.stories.addStory(harbour)
  await store.deliveries.saveSubscription(daily)
  return store
}

function planned({ deliveries }: Ports, id: string = DELIVERY, slot = '08:00') {
  const plan = { kind: 'digest', about: null, slot: at(slot), at: at('23:00') } as const
  return deliveries.planDelivery({ id: deliveryId(id), subscription: DAILY, ...plan })
}
