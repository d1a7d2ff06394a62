import type { DeliveryId } from '../../news/ids.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { Delivery, Subscription } from '../../news/subscription.ts'
import { slotStanding } from '../../schedule/due-slots.ts'
import { deliveryIdOf } from '../../schedule/outbox.ts'
import { draftDigest } from '../digest/compose-digest.ts'
import type { Newsroom } from '../parts.ts'
import type { ComposeParts } from '../digest/untold-news.ts'

/** Stands at a subscription that a person paused. */
export const PAUSED_BY_HAND = 'Somebody paused it here. Resume it with /digest resume.'

export type DigestNow = { readonly kind: 'planned' | 'paused' | 'quiet' | 'under-way' }

/** Plans a digest for this moment. Quiet hours hold for it too: who is asleep does not know who asked. */
export async function planDigestNow(
  subscription: Subscription,
  { store: { deliveries }, clock }: Pick<Newsroom, 'store' | 'clock'>,
): Promise<DigestNow> {
  if (subscription.pausedBecause !== null) return { kind: 'paused' }
  const now = clock.now()
  if (slotStanding(subscription, now, now) === 'wait') return { kind: 'quiet' }
  const open = await deliveries.findLatestDelivery(subscription.id, ['planned', 'sending', 'unconfirmed'], ['digest'])
  if (open !== null) return { kind: 'under-way' }
  const planned = await deliveries.planDelivery({
    id: deliveryIdOf(subscription.id, now),
    subscription: subscription.id,
    kind: 'digest',
    about: null,
    slot: now,
    at: now,
  })
  return { kind: planned === null ? 'under-way' : 'planned' }
}

/** The digest that the channel would get now, or null where it would get none, as it wished. Nothing is posted, told or kept. */
export async function previewDigest(
  subscription: Subscription,
  parts: ComposeParts,
  signal: AbortSignal,
): Promise<ChatMessage | null> {
  const now = parts.clock.now()
  const delivery: Delivery = {
    id: deliveryIdOf(subscription.id, now),
    subscription: subscription.id,
    kind: 'digest',
    about: null,
    reason: null,
    slot: now,
    state: 'planned',
    edition: null,
    posted: null,
    attempts: 0,
    because: null,
    changedAt: now,
  }
  const { digest } = await draftDigest(subscription, delivery, parts, signal)
  return digest.kind === 'skip' ? null : digest.message
}

/** The digest that was posted last, or null. */
export async function findLastPosted(
  { id }: Subscription,
  { store }: Pick<Newsroom, 'store'>,
): Promise<DeliveryId | null> {
  return (await store.deliveries.findLatestDelivery(id, ['sent'], ['digest', 'breaking']))?.id ?? null
}
