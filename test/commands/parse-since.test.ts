import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { equalFacts } from '../contract/store-samples.ts'
import { parseAsOf, parseSince } from '../../src/commands/parse-since.ts'
import { showMoment } from '../../src/commands/show-time.ts'
import { isNewsError } from '../../src/news/errors.ts'
import { LANGS } from '../../src/news/message.ts'
import { BOGOTA, instant, SIX_PM } from './sample.ts'

const context = { now: SIX_PM, zone: BOGOTA, lang: 'en' } as const

/** Wall-clock time in Bogotá of what is meant on Thursday 8 January 2026 at 18:00. */
const cases = [
  // durations
  ['2h', '2026-01-08T16:00'],
  ['30m', '2026-01-08T17:30'],
  ['3d', '2026-01-05T18:00'],
  ['1h30m', '2026-01-08T16:30'],
  ['2 hours and 30 minutes', '2026-01-08T15:30'],
  ['1.5h', '2026-01-08T16:30'],
  ['an hour ago', '2026-01-08T17:00'],
  ['last 24 hours', '2026-01-07T18:00'],
  ['last week', '2026-01-01T18:00'],
  ['hace tres días', '2026-01-05T18:00'],
  ['últimas 24 horas', '2026-01-07T18:00'],
  ['1 mes', '2025-12-08T18:00'],
  // days
  ['today', '2026-01-08T00:00'],
  ['hoy', '2026-01-08T00:00'],
  ['yesterday', '2026-01-07T00:00'],
  ['  Since   YESTERDAY ', '2026-01-07T00:00'],
  ['desde ayer', '2026-01-07T00:00'],
  ['anteayer', '2026-01-06T00:00'],
  ['since monday', '2026-01-05T00:00'],
  ['desde el lunes', '2026-01-05T00:00'],
  ['miércoles pasado', '2026-01-07T00:00'],
  ['thursday', '2026-01-01T00:00'], // said on a Thursday: the week
  ['7 jan', '2026-01-07T00:00'],
  ['7 august', '2025-08-07T00:00'],
  ['Jan 7, 2026', '2026-01-07T00:00'],
  ['7 de enero de 2026', '2026-01-07T00:00'],
  ['31 dec', '2025-12-31T00:00'],
  ['2026-01-07', '2026-01-07T00:00'],
  // clock times
  ['14:00', '2026-01-08T14:00'],
  ['20:00', '2026-01-07T20:00'], // its last passing
  ['9am', '2026-01-08T09:00'],
  ['12am', '2026-01-08T00:00'],
  ['9:30 p.m.', '2026-01-07T21:30'],
  ['yesterday 14:00', '2026-01-07T14:00'],
  ['ayer a las 9', '2026-01-07T09:00'],
  ['thursday 09:00', '2026-01-08T09:00'],
  ['7 august 14:00', '2025-08-07T14:00'],
  ['Wed 7 Jan, 18:00', '2026-01-07T18:00'],
  ['el mié 7 ene, 18:00', '2026-01-07T18:00'],
  // ISO 8601
  ['2026-01-07 14:00', '2026-01-07T14:00'],
  ['2026-01-07T14:00', '2026-01-07T14:00'],
  ['2026-01-07T14:00Z', '2026-01-07T09:00'],
  ['2026-01-07 14:00+01:00', '2026-01-07T08:00'],
  ['2026-01-08T23:00:00Z', '2026-01-08T18:00'],
] as const

for (const [text, wall] of cases) {
  test(`since "${text}" means ${wall} in Bogotá`, () => {
    const at = Temporal.PlainDateTime.from(wall).toZonedDateTime(BOGOTA).toInstant()
    deepEqual(String(timeOf(text)), String(at))
  })
}

for (const text of ['last', 'last digest', 'the last edition', 'último', 'El último resumen', 'última edición']) {
  test(`since "${text}" means the last edition`, () => {
    deepEqual(parseSince(text, context), { kind: 'last' })
  })
}

for (const text of [
  '',
  ' ',
  'banana',
  '2',
  '9',
  '25:00',
  '13pm',
  '2026-02-30',
  '2026-13-01',
  '30 feb',
  'tomorrow',
  'thu 7 jan',
  '1.5d',
  '1h 1h',
  '1 constructor',
  'constructor',
  '99999999d',
  '100000mo',
  'hace',
  'ago',
  '-2h',
  'x'.repeat(10_000),
  '2h; drop',
]) {
  test(`"${text.slice(0, 30)}" is refused with examples`, () => {
    throws(() => parseSince(text, context), { code: 'time-invalid', message: /Try 2h, 30m/ })
    throws(() => parseAsOf(text, context), { code: 'time-invalid' })
  })
}

test('a refusal repeats what was given, on one line, in the language of the reader', () => {
  throws(() => parseSince('la semana\nque viene', { ...context, lang: 'es' }), {
    message:
      '«la semana que viene» no es una hora que se pueda leer. Pruebe 2h, 30m, 3d, ayer, lunes, 14:00, 2026-01-07, 2026-01-07 14:00 o último.',
  })
  throws(() => parseSince('', context), { message: /^No time is given\. Try/ })
})

for (const text of ['2027-01-01', '2026-01-08T23:00:01Z', '2026-01-08 18:01', '9 jan 2026', 'today 19:00']) {
  test(`"${text}" is refused as later than now`, () => {
    throws(() => parseSince(text, context), {
      code: 'time-invalid',
      message: `“${text}” is later than Thu 8 Jan, 18:00.`,
    })
    throws(() => parseAsOf(text, context), { code: 'time-invalid' })
  })
}

const asOfCases = [
  ['2026-01-07', '2026-01-08T04:59:59.999Z'], // the whole day
  ['yesterday', '2026-01-08T04:59:59.999Z'],
  ['today', '2026-01-08T23:00:00Z'], // now
  ['2026-01-07 14:00', '2026-01-07T19:00:00Z'],
  ['al 2026-01-07', '2026-01-08T04:59:59.999Z'],
  ['2h', '2026-01-08T21:00:00Z'],
] as const
for (const [text, at] of asOfCases) {
  test(`as of "${text}" means ${at}`, () => equal(String(parseAsOf(text, context)), at))
}

test('as of does not know "last"', () => throws(() => parseAsOf('last', context), { code: 'time-invalid' }))

test('a day is the calendar day of the zone where the clock changes', () => {
  const zoned = { now: instant('2026-03-09T16:00:00Z'), zone: 'America/New_York', lang: 'en' } as const
  equalFacts(parseSince('2d', zoned), { kind: 'time', at: instant('2026-03-07T17:00:00Z') })
  equalFacts(parseSince('48h', zoned), { kind: 'time', at: instant('2026-03-07T16:00:00Z') })
  // 02:30 did not happen that night: the clock showed 03:30.
  equalFacts(parseSince('2026-03-08 02:30', zoned), { kind: 'time', at: instant('2026-03-08T07:30:00Z') })
})

const pastMs = fc.integer({ min: Date.UTC(1950, 0, 1), max: SIX_PM.epochMilliseconds })

test('any instant as JSON writes it is read back exactly', () => {
  fc.assert(
    fc.property(pastMs, (ms) => {
      const at = Temporal.Instant.fromEpochMilliseconds(ms)
      ok(timeOf(at.toString()).equals(at))
      ok(parseAsOf(at.toString(), context).equals(at))
    }),
  )
})

test('any time as our messages show it is read back to the minute', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 60 * 24 * 300 }), fc.constantFrom(...LANGS), (minutes, lang) => {
      const at = SIX_PM.subtract({ minutes })
      const shown = showMoment(at, { lang, zone: BOGOTA }, SIX_PM)
      ok(timeOf(shown).equals(at), shown)
    }),
  )
})

test('any hours and minutes lead that far back', () => {
  fc.assert(
    fc.property(fc.nat(9999), fc.nat(59), (hours, minutes) => {
      const at = SIX_PM.subtract({ hours, minutes })
      for (const text of [
        `${hours}h ${minutes}m`,
        `${hours} hours, ${minutes} min ago`,
        `hace ${hours} horas y ${minutes} minutos`,
      ]) {
        ok(timeOf(text).equals(at), text)
      }
    }),
  )
})

test('whatever is typed gives a time not later than now, or a refusal', () => {
  const words = fc.constantFrom(
    'since',
    'desde',
    'last',
    'hace',
    '2',
    '2h',
    'd',
    'lunes',
    'monday',
    'a las',
    'at',
    '14:00',
    '7',
    'jan',
    '2026',
    '2026-01-07',
    'T',
    'Z',
    ',',
    'ago',
    'el',
  )
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.array(words, { maxLength: 6 }).map((parts) => parts.join(' ')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      try {
        const since = parseSince(text, context)
        if (since.kind === 'time') ok(Temporal.Instant.compare(since.at, SIX_PM) <= 0)
        ok(since.kind === 'last' || Temporal.Instant.compare(parseAsOf(text, context), since.at) >= 0)
      } catch (error) {
        ok(isNewsError(error, 'time-invalid'), String(error))
        match(error.message, /^[^\n\r]{10,300}$/)
      }
    }),
    { numRuns: 500 },
  )
})

function timeOf(text: string): Temporal.Instant {
  const since = parseSince(text, context)
  ok(since.kind === 'time')
  return since.at
}
