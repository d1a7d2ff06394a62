import { memoryDeliveryStore } from './delivery-store.ts'
import { editionId, storyId, subscriptionId } from '../../src/news/ids.ts'
import type { ChatMessage } from '../../src/news/message.ts'
import type { Subscription } from '../../src/news/subscription.ts'
import { manualClock } from '../../src/ops/clock.ts'
import { createOutbox, deliveryIdOf } from '../../src/schedule/outbox.ts'
import type { OutboxParts } from '../../src/schedule/outbox.ts'
import type { Digest, Poster } from '../../src/schedule/sender.ts'

export const SLOT = Temporal.Instant.from('2026-01-08T08:00Z')
export const ID = subscriptionId('s0000000001')
export const DELIVERY = deliveryIdOf(ID, SLOT)
const MESSAGE: ChatMessage = { lang: 'en', title: 'T', notification: 'N.', context: [], sections: [] }
export const TOLD = ['claim:c1', 'line:c2']
export const DIGEST: Digest = { kind: 'digest', edition: editionId('e0000000001'), message: MESSAGE, told: TOLD }

export const SUBSCRIPTION: Subscription = {
  id: ID,
  story: storyId('dam-break'),
  channel: { platform: 'slack', id: 'C1' },
  times: ['08:00'],
  days: [1, 2, 3, 4, 5, 6, 7],
  zone: 'UTC',
  quiet: null,
  whenQuiet: 'post',
  lang: 'en',
  breaking: null,
  graceMs: 7_200_000,
  pausedBecause: null,
  createdAt: Temporal.Instant.from('2026-01-01T00:00Z'),
}

/** A process at the moment of the slot, its store, its clock and its platform. */
export async function world(subscription: Partial<Subscription> = {}) {
  const store = memoryDeliveryStore()
  await store.saveSubscription({ ...SUBSCRIPTION, ...subscription })
  const clock = manualClock(SLOT)
  const faults: unknown[] = []
  const refusedTokens: string[] = []
  const boot = (poster: Poster | null, changes: Partial<OutboxParts> = {}) =>
    createOutbox({
      store,
      clock,
      posterFor: () => poster,
      compose: async () => DIGEST,
      toldOf: async () => TOLD,
      onTokenRefused: (channel, paused) => void refusedTokens.push(`${channel.platform} ${paused}`),
      onFault: (error) => void faults.push(error),
      wait: waitOn(clock),
      ...changes,
    })
  const later = (minutes: number) => clock.set(clock.now().add({ minutes }))
  const stateOf = async () => (await store.findLatestDelivery(ID, STATES)) ?? null
  return { store, clock, faults, refusedTokens, boot, later, stateOf }
}

/** Waits by the manual clock: when nothing else is going on, it jumps to the moment that is waited for next. */
function waitOn(clock: ReturnType<typeof manualClock>): OutboxParts['wait'] {
  const waiting: { readonly untilMs: number; readonly wake: () => void }[] = []
  const jump = () => {
    const next = waiting.shift()
    if (next === undefined) return
    if (clock.now().epochMilliseconds < next.untilMs) clock.set(Temporal.Instant.fromEpochMilliseconds(next.untilMs))
    next.wake()
  }
  return (ms) =>
    new Promise((resolve) => {
      const untilMs = clock.now().epochMilliseconds + Math.ceil(ms)
      const later = waiting.findIndex((other) => other.untilMs > untilMs)
      waiting.splice(later === -1 ? waiting.length : later, 0, { untilMs, wake: resolve })
      setImmediate(jump)
    })
}

const STATES = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed'] as const
export const running = new AbortController().signal
