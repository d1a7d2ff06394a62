import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { dateLine } from '../../src/claim/date-line.ts'
import { claim, lineOf, support } from './make.ts'

const cases: readonly (readonly [string, string | null, string | null, string?])[] = [
  ['The board met on January 3, 2026.', null, '2026-01-03 day'],
  ['The board met on 3 January 2026.', null, '2026-01-03 day'],
  ['The gates were closed in November 2025.', null, '2025-11 month'],
  ['The dam was finished in 1961.', null, '1961 year'],
  ['The board met on Wednesday.', '2026-01-08', null],
  ['The board meets again on Friday.', '2026-01-08', null],
  ['The board met on Wednesday.', null, null],
  ['The board met on January 3.', '2026-01-08', '2026-01-03 day'],
  ['The board met on January 3.', null, null],
  ['In 1961, and again on January 3, 2026, the wall moved.', null, '2026-01-03 day'],
  ['Between January 3, 2026 and January 5, 2026 the lake fell.', null, '2026-01-03 day'],
  ['In 1961 and in November 2025 the gates were closed.', null, '2025-11 month'],
  ['The wall has moved.', '2026-01-08', null],
  ['La junta se reunió el 3 de enero de 2026.', null, '2026-01-03 day', 'es'],
  ['La junta se reunió el miércoles.', '2026-01-08', null, 'es'],
]
for (const [text, publishedAt, expected, lang = 'en'] of cases) {
  test(`${expected ?? 'no day'}: ${text} (stated ${publishedAt ?? 'nowhere'})`, () => {
    const line = lineOf(claim('c1', [support('a', text, { lang })]))
    const day = line === null ? null : dateLine(line, publishedAt)
    deepEqual(day === null ? null : `${day.date} ${day.precision}`, expected)
  })
}
