import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { equalFacts } from '../contract/store-samples.ts'
import { storyId, subscriptionId } from '../../src/news/ids.ts'
import { seedStories, seedSubscriptions } from '../../src/pipeline/seed.ts'
import { openMemoryStore } from '../fakes/memory-store.ts'

const STORY = {
  id: storyId('dam-break'),
  title: 'The dam',
  query: 'dam',
  aliases: [],
  langs: [],
  window: { from: null, to: null },
}
const PLAN = {
  id: subscriptionId('s0000000001'),
  story: STORY.id,
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

async function openWithStory() {
  const store = await openMemoryStore()
  await seedStories(store, [STORY])
  return store
}

test('a subscription keeps its age and its pause when the configuration changes it', async (t) => {
  const store = await openWithStory()
  t.after(() => store.close())
  await seedSubscriptions(store, [PLAN], first)
  equalFacts(await store.deliveries.listSubscriptions(), [{ ...PLAN, createdAt: first, pausedBecause: null }])
  await store.deliveries.saveSubscription({ ...PLAN, createdAt: first, pausedBecause: 'is_archived' })
  await seedSubscriptions(store, [{ ...PLAN, times: ['09:00'] }], second)
  equalFacts(await store.deliveries.listSubscriptions(), [
    { ...PLAN, times: ['09:00'], createdAt: first, pausedBecause: 'is_archived' },
  ])
})

test('a subscription the configuration does not name stays', async (t) => {
  const store = await openWithStory()
  t.after(() => store.close())
  await store.deliveries.saveSubscription({ ...PLAN, createdAt: first, pausedBecause: null })
  await seedSubscriptions(store, [], second)
  equal((await store.deliveries.listSubscriptions()).length, 1)
})

test('what people changed in a channel stays changed while the configuration says the same', async (t) => {
  const store = await openWithStory()
  t.after(() => store.close())
  await seedSubscriptions(store, [PLAN], first)
  await store.deliveries.saveSubscription({ ...PLAN, times: ['17:30'], createdAt: first, pausedBecause: null })
  await seedSubscriptions(store, [PLAN], second)
  equalFacts(await store.deliveries.listSubscriptions(), [
    { ...PLAN, times: ['17:30'], createdAt: first, pausedBecause: null },
  ])
})

test('what was removed stays removed until the configuration says something else', async (t) => {
  const store = await openWithStory()
  t.after(() => store.close())
  await seedSubscriptions(store, [PLAN], first)
  await store.deliveries.removeSubscription(PLAN.id)
  await seedSubscriptions(store, [PLAN], second)
  equal((await store.deliveries.listSubscriptions()).length, 0)
  await seedSubscriptions(store, [{ ...PLAN, zone: 'America/Bogota' }], second)
  equal((await store.deliveries.listSubscriptions()).length, 1)
  await store.stories.removeStory(STORY.id)
  await seedStories(store, [STORY])
  equal((await store.stories.listStories()).length, 0)
  await seedStories(store, [{ ...STORY, query: 'the dam' }])
  equal((await store.stories.listStories()).length, 1)
})
