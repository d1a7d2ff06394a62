import type { DeliveryStore } from '../../src/schedule/delivery-store.ts'
import type { DeliveryId, SubscriptionId } from '../../src/news/ids.ts'
import type { Delivery, Subscription } from '../../src/news/subscription.ts'

const bySlot = (a: Delivery, b: Delivery) => Temporal.Instant.compare(a.slot, b.slot)

/** A DeliveryStore in memory, with the port's promises: unique slots, moves only from the states named. */
export function memoryDeliveryStore(): DeliveryStore {
  const subscriptions = new Map<SubscriptionId, Subscription>()
  const deliveries = new Map<DeliveryId, Delivery>()
  const told = new Map<SubscriptionId, Set<string>>()

  return {
    listSubscriptions: async () => [...subscriptions.values()],
    async saveSubscription(subscription) {
      const createdAt = subscriptions.get(subscription.id)?.createdAt ?? subscription.createdAt
      subscriptions.set(subscription.id, { ...subscription, createdAt })
    },
    findSubscription: async (id) => subscriptions.get(id) ?? null,
    async pauseSubscription(id, because) {
      const subscription = subscriptions.get(id)
      if (subscription === undefined || subscription.pausedBecause !== null) return false
      subscriptions.set(id, { ...subscription, pausedBecause: because })
      return true
    },
    removeSubscription: async (id) => subscriptions.delete(id),
    async planDelivery({ id, subscription, kind, about, reason = null, slot, at }) {
      const known = [...deliveries.values()]
      if (known.some((each) => each.id === id || (each.subscription === subscription && each.slot.equals(slot)))) {
        return null
      }
      const blank = { edition: null, posted: null, attempts: 0, because: null }
      const delivery: Delivery = {
        id,
        subscription,
        kind,
        about,
        reason,
        slot,
        state: 'planned',
        changedAt: at,
        ...blank,
      }
      deliveries.set(id, delivery)
      return delivery
    },
    async moveDelivery(id, from, to, facts) {
      const delivery = deliveries.get(id)
      if (delivery === undefined || !from.includes(delivery.state)) return false
      const { at, attempt, told: items = [], ...known } = facts
      for (const item of items)
        told.set(delivery.subscription, (told.get(delivery.subscription) ?? new Set()).add(item))
      const attempts = delivery.attempts + (attempt === undefined ? 0 : attempt === 'made' ? 1 : -1)
      deliveries.set(id, { ...delivery, ...known, state: to, changedAt: at, attempts })
      return true
    },
    listDeliveries: async (states) =>
      [...deliveries.values()].filter((each) => states.includes(each.state)).toSorted(bySlot),
    findDelivery: async (id) => deliveries.get(id) ?? null,
    listDeliveriesOf: async (subscription, states, since) =>
      [...deliveries.values()]
        .filter((each) => each.subscription === subscription && states.includes(each.state))
        .filter(({ slot }) => Temporal.Instant.compare(since, slot) <= 0)
        .toSorted(bySlot),
    listTold: async (subscription) => new Set(told.get(subscription)),
    async findLatestDelivery(subscription, states, kinds = ['digest', 'breaking', 'correction', 'retraction']) {
      const own = [...deliveries.values()].filter(
        (each) => each.subscription === subscription && kinds.includes(each.kind),
      )
      return (
        own
          .filter((each) => states.includes(each.state))
          .toSorted(bySlot)
          .at(-1) ?? null
      )
    },
  }
}
