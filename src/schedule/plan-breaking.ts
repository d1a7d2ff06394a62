import { nextSlots, type SlotPlan } from './due-slots.ts'
import type { Delivery, DeliveryState } from '../news/subscription.ts'

/** Minutes between two posts outside the schedule: what comes in between is told with the next. */
const GAP_MINUTES = 30
/** Posts outside the schedule in 24 hours; a day with more of them has a story for which more slots would be better. */
const PER_DAY_MAX = 6
/** So shortly before a slot nothing is posted: the digest tells it, with the whole story. */
const BEFORE_SLOT_MINUTES = 10

const OPEN = ['planned', 'sending', 'unconfirmed'] as const satisfies readonly DeliveryState[]
/** States of a post that stands in the channel, or may, or is about to. */
export const POST_STATES = [...OPEN, 'sent'] as const

/** Deliveries since this moment are what `mayBreak` needs to know. */
export const breakingSince = (now: Temporal.Instant): Temporal.Instant => now.subtract({ hours: 24 })

/**
 * Whether a subscription may get a post outside its schedule now. `recent`: its deliveries of `POST_STATES` since
 * `breakingSince`. One that is still to be sent tells whatever comes until then, so a second one is never planned beside it.
 */
export function mayBreak(plan: SlotPlan, recent: readonly Delivery[], now: Temporal.Instant): boolean {
  if (plan.pausedBecause !== null) return false
  const posts = recent.filter(({ kind }) => kind === 'digest' || kind === 'breaking')
  if (posts.some(({ state }) => OPEN.some((open) => open === state))) return false
  const breaking = posts.filter(({ kind }) => kind === 'breaking')
  if (breaking.length >= PER_DAY_MAX) return false
  // By when it was sent: quiet hours may have held it.
  const gapMs = GAP_MINUTES * 60_000
  const isTooSoon = breaking.some(
    ({ changedAt }) => Math.abs(now.epochMilliseconds - changedAt.epochMilliseconds) < gapMs,
  )
  if (isTooSoon) return false
  const [next] = nextSlots(plan, now, 1)
  return next === undefined || Temporal.Instant.compare(next, now.add({ minutes: BEFORE_SLOT_MINUTES })) > 0
}
