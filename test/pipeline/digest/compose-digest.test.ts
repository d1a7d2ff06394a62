import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { createExtractiveWriter } from '../../../src/brief/extractive-writer.ts'
import type { Subscription } from '../../../src/news/subscription.ts'
import { manualClock } from '../../../src/ops/clock.ts'
import { composeDigest } from '../../../src/pipeline/digest/compose-digest.ts'
import { createFreshBriefs } from '../../../src/pipeline/reading/fresh-briefs.ts'
import { createMatcher } from '../../../src/pipeline/match.ts'
import { deliveryIdOf } from '../../../src/schedule/outbox.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { daily, harbour, reading } from '../../contract/store-samples.ts'

const DAY = { hours: 24 }
const REPORTS = [
  'The harbour strike closed all 12 docks of the city on Wednesday, the port authority said.',
  'The harbour strike ended on Friday when 340 crane drivers voted for a new contract, the union said.',
]

/** A channel that follows one story, day after day; `post` makes and sends the digest of the day. */
async function channel(changes: Partial<Subscription> = {}) {
  const store = await openMemoryStore()
  const clock = manualClock(Temporal.Instant.from('2026-01-07T12:00Z'))
  const subscription: Subscription = { ...daily, quiet: null, lang: 'en', whenQuiet: 'post', ...changes }
  await store.stories.addStory({ ...harbour, window: { from: null, to: null } })
  await store.deliveries.saveSubscription(subscription)
  const limits = { words: 150, lines: 8, extractWords: 90 }
  const desk = {
    store,
    clock,
    limits,
    outlets: [],
    writer: createExtractiveWriter(),
    dormantAfterMs: 3 * 86_400_000,
  }
  const newsroom = { ...desk, fresh: createFreshBriefs(desk) }
  const matcher = createMatcher(newsroom)
  const { signal } = new AbortController()
  const compose = async () => {
    const slot = clock.now()
    const id = deliveryIdOf(subscription.id, slot)
    const delivery = await store.deliveries.planDelivery({
      id,
      subscription: subscription.id,
      kind: 'digest',
      about: null,
      slot,
      at: slot,
    })
    if (delivery === null) throw new Error('this slot was planned before')
    return { delivery, digest: (await composeDigest(subscription, delivery, newsroom, signal)).digest }
  }
  return {
    compose,
    again: async (delivery: Parameters<typeof composeDigest>[1]) =>
      (await composeDigest(subscription, delivery, newsroom, signal)).digest,
    async arrive(name: string, text: string) {
      await store.articles.saveReading(reading(name, text, { title: text, publishedAt: null }), 'folder', clock.now())
      await matcher.matchAll(signal)
    },
    pass: (days: number) => clock.set(clock.now().add({ hours: DAY.hours * days })),
    async post() {
      const { delivery, digest } = await compose()
      if (digest.kind === 'skip') return `skipped: ${digest.because}`
      const facts = { at: clock.now(), edition: digest.edition, told: digest.told }
      await store.deliveries.moveDelivery(delivery.id, ['planned'], 'sent', facts)
      const { title, context, sections } = digest.message
      return [title, ...context, ...sections.map(({ heading }) => heading)].join(' | ')
    },
  }
}

test('a story that goes quiet and dormant says so once a slot, and wakes with what changed since the last brief', async () => {
  const { arrive, pass, post } = await channel()
  match(await post(), /no article yet/)
  await arrive('closed', REPORTS[0] ?? '')
  pass(1)
  match(await post(), /The story/)
  pass(1)
  match(await post(), /nothing new since/i)
  pass(7)
  const dormant = await post()
  match(dormant, /dormant since .*7 Jan/i)
  pass(1)
  equal(await post(), dormant)
  await arrive('ended', REPORTS[1] ?? '')
  pass(1)
  match(await post(), /What changed since Fri 9 Jan/)
})

test('a channel that skips quiet slots hears nothing of a dormant story', async () => {
  const { arrive, pass, post } = await channel({ whenQuiet: 'skip' })
  await arrive('closed', REPORTS[0] ?? '')
  match(await post(), /The story/)
  pass(1)
  match(await post(), /^skipped: nothing new since/)
  pass(7)
  match(await post(), /^skipped: dormant since/)
})

test('a delivery that has its edition is shown again from it, whatever came since', async () => {
  const { arrive, again, compose, pass } = await channel()
  await arrive('closed', REPORTS[0] ?? '')
  const { delivery, digest } = await compose()
  if (digest.kind !== 'digest') throw new Error('it was skipped')
  await arrive('ended', REPORTS[1] ?? '')
  pass(1)
  const retried = await again({ ...delivery, state: 'unconfirmed', edition: digest.edition })
  deepEqual(retried, digest)
})
