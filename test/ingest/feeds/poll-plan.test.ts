import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { NO_HINTS } from '../../../src/ingest/feeds/feed-hints.ts'
import type { StoredFeed } from '../../../src/ingest/feeds/feed-store.ts'
import { POLL_LIMITS } from '../../../src/ingest/feeds/poll-interval.ts'
import type { PollOutcome } from '../../../src/ingest/feeds/poll-outcome.ts'
import { planNextPoll, pollAddress } from '../../../src/ingest/feeds/poll-plan.ts'
import { DAY, feedAs, fetched, HOUR, MINUTE, NOTHING_SAID, START } from './poll-world.ts'

const unchanged: PollOutcome = { kind: 'not-modified', tookMs: 50, redirects: [], freshness: NOTHING_SAID }
const down: PollOutcome = { kind: 'failed', fault: 'unreachable', message: 'a.example cannot be reached.' }
const page: PollOutcome = { kind: 'unreadable', because: 'It is a page, not a feed.' }
const refused = (status: number, retryAfterMs: number | null = null): PollOutcome => ({
  kind: 'refused',
  status,
  retryAfterMs,
})

/** The record after these outcomes, each at the moment that the one before it planned. */
function after(outcomes: readonly PollOutcome[], start: StoredFeed = feedAs(), followed: readonly string[] = []) {
  let feed = start
  let now = START
  let waitMs = 0
  for (const outcome of outcomes) {
    now = feed.nextAt ?? now
    feed = { ...feed, ...planNextPoll(feed, outcome, { now, isFollowed: (url) => followed.includes(url) }) }
    waitMs = feed.nextAt === null ? Number.POSITIVE_INFINITY : feed.nextAt.since(now).total('milliseconds')
  }
  return { feed, now, waitMs, minutes: Math.round(waitMs / MINUTE) }
}

const healthy = after([fetched({ newItems: 20, gapMs: HOUR })]).feed

const states: readonly (readonly [
  name: string,
  outcomes: readonly PollOutcome[],
  state: string,
  because: RegExp | null,
])[] = [
  ['answers', [fetched({ newItems: 3 })], 'ok', null],
  ['does not change', [fetched({ newItems: 3 }), unchanged], 'ok', null],
  ['answers late', [fetched({ tookMs: 12_000 })], 'slow', /^It took 12 s to answer\.$/],
  ['is quick again', [fetched({ tookMs: 12_000 }), unchanged], 'ok', null],
  ['fails the first time it is asked', [down], 'failing', /cannot be reached/],
  ['fails once', [fetched(), down], 'ok', /cannot be reached/],
  ['fails twice', [fetched(), down, down], 'failing', /cannot be reached/],
  ['fails and answers again', [fetched(), down, down, down, unchanged], 'ok', null],
  ['gives a page', [fetched(), page, page], 'failing', /It is a page, not a feed/],
  ['holds no item', [fetched(), fetched({ items: 0 }), fetched({ items: 0 })], 'failing', /holds no item/],
  ['is not found', [fetched(), refused(404), refused(404)], 'failing', /^a\.example knows no such page \(404\)\.$/],
  ['finds us a burden', [fetched(), refused(429), refused(429)], 'failing', /^a\.example finds that we ask too often/],
  [
    'says once that it is gone',
    [fetched(), { kind: 'gone' }],
    'failing',
    /gone for good \(410\); it is asked once more/,
  ],
  ['says twice that it is gone', [fetched(), { kind: 'gone' }, { kind: 'gone' }], 'gone', /gone for good \(410\)\.$/],
  ['says it is gone, and is not', [{ kind: 'gone' }, fetched()], 'ok', null],
  ['says it is gone, fails, says it again', [{ kind: 'gone' }, down, { kind: 'gone' }], 'failing', /asked once more/],
  ['breaks off', [fetched({ newItems: 2, incomplete: 'It breaks off.' })], 'ok', /^It breaks off\.$/],
]
for (const [name, outcomes, state, because] of states) {
  test(`a feed that ${name} is ${state}`, () => {
    const { feed } = after(outcomes)
    equal(feed.state, state)
    if (because === null) equal(feed.because, null)
    else match(feed.because ?? '', because)
  })
}

test('a feed is failing since its first failure, and ok since its first answer', () => {
  const first = after([fetched(), down])
  const second = after([fetched(), down, down, down])
  equal(String(second.feed.since), String(first.now))
  const well = after([fetched(), down, down, down, unchanged, unchanged])
  equal(String(well.feed.since), String(after([fetched(), down, down, down, unchanged]).now))
})

const waits: readonly (readonly [name: string, outcomes: readonly PollOutcome[], from: number, to: number])[] = [
  ['nothing known: half an hour', [fetched({ newItems: 9 })], 30, 33],
  ['dates an hour apart: a quarter of an hour', [fetched({ newItems: 20, gapMs: HOUR })], 15, 18],
  ['dates a day apart: an hour and a quarter', [fetched({ newItems: 20, gapMs: DAY })], 76, 84],
  ['dates a minute apart: five minutes', [fetched({ newItems: 20, gapMs: MINUTE })], 5, 6],
  ['it says weekly', [fetched({ hints: { ...NO_HINTS, periodMs: 7 * DAY } })], 280, 340],
  ['may be kept for 45 minutes', [fetched({ hints: { ...NO_HINTS, ttlMs: 45 * MINUTE } })], 45, 50],
  ['may be kept for a week: an hour', [fetched({ hints: { ...NO_HINTS, ttlMs: 7 * DAY } })], 60, 66],
  ['max-age of 45 minutes', [fetched({ freshness: { ...NOTHING_SAID, maxAgeMs: 45 * MINUTE } })], 45, 50],
  ['a hint outlives a 304', [fetched({ newItems: 9, hints: { ...NO_HINTS, ttlMs: 50 * MINUTE } }), unchanged], 50, 55],
  ['a first failure', [fetched({ gapMs: DAY }), down], 10, 11],
  ['a third failure', [fetched(), down, down, down], 40, 44],
  ['Retry-After of 2 hours', [refused(503, 2 * HOUR)], 120, 132],
  ['Retry-After of a month: a day', [refused(429, 30 * DAY)], 1440, 1440],
]
for (const [name, outcomes, from, to] of waits) {
  test(`the next poll: ${name}`, () => {
    const { minutes } = after(outcomes)
    ok(minutes >= from && minutes <= to, `${minutes} min`)
  })
}

test('hours and days that a feed skips are left out, but never for longer than a day', () => {
  // START is a Monday, midnight.
  const nights = { ...NO_HINTS, skipHours: [0, 1, 2, 3, 4, 5] }
  equal(String(after([fetched({ hints: nights })]).feed.nextAt), '2026-01-05T06:00:00Z')
  equal(String(after([unchanged], feedAs({ hints: nights })).feed.nextAt), '2026-01-05T06:00:00Z')
  const always = { ...NO_HINTS, skipDays: [1, 2, 3, 4, 5, 6, 7] }
  equal(String(after([fetched({ hints: always })]).feed.nextAt), '2026-01-06T00:00:00Z')
})

test('feeds that began together are spread, each always the same', () => {
  const minuteOf = (at: number) => after([fetched()], feedAs({ url: `https://a.example/${at}` })).waitMs
  const all = Array.from({ length: 300 }, (_, at) => minuteOf(at))
  ok(new Set(all.map((ms) => Math.floor(ms / 10_000))).size > 15)
  deepEqual(
    all,
    Array.from({ length: 300 }, (_, at) => minuteOf(at)),
  )
})

const moved = (to: string, permanent = true) =>
  fetched({ redirects: [{ from: 'https://a.example/feed', to, permanent }] })
const NEW = 'https://b.example/feed'

test('a permanent redirect is remembered after two polls that agree', () => {
  equal(pollAddress(after([moved(NEW)]).feed), 'https://a.example/feed')
  equal(pollAddress(after([moved(NEW), moved(NEW)]).feed), NEW)
  equal(pollAddress(after([moved(NEW), moved(NEW), unchanged, unchanged]).feed), NEW)
  equal(pollAddress(after([moved(NEW), unchanged, moved(NEW)]).feed), 'https://a.example/feed')
  equal(pollAddress(after([moved(NEW), moved('https://evil.example/')]).feed), 'https://a.example/feed')
  equal(pollAddress(after([moved(NEW, false), moved(NEW, false)]).feed), 'https://a.example/feed')
})

test('the last of the permanent steps counts, up to the first temporary one', () => {
  const chain = fetched({
    redirects: [
      { from: 'https://a.example/feed', to: 'https://www.a.example/feed', permanent: true },
      { from: 'https://www.a.example/feed', to: NEW, permanent: true },
      { from: NEW, to: 'https://cdn.example/1', permanent: false },
    ],
  })
  equal(pollAddress(after([chain, chain]).feed), NEW)
})

test('a feed that moved and then fails is asked at its first address again', () => {
  const there = after([moved(NEW), moved(NEW)]).feed
  equal(pollAddress(after([down, down], there).feed), NEW)
  equal(pollAddress(after([down, down, down], there).feed), 'https://a.example/feed')
  equal(pollAddress(after([{ kind: 'gone' }], there).feed), 'https://a.example/feed')
})

test('a feed that moved to one that is followed is retired, and says so', () => {
  const { feed } = after([moved(`${NEW}?key=secret`), moved(`${NEW}?key=secret`)], feedAs(), [`${NEW}?key=secret`])
  deepEqual(
    [feed.state, feed.because, feed.nextAt],
    ['gone', 'It moved to https://b.example/feed, which is followed already.', null],
  )
})

test('what the server marked it with is kept, but not what could not be read', () => {
  const marked = { ...NOTHING_SAID, etag: '"1"', lastModified: 'Mon' }
  const known = (outcomes: readonly PollOutcome[]) => after(outcomes).feed.etag
  equal(known([fetched({ freshness: marked })]), '"1"')
  equal(known([fetched({ freshness: marked }), unchanged, down]), '"1"')
  equal(known([fetched({ freshness: marked }), page]), null)
  equal(known([fetched({ freshness: marked, incomplete: 'It breaks off.' })]), null)
})

test('a poll that we broke off ourselves changes nothing but the time', () => {
  const stopped: PollOutcome = { kind: 'failed', fault: 'stopped', message: 'Stopped.' }
  const { nextAt: _, ...poll } = after([stopped], healthy).feed
  const { nextAt: __, ...before } = healthy
  equal(JSON.stringify(poll), JSON.stringify(before))
})

test('a site that is down for a day is asked ever more rarely, and is itself again at its first answer', () => {
  let feed = healthy
  const began = feed.nextAt ?? START
  let now = began
  let polls = 0
  while (now.since(began).total('hours') < 24) {
    feed = { ...feed, ...planNextPoll(feed, refused(503), { now, isFollowed: () => false }) }
    now = feed.nextAt ?? now
    polls += 1
  }
  ok(polls >= 10 && polls <= 25, `${polls} polls`)
  // It is seen at most this long after it came back.
  ok(now.since(began).total('hours') < 24 + 3.5)
  const back = planNextPoll(feed, fetched({ newItems: 5 }), { now, isFollowed: () => false })
  deepEqual([back.state, back.because, back.failures], ['ok', null, 0])
  ok((back.nextAt?.since(now).total('minutes') ?? 99) < 40)
})

test('a site that is down for a month costs a poll a day in the end', () => {
  const { minutes } = after(
    Array.from({ length: 60 }, () => down),
    healthy,
  )
  ok(minutes >= 1300 && minutes <= 1440, `${minutes} min`)
})

const instant = fc.integer({ min: 0, max: 400 * DAY }).map((ms) => START.subtract({ milliseconds: ms }))
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null })
const anyMs = fc.double({ min: 0, max: 1e13, noNaN: true })
const hints = fc.record({
  ttlMs: maybe(anyMs),
  periodMs: maybe(anyMs),
  skipHours: fc.array(fc.integer({ min: 0, max: 23 })),
  skipDays: fc.array(fc.integer({ min: 1, max: 7 })),
})
const redirects = fc.array(
  fc.record({
    from: fc.constant('https://a.example/feed'),
    to: fc.constantFrom(NEW, 'https://a.example/feed', 'not an address'),
    permanent: fc.boolean(),
  }),
)
const freshness = fc.record({ etag: maybe(fc.string()), lastModified: maybe(fc.string()), maxAgeMs: maybe(anyMs) })
const anyOutcome: fc.Arbitrary<PollOutcome> = fc.oneof(
  fc.record({
    kind: fc.constant('fetched' as const),
    items: fc.nat(1000),
    newItems: fc.nat(1000),
    gapMs: maybe(anyMs),
    incomplete: maybe(fc.string()),
    tookMs: anyMs,
    redirects,
    freshness,
    hints,
  }),
  fc.record({ kind: fc.constant('not-modified' as const), tookMs: anyMs, redirects, freshness }),
  fc.constant({ kind: 'gone' } as const),
  fc.record({
    kind: fc.constant('refused' as const),
    status: fc.integer({ min: 300, max: 599 }),
    retryAfterMs: maybe(anyMs),
  }),
  fc.constantFrom(down, page, { kind: 'failed', fault: 'stopped', message: '' } as const),
)
const anyFeed: fc.Arbitrary<StoredFeed> = fc
  .record({
    state: fc.constantFrom('unchecked' as const, 'ok' as const, 'slow' as const, 'failing' as const),
    since: instant,
    intervalMs: maybe(fc.double({ min: 1, max: 1e12, noNaN: true })),
    checkedAt: maybe(instant),
    changedAt: maybe(instant),
    failures: fc.nat(100_000),
    redirect: maybe(fc.record({ to: fc.constantFrom(NEW, 'https://c.example/'), times: fc.nat(3) })),
    hints: maybe(hints),
    because: maybe(fc.string()),
  })
  .map(feedAs)

test('whatever came of whatever feed, its next poll is soon enough and no sooner than asked', () => {
  fc.assert(
    fc.property(anyFeed, anyOutcome, fc.boolean(), (feed, outcome, isKnown) => {
      const poll = planNextPoll(feed, outcome, { now: START, isFollowed: () => isKnown })
      equal(poll.nextAt === null, poll.state === 'gone')
      if (poll.nextAt === null) return
      const wait = poll.nextAt.since(START).total('milliseconds')
      ok(wait >= POLL_LIMITS.intervalMinMs && wait <= POLL_LIMITS.intervalMaxMs, `${wait} ms`)
      const asked = outcome.kind === 'refused' ? (outcome.retryAfterMs ?? 0) : 0
      ok(wait >= Math.min(asked, POLL_LIMITS.intervalMaxMs) - 1)
      ok(
        poll.intervalMs === null || poll.intervalMs === feed.intervalMs || poll.intervalMs <= POLL_LIMITS.intervalMaxMs,
      )
      ok(poll.state !== 'failing' || poll.because !== null || outcome.kind === 'failed')
      equal(
        JSON.stringify(poll),
        JSON.stringify(planNextPoll(feed, outcome, { now: START, isFollowed: () => isKnown })),
      )
    }),
    { numRuns: 2_000 },
  )
})
