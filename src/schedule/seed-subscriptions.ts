import type { DeliveryStore } from './delivery-store.ts'
import type { Subscription } from '../news/subscription.ts'

/** A subscription as the configuration wishes it. */
type Plan = Omit<Subscription, 'createdAt' | 'pausedBecause'>

/**
 * Brings the store's subscriptions up to the configuration's. One that is there keeps its age and its pause; those that
 * the configuration does not name stay as they are: people made them in a channel.
 */
export async function seedSubscriptions(
  store: Pick<DeliveryStore, 'listSubscriptions' | 'saveSubscription'>,
  plans: readonly Plan[],
  now: Temporal.Instant,
): Promise<void> {
  const kept = new Map((await store.listSubscriptions()).map((each) => [each.id, each]))
  for (const plan of plans) {
    const { createdAt = now, pausedBecause = null } = kept.get(plan.id) ?? {}
    await store.saveSubscription({ ...plan, createdAt, pausedBecause })
  }
}
