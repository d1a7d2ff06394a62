import type { SubscriptionId } from '../../news/ids.ts'
import type { Subscription } from '../../news/subscription.ts'
import { nextSlots } from '../../schedule/due-slots.ts'
import { findPrevious, findUntold, type ComposeParts } from './untold-news.ts'

/** The slots of the coming minute, and a little more: a tick may come late. */
const AHEAD_MS = 70_000
/** So near a slot nothing more is begun: making one brief of a long story takes some seconds, and the slot must not wait for it. */
const LEFT_MIN_MS = 15_000

export type PrepareParts = ComposeParts & {
  /** Whether the platform of a subscription is set up. */
  readonly isServed: (subscription: Subscription) => boolean
  /** Hears of a fault of one subscription; the others go on. */
  readonly onFault: (error: unknown, about: SubscriptionId) => void
}

/**
 * Makes what the digests of the coming minute will tell, so that they go out when their slot comes. What comes in until then is
 * not lost: the brief is made anew at the slot. It posts and stores nothing.
 */
export async function prepareDigests(parts: PrepareParts, signal: AbortSignal): Promise<void> {
  const { store, clock } = parts
  const from = clock.now()
  for (const subscription of await store.deliveries.listSubscriptions()) {
    if (signal.aborted) return
    if (subscription.pausedBecause !== null || !parts.isServed(subscription)) continue
    try {
      const [slot] = nextSlots(subscription, from, 1)
      if (slot === undefined || millisecondsTo(slot, from) > AHEAD_MS) continue
      if (millisecondsTo(slot, clock.now()) >= LEFT_MIN_MS) await prepareDigest(subscription, parts, signal)
    } catch (error) {
      if (!signal.aborted) parts.onFault(error, subscription.id)
    }
  }
}

async function prepareDigest(subscription: Subscription, parts: ComposeParts, signal: AbortSignal): Promise<void> {
  const { state } = await parts.fresh.storyOf(subscription.story)
  if (state.state !== 'live') return
  const { draft } = await findUntold(subscription, await findPrevious(subscription, parts), parts, signal)
  // A model takes seconds: it is asked now, and what it answers is at hand when the slot comes.
  if (draft.brief.update?.nothingNew !== true) parts.wording?.begin(draft, subscription.lang)
}

function millisecondsTo(slot: Temporal.Instant, from: Temporal.Instant): number {
  return slot.epochMilliseconds - from.epochMilliseconds
}
