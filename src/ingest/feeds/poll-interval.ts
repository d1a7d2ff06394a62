import type { FeedHints } from './feed-hints.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** Bounds of the time between two polls of a feed. */
export type PollLimits = {
  /** News breaks within minutes; asking oftener than this is a burden for no gain. */
  readonly intervalMinMs: number
  /** No feed is left alone for longer, whatever it or its server says. */
  readonly intervalMaxMs: number
}
export const POLL_LIMITS: PollLimits = { intervalMinMs: 5 * MINUTE_MS, intervalMaxMs: DAY_MS }

/** Of a feed that says nothing of its pace, before its own pace is known. */
const INTERVAL_FIRST_MS = 30 * MINUTE_MS
/**
 * One poll is worth so much lateness of one change. A feed that changes each `gap` and is asked each `interval` costs
 * `interval / 2` of lateness a change and `gap / interval` polls a change; the sum is least at
 * `interval = √(2 · worth · gap)` (the square-root rule of ordering in lots, Harris 1913). Of 1, 2 and 4 minutes, 2 asks
 * an hourly feed each quarter of an hour and a daily one each 76 minutes.
 */
const POLL_WORTH_MS = 2 * MINUTE_MS
/**
 * What one observed gap counts against all before it, on a scale of ratios: a burst of a few moves little. From 0.15 to
 * 0.5 the simulated feeds (see the test) cost within an eighth of the same polls, and are seen within a third as late.
 */
const GAP_WEIGHT = 0.3
/** In a quiet time the interval grows by no more than this at a poll. */
const GROWTH_MAX = 1.5
/**
 * A feed may change though all it brings is known from others. By its own dates it is asked so many times more rarely
 * than were it alone, and no more: it is wanted when the others fail.
 */
const KNOWN_ELSEWHERE = 2
/** All items of so many are new: some were probably missed, and the interval is cut by this. */
const OVERRUN_ITEMS_MIN = 5
const OVERRUN_CUT = 4
/**
 * What a feed and its server ask for is obeyed up to this. Templates and content networks state days for feeds that
 * change hourly; one conditional request an hour burdens nobody.
 */
const ASKED_MAX_MS = HOUR_MS

/** Items that follow one another within this are one change. */
const BURST_MS = 15 * MINUTE_MS

export type Observed = {
  readonly items: number
  readonly newItems: number
  /** Since a poll last brought something new; null where none ever did. */
  readonly quietMs: number | null
  /** See `statedGap`; null where nothing states it. */
  readonly gapMs: number | null
}

/** The mean time between the changes of a feed, bursts counted once, by the dates of its items; null for fewer than two. */
export function statedGap(times: readonly (string | null)[], now: Temporal.Instant): number | null {
  const sorted = times
    .map((time) => (time === null || time.length <= 'yyyy-mm-dd'.length ? Number.NaN : Date.parse(time)))
    .filter((time) => time <= now.epochMilliseconds)
    .toSorted((a, b) => a - b)
  const oldest = sorted[0]
  const changes = sorted.filter((time, at) => at === 0 || time - (sorted[at - 1] ?? time) > BURST_MS).length
  return oldest === undefined || changes < 2 ? null : (now.epochMilliseconds - oldest) / changes
}

/** The interval before any change was seen: by the dates of its items, else by what the feed says of itself, within bounds. */
export function firstInterval(gapMs: number | null, hints: FeedHints | null, limits: PollLimits): number {
  const gap = gapMs ?? hints?.periodMs ?? null
  return bounded(gap === null ? INTERVAL_FIRST_MS : bestInterval(gap), limits)
}

const bestInterval = (gapMs: number) => Math.sqrt(2 * POLL_WORTH_MS * gapMs)

/** The interval after one more poll, in milliseconds: nearer to what is best for the gaps between changes as they are seen. */
export function nextInterval(before: number, seen: Observed, limits: PollLimits): number {
  const wanted = seen.quietMs === null ? null : bestInterval(seen.quietMs)
  if (seen.newItems === 0) {
    const grown = wanted === null ? before * GROWTH_MAX : Math.max(before, Math.min(before * GROWTH_MAX, wanted))
    const atMost = seen.gapMs === null ? Number.POSITIVE_INFINITY : bestInterval(seen.gapMs) * KNOWN_ELSEWHERE
    return bounded(Math.min(grown, atMost), limits)
  }
  // The first time, everything is new: that is no gap.
  if (wanted === null) return bounded(before, limits)
  if (seen.newItems >= seen.items && seen.items >= OVERRUN_ITEMS_MIN) return bounded(before / OVERRUN_CUT, limits)
  return bounded(before ** (1 - GAP_WEIGHT) * Math.max(wanted, 1) ** GAP_WEIGHT, limits)
}

const bounded = (ms: number, { intervalMinMs, intervalMaxMs }: PollLimits) =>
  Math.round(Math.min(intervalMaxMs, Math.max(intervalMinMs, ms)))

/** The least wait that the feed (`ttl`) and its server (`maxAgeMs`) ask for, as far as it is obeyed. */
export function askedWait(hints: FeedHints | null, maxAgeMs: number | null): number {
  return Math.min(ASKED_MAX_MS, Math.max(hints?.ttlMs ?? 0, maxAgeMs ?? 0))
}

/**
 * The first moment from `at` on, and before `latest`, that lies in none of the hours and days (UTC) in which the feed
 * says that it does not change; `latest` where there is none.
 */
export function afterSkipped(
  at: Temporal.Instant,
  latest: Temporal.Instant,
  hints: FeedHints | null,
): Temporal.Instant {
  if (hints === null) return at
  let moment = at
  while (Temporal.Instant.compare(moment, latest) < 0) {
    if (!isSkipped(moment, hints)) return moment
    const hour = moment.toZonedDateTimeISO('UTC').round({ smallestUnit: 'hour', roundingMode: 'floor' })
    moment = hour.add({ hours: 1 }).toInstant()
  }
  return latest
}

function isSkipped(moment: Temporal.Instant, hints: FeedHints): boolean {
  const { hour, dayOfWeek } = moment.toZonedDateTimeISO('UTC')
  return hints.skipHours.includes(hour) || hints.skipDays.includes(dayOfWeek)
}
