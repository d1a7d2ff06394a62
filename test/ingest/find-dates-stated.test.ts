import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { parseStatedTime, publicationTime, publicationTimeOfLine } from '../../src/ingest/find-dates-stated.ts'

const cases = [
  ['2026-01-07', '2026-01-07'],
  ['2026-01-07T18:10:00-05:00', '2026-01-07T23:10:00Z'],
  ['2026-01-07T23:10:00.123Z', '2026-01-07T23:10:00Z'],
  ['20260107T231000Z', '2026-01-07T23:10:00Z'],
  ['2026-01-07 18:10', '2026-01-07'], // no zone: the day is all it states
  ['Wed, 07 Jan 2026 23:10:00 GMT', '2026-01-07T23:10:00Z'],
  ['Wed, 7 Jan 26 18:10 EST', '2026-01-07T23:10:00Z'],
  ['January 7, 2026', '2026-01-07'],
  ['Jan. 7, 2026 at 6:10 p.m. ET', '2026-01-07T23:10:00Z'],
  ['July 7, 2025, 6:10 pm ET', '2025-07-07T22:10:00Z'], // summer time
  ['7 de enero de 2026', '2026-01-07'],
  ['miércoles, 7 de enero de 2026, 20:30', '2026-01-07'],
  ['7 January 2026', '2026-01-07'],
  ['27.01.2026', '2026-01-27'],
  ['01/27/2026', '2026-01-27'],
  ['01/07/2026', null], // July or January
  ['2026-02-30', null],
  ['2026-13-01', null],
  ['Jan. 7', null],
  ['Wednesday', null],
  ['the year 2026', null],
  ['', null],
] as const
for (const [raw, expected] of cases) {
  test(`"${raw}" states ${expected}`, () => equal(parseStatedTime(raw), expected))
}

test('feeds mean UTC where they state no zone', () => {
  equal(parseStatedTime('2026-01-07 18:10', 'utc'), '2026-01-07T18:10:00Z')
})

test('a month or a year alone is no publication date', () => {
  equal(parseStatedTime('2026-01'), '2026-01')
  equal(publicationTime('2026-01'), null)
})

const lines = [
  ['Published: January 7, 2026 | 3 min read', '2026-01-07'],
  ['By Ana Ruiz | Jan. 7, 2026', '2026-01-07'],
  ['Publicado el 7 de enero de 2026', '2026-01-07'],
  ['Updated January 8, 2026', null],
  ['El Correo, 3 de marzo de 2025', '2025-03-03'],
  ['Diario del Puerto | 3 de marzo de 2025', '2025-03-03'],
  ['The Harbour Post, March 4, 2025', '2025-03-04'],
  ['The board met, March 4, 2025', null],
  ['The president on Jan. 7, 2026 invited his counterpart to Washington.', null],
] as const
for (const [line, expected] of lines) {
  test(`the line "${line}" gives the publication date ${expected}`, () => equal(publicationTimeOfLine(line), expected))
}

test('whatever is read is a day or an instant that exists', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d T:Z.,/+-]{1,25}$/)), (raw) => {
      const time = publicationTime(raw)
      if (time === null) return
      equal(
        time,
        time.includes('T') ? Temporal.Instant.from(time).toString() : Temporal.PlainDate.from(time).toString(),
      )
    }),
  )
})
