import type { FeedHints } from '../../../src/ingest/feeds/feed-hints.ts'
import { NO_HINTS } from '../../../src/ingest/feeds/feed-hints.ts'
import type { StoredFeed } from '../../../src/ingest/feeds/feed-store.ts'
import { statedGap } from '../../../src/ingest/feeds/poll-interval.ts'
import type { PollOutcome } from '../../../src/ingest/feeds/poll-outcome.ts'
import { planNextPoll } from '../../../src/ingest/feeds/poll-plan.ts'
import type { Freshness } from '../../../src/ingest/fetch/fetcher.ts'

export const START = Temporal.Instant.from('2026-01-05T00:00:00Z')
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const NOTHING_SAID: Freshness = { etag: null, lastModified: null, maxAgeMs: null }

export function feedAs(facts: Partial<StoredFeed> = {}): StoredFeed {
  return {
    url: 'https://a.example/feed',
    outlet: null,
    state: 'unchecked',
    since: START,
    because: null,
    nextAt: START,
    intervalMs: null,
    checkedAt: null,
    changedAt: null,
    failures: 0,
    etag: null,
    lastModified: null,
    redirect: null,
    hints: null,
    ...facts,
  }
}

export function fetched(facts: Partial<Extract<PollOutcome, { kind: 'fetched' }>> = {}): PollOutcome {
  const { freshness = NOTHING_SAID, hints = NO_HINTS } = facts
  return {
    kind: 'fetched',
    items: 20,
    newItems: 0,
    gapMs: null,
    incomplete: null,
    tookMs: 200,
    redirects: [],
    ...facts,
    freshness,
    hints,
  }
}

export type Simulated = {
  readonly polls: number
  readonly changes: number
  readonly pollsPerChange: number
  /** From an item's appearance to the poll that brings it, in minutes. */
  readonly meanLatency: number
  readonly lateLatency: number
  /** Items that had scrolled off before a poll came. */
  readonly missed: number
}

/** A feed of the last `size` items that appear at these times (ms from the start), polled as planned for `days`. */
export function simulate(
  times: readonly number[],
  {
    days = 14,
    size = 30,
    url = 'https://a.example/feed',
    hints = NO_HINTS,
  }: { days?: number; size?: number; url?: string; hints?: FeedHints } = {},
): Simulated {
  let feed = feedAs({ url })
  let at = 0
  let polls = 0
  let last = Number.NEGATIVE_INFINITY
  let missed = 0
  const latencies: number[] = []
  while (at <= days * DAY) {
    const now = START.add({ milliseconds: at })
    const shown = times.filter((time) => time <= at).slice(-size)
    const fresh = times.filter((time) => time > last && time <= at)
    const found = shown.filter((time) => time > last)
    missed += polls === 0 ? 0 : fresh.length - found.length
    if (polls > 0) latencies.push(...found.map((time) => (at - time) / MINUTE))
    const gapMs = statedGap(
      shown.map((time) => START.add({ milliseconds: Math.round(time) }).toString()),
      now,
    )
    const outcome: PollOutcome =
      found.length === 0 && polls > 0
        ? { kind: 'not-modified', tookMs: 50, redirects: [], freshness: NOTHING_SAID }
        : fetched({ items: shown.length, newItems: found.length, gapMs, hints })
    feed = { ...feed, ...planNextPoll(feed, outcome, { now, isFollowed: () => false }) }
    polls += 1
    last = at
    at = (feed.nextAt ?? now).since(START).total('milliseconds')
  }
  const sorted = latencies.toSorted((a, b) => a - b)
  const changes = times.filter(
    (time, place) => time >= 0 && time <= days * DAY && time - (times[place - 1] ?? -DAY) > 15 * MINUTE,
  ).length
  return {
    polls,
    changes,
    pollsPerChange: polls / Math.max(1, changes),
    meanLatency: sorted.reduce((sum, each) => sum + each, 0) / Math.max(1, sorted.length),
    lateLatency: sorted[Math.floor(sorted.length * 0.9)] ?? 0,
    missed,
  }
}

/** Numbers from 0 to 1 that are the same each time (Park and Miller). */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

const BEFORE = -7 * DAY
const UNTIL = 15 * DAY

/** How feeds of the world change. Times in ms from the start, a week of history before it. */
export function paces(roll: () => number): Readonly<Record<string, readonly number[]>> {
  const every = (gap: number, spread: number) => {
    const times: number[] = []
    for (let at = BEFORE; at < UNTIL; at += gap * (1 - spread + 2 * spread * roll())) times.push(at)
    return times
  }
  const atRandom = (gap: number) => {
    const times: number[] = []
    for (let at = BEFORE; at < UNTIL; at += -Math.log(1 - roll()) * gap) times.push(at)
    return times
  }
  const byHour = (wanted: (at: number) => number) => every(5 * MINUTE, 0.9).filter((at) => roll() < wanted(at))
  const hourOf = (at: number) => (((at % DAY) + DAY) % DAY) / HOUR
  return {
    'a busy desk, every 10 minutes': atRandom(10 * MINUTE),
    'hourly, at random': atRandom(HOUR),
    'hourly, by the clock': every(HOUR, 0.05),
    'daily, at random': atRandom(DAY),
    'daily, by the clock': every(DAY, 0.01),
    weekly: atRandom(7 * DAY),
    'a newsroom that sleeps': byHour((at) => (hourOf(at) > 7 && hourOf(at) < 22 ? 0.2 : 0.005)),
    'bursts of eight, twice a day': atRandom(12 * HOUR)
      .flatMap((at) => Array.from({ length: 8 }, (_, nth) => at + nth * 5 * MINUTE))
      .toSorted((a, b) => a - b),
    'one digest of ten a day': every(DAY, 0.1).flatMap((at) => Array.from({ length: 10 }, () => at)),
  }
}
