import type { EditionId, DeliveryId, StoryId, SubscriptionId } from './ids.ts'
import type { ChannelRef, Lang, PostedRef } from './message.ts'

/** 1 is Monday, 7 Sunday (ISO 8601), as Temporal counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

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
  /** A slot missed while down still runs if it is younger than this. */
  readonly graceMs: number
  /** Why nothing is posted now: a permanent refusal, or a person's wish. Null while active. */
  readonly pausedBecause: string | null
  readonly createdAt: Temporal.Instant
}

export type DeliveryState = 'planned' | 'sending' | 'sent' | 'skipped' | 'unconfirmed' | 'failed'

/** One digest for one channel and slot: unique per (subscription, slot). */
export type Delivery = {
  readonly id: DeliveryId
  readonly subscription: SubscriptionId
  readonly slot: Temporal.Instant
  readonly state: DeliveryState
  readonly edition: EditionId | null
  readonly posted: PostedRef | null
  readonly attempts: number
  /** Why it failed, was skipped, or is unconfirmed. */
  readonly because: string | null
  readonly changedAt: Temporal.Instant
}
