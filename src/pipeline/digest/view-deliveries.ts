import type { Delivery, DeliveryState, Subscription } from '../../news/subscription.ts'
import { newsStanding, nextSlots } from '../../schedule/due-slots.ts'
import type { Desk } from '../desk.ts'

const ALL_STATES: readonly DeliveryState[] = ['planned', 'sending', 'sent', 'skipped', 'unconfirmed', 'failed']

export type SubscriptionView = {
  readonly subscription: Subscription
  /** The newest digest, however it went; null where there was none yet. */
  readonly last: DeliveryView | null
  /** The next slot; null where nothing is posted, or no slot is to come. */
  readonly next: Temporal.Instant | null
}

export type DeliveryView = {
  readonly delivery: Delivery
  /** Until when quiet hours hold it, by the clock of the subscription; null where they do not. */
  readonly heldUntil: { readonly time: string; readonly zone: string } | null
}

/** What every channel follows, what it got last and gets next. */
export async function viewSubscriptions({ store, clock }: Pick<Desk, 'store' | 'clock'>) {
  const now = clock.now()
  const views: SubscriptionView[] = []
  for (const subscription of await store.deliveries.listSubscriptions()) {
    const last = await store.deliveries.findLatestDelivery(subscription.id, ALL_STATES, ['digest'])
    const [slot = null] = subscription.pausedBecause === null ? nextSlots(subscription, now, 1) : []
    views.push({ subscription, last: last === null ? null : viewDelivery(last, subscription, now), next: slot })
  }
  return views
}

/** The deliveries of every channel since a moment, oldest first. */
export async function viewDeliveries(
  since: Temporal.Instant,
  { store, clock }: Pick<Desk, 'store' | 'clock'>,
): Promise<readonly (DeliveryView & { readonly subscription: Subscription })[]> {
  const now = clock.now()
  const views: (DeliveryView & { readonly subscription: Subscription })[] = []
  for (const subscription of await store.deliveries.listSubscriptions()) {
    for (const delivery of await store.deliveries.listDeliveriesOf(subscription.id, ALL_STATES, since)) {
      views.push({ ...viewDelivery(delivery, subscription, now), subscription })
    }
  }
  return views.toSorted((a, b) => Temporal.Instant.compare(a.delivery.slot, b.delivery.slot))
}

function viewDelivery(delivery: Delivery, subscription: Subscription, now: Temporal.Instant): DeliveryView {
  const { quiet, graceMs } = subscription
  // What a person takes back is not held.
  const mayBeHeld = delivery.state === 'planned' && delivery.kind !== 'retraction' && quiet !== null
  const isHeld = mayBeHeld && newsStanding(subscription, delivery.slot, now, graceMs) === 'wait'
  return { delivery, heldUntil: isHeld ? { time: quiet.to, zone: subscription.zone } : null }
}
