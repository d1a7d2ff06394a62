import type { EditionId, DeliveryId, SubscriptionId } from '../news/ids.ts'
import type { PostedRef } from '../news/message.ts'
import type { Delivery, DeliveryKind, DeliveryState, Subscription } from '../news/subscription.ts'

/** What the schedule and the outbox need of a store. */
export type DeliveryStore = {
  listSubscriptions(): Promise<readonly Subscription[]>
  /** Puts in a subscription, or changes the one with its id; `createdAt` of the first stays. */
  saveSubscription(subscription: Subscription): Promise<void>
  findSubscription(id: SubscriptionId): Promise<Subscription | null>
  /** False where it is gone, or was paused before: then it stays as it is. Whatever else a person changed meanwhile stays. */
  pauseSubscription(id: SubscriptionId, because: string): Promise<boolean>
  /** Removes it and its planned deliveries; those begun or done stay, so that no slot is ever posted twice. */
  removeSubscription(id: SubscriptionId): Promise<boolean>
  /**
   * Writes a delivery as 'planned' before anything is sent. Null when this subscription and slot have one already, or
   * the subscription is gone: whoever gets null leaves it alone.
   */
  planDelivery(plan: DeliveryPlan): Promise<Delivery | null>
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
  /** The newest delivery of a subscription in one of these states, or null; of these kinds, where some are given. */
  findLatestDelivery(
    subscription: SubscriptionId,
    states: readonly DeliveryState[],
    kinds?: readonly DeliveryKind[],
  ): Promise<Delivery | null>
  /** Its deliveries in one of these states whose slot is not before `since`, oldest first. */
  listDeliveriesOf(
    subscription: SubscriptionId,
    states: readonly DeliveryState[],
    since: Temporal.Instant,
  ): Promise<readonly Delivery[]>
  /** What the channel of a subscription was told of its story, whichever delivery told it. */
  listTold(subscription: SubscriptionId): Promise<ReadonlySet<string>>
}

/** A delivery to be written down. */
export type DeliveryPlan = {
  readonly id: DeliveryId
  readonly subscription: SubscriptionId
  readonly kind: DeliveryKind
  readonly about: DeliveryId | null
  /** Of a retraction only. */
  readonly reason?: string
  readonly slot: Temporal.Instant
  readonly at: Temporal.Instant
}

/** What became known as a delivery moved; what is absent stays as it was. */
export type DeliveryFacts = {
  readonly at: Temporal.Instant
  readonly edition?: EditionId
  readonly posted?: PostedRef
  readonly because?: string | null
  /** Counts one more try, or takes the last one back: a platform that asked to wait was not refused. */
  readonly attempt?: 'made' | 'taken-back'
  /** What the channel was told with it: kept for as long as it could be told again, in the same transaction. What it was told before stays as it was. */
  readonly told?: readonly string[]
}
