import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { resolveDates } from '../../src/text/dates-resolve.ts'
import { findDates } from '../../src/text/dates.ts'
import type { TextLang } from '../../src/text/language.ts'

// Thursday 8 January 2026 is the day an article states. The third column is what a reader of that article learns, the
// fourth what is left where none is stated.
const STATED = '2026-01-08'
const cases: readonly (readonly [string, string, string | null, string | null])[] = [
  // Whole dates need no stated day.
  ['January 7, 2026', '7 de enero de 2026', '2026-01-07', '2026-01-07'],
  ['Jan. 7, 2026', '7 ene. 2026', '2026-01-07', '2026-01-07'],
  ['the 1st of May 2025', 'el 1.º de mayo de 2025', '2025-05-01', '2025-05-01'],
  ['May 1, 2025', 'primero de mayo de 2025', '2025-05-01', '2025-05-01'],
  ['2026-01-07', '2026-01-07', '2026-01-07', '2026-01-07'],
  ['25/12/2025', '25/12/2025', '2025-12-25', '2025-12-25'],
  ['25-12-2025', '25-12-2025', '2025-12-25', '2025-12-25'],
  ['25.12.2025', '25.12.2025', '2025-12-25', '2025-12-25'],
  ['January 7-9, 2026', '7 de enero de 2026', '2026-01-07', '2026-01-07'],
  ['in September 2025', 'en setiembre de 2025', '2025-09', '2025-09'],
  ['in 1998', 'en 1998', '1998', '1998'],
  // What states no year has none by itself.
  ['on Jan. 7', 'el 7 de enero', '2026-01-07', '--01-07'],
  ['Wed., Jan. 7', 'miércoles, 7 de enero', '2026-01-07', '--01-07'],
  ['in September', 'en septiembre', '2025-09', '--09'],
  // Weekdays and words that count from a day are nothing without one.
  ['on Wednesday', 'el miércoles', '2026-01-07', null],
  ['last Wednesday', 'el pasado miércoles', '2026-01-07', null],
  ['next Wednesday', 'el próximo miércoles', '2026-01-14', null],
  ['today', 'hoy', '2026-01-08', null],
  ['this morning', 'esta mañana', '2026-01-08', null],
  ['tonight', 'esta noche', '2026-01-08', null],
  ['yesterday', 'ayer', '2026-01-07', null],
  ['last night', 'anoche', '2026-01-07', null],
  ['the day before yesterday', 'anteayer', '2026-01-06', null],
  ['the day before yesterday', 'antes de ayer', '2026-01-06', null],
  ['the day before yesterday', 'antier', '2026-01-06', null],
  ['tomorrow', 'mañana', '2026-01-09', null],
  ['the day after tomorrow', 'pasado mañana', '2026-01-10', null],
  ['two days ago', 'hace dos días', '2026-01-06', null],
  ['last month', 'el mes pasado', '2025-12', null],
  ['last year', 'el año pasado', '2025', null],
  ['next year', 'el próximo año', '2027', null],
  // About a day is no day.
  ['two weeks ago', 'hace dos semanas', null, null],
  ['last week', 'la semana pasada', null, null],
  ['this week', 'esta semana', null, null],
  ['some thirty days ago', 'hace unos treinta días', null, null],
]

const found = (text: string, lang: TextLang): string | null => findDates(text, lang)[0]?.date ?? null
const told = (text: string, lang: TextLang): string | null => resolveDates(text, lang, STATED)[0]?.date ?? null

for (const [english, spanish, resolved, bare] of cases) {
  test(`“${english}” and «${spanish}» are ${resolved ?? 'no day'}, and ${bare ?? 'nothing'} without a stated day`, () => {
    deepEqual([told(english, 'en'), told(spanish, 'es')], [resolved, resolved])
    deepEqual([found(english, 'en'), found(spanish, 'es')], [bare, bare])
  })
}

test('of two readings none is chosen in English; in Spanish the day stands first', () => {
  deepEqual([found('on 7/1/2026', 'en'), found('el 7/1/2026', 'es')], [null, '2026-01-07'])
})

const several = [
  ['del 7 al 9 de enero de 2026', 'es', ['2026-01-07', '2026-01-09']],
  ['entre el 7 y el 9 de enero', 'es', ['--01-07', '--01-09']],
  ['7-9 January 2026', 'en', ['2026-01-07', '2026-01-09']],
] as const
for (const [text, lang, expected] of several) {
  test(`“${text}” names two days of one month`, () =>
    deepEqual(
      findDates(text, lang).map(({ date }) => date),
      expected,
    ))
}

for (const text of ['Abril Gómez llegó.', 'Llegó Domingo Vega.', 'por la mañana', 'cada mañana']) {
  test(`«${text}» names no day`, () => deepEqual(findDates(text, 'es', STATED), []))
}
