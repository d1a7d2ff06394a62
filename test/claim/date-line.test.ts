import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { dateLine } from '../../src/claim/date-line.ts'
import { claim, lineOf, support } from './make.ts'

// 8 January 2026 is a Thursday.
const cases: readonly (readonly [string, string | null, string | null, string?])[] = [
  ['The board met on January 3, 2026.', null, '2026-01-03 day'],
  ['The board met on 3 January 2026.', null, '2026-01-03 day'],
  ['The gates were closed in November 2025.', null, '2025-11 month'],
  ['The gates were closed in November.', '2026-01-08', '2025-11 month'],
  ['The gates were closed in November.', null, null],
  ['The dam was finished in 1961.', null, '1961 year'],
  ['The board met on Wednesday.', '2026-01-08', '2026-01-07 day'],
  ['The board met on Wednesday.', '2026-01-08T09:00:00Z', '2026-01-07 day'],
  ['The board met on Wednesday.', '2026-01', null],
  ['The board met on Wednesday.', null, null],
  ['The board met yesterday.', '2026-01-08', '2026-01-07 day'],
  ['Dams are safe today.', '2026-01-08', null],
  ['The board met two days ago.', '2026-01-08', '2026-01-06 day'],
  ['The board met two days ago.', null, null],
  ['The board met earlier this week.', '2026-01-08', null],
  ['The board will meet again on Friday.', '2026-01-08', '2026-01-09 day'],
  ['The board meets again on Friday.', '2026-01-08', null],
  ['The board set a vote for Friday.', '2026-01-08', '2026-01-09 day'],
  ['The board met on January 3.', '2026-01-08', '2026-01-03 day'],
  ['The board met on December 30.', '2026-01-08', '2025-12-30 day'],
  ['The board will meet on January 20.', '2026-01-08', '2026-01-20 day'],
  ['The board met on January 3.', null, null],
  ['In 1961, and again on January 3, 2026, the wall moved.', null, '2026-01-03 day'],
  ['Between January 3, 2026 and January 5, 2026 the lake fell.', null, '2026-01-03 day'],
  ['In 1961 and in November 2025 the gates were closed.', null, '2025-11 month'],
  ['The wall moved on Wednesday, after cracks were seen on January 3.', '2026-01-08', '2026-01-07 day'],
  ['The keeper told reporters on Wednesday that the wall moved on January 3.', '2026-01-08', '2026-01-03 day'],
  ['The keeper said on Wednesday that the wall was built in 1961.', '2026-01-08', '1961 year'],
  ['The keeper said on Wednesday that the wall is safe.', '2026-01-08', '2026-01-07 day'],
  ['“The wall moved yesterday,” the keeper said.', '2026-01-08', null],
  ['The wall has moved.', '2026-01-08', null],
  ['La junta se reunió el 3 de enero de 2026.', null, '2026-01-03 day', 'es'],
  ['La junta se reunió el miércoles.', '2026-01-08', '2026-01-07 day', 'es'],
  ['La junta se reunirá el viernes.', '2026-01-08', '2026-01-09 day', 'es'],
  ['La junta se reunió hace dos días.', '2026-01-08', '2026-01-06 day', 'es'],
  ['La junta se reunió el martes pasado.', '2026-01-08', '2026-01-06 day', 'es'],
  ['La junta se reunió el miércoles.', null, null, 'es'],
  ['The keeper, who on Sunday spoke of closing, now says that the gates stay open.', '2026-01-08', null],
  ['The keeper, who leads the board, opened the gates on Wednesday.', '2026-01-08', '2026-01-07 day'],
  ['The crew repaired the wall that moved on January 3.', '2026-01-08', null],
  ['The board announced that the gates close on January 20.', '2026-01-08', '2026-01-20 day'],
  ['The crew has made more than 30 repairs on the wall since September.', '2026-01-08', null],
  ['The crew has worked since early last November.', '2026-01-08', null],
  ['The gates were shut after cracks were seen on January 3.', '2026-01-08', null],
  ['After cracks were seen on January 3, the board met on Wednesday.', '2026-01-08', '2026-01-07 day'],
  ['The keeper spoke before the board on Wednesday.', '2026-01-08', '2026-01-07 day'],
  ['The crew left before the wall moved on January 3.', '2026-01-08', null],
  ['The keeper opened the gates he had shut on January 3.', '2026-01-08', null],
  ['The board had met on January 3.', '2026-01-08', '2026-01-03 day'],
  ['The board had two meetings on January 3 and failed.', '2026-01-08', '2026-01-03 day'],
  ['On January 3, the keeper shut the gates that leaked.', '2026-01-08', '2026-01-03 day'],
  ['Ten sheep drowned when the wall moved on January 3.', '2026-01-08', '2026-01-03 day'],
  ['Dijo que hizo otro plan y que lo leyó ante los vecinos que él había llamado el domingo.', '2026-01-08', null, 'es'],
  ['La junta, que se reunió el 3 de enero, calla.', '2026-01-08', null, 'es'],
  ['La junta, que dirige el puerto, se reunió el 3 de enero.', '2026-01-08', '2026-01-03 day', 'es'],
  ['El guarda dijo que el muro se movió el 3 de enero.', '2026-01-08', '2026-01-03 day', 'es'],
  ['La junta tuvo que cerrar el puerto el 3 de enero.', '2026-01-08', '2026-01-03 day', 'es'],
  ['La junta hizo 30 obras desde septiembre.', '2026-01-08', null, 'es'],
  ['El guarda habló desde la torre el 3 de enero.', '2026-01-08', '2026-01-03 day', 'es'],
  ['La junta cerró el puerto después de la tormenta del 3 de enero.', '2026-01-08', null, 'es'],
  ['El guarda, quien salió el 3 de enero, volvió.', '2026-01-08', null, 'es'],
]
for (const [text, publishedAt, expected, lang = 'en'] of cases) {
  test(`${expected ?? 'no day'}: ${text} (stated ${publishedAt ?? 'nowhere'})`, () => {
    const line = lineOf(claim('c1', [support('a', text, { lang })]))
    const day = line === null ? null : dateLine(line, publishedAt)
    deepEqual(day === null ? null : `${day.date} ${day.precision}`, expected)
  })
}
