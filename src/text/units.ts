/** A unit as quantities carry it and what one of it is in that unit. */
export type UnitFactor = { readonly unit: string; readonly factor: number }

const MINUTES_A_DAY = 1_440
// Month and year as calendars average them (Gregorian: 365.2425 days): "two decades" and "20 years" are then equal.
const MINUTES_A_YEAR = 525_949.2
const MINUTES_A_MONTH = MINUTES_A_YEAR / 12

const units = (unit: string, factor: number, words: string): [string, UnitFactor][] =>
  words.split(' ').map((word) => [word, { unit, factor }])

/** Unit words, English and Spanish, folded. Currencies by ISO 4217 code in lower case; "peso" of no stated country. */
export const UNIT_WORDS: ReadonlyMap<string, UnitFactor> = new Map([
  ...units('usd', 1, 'dollar dollars usd dolar dolares'),
  ...units('usd', 0.01, 'cents'),
  ...units('eur', 1, 'euro euros eur'),
  ...units('gbp', 1, 'sterling gbp'),
  ...units('jpy', 1, 'yen yenes jpy'),
  ...units('cny', 1, 'yuan yuanes renminbi cny rmb'),
  ...units('inr', 1, 'rupee rupees rupia rupias inr'),
  ...units('rub', 1, 'rouble roubles ruble rubles rublo rublos rub'),
  ...units('uah', 1, 'hryvnia hryvnias grivna grivnas uah'),
  ...units('chf', 1, 'chf'),
  ...units('franc', 1, 'franc francs franco francos'),
  ...units('brl', 1, 'reais reales brl'),
  ...units('peso', 1, 'peso pesos'),
  ...units('cop', 1, 'cop'),
  ...units('mxn', 1, 'mxn'),
  ...units('ars', 1, 'ars'),
  ...units('clp', 1, 'clp'),
  ...units('ves', 1, 'bolivares ves'),
  ...units('try', 1, 'lira liras'),
  ...units('ils', 1, 'shekel shekels shequel shequels ils'),
  ...units('krw', 1, 'won krw'),
  ...units('zar', 1, 'rand zar'),
  ...units('sek', 1, 'krona kronor sek'),
  ...units('btc', 1, 'bitcoin bitcoins btc'),
  ...units('percent', 1, 'percent pct porciento'),
  ...units('minute', 1 / 60, 'second seconds segundo segundos sec secs'),
  ...units('minute', 1, 'minute minutes minuto minutos min mins'),
  ...units('minute', 60, 'hour hours hora horas hr hrs'),
  ...units('minute', MINUTES_A_DAY, 'day days dia dias'),
  ...units('minute', 7 * MINUTES_A_DAY, 'week weeks semana semanas'),
  ...units('minute', 14 * MINUTES_A_DAY, 'fortnight fortnights quincena'),
  ...units('minute', MINUTES_A_MONTH, 'month months mes meses'),
  ...units('minute', MINUTES_A_YEAR, 'year years ano anos yr yrs'),
  ...units('minute', 10 * MINUTES_A_YEAR, 'decade decades decada decadas decenio decenios'),
  ...units('minute', 100 * MINUTES_A_YEAR, 'century centuries siglo siglos'),
  ...units('km', 1, 'km kms kilometer kilometers kilometre kilometres kilometro kilometros'),
  ...units('km', 1.609344, 'mile miles milla millas mi'),
  ...units('km', 0.001, 'meter meters metre metres metro metros'),
  ...units('km', 0.0003048, 'foot feet ft pies'),
  ...units('km', 0.00001, 'cm centimeter centimeters centimetre centimetres centimetro centimetros'),
  ...units('km', 0.0000254, 'inch inches pulgada pulgadas'),
  ...units('km', 0.0009144, 'yard yards yardas'),
  ...units('kg', 1, 'kg kgs kilo kilos kilogram kilograms kilogramo kilogramos'),
  ...units('kg', 0.001, 'gram grams gramo gramos'),
  ...units('kg', 1_000, 'ton tons tonne tonnes tonelada toneladas'),
  ...units('kg', 0.45359237, 'lb lbs libras'),
  ...units('ha', 1, 'hectare hectares hectarea hectareas'),
  ...units('ha', 0.40468564, 'acre acres'),
  ...units('litre', 1, 'liter liters litre litres litro litros'),
  ...units('litre', 3.785411784, 'gallon gallons galon galones'),
  ...units('barrel', 1, 'barrel barrels barril barriles'),
  ...units('degree', 1, 'degree degrees grado grados'),
  ...units('point', 1, 'point points punto puntos'),
  ...units('mw', 1, 'megawatt megawatts mw megavatio megavatios'),
  ...units('mw', 1_000, 'gigawatt gigawatts gw gigavatio gigavatios'),
  ...units('kmh', 1, 'kph kmh'),
  ...units('kmh', 1.609344, 'mph'),
])

/** Signs right before a figure, the longest first. */
export const CURRENCY_SIGNS: readonly (readonly [string, string])[] = [
  ['US$', 'usd'],
  ['U.S.$', 'usd'],
  ['COP$', 'cop'],
  ['COL$', 'cop'],
  ['MX$', 'mxn'],
  ['NZ$', 'nzd'],
  ['HK$', 'hkd'],
  ['A$', 'aud'],
  ['C$', 'cad'],
  ['R$', 'brl'],
  ['S$', 'sgd'],
  ['$', 'usd'],
  ['€', 'eur'],
  ['£', 'gbp'],
  ['¥', 'jpy'],
  ['₹', 'inr'],
  ['₽', 'rub'],
  ['₴', 'uah'],
  ['₩', 'krw'],
  ['₪', 'ils'],
  ['₺', 'try'],
  ['₿', 'btc'],
]

/** Of one country, by its demonym: "Colombian pesos", "pesos colombianos", "Australian dollars". */
export const NATIONAL_MONEY: ReadonlyMap<string, string> = new Map(
  `colombia peso cop,mexico peso mxn,argentina peso ars,chile peso clp,cuba peso cup,uruguay peso uyu,philippines peso php,
  australia usd aud,canada usd cad,new zealand usd nzd,hong kong usd hkd,singapore usd sgd,taiwan usd twd,
  switzerland franc chf,pakistan inr pkr,sri lanka inr lkr,indonesia inr idr,japan jpy jpy,brazil brl brl`
    .split(',')
    .map((entry): [string, string] => {
      const [, key = '', code = ''] = /^\s*(.+) (\w+)$/.exec(entry) ?? []
      return [key, code]
    }),
)
