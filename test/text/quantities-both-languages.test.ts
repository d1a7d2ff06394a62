import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import type { TextLang } from '../../src/text/language.ts'
import { compareQuantities, findQuantities } from '../../src/text/quantities.ts'

// One reading in both languages: what an English and a Spanish text say alike must be read alike. Each quantity is told as
// low…high unit (or noun); "∞" where nothing bounds it.
const cases: readonly (readonly [string, string, ...string[]])[] = [
  // Figures as each language writes them.
  ['1.5 million litres', '1,5 millones de litros', '1500000 litre'],
  ['2,500 dollars', '2.500 dólares', '2500 usd'],
  ['a billion dollars', 'mil millones de dólares', '1000000000 usd'],
  ['a trillion pesos', 'un billón de pesos', '1000000000000 peso'],
  ['$14bn', '14.000 millones de dólares', '14000000000 usd'],
  ['US$3 billion', 'US$ 3 mil millones', '3000000000 usd'],
  ['€3m', '3 millones de euros', '3000000 eur'],
  ['12,000 people', '12 000 personas', '12000 person'],
  ['3,500 pesos', '3 mil 500 pesos', '3500 peso'],
  ['10,000 Swiss francs', '10.000 francos suizos', '10000 chf'],
  // Number words.
  ['two hundred and thirty boats', 'doscientos treinta barcos', '230 boat'],
  ['a dozen boats', 'una docena de barcos', '12 boat'],
  ['two dozen boats', 'dos docenas de barcos', '24 boat'],
  ['half a dozen boats', 'media docena de barcos', '6 boat'],
  ['half a million people', 'medio millón de personas', '500000 person'],
  ['two and a half million people', 'dos millones y medio de personas', '2500000 person'],
  ['tens of boats', 'decenas de barcos', '20…100 boat'],
  ['hundreds of boats', 'cientos de barcos', '200…1000 boat'],
  ['thousands of people', 'miles de personas', '2000…100000 person'],
  ['tens of thousands of people', 'decenas de miles de personas', '20000…100000 person'],
  ['several hundred boats', 'varios cientos de barcos', '200…1000 boat'],
  ['millions of people', 'millones de personas', '2000000…1000000000 person'],
  // Bounds.
  ['more than 30 boats', 'más de 30 barcos', '30…∞ boat'],
  ['at least 30 boats', 'al menos 30 barcos', '30…∞ boat'],
  ['no fewer than 30 boats', 'no menos de 30 barcos', '30…∞ boat'],
  ['30 or more boats', '30 o más barcos', '30…∞ boat'],
  ['up to 30 boats', 'hasta 30 barcos', '0…30 boat'],
  ['fewer than 30 boats', 'menos de 30 barcos', '0…30 boat'],
  ['nearly 30 boats', 'casi 30 barcos', '27…33 boat'],
  ['some 30 boats', 'unos 30 barcos', '27…33 boat'],
  ['close to 30 boats', 'cerca de 30 barcos', '27…33 boat'],
  ['around 30 boats', 'alrededor de 30 barcos', '27…33 boat'],
  // Ranges, and changes, which are none.
  ['between 20 and 30 boats', 'entre 20 y 30 barcos', '20…30 boat'],
  ['20 to 30 boats', '20 a 30 barcos', '20…30 boat'],
  ['20-30 boats', '20-30 barcos', '20…30 boat'],
  ['A fleet of 20 to 30 boats', 'Una flota de 20 a 30 barcos', '20…30 boat'],
  ['The rate fell from 7 to 5 percent', 'La tasa cayó de 7 a 5 por ciento', '7 percent', '5 percent'],
  ['The rate rose from 5% to 7%', 'La tasa subió del 5 % al 7 %', '5 percent', '7 percent'],
  ['It grew from 20 to 30 boats', 'Pasó de 20 a 30 barcos', '20 boat', '30 boat'],
  ['It rose from 3 to 4 million people', 'Subió de 3 a 4 millones de personas', '3000000 person', '4000000 person'],
  // Shares.
  ['50% of the boats', '50 % de los barcos', '50 percent'],
  ['50 percent', '50 por ciento', '50 percent'],
  ['half of the boats', 'la mitad de los barcos', '50 percent'],
  ['a fifth of the boats', 'una quinta parte de los barcos', '20 percent'],
  ['three-quarters of the boats', 'tres cuartos de los barcos', '75 percent'],
  ['one in five boats', 'uno de cada cinco barcos', '20 percent'],
  ['three out of four people', 'tres de cada cuatro personas', '75 percent'],
  ['half a percentage point', 'medio punto porcentual', '0.5 percent'],
  // Durations, in minutes.
  ['an hour', 'una hora', '60 minute'],
  ['a one-hour talk', 'una charla de una hora', '60 minute'],
  ['half an hour', 'media hora', '30 minute'],
  ['three quarters of an hour', 'tres cuartos de hora', '45 minute'],
  ['an hour and a half', 'hora y media', '90 minute'],
  ['an hour and a half', 'una hora y media', '90 minute'],
  ['two and a half hours', 'dos horas y media', '150 minute'],
  ['90 minutes', '90 minutos', '90 minute'],
  ['three days', 'tres días', '4320 minute'],
  ['72 hours', '72 horas', '4320 minute'],
  ['half a century', 'medio siglo', '26297460 minute'],
  ['a quarter of a century', 'un cuarto de siglo', '13148730 minute'],
  // Ranks are ranks, ages are ages.
  ['the first time', 'la primera vez', '1 ordinal'],
  ['the third boat', 'el tercer barco', '3 ordinal'],
  ['the 3rd boat', 'el 3.º barco', '3 ordinal'],
  ['Ruiz, aged 42, left', 'Ruiz, de 42 años, salió', '42 year-old'],
  ['a man 42 years old', 'un hombre de 42 años de edad', '42 year-old'],
  // No quantities.
  ['They won 3-1.', 'Ganaron 3-1.'],
  ['Room 12 is shut.', 'La sala 12 está cerrada.'],
  ['Flight 112 left.', 'El vuelo 112 salió.'],
  ['Article 19 was changed.', 'El artículo 19 se cambió.'],
  ['It opened in 1999.', 'Abrió en 1999.'],
  ['the budget of 2026', 'el presupuesto de 2026'],
  ['Call +44 20 7946 0958.', 'Llame al 601 555 0134.'],
  ['at 5 p.m.', 'a las 5 de la tarde'],
  ['at 5:30', 'a las 5:30'],
  ['a cure for Covid-19', 'una cura para la covid-19'],
  ['on January 7', 'el 7 de enero'],
]

const told = (text: string, lang: TextLang): readonly string[] =>
  findQuantities(text, lang).map(({ low, high, unit, noun, text: own, start, end }) => {
    equal(text.slice(start, end), own)
    const span = low === high ? `${low}` : `${low}…${high === Number.POSITIVE_INFINITY ? '∞' : high}`
    return `${span} ${unit ?? noun ?? ''}`.trim()
  })

for (const [english, spanish, ...expected] of cases) {
  test(`“${english}” and «${spanish}» are ${expected.join(', ') || 'no quantity'}`, () => {
    deepEqual(told(english, 'en'), expected)
    deepEqual(told(spanish, 'es'), expected)
  })
}

// Round numbers that Spanish alone has a noun for.
const rough = [
  ['una veintena de barcos', '18…22 boat'],
  ['un centenar de barcos', '90…110 boat'],
  ['medio centenar de barcos', '45…55 boat'],
  ['más de un centenar de barcos', '100…∞ boat'],
  ['un millar de barcos', '900…1100 boat'],
] as const
for (const [text, expected] of rough) test(`«${text}» is ${expected}`, () => deepEqual(told(text, 'es'), [expected]))

const pairs = [
  ['two-thirds of the boats', '67% of the boats', 'compatible'],
  ['half of the boats', '50 percent', 'same'],
  ['a 42-year-old man', 'a man aged 42', 'same'],
  ['a 42-year-old man', 'a term of five years', 'unrelated'],
  ['the first time', 'one time of many', 'unrelated'],
  ['an hour-long talk', 'an hour and a half', 'conflict'],
] as const
for (const [one, other, verdict] of pairs) {
  test(`“${one}” and “${other}” are ${verdict}`, () => {
    const [[left], [right]] = [findQuantities(one, 'en'), findQuantities(other, 'en')]
    ok(left !== undefined)
    equal(right === undefined ? 'unrelated' : compareQuantities(left, right), verdict)
  })
}
