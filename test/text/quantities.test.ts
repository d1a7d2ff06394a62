import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLang } from '../../src/text/language.ts'
import { compareQuantities, findQuantities } from '../../src/text/quantities.ts'

const HOUR = 60
const DAY = 24 * HOUR
const YEAR = 365.2425 * DAY
const INF = Number.POSITIVE_INFINITY

// text, then of each quantity: low, high, unit, noun, bound
type Row = readonly [string, ...(readonly [number, number, string | null, string | null, string])[]]
const english: readonly Row[] = [
  ['It gave about 14 billion dollars.', [12.6e9, 15.4e9, 'usd', null, 'about']],
  ['It gave $14bn.', [14e9, 14e9, 'usd', null, 'exact']],
  ['It gave US$14 million in aid.', [14e6, 14e6, 'usd', null, 'exact']],
  ['It gave $3.2M, then €5m.', [3.2e6, 3.2e6, 'usd', null, 'exact'], [5e6, 5e6, 'eur', null, 'exact']],
  ['It cost 20 Australian dollars.', [20, 20, 'aud', null, 'exact']],
  ['It cost USD 300.', [300, 300, 'usd', null, 'exact']],
  ['There were more than 30 strikes.', [30, INF, null, 'strike', 'at-least']],
  ['The fire killed at least 110 people.', [110, INF, null, 'person', 'at-least']],
  ['Up to 40 boats left.', [0, 40, null, 'boat', 'at-most']],
  ['It sank 30 suspected smuggling boats.', [30, 30, null, 'boat', 'exact']],
  ['It rose between 5 and 7 percent.', [5, 7, 'percent', null, 'range']],
  ['It rose 5-7 percent.', [5, 7, 'percent', null, 'range']],
  ['It needs 10 to 12 million doses.', [10e6, 12e6, null, 'dose', 'range']],
  ['It rose 0.32% and fell 2 per cent.', [0.32, 0.32, 'percent', null, 'exact'], [2, 2, 'percent', null, 'exact']],
  ['It sent tens of billions of dollars.', [20e9, 100e9, 'usd', null, 'range']],
  ['Hundreds of homes and dozens of cars burned.', [200, 1000, null, 'home', 'range'], [24, 100, null, 'car', 'range']],
  ['It took two decades.', [20 * YEAR, 20 * YEAR, 'minute', null, 'exact']],
  ['It took 20 years.', [20 * YEAR, 20 * YEAR, 'minute', null, 'exact']],
  ['They spoke for an hour.', [HOUR, HOUR, 'minute', null, 'exact']],
  ['An hour-long call', [HOUR, HOUR, 'minute', null, 'exact']],
  ['A one-hour call', [HOUR, HOUR, 'minute', null, 'exact']],
  ['A call of 60 minutes', [HOUR, HOUR, 'minute', null, 'exact']],
  ['It lasted about an hour.', [54, 66, 'minute', null, 'about']],
  ['It lasted an hour and a half.', [90, 90, 'minute', null, 'exact']],
  ['It lasted half an hour.', [30, 30, 'minute', null, 'exact']],
  ['He bought a dozen eggs.', [12, 12, null, 'egg', 'exact']],
  ['He bought half a million shares.', [5e5, 5e5, null, 'share', 'exact']],
  ['He bought a quarter of a million shares.', [250_000, 250_000, null, 'share', 'exact']],
  ['He bought one and a half million shares.', [1.5e6, 1.5e6, null, 'share', 'exact']],
  ['He bought three quarters of a million shares.', [750_000, 750_000, null, 'share', 'exact']],
  ['It was their first call since May.', [1, 1, 'ordinal', 'call', 'exact']],
  ['She came 3rd.', [3, 3, 'ordinal', null, 'exact']],
  ['One hundred and twenty-three thousand voters came.', [123_000, 123_000, null, 'voter', 'exact']],
  ['Twenty-five ships and two planes', [25, 25, null, 'ship', 'exact'], [2, 2, null, 'plane', 'exact']],
  ['One soldier was hurt.', [1, 1, null, 'soldier', 'exact']],
  ['30 or more trucks; 50+ vans', [30, INF, null, 'truck', 'at-least'], [50, INF, null, 'van', 'at-least']],
  ['It is 5 miles off.', [8.04672, 8.04672, 'km', null, 'exact']],
  ['They talked about two things.', [2, 2, null, 'thing', 'exact']],
]
const spanish: readonly Row[] = [
  ['Entregó 14.000 millones de dólares.', [14e9, 14e9, 'usd', null, 'exact']],
  ['Costó 2,5 millones de euros.', [2.5e6, 2.5e6, 'eur', null, 'exact']],
  ['Costó 3.500 millones de pesos colombianos.', [3.5e9, 3.5e9, 'cop', null, 'exact']],
  ['Hubo más de 30 ataques.', [30, INF, null, 'attack', 'at-least']],
  ['Murieron al menos 110 personas.', [110, INF, null, 'person', 'at-least']],
  ['Duró casi dos décadas.', [18 * YEAR, 22 * YEAR, 'minute', null, 'about']],
  ['Duró una hora y media.', [90, 90, 'minute', null, 'exact']],
  ['Llegaron dos millones y medio de votantes.', [2.5e6, 2.5e6, null, 'voter', 'exact']],
  ['Llegó un millón y medio de votantes.', [1.5e6, 1.5e6, null, 'voter', 'exact']],
  ['Duró media hora.', [30, 30, 'minute', null, 'exact']],
  ['Sube entre 5 y 7 por ciento.', [5, 7, 'percent', null, 'range']],
  ['Llegaron treinta y cinco mil votantes.', [35_000, 35_000, null, 'voter', 'exact']],
  ['Fue la primera llamada.', [1, 1, 'ordinal', 'call', 'exact']],
  [
    'Quemó decenas de casas y unas 1,650 hectáreas.',
    [20, 100, null, 'hous', 'range'],
    [1485, 1815, 'ha', null, 'about'],
  ],
  ['Compró medio millón de acciones.', [5e5, 5e5, null, 'share', 'exact']],
  ['Era un hombre con una maleta.'],
]
const close = (a: number, b: number) => a === b || Math.abs(a - b) < 1e-6 * Math.abs(b)
function check(lang: TextLang, [text, ...expected]: Row): void {
  test(`${text} → ${expected.map(([low, high, unit, noun]) => `${low}…${high} ${unit ?? noun}`).join(', ')}`, () => {
    const found = findQuantities(text, lang)
    deepEqual(
      found.map(({ unit, noun, bound }) => [unit, noun, bound]),
      expected.map(([, , unit, noun, bound]) => [unit, noun, bound]),
    )
    for (const [at, [low, high]] of expected.entries()) {
      equal(close(found[at]?.low ?? -1, low) && close(found[at]?.high ?? -1, high), true, JSON.stringify(found[at]))
      equal(text.slice(found[at]?.start, found[at]?.end), found[at]?.text)
    }
  })
}
for (const row of english) check('en', row)
for (const row of spanish) check('es', row)

const none = [
  'In 2009 and the 1990s, on January 7, 2026.',
  'He met one of the judges; no one came; the one who stayed.',
  'The G20, an F-16, an Airbus A320 and a Boeing 737',
  'Call 304-555-0142 today.',
  'Doors open at 8:30 and close at 9 p.m.',
  'They won 3-1 on penalties.',
  'Article 5 and Flight 370',
  'Visit 12 Elm Street.',
  'On Jan. 3 she left.',
]
for (const text of none) test(`no quantity: ${text}`, () => deepEqual(findQuantities(text, 'en'), []))

const pairs = [
  ['$14 billion', '14 billion dollars', 'same'],
  ['an hour-long call', 'a call of 60 minutes', 'same'],
  ['two decades', '20 years', 'same'],
  ['roughly $14 billion', '$14.2 billion', 'compatible'],
  ['more than 30 strikes', '35 strikes', 'compatible'],
  ['more than 30 strikes', '25 strikes', 'conflict'],
  ['30 strikes', '31 strikes', 'conflict'],
  ['$13.9 million', '$14 million', 'compatible'],
  ['$14 billion', 'tens of billions of dollars', 'conflict'],
  ['30 strikes', '30 people', 'unrelated'],
  ['30 percent', '30 years', 'unrelated'],
  ['their first call', 'their second call', 'conflict'],
  ['at least 110 people', 'about 120 people', 'compatible'],
] as const
for (const [a, b, verdict] of pairs) {
  test(`"${a}" and "${b}" are ${verdict}`, () => {
    const [[left], [right]] = [findQuantities(a, 'en'), findQuantities(b, 'en')]
    equal(compareQuantities(left!, right!), verdict)
    equal(compareQuantities(right!, left!), verdict)
  })
}
test('English and Spanish counts of one thing are the same', () => {
  const [[left], [right]] = [findQuantities('at least 30 attacks', 'en'), findQuantities('al menos 30 ataques', 'es')]
  equal(compareQuantities(left!, right!), 'same')
})
