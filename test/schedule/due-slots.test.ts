import { deepEqual, equal, throws } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { dueSlots, newsStanding, nextSlots, slotStanding } from '../../src/schedule/due-slots.ts'
import type { SlotPlan } from '../../src/schedule/due-slots.ts'
import type { Weekday } from '../../src/news/subscription.ts'

const HOUR_MS = 3_600_000
const instant = (text: string) => Temporal.Instant.from(text)
const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

function plan(changes: Partial<SlotPlan> = {}): SlotPlan {
  return {
    times: ['08:00'],
    days: EVERY_DAY,
    zone: 'UTC',
    quiet: null,
    graceMs: 2 * HOUR_MS,
    pausedBecause: null,
    createdAt: instant('2020-01-01T00:00Z'),
    ...changes,
  }
}

const due = (slotPlan: SlotPlan, last: string | null, now: string) =>
  dueSlots(slotPlan, last === null ? null : instant(last), instant(now)).map(String)

const clockChanges = [
  // zone                 at       last run              now                    due
  ['America/Bogota', '08:00', '2026-01-07T13:00Z', '2026-01-08T13:00Z', '2026-01-08T13:00:00Z'],
  ['America/New_York', '02:30', '2026-03-07T07:30Z', '2026-03-08T07:00Z', '2026-03-08T07:00:00Z'], // the hour is skipped
  ['America/New_York', '02:00', '2026-03-07T07:00Z', '2026-03-08T07:00Z', '2026-03-08T07:00:00Z'], // its first minute
  ['America/New_York', '03:00', '2026-03-07T08:00Z', '2026-03-08T07:00Z', '2026-03-08T07:00:00Z'], // the minute after it
  ['America/New_York', '02:30', '2026-03-07T07:30Z', '2026-03-08T06:59Z', null],
  ['America/New_York', '01:30', '2026-10-31T05:30Z', '2026-11-01T06:30Z', '2026-11-01T05:30:00Z'], // it comes twice, runs once
  ['America/New_York', '01:30', '2026-11-01T05:30Z', '2026-11-01T06:30Z', null], // the second time is no slot
  ['America/New_York', '01:30', '2026-11-01T05:30Z', '2026-11-02T06:30Z', '2026-11-02T06:30:00Z'],
  ['Europe/Madrid', '02:30', '2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-29T01:00:00Z'],
  ['Europe/Madrid', '02:30', '2026-10-24T00:30Z', '2026-10-25T00:30Z', '2026-10-25T00:30:00Z'],
  ['Europe/Madrid', '02:30', '2026-10-25T00:30Z', '2026-10-25T01:30Z', null],
  ['America/Santiago', '00:30', '2026-09-05T04:30Z', '2026-09-06T04:00Z', '2026-09-06T04:00:00Z'], // midnight is skipped
  ['America/Santiago', '23:30', '2026-04-04T02:30Z', '2026-04-05T02:30Z', '2026-04-05T02:30:00Z'], // 23:30 comes twice
  ['America/Santiago', '23:30', '2026-04-05T02:30Z', '2026-04-05T03:30Z', null],
  ['Australia/Lord_Howe', '02:15', '2026-10-02T15:45Z', '2026-10-03T15:30Z', '2026-10-03T15:30:00Z'], // half an hour is skipped
  ['Australia/Lord_Howe', '01:45', '2026-04-03T14:45Z', '2026-04-04T14:45Z', '2026-04-04T14:45:00Z'], // half an hour comes twice
  ['Australia/Lord_Howe', '01:45', '2026-04-04T14:45Z', '2026-04-04T15:15Z', null],
  ['America/Nuuk', '23:30', '2026-03-28T01:30Z', '2026-03-29T01:00Z', '2026-03-29T01:00:00Z'], // the day's last hour is skipped
  ['Europe/Madrid', '08:00', '2028-02-28T07:00Z', '2028-02-29T07:00Z', '2028-02-29T07:00:00Z'], // leap day
] as const

for (const [zone, at, last, now, expected] of clockChanges) {
  test(`a slot at ${at} ${zone}, last run at ${last}, is ${expected === null ? 'not due' : 'due'} at ${now}`, () => {
    deepEqual(due(plan({ times: [at], zone }), last, now), expected === null ? [] : [expected])
  })
}

const standings = [
  ['a slot is due in its minute', {}, null, '2026-01-08T08:00Z', ['2026-01-08T08:00:00Z']],
  ['a slot is not due a moment before', {}, null, '2026-01-08T07:59:59.999Z', []],
  ['a slot that ran is not due again', {}, '2026-01-08T08:00Z', '2026-01-08T08:01Z', []],
  ['a slot missed by less than the grace runs', {}, '2026-01-07T08:00Z', '2026-01-08T09:59Z', ['2026-01-08T08:00:00Z']],
  ['a slot missed by exactly the grace runs', {}, null, '2026-01-08T10:00Z', ['2026-01-08T08:00:00Z']],
  ['a slot missed by more than the grace does not', {}, '2026-01-07T08:00Z', '2026-01-08T10:01Z', []],
  [
    'of several missed slots only the newest runs',
    { times: ['06:00', '07:00', '08:00'], graceMs: 6 * HOUR_MS },
    '2026-01-07T08:00Z',
    '2026-01-08T08:30Z',
    ['2026-01-08T08:00:00Z'],
  ],
  [
    'a grace of days reaches back over days',
    { days: [1], graceMs: 96 * HOUR_MS },
    null,
    '2026-01-08T07:00Z', // Thursday
    ['2026-01-05T08:00:00Z'],
  ],
  [
    'a subscription does not owe a slot before it',
    { createdAt: instant('2026-01-08T08:00:01Z') },
    null,
    '2026-01-08T08:01Z',
    [],
  ],
  [
    'a subscription owes the slot of its own moment',
    { createdAt: instant('2026-01-08T08:00Z') },
    null,
    '2026-01-08T08:01Z',
    ['2026-01-08T08:00:00Z'],
  ],
  ['a paused subscription owes nothing', { pausedBecause: 'is_archived' }, null, '2026-01-08T08:00Z', []],
  ['a day that is not wanted has no slot', { days: [5, 6] }, null, '2026-01-08T08:00Z', []],
  [
    'the day is that of the zone',
    { zone: 'Asia/Tokyo', days: [5] },
    null,
    '2026-01-08T23:00Z',
    ['2026-01-08T23:00:00Z'],
  ],
  [
    'a slot inside quiet hours is none',
    { times: ['23:00'], quiet: { from: '22:00', to: '07:00' } },
    null,
    '2026-01-08T23:00Z',
    [],
  ],
  [
    'a missed slot waits for quiet hours to end',
    { times: ['21:30'], quiet: { from: '22:00', to: '07:00' }, graceMs: 12 * HOUR_MS },
    null,
    '2026-01-09T06:59Z',
    [],
  ],
  [
    'a missed slot runs when quiet hours end',
    { times: ['21:30'], quiet: { from: '22:00', to: '07:00' }, graceMs: 12 * HOUR_MS },
    null,
    '2026-01-09T07:00Z',
    ['2026-01-08T21:30:00Z'],
  ],
  [
    'quiet hours end with their last minute',
    { quiet: { from: '07:00', to: '08:00' } },
    null,
    '2026-01-08T08:00Z',
    ['2026-01-08T08:00:00Z'],
  ],
  ['a clock set back an hour owes nothing twice', {}, '2026-01-08T08:00Z', '2026-01-08T07:30Z', []],
  ['a run in a far future was a wrong clock', {}, '2027-06-01T08:00Z', '2026-01-08T08:00Z', ['2026-01-08T08:00:00Z']],
  [
    'two times that fall on one moment are one slot',
    { times: ['02:00', '02:30', '03:00'], zone: 'America/New_York' },
    '2026-03-08T07:00Z',
    '2026-03-08T07:30Z',
    [],
  ],
] as const satisfies readonly (readonly [string, Partial<SlotPlan>, string | null, string, readonly string[]])[]

for (const [name, changes, last, now, expected] of standings) {
  test(name, () => deepEqual(due(plan(changes), last, now), expected))
}

test('a zone the machine does not know is a RangeError', () => {
  throws(() => due(plan({ zone: 'Mars/Olympus' }), null, '2026-01-08T08:00Z'), RangeError)
})

test('the next slots pass over a skipped hour and a weekend', () => {
  const weekdays = plan({ times: ['02:30', '17:00'], days: [1, 2, 3, 4, 5, 7], zone: 'America/New_York' })
  deepEqual(nextSlots(weekdays, instant('2026-03-06T22:00Z'), 4).map(String), [
    '2026-03-08T07:00:00Z',
    '2026-03-08T21:00:00Z',
    '2026-03-09T06:30:00Z',
    '2026-03-09T21:00:00Z',
  ])
})

test('the next slots of a plan that is quiet all day are none', () => {
  deepEqual(nextSlots(plan({ quiet: { from: '07:00', to: '09:00' } }), instant('2026-01-08T00:00Z'), 3), [])
})

test('a planned slot waits in quiet hours and is too old past its grace', () => {
  const quiet = plan({ quiet: { from: '22:00', to: '07:00' } })
  equal(slotStanding(quiet, instant('2026-01-08T21:30Z'), instant('2026-01-08T21:59Z')), 'due')
  equal(slotStanding(quiet, instant('2026-01-08T21:30Z'), instant('2026-01-08T22:00Z')), 'wait')
  equal(slotStanding(quiet, instant('2026-01-08T21:30Z'), instant('2026-01-08T23:31Z')), 'too-old')
  // A subscription that is made at night gets its first digest in the morning.
  equal(slotStanding(quiet, instant('2026-01-08T22:30Z'), instant('2026-01-09T05:00Z')), 'wait')
  equal(slotStanding(quiet, instant('2026-01-08T22:30Z'), instant('2026-01-09T08:00Z')), 'due')
  equal(slotStanding(quiet, instant('2026-01-08T22:30Z'), instant('2026-01-09T12:00Z')), 'too-old')
})

const NIGHT = { from: '22:00', to: '07:00' }
const news = [
  // quiet, zone, noticed, now, standing with a grace of two hours
  [null, 'UTC', '2026-01-08T10:00Z', '2026-01-08T12:00Z', 'due'],
  [null, 'UTC', '2026-01-08T10:00Z', '2026-01-08T12:01Z', 'too-old'],
  [NIGHT, 'UTC', '2026-01-08T23:00Z', '2026-01-09T06:59Z', 'wait'],
  [NIGHT, 'UTC', '2026-01-08T23:00Z', '2026-01-09T07:00Z', 'due'],
  [NIGHT, 'UTC', '2026-01-08T23:00Z', '2026-01-09T09:00Z', 'due'],
  [NIGHT, 'UTC', '2026-01-08T23:00Z', '2026-01-09T09:01Z', 'too-old'],
  [NIGHT, 'UTC', '2026-01-08T21:00Z', '2026-01-09T07:00Z', 'due'], // it was still young when they began
  [NIGHT, 'UTC', '2026-01-08T19:59Z', '2026-01-09T07:00Z', 'too-old'], // it was not
  [NIGHT, 'UTC', '2026-01-08T23:00Z', '2026-01-10T07:00Z', 'too-old'], // that was the night before
  [{ from: '12:00', to: '14:00' }, 'UTC', '2026-01-08T13:00Z', '2026-01-08T14:00Z', 'due'],
  [NIGHT, 'America/New_York', '2026-03-08T04:00Z', '2026-03-08T11:00Z', 'due'], // an hour is skipped that night
  [NIGHT, 'America/New_York', '2026-11-01T03:00Z', '2026-11-01T11:59Z', 'wait'], // an hour comes twice
  [NIGHT, 'America/New_York', '2026-11-01T03:00Z', '2026-11-01T12:00Z', 'due'],
  [{ from: '22:00', to: '02:30' }, 'America/New_York', '2026-03-08T05:00Z', '2026-03-08T07:00Z', 'due'], // their end is skipped
] as const
for (const [quiet, zone, noticed, now, expected] of news) {
  const hours = quiet === null ? 'no quiet hours' : `quiet hours ${quiet.from}-${quiet.to} ${zone}`
  test(`with ${hours}, what was noticed at ${noticed} is ${expected} at ${now}`, () => {
    equal(newsStanding({ quiet, zone }, instant(noticed), instant(now), 2 * HOUR_MS), expected)
  })
}

const changedBetweenTicks = [
  // what changed after the slot of 08:00 ran, at 08:30; what is due then
  ['a later time is owed when it comes', { times: ['08:15'] }, ['2026-01-08T08:15:00Z']],
  ['an earlier time is not made up for', { times: ['07:45'] }, []],
  ['another zone moves the slots', { zone: 'Europe/Madrid', times: ['09:15'] }, ['2026-01-08T08:15:00Z']],
  ['a day taken out has no slot', { times: ['08:15'], days: [5] }, []],
  ['quiet hours put in hold a slot that came', { times: ['08:15'], quiet: { from: '08:20', to: '09:00' } }, []],
  ['a shorter grace ends a slot that came', { times: ['08:15'], graceMs: 60_000 }, []],
] as const satisfies readonly (readonly [string, Partial<SlotPlan>, readonly string[]])[]
for (const [name, changes, expected] of changedBetweenTicks) {
  test(`a subscription changed between ticks: ${name}`, () => {
    deepEqual(due(plan(changes), '2026-01-08T08:00Z', '2026-01-08T08:30Z'), expected)
  })
}

const ZONES = [
  'America/New_York',
  'Europe/Madrid',
  'America/Santiago',
  'Australia/Lord_Howe',
  'America/Nuuk',
  'Africa/Casablanca',
  'America/Bogota',
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'UTC',
]
const anyZone = fc.constantFrom(...ZONES)
const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`)
const anyDay = fc.integer({ min: 0, max: 1_500 }).map((days) => Temporal.PlainDate.from('2025-01-01').add({ days }))

test('property: one time has exactly one slot a local day, not before its hour and within an hour after it', () => {
  fc.assert(
    fc.property(anyZone, anyTime, anyDay, (zone, time, first) => {
      const start = first.toZonedDateTime({ timeZone: zone, plainTime: '00:00' }).toInstant()
      const slots = nextSlots(plan({ zone, times: [time] }), start.subtract({ nanoseconds: 1 }), 40)
      equal(slots.length, 40)
      for (const [index, slot] of slots.entries()) {
        const wanted = first.add({ days: index }).toPlainDateTime(Temporal.PlainTime.from(time))
        const local = slot.toZonedDateTimeISO(zone).toPlainDateTime()
        const lateMinutes = wanted.until(local).total('minutes')
        equal(lateMinutes >= 0 && lateMinutes <= 60, true, `${wanted} ran at ${local} ${zone}`)
      }
    }),
    { numRuns: 60 },
  )
})

test('property: polled at any cadence within the gaps and the grace, every slot runs once and in order', () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 20 })
  // Two hours between the times, an hour less where summer time begins: each poll sees at most one new slot.
  const times = fc.constantFrom(['00:30', '02:30', '23:10'], ['02:00'], ['01:15', '08:00', '17:30'])
  fc.assert(
    fc.property(anyZone, times, anyDay, gaps, (zone, wanted, day, minutes) => {
      const slotPlan = plan({ zone, times: wanted })
      const start = day.toZonedDateTime({ timeZone: zone, plainTime: '12:00' }).toInstant()
      const end = start.add({ hours: 60 })
      const ran: Temporal.Instant[] = []
      let now = start
      let last: Temporal.Instant | null = start
      for (let poll = 0; Temporal.Instant.compare(now, end) < 0; poll += 1) {
        const found = dueSlots(slotPlan, last, now)
        ran.push(...found)
        last = found.at(-1) ?? last
        now = now.add({ minutes: minutes[poll % minutes.length]! })
      }
      const expected = nextSlots(slotPlan, start, 20).filter((slot) => Temporal.Instant.compare(slot, end) < 0)
      const seen = ran.map(String)
      deepEqual(seen, expected.map(String).slice(0, seen.length))
      // The last poll before the end may have come before the last slot.
      equal(expected.length - seen.length <= 1, true, `${seen.join()} of ${expected.join()}`)
    }),
    { numRuns: 60 },
  )
})

test('property: a clock that is set back never runs a slot twice', () => {
  fc.assert(
    fc.property(anyZone, fc.array(fc.integer({ min: -180, max: 240 }), { maxLength: 60 }), (zone, steps) => {
      const slotPlan = plan({ zone, times: ['01:30', '08:00', '17:30'], graceMs: 6 * HOUR_MS })
      const ran = new Set<string>()
      let last: Temporal.Instant | null = null
      let now = instant('2026-10-31T00:00Z')
      for (const minutes of steps) {
        now = now.add({ minutes })
        for (const slot of dueSlots(slotPlan, last, now)) {
          equal(ran.has(slot.toString()), false)
          ran.add(slot.toString())
          last = slot
        }
      }
    }),
    { numRuns: 60 },
  )
})
