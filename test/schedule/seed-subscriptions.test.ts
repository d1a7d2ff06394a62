import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { equalFacts } from '../contract/store-samples.ts'
import { memoryDeliveryStore } from '../fakes/delivery-store.ts'
import { storyId, subscriptionId } from '../../src/news/ids.ts'
import { seedSubscriptions } from '../../src/schedule/seed-subscriptions.ts'

const PLAN = {
  id: subscriptionId('s0000000001'),
  story: storyId('dam-break'),
  channel: { platform: 'terminal', id: 'out' },
  times: ['08:00'],
  days: [1, 2, 3, 4, 5],
  zone: 'UTC',
  quiet: null,
  whenQuiet: 'post',
  lang: 'en',
  breaking: null,
  graceMs: 7_200_000,
} as const
const first = Temporal.Instant.from('2026-01-07T08:00Z')
const second = Temporal.Instant.from('2026-01-08T08:00Z')

test('a subscription keeps its age and its pause when the configuration changes it', async () => {
  const store = memoryDeliveryStore()
  await seedSubscriptions(store, [PLAN], first)
  equalFacts(await store.listSubscriptions(), [{ ...PLAN, createdAt: first, pausedBecause: null }])
  await store.saveSubscription({ ...PLAN, createdAt: first, pausedBecause: 'is_archived' })
  await seedSubscriptions(store, [{ ...PLAN, times: ['09:00'] }], second)
  equalFacts(await store.listSubscriptions(), [
    { ...PLAN, times: ['09:00'], createdAt: first, pausedBecause: 'is_archived' },
  ])
})

test('a subscription the configuration does not name stays', async () => {
  const store = memoryDeliveryStore()
  await store.saveSubscription({ ...PLAN, createdAt: first, pausedBecause: null })
  await seedSubscriptions(store, [], second)
  equal((await store.listSubscriptions()).length, 1)
})
