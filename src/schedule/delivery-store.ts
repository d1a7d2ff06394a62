import type { EditionId, DeliveryId, SubscriptionId } from '../news/ids.ts'
import type { PostedRef } from '../news/message.ts'
import type { Delivery, DeliveryState, Subscription } from '../news/subscription.ts'

/** What the schedule and the outbox need of a store. */
export type DeliveryStore = {
  listSubscriptions(): Promise<readonly Subscription[]>
  /** Puts in a subscription, or changes the one with its id; `createdAt` of the first stays. */
  saveSubscription(subscription: Subscription): Promise<void>
  /** Removes it and its planned deliveries; those begun or done stay, so that no slot is ever posted twice. */
  removeSubscription(id: SubscriptionId): Promise<boolean>
  /**
   * Writes a delivery as 'planned' before anything is sent. Null when this subscription and slot have one already, or
   * the subscription is gone: whoever gets null leaves it alone.
   */
  planDelivery(
    id: DeliveryId,
    subscription: SubscriptionId,
    slot: Temporal.Instant,
    at: Temporal.Instant,
  ): Promise<Delivery | null>
  /**
   * Moves a delivery from one of `from` to `to`, in one transaction. False when it was in none of them: another
   * process was first.
   */
  moveDelivery(
    id: DeliveryId,
    from: readonly DeliveryState[],
    to: DeliveryState,
    facts: DeliveryFacts,
  ): Promise<boolean>
  /** Deliveries in one of these states, oldest slot first. */
  listDeliveries(states: readonly DeliveryState[]): Promise<readonly Delivery[]>
  findDelivery(id: DeliveryId): Promise<Delivery | null>
  /** The newest delivery of a subscription in one of these states, or null. */
  findLatestDelivery(subscription: SubscriptionId, states: readonly DeliveryState[]): Promise<Delivery | null>
}

/** What became known as a delivery moved; what is absent stays as it was. */
export type DeliveryFacts = {
  readonly at: Temporal.Instant
  readonly edition?: EditionId
  readonly posted?: PostedRef
  readonly because?: string | null
  /** Counts one more try, or takes the last one back: a platform that asked to wait was not refused. */
  readonly attempt?: 'made' | 'taken-back'
}
