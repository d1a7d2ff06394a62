import type { DeliveryPlan, DeliveryStore } from './delivery-store.ts'
import type { Delivery } from '../news/subscription.ts'

/** So many moments are tried: more deliveries of one subscription are never noticed in one millisecond. */
const MOMENTS_MAX = 10

/**
 * Plans a delivery that no slot asked for. A subscription has one delivery a moment: where something else was noticed at this
 * very one, it comes a millisecond later. Null where no moment was free, its id is planned already or its subscription is gone.
 */
export async function planNow(
  plan: Omit<DeliveryPlan, 'slot'>,
  store: Pick<DeliveryStore, 'planDelivery'>,
): Promise<Delivery | null> {
  for (let milliseconds = 0; milliseconds < MOMENTS_MAX; milliseconds += 1) {
    const planned = await store.planDelivery({ ...plan, slot: plan.at.add({ milliseconds }) })
    if (planned !== null) return planned
  }
  return null
}
