import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { resolveDates } from '../../src/text/dates-resolve.ts'

// Thursday 8 January 2026 is the stated day.
const STATED = '2026-01-08'
const english: readonly (readonly [string, ...string[]])[] = [
  ['The board met on Monday.', 'Monday 2026-01-05 counted'],
  ['The board met on Thursday.', 'Thursday 2026-01-08 counted'],
  ['The board will meet on Monday.', 'Monday 2026-01-12 counted'],
  ['On Monday, the board will meet.', 'Monday 2026-01-12 counted'],
  ['The keeper is to be sentenced on Monday.', 'Monday 2026-01-12 counted'],
  ['The vote, to be held on Friday, was called off.', 'Friday 2026-01-09 counted'],
  ['The gate has been closed since Monday.', 'Monday 2026-01-05 counted'],
  ['She said Tuesday that he will resign.', 'Tuesday 2026-01-06 counted'],
  ['The board called a vote for Friday.', 'Friday 2026-01-09 counted'],
  ["They blamed him for Friday's vote.", "Friday's 2026-01-02 counted"],
  ["They blamed him for Friday 's vote .", 'Friday 2026-01-02 counted'],
  ['They asked for an answer by Friday.', 'Friday 2026-01-02 assumed'],
  ['The gate broke this past Tuesday.', 'Tuesday 2026-01-06 counted'],
  ['The board meets again on Friday.', 'Friday 2026-01-02 assumed'],
  ['The gate broke last Thursday.', 'Thursday 2026-01-01 counted'],
  ['The gate broke last Tuesday.', 'Tuesday 2026-01-06 counted'],
  ['The board meets next Thursday.', 'Thursday 2026-01-15 counted'],
  ['The board meets every Monday.'],
  ['The gate broke on Good Friday.'],
  ['It was told to the Sunday Courier.'],
  ['Singer Domingo Vega came.'],
  ['It broke yesterday.', 'yesterday 2026-01-07 counted'],
  ['It broke the day before yesterday.', 'yesterday 2026-01-06 counted'],
  ['It opens the day after tomorrow.', 'tomorrow 2026-01-10 counted'],
  ['It broke two days ago.', 'two days ago 2026-01-06 counted'],
  ['It broke 3 days ago, on Monday.', '3 days ago 2026-01-05 counted', 'Monday 2026-01-05 counted'],
  ['It broke some 30 days ago.'],
  ['It broke earlier this week.'],
  ['He told Valley Today so.'],
  ['THE GATE BROKE YESTERDAY', 'YESTERDAY 2026-01-07 counted'],
  ['The gate broke today.', 'today 2026-01-08 counted'],
  ['Dams today are watched.', 'today 2026-01-08 assumed'],
  ['The board is expected to meet on Monday.', 'Monday 2026-01-12 counted'],
  ['Dams are safe today.', 'today 2026-01-08 assumed'],
  ['LAKEVIEW , Jan. 3 -- The gate broke .', 'Jan. 3 2026-01-03 named'],
  ['It broke on December 30.', 'December 30 2025-12-30 named'],
  ['It opens on January 20.', 'January 20 2026-01-20 named'],
  ['It broke on Wednesday, January 7, 2026.', 'Wednesday, January 7, 2026 2026-01-07 named'],
  ['It broke on February 29.'],
  ['It broke in November.', 'November 2025-11 named'],
  ['It broke in January.', 'January 2026-01 named'],
  ['It will open in March.', 'March 2026-03 named'],
  ['It will open in November.', 'November 2026-11 named'],
  ['The dam was built in 1961.', '1961 1961 named'],
  ['Edition of 1/7/26', '1/7/26 2026-01-07 named'],
  ['Edition of 7/1/26', '7/1/26 2026-01-07 named'],
  ['Edition of 1/26/11', '1/26/11 2011-01-26 named'],
  ['Edition of 01/07/2026', '01/07/2026 2026-01-07 named'],
  ['Edition of 13/14/26 and 1/2/3/26'],
]
const spanish: readonly (readonly [string, ...string[]])[] = [
  ['La junta se reunió el lunes.', 'lunes 2026-01-05 counted'],
  ['La junta se reunirá el lunes.', 'lunes 2026-01-12 counted'],
  ['La junta va a reunirse el lunes.', 'lunes 2026-01-12 counted'],
  ['La junta convocó una sesión para el viernes.', 'viernes 2026-01-09 counted'],
  ['La compuerta cedió el martes pasado.', 'martes 2026-01-06 counted'],
  ['La compuerta cedió el jueves pasado.', 'jueves 2026-01-01 counted'],
  ['La junta se reúne el próximo jueves.', 'jueves 2026-01-15 counted'],
  ['La junta se reúne todos los lunes.'],
  ['La compuerta cedió el Viernes Santo.'],
  ['La compuerta cedió ayer.', 'ayer 2026-01-07 counted'],
  ['La compuerta cedió antes de ayer.', 'ayer 2026-01-06 counted'],
  ['La presa abre pasado mañana.', 'mañana 2026-01-10 counted'],
  ['La compuerta cedió hace dos días.', 'hace dos días 2026-01-06 counted'],
  ['Hoy en día la presa está cerrada.'],
  ['La compuerta cedió esta semana.'],
  ['La compuerta cedió el 30 de diciembre.', '30 de diciembre 2025-12-30 named'],
  ['La compuerta cedió en noviembre.', 'noviembre 2025-11 named'],
  ['La presa se abrirá en marzo.', 'marzo 2026-03 named'],
  ['La edición del 07/01/2026', '07/01/2026 2026-01-07 named'],
]
for (const [lang, rows] of [
  ['en', english],
  ['es', spanish],
] as const) {
  for (const [text, ...expected] of rows) {
    test(`${lang}: "${text}" tells of ${expected.join(', ') || 'no date'}`, () => {
      const found = resolveDates(text, lang, STATED)
      deepEqual(
        found.map(({ start, end, date, by }) => `${text.slice(start, end)} ${date} ${by}`),
        expected,
      )
    })
  }
}

test('without a stated day only whole dates are left', () => {
  const text = 'On Monday, yesterday, two days ago, on January 3, in March, on 3 March 2025, on 1/2/26 and on 25/12/25'
  deepEqual(
    resolveDates(text, 'en', null).map(({ date }) => date),
    ['2025-03-03', '2025-12-25'],
  )
})

test('a stated time counts as its day, a stated month and nonsense as none', () => {
  const dateOf = (stated: string) => resolveDates('It broke on Monday.', 'en', stated)[0]?.date
  equal(dateOf('2026-01-08T02:00:00Z'), '2026-01-05')
  equal(dateOf('2026-01'), undefined)
  equal(dateOf('2026-13-40'), undefined)
})

test('whatever the text, dates are whole, in order and never overlap', () => {
  const words = fc.constantFrom(
    'Monday', 'last', 'next', 'lunes', 'pasado', 'yesterday', 'two', 'days', 'ago', 'hace', 'dos', 'días', 'January', '3',
    '31', '2026', '1/2/26', '31/12/2025', 'May', 'de', 'mayo', 'will', 'was', ',', '.', 'the', 'Today', 'mañana',
  ) // prettier-ignore
  const texts = fc.array(words, { maxLength: 12 }).map((all) => all.join(' '))
  fc.assert(
    fc.property(
      texts,
      fc.constantFrom('en', 'es'),
      fc.constantFrom(STATED, '2024-02-29', null),
      (text, lang, stated) => {
        let end = 0
        for (const mention of resolveDates(text, lang, stated)) {
          ok(mention.start >= end)
          equal(mention.date.length, { day: 10, month: 7, year: 4 }[mention.precision])
          if (mention.precision === 'day') equal(Temporal.PlainDate.from(mention.date).toString(), mention.date)
          end = mention.end
        }
      },
    ),
  )
})
