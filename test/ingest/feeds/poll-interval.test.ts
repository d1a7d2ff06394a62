import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { nextInterval, POLL_LIMITS, statedGap } from '../../../src/ingest/feeds/poll-interval.ts'
import { dice, HOUR, MINUTE, paces, simulate, START } from './poll-world.ts'

/**
 * Two weeks of feeds of each kind. As measured (polls a day; minutes from appearing to being seen, mean and ninth of
 * ten): every 10 minutes 181, 4, 8 · hourly 80–92, 7–10, 14–19 · daily 17–19, 33–38, 64–69 · weekly 8–12, 54, 107 · a newsroom
 * that sleeps 87, 8, 16 · bursts 29, 28, 54.
 */
const most: readonly (readonly [pace: string, pollsADay: number, mean: number, late: number])[] = [
  ['a busy desk, every 10 minutes', 200, 6, 12],
  ['hourly, at random', 100, 15, 30],
  ['hourly, by the clock', 100, 12, 20],
  ['daily, at random', 25, 60, 100],
  ['daily, by the clock', 25, 60, 100],
  ['weekly', 15, 150, 240],
  ['a newsroom that sleeps', 100, 12, 25],
  ['bursts of eight, twice a day', 40, 40, 80],
  ['one digest of ten a day', 25, 60, 100],
]
for (const [pace, pollsADay, mean, late] of most) {
  for (const seed of [7, 23]) {
    test(`${pace}: few polls, little lateness, nothing missed (${seed})`, () => {
      const seen = simulate(paces(dice(seed))[pace] ?? [])
      const told = JSON.stringify(seen)
      ok(seen.polls / 14 <= pollsADay, told)
      ok(seen.meanLatency <= mean && seen.lateLatency <= late, told)
      equal(seen.missed, 0, told)
    })
  }
}

test('a burst moves the interval little, an overrun much', () => {
  const steady = 15 * MINUTE
  let interval = steady
  for (let at = 0; at < 3; at += 1) {
    interval = nextInterval(interval, { items: 30, newItems: 1, quietMs: 5 * MINUTE, gapMs: null }, POLL_LIMITS)
  }
  ok(interval > steady / 2.5, `${interval / MINUTE} min`)
  const overrun = nextInterval(4 * HOUR, { items: 30, newItems: 30, quietMs: 4 * HOUR, gapMs: null }, POLL_LIMITS)
  equal(overrun, HOUR)
})

test('a feed whose news always came by others is still asked by its own pace', () => {
  let interval = 15 * MINUTE
  for (let at = 0; at < 50; at += 1) {
    interval = nextInterval(interval, { items: 30, newItems: 0, quietMs: null, gapMs: HOUR }, POLL_LIMITS)
  }
  equal(Math.round(interval / MINUTE), 31)
})

const at = (minutes: number) => START.add({ minutes }).toString()
const gaps: readonly (readonly [name: string, times: readonly (string | null)[], minutes: number | null])[] = [
  ['no dates', [null, null], null],
  ['one date', [at(-60)], null],
  ['days alone', ['2026-01-01', '2026-01-02'], null],
  ['an hour apart', [at(-60), at(-120), at(-180)], 60],
  ['a burst is one change', [at(-60), at(-62), at(-64), at(-180)], 90],
  ['a date to come does not count', [at(60), at(-60), at(-120)], 60],
]
for (const [name, times, minutes] of gaps) {
  test(`the gap between items: ${name}`, () => {
    const gap = statedGap(times, START)
    equal(gap === null ? null : Math.round(gap / MINUTE), minutes)
  })
}
