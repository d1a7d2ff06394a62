import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import { datesAgree, findDates } from '../../src/text/dates.ts'

// Thursday 8 January 2026 is the stated day.
const STATED = '2026-01-08'
const english = [
  ['on January 7, 2026, they met', ['January 7, 2026', 'day', '2026-01-07']],
  ['on Jan. 7 they met', ['Jan. 7', 'day', '--01-07']],
  ['on 7 January 2026', ['7 January 2026', 'day', '2026-01-07']],
  ['on the 3rd of March 2025', ['3rd of March 2025', 'day', '2025-03-03']],
  ['in January 2025', ['January 2025', 'month', '2025-01']],
  ['in 2009', ['2009', 'year', '2009']],
  ['since September', ['September', 'month', '--09']],
  ['last October', ['October', 'month', '2025-10']],
  ['on Wednesday', ['Wednesday', 'weekday', '2026-01-07']],
  ['on Thursday', ['Thursday', 'weekday', '2026-01-08']],
  ['on Sunday', ['Sunday', 'weekday', '2026-01-04']],
  ['Wednesday, January 7, 2026', ['Wednesday, January 7, 2026', 'day', '2026-01-07']],
  ['yesterday', ['yesterday', 'relative', '2026-01-07']],
  ['last year', ['last year', 'year', '2025']],
  ['last month', ['last month', 'month', '2025-12']],
  ['earlier this week', ['this week', 'relative', null]],
  ['on 2026-01-07', ['2026-01-07', 'day', '2026-01-07']],
  ['on 13/01/2026', ['13/01/2026', 'day', '2026-01-13']],
  ['They may march in the sun.'],
  ['about 2000 people and 1,999 dogs'],
  ['$1950 and 2020 years'],
] as const
const spanish = [
  ['el 7 de enero de 2026', ['7 de enero de 2026', 'day', '2026-01-07']],
  ['el 7 de enero', ['7 de enero', 'day', '--01-07']],
  ['en enero de 2025', ['enero de 2025', 'month', '2025-01']],
  ['el miércoles', ['miércoles', 'weekday', '2026-01-07']],
  ['ayer', ['ayer', 'relative', '2026-01-07']],
  ['mañana', ['mañana', 'relative', '2026-01-09']],
  ['por la mañana'],
  ['el año pasado', ['año pasado', 'year', '2025']],
  ['el pasado octubre', ['octubre', 'month', '2025-10']],
  ['en octubre pasado', ['octubre pasado', 'month', '2025-10']],
  ['el 07/01/2026', ['07/01/2026', 'day', '2026-01-07']],
  ['en 1998', ['1998', 'year', '1998']],
] as const
for (const [lang, rows] of [
  ['en', english],
  ['es', spanish],
] as const) {
  for (const [text, ...expected] of rows) {
    test(`${lang}: "${text}" holds ${expected.map((row) => row.join(' ')).join(', ') || 'no date'}`, () => {
      const found = findDates(text, lang, STATED)
      deepEqual(
        found.map((mention) => [mention.text, mention.precision, mention.date]),
        expected,
      )
      for (const mention of found) equal(text.slice(mention.start, mention.end), mention.text)
    })
  }
}

test('without a stated day, weekdays and relative words stay unresolved', () => {
  deepEqual(
    findDates('yesterday, on Sunday, last year, last October', 'en').map((mention) => mention.date),
    [null, null, null, '--10'],
  )
})

test('a stated time counts as its day; nonsense counts as none', () => {
  equal(findDates('on Sunday', 'en', '2026-01-08T02:00:00Z')[0]?.date, '2026-01-04')
  equal(findDates('on Sunday', 'en', 'last week')[0]?.date, null)
  equal(findDates('on Sunday', 'en', '2026-13-40')[0]?.date, null)
})

const pairs = [
  ['January 7, 2026', 'on Jan. 7', 'compatible'],
  ['January 7, 2026', 'in January 2026', 'compatible'],
  ['January 7, 2026', 'on Wednesday', 'same'],
  ['January 7, 2026', 'January 8, 2026', 'conflict'],
  ['Jan. 3', 'Jan. 7', 'conflict'],
  ['last October', 'in September', 'conflict'],
  ['in 2025', 'since September', 'unrelated'],
  ['in 2025', 'in 2026', 'conflict'],
  ['this week', 'January 7, 2026', 'unrelated'],
] as const
for (const [a, b, verdict] of pairs) {
  test(`"${a}" and "${b}" are ${verdict}`, () => {
    const [[left], [right]] = [findDates(a, 'en', STATED), findDates(b, 'en', STATED)]
    equal(datesAgree(left!, right!), verdict)
    equal(datesAgree(right!, left!), verdict)
  })
}
const day = (text: string) => findDates(text, 'en')[0]!
test('unresolved weekdays conflict by name, and agree with a day that falls on them', () => {
  equal(datesAgree(day('on Monday'), day('on Tuesday')), 'conflict')
  equal(datesAgree(day('on Monday'), day('on Monday')), 'same')
  equal(datesAgree(day('on Wednesday'), day('January 7, 2026')), 'compatible')
  equal(datesAgree(day('on Monday'), day('January 7, 2026')), 'conflict')
})
