import type { EditionId, DeliveryId, StoryId, SubscriptionId } from './ids.ts'
import type { ChannelRef, Lang, PostedRef } from './message.ts'

/** 1 is Monday, 7 Sunday (ISO 8601), as Temporal counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** What is weighty: a new claim of at least so many origins, a dispute, a correction. */
type BreakingWish = { readonly origins: number }

/** A channel's wish for a story's digest. */
export type Subscription = {
  readonly id: SubscriptionId
  readonly story: StoryId
  readonly channel: ChannelRef
  /** Wall-clock times in `zone`: `08:00`. */
  readonly times: readonly string[]
  readonly days: readonly Weekday[]
  /** IANA: `America/Bogota`. */
  readonly zone: string
  /** Nothing is posted from `from` until `to`; may pass midnight. */
  readonly quiet: { readonly from: string; readonly to: string } | null
  /** What a slot does when nothing material changed. */
  readonly whenQuiet: 'post' | 'skip'
  readonly lang: Lang
  /** Posts between slots too, when something weighty changes; null where the channel did not ask. */
  readonly breaking: BreakingWish | null
  /** A slot missed while down still runs if it is younger than this. */
  readonly graceMs: number
  /** Why nothing is posted now: a permanent refusal, or a person's wish. Null while active. */
  readonly pausedBecause: string | null
  readonly createdAt: Temporal.Instant
}

export type DeliveryState = 'planned' | 'sending' | 'sent' | 'skipped' | 'unconfirmed' | 'failed'

/**
 * What a delivery brings. `digest`: that of a slot; `breaking`: news between slots; `correction` and `retraction`: a change
 * of a digest that was posted before, told in its thread.
 */
export type DeliveryKind = 'digest' | 'breaking' | 'correction' | 'retraction'

/** One message for one channel and moment: unique per (subscription, slot). */
export type Delivery = {
  readonly id: DeliveryId
  readonly subscription: SubscriptionId
  readonly kind: DeliveryKind
  /** The posted digest that a correction or retraction is about. */
  readonly about: DeliveryId | null
  /** When it was due; for what has no slot, when it was noticed. */
  readonly slot: Temporal.Instant
  readonly state: DeliveryState
  readonly edition: EditionId | null
  readonly posted: PostedRef | null
  readonly attempts: number
  /** Why it failed, was skipped, or is unconfirmed. */
  readonly because: string | null
  readonly changedAt: Temporal.Instant
}
