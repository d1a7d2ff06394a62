import type { Subscription } from '../news/subscription.ts'

/** When a subscription wants its digest. */
export type SlotPlan = Pick<
  Subscription,
  'times' | 'days' | 'zone' | 'quiet' | 'graceMs' | 'pausedBecause' | 'createdAt'
>

/** Slots are looked for this far back at most, whatever the grace: an older digest is no news. */
const GRACE_MAX = Temporal.Duration.from({ hours: 14 * 24 })
/** `nextSlots` looks this far ahead: past a leap day that falls on the one weekday wanted there is always a slot. */
const DAYS_AHEAD_MAX = 400
/** A clock that is set back by more than this was wrong before: what ran in its future says nothing. */
const CLOCK_STEP_MAX = Temporal.Duration.from({ hours: 24 })

/**
 * The slot that is owed at `now`, or none: the newest one after `lastRun` (the slot that ran last, or null), younger than
 * the subscription's grace, and not older than the subscription. Slots missed before it are not made up for. A slot in
 * an hour that summer time skips is due at the next valid minute, one in an hour that comes twice the first time only.
 * Nothing is due inside quiet hours. Throws RangeError for a zone the machine does not know.
 */
export function dueSlots(
  plan: SlotPlan,
  lastRun: Temporal.Instant | null,
  now: Temporal.Instant,
): readonly Temporal.Instant[] {
  if (plan.pausedBecause !== null || isQuietAt(plan, now)) return []
  const run = lastRun !== null && isBefore(now.add(CLOCK_STEP_MAX), lastRun) ? null : lastRun
  const earliest = newestOf([now.subtract({ milliseconds: graceOf(plan) }), plan.createdAt])
  const day = now.toZonedDateTimeISO(plan.zone).toPlainDate()
  // A day on either side: a slot's moment can fall on the day after its own where midnight is skipped.
  const days = Math.ceil(graceOf(plan) / MS_PER_DAY) + 2
  const slots = slotsFrom(plan, day.subtract({ days }), days + 1).filter(
    (slot) => !isBefore(now, slot) && !isBefore(slot, earliest) && (run === null || isBefore(run, slot)),
  )
  return slots.slice(-1)
}

/** The next `count` slots after `now`, oldest first; fewer where the coming 400 days have no more. */
export function nextSlots(plan: SlotPlan, now: Temporal.Instant, count: number): readonly Temporal.Instant[] {
  const found: Temporal.Instant[] = []
  const today = now.toZonedDateTimeISO(plan.zone).toPlainDate().subtract({ days: 1 })
  for (let ahead = 0; ahead < DAYS_AHEAD_MAX && found.length < count; ahead += 1) {
    for (const slot of slotsFrom(plan, today.add({ days: ahead }), 1)) {
      const last = found.at(-1) ?? now
      if (isBefore(last, slot)) found.push(slot)
    }
  }
  return found.slice(0, count)
}

/**
 * Whether a slot that was planned may still be posted: `wait` inside quiet hours, `too-old` past the grace. A slot that itself
 * lies inside them, as the first of a new subscription may, has its grace when they end.
 */
export function slotStanding(
  plan: SlotPlan,
  slot: Temporal.Instant,
  now: Temporal.Instant,
): 'due' | 'wait' | 'too-old' {
  if (isQuietAt(plan, slot)) return newsStanding(plan, slot, now, graceOf(plan))
  if (isBefore(slot, now.subtract({ milliseconds: graceOf(plan) }))) return 'too-old'
  return isQuietAt(plan, now) ? 'wait' : 'due'
}

/**
 * The same for what has no slot, noticed at some moment: quiet hours hold it, and when they end its grace begins anew, unless
 * it was too old before they began.
 */
export function newsStanding(
  plan: Pick<SlotPlan, 'quiet' | 'zone'>,
  noticed: Temporal.Instant,
  now: Temporal.Instant,
  graceMs: number,
): 'due' | 'wait' | 'too-old' {
  if (isQuietAt(plan, now)) return 'wait'
  const held = plan.quiet === null ? null : lastQuiet(plan.zone, plan.quiet, now)
  const grace = { milliseconds: graceMs }
  const wasHeld = held !== null && isBefore(noticed, held.to) && !isBefore(noticed, held.from.subtract(grace))
  const from = wasHeld ? held.to : noticed
  return isBefore(from, now.subtract(grace)) ? 'too-old' : 'due'
}

const MS_PER_DAY = 86_400_000

function graceOf(plan: SlotPlan): number {
  return Math.min(plan.graceMs, GRACE_MAX.total('milliseconds'))
}

/** The slots of `count` local days from `first` on, in order, each moment once. */
function slotsFrom(plan: SlotPlan, first: Temporal.PlainDate, count: number): readonly Temporal.Instant[] {
  const slots = new Map<bigint, Temporal.Instant>()
  for (let ahead = 0; ahead < count; ahead += 1) {
    const day = first.add({ days: ahead })
    if (!plan.days.some((wanted) => wanted === day.dayOfWeek)) continue
    for (const time of plan.times) {
      if (plan.quiet !== null && isQuiet(time, plan.quiet)) continue
      const slot = resolveSlot(day.toPlainDateTime(Temporal.PlainTime.from(time)), plan.zone)
      slots.set(slot.epochNanoseconds, slot)
    }
  }
  return [...slots.values()].toSorted((a, b) => Temporal.Instant.compare(a, b))
}

function resolveSlot(local: Temporal.PlainDateTime, zone: string): Temporal.Instant {
  // 'compatible' takes the first of two equal local times, and moves one that is skipped on by the length of the gap.
  const resolved = local.toZonedDateTime(zone, { disambiguation: 'compatible' })
  if (resolved.toPlainDateTime().equals(local)) return resolved.toInstant()
  // The gap ends where the offset changed: that is the next valid minute.
  const gapEnd = resolved.add({ nanoseconds: 1 }).getTimeZoneTransition('previous')
  return (gapEnd ?? resolved).toInstant()
}

/** The last quiet hours that ended by `now`. */
function lastQuiet(zone: string, quiet: { readonly from: string; readonly to: string }, now: Temporal.Instant) {
  const at = (day: Temporal.PlainDate, time: string) =>
    resolveSlot(day.toPlainDateTime(Temporal.PlainTime.from(time)), zone)
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const ended = isBefore(now, at(today, quiet.to)) ? today.subtract({ days: 1 }) : today
  const began = quiet.from < quiet.to ? ended : ended.subtract({ days: 1 })
  return { from: at(began, quiet.from), to: at(ended, quiet.to) }
}

function isQuietAt(plan: Pick<SlotPlan, 'quiet' | 'zone'>, now: Temporal.Instant): boolean {
  if (plan.quiet === null) return false
  const time = now.toZonedDateTimeISO(plan.zone).toPlainTime().toString({ smallestUnit: 'minute' })
  return isQuiet(time, plan.quiet)
}

/** From the first minute up to, not with, the last; quiet hours may pass midnight. Times as `08:00`. */
function isQuiet(time: string, quiet: { readonly from: string; readonly to: string }): boolean {
  if (quiet.from < quiet.to) return time >= quiet.from && time < quiet.to
  return time >= quiet.from || time < quiet.to
}

function isBefore(a: Temporal.Instant, b: Temporal.Instant): boolean {
  return Temporal.Instant.compare(a, b) < 0
}

function newestOf(instants: readonly [Temporal.Instant, Temporal.Instant]): Temporal.Instant {
  return isBefore(instants[0], instants[1]) ? instants[1] : instants[0]
}
