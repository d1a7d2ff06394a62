import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { differDates } from '../../src/claim/differ-dates.ts'
import { passage } from './make.ts'

const dates: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    'another day',
    'The board met on January 3, 2026.',
    'The board met on January 4, 2026.',
    ['January 3, 2026 / January 4, 2026'],
  ],
  ['another weekday', 'The board met on Monday.', 'The board met on Tuesday.', ['Monday / Tuesday']],
  ['another month', 'The gates were closed in November.', 'The gates were closed in October.', ['November / October']],
  [
    'the day of a saying beside it',
    'The gates will be closed on 21 January, the board said on Sunday.',
    'The board announced that the gates will be closed on 14 January.',
    ['21 January / 14 January'],
  ],
  ['the same day', 'The board met on January 3, 2026.', 'The board met on 3 January 2026.', []],
  ['a coarser date', 'The board met on January 3, 2026.', 'The board met in January 2026.', []],
  ['a day of no year', 'The board met on January 3, 2026.', 'The board met on January 3.', []],
  ['a weekday and its day', 'The board met on Wednesday.', 'The board met on January 7.', []],
  ['two dates in one', 'The board met on January 3.', 'The board met on January 4 and on January 5.', []],
  [
    'another clause',
    'Lund left in May, and the board met on Monday.',
    'The board met in June, when Lund left the town.',
    [],
  ],
  ['since and in', 'Lund has run the board since 1971.', 'Lund ran the board in 1982.', []],
  ['a day and a year', 'The board met on Monday over the dam.', 'The board met in 2019 over the dam.', []],
  ['two of a series', 'The 13th case of the court came on Monday.', 'The 14th case of the court came on Tuesday.', []],
  ['names alone in common', 'Petra Lund of Norwick left in May.', 'Petra Lund of Norwick sang in June.', []],
  [
    'a heading run on',
    'Board charged over dam The keeper died on June 3.',
    'The board is charged over the dam on May 5.',
    [],
  ],
  ['a time of day', '1743 The board has met over the dam.', '1943 The board has met over the dam.', []],
  ['a heading', 'Stories of the harbour board Wednesday 7 January', 'Stories of the harbour board Tuesday.', []],
  ['a heading', 'The harbour board meeting Wednesday 7 January', 'The harbour board meeting was on Tuesday.', []],
  ['un titular', 'La junta del puerto, martes 6 de enero', 'La junta del puerto fue el 7 de enero.', []],
  ['no date', 'The board met on January 3.', 'The board met.', []],
]
for (const [name, a, b, found] of dates) {
  test(`${found.length === 0 ? 'no difference' : 'differs'}: ${name}`, () => {
    const differences = differDates([passage('a', a, {}, '2026-01-08'), passage('b', b, {}, '2026-01-08')])
    deepEqual(
      differences.map(({ sides }) => sides.map(({ value }) => value).join(' / ')),
      found,
    )
  })
}
