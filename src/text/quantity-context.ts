import { countryOf } from './countries.ts'
import { interlingua } from './glossary.ts'
import type { TextLang } from './language.ts'
import type { NumberReading } from './numbers.ts'
import { isStopword, stemWord } from './stems.ts'
import { CURRENCY_SIGNS, NATIONAL_MONEY, UNIT_WORDS, type UnitFactor } from './units.ts'
import type { Word } from './words.ts'

/** How a stated value bounds the true one. */
export type Bound = 'exact' | 'about' | 'at-least' | 'at-most' | 'range'

type Reading = { readonly text: string; readonly words: readonly Word[]; readonly lang: TextLang }

/** The text between word `at` and the word before it. */
export function wordGap(text: string, words: readonly Word[], at: number): string {
  const [before, word] = [words[at - 1], words[at]]
  return before === undefined || word === undefined ? '' : text.slice(before.end, word.start)
}

const phrases = (bound: Bound, text: string): [string, Bound][] =>
  text.split(',').map((phrase) => [phrase.trim(), bound])

const BEFORE: ReadonlyMap<string, Bound> = new Map([
  ...phrases(
    'about',
    'about, around, roughly, some, approximately, nearly, almost, close to, an estimated, estimated, just over',
  ),
  ...phrases('about', 'just under, a little over, slightly more than, slightly less than, circa, unos, unas, cerca de'),
  ...phrases(
    'about',
    'alrededor de, casi, aproximadamente, en torno a, poco mas de, poco menos de, algo mas de, cerca del',
  ),
  ...phrases(
    'at-least',
    'more than, over, above, upwards of, exceeding, in excess of, at least, no less than, not less than',
  ),
  ...phrases('at-least', 'no fewer than, a minimum of, minimum of, well over, mas de, mas del, al menos, por lo menos'),
  ...phrases('at-least', 'como minimo, no menos de, superior a, por encima de'),
  ...phrases(
    'at-most',
    'up to, at most, fewer than, less than, under, below, no more than, not more than, a maximum of',
  ),
  ...phrases(
    'at-most',
    'maximum of, as many as, as much as, as high as, menos de, menos del, hasta, como maximo, no mas de, a lo sumo',
  ),
])
const BEFORE_WORDS_MAX = 3
/** Counts below this are rarely estimated: "about two" tells what was talked about. */
const PREPOSITION_MAX = 10
const PREPOSITIONS = /^(?:about|around|over|above|under|below)$/

/** What the words before word `at` make of a number, and the first of those words. */
export function boundBefore(
  reading: Reading,
  at: number,
  unit: string | null,
  value: number,
): { bound: Bound; first: number } {
  for (let size = BEFORE_WORDS_MAX; size >= 1; size--) {
    const first = at - size
    if (first < 0) continue
    const words = reading.words.slice(first, at)
    const bound = BEFORE.get(words.map((word) => word.folded).join(' '))
    const apart = /^\s[^\s\p{L}]{0,4}$/u.test(wordGap(reading.text, reading.words, at))
    if (bound === undefined || !apart) continue
    // "talked about two things", "clashed over three issues": a preposition of the verb.
    if (unit === null && value < PREPOSITION_MAX && PREPOSITIONS.test(words[0]?.folded ?? '')) continue
    // "over two decades" is as often "during" as "more than".
    return { bound: unit === 'minute' && words[0]?.folded === 'over' ? 'about' : bound, first }
  }
  return { bound: 'exact', first: at }
}

const AFTER: readonly (readonly [RegExp, Bound])[] = [
  [/^\+/, 'at-least'],
  [/^(?:\s\p{L}+)?[\s,-]+(?:or more|plus|at least|o más|como mínimo|al menos)(?!\p{L})/iu, 'at-least'],
  [/^(?:\s\p{L}+)?\s(?:or so|aproximadamente|approximately)(?!\p{L})/iu, 'about'],
  [/^(?:\s\p{L}+)?\s(?:or less|or fewer|at most|o menos|como máximo)(?!\p{L})/iu, 'at-most'],
]

/** What the text after word `at` makes of a number ("30 or more", "30+"), and where that ends. */
export function boundAfter(reading: Reading, at: number): { bound: Bound; end: number } {
  const end = reading.words[at]?.end ?? 0
  const rest = reading.text.slice(end, end + 40)
  for (const [pattern, bound] of AFTER) {
    const match = pattern.exec(rest)
    if (match !== null) return { bound, end: end + match[0].length }
  }
  return { bound: 'exact', end }
}

/** The unit around a number: words `first` to `last`, characters `start` to `end`. */
export type UnitAround = UnitFactorOrNone & {
  readonly first: number
  readonly last: number
  readonly start: number
  readonly end: number
}
type UnitFactorOrNone = { readonly unit: string | null; readonly factor: number }

const PERCENT = /^\s?(?:%|(?:percentage points?|puntos? porcentual(?:es)?|per ?cent|por ciento|pct)(?!\p{L}))/iu

/** The unit of `number` (up to `top`, the other end of a range): a sign before it, a sign or word after it. */
export function unitAround(reading: Reading, number: NumberReading, top: NumberReading): UnitAround {
  const { text, words } = reading
  const start = words[number.first]?.start ?? 0
  const end = words[top.last]?.end ?? start
  const place = { first: number.first, last: top.last, start, end }
  const percent = PERCENT.exec(text.slice(end, end + 24))
  if (percent !== null) {
    const stop = end + percent[0].length
    let last = top.last
    while ((words[last + 1]?.end ?? Number.POSITIVE_INFINITY) <= stop) last++
    return { ...place, last, end: stop, unit: 'percent', factor: 1 }
  }
  const sign = signBefore(text, start)
  const after = unitAfter(reading, top, number.high)
  if (sign !== null) {
    const last = after !== null && after.factor === 1 && isMoney(after.unit) ? after.last : top.last
    const first =
      number.first - (/\p{L}/u.test(sign.text) && (words[number.first - 1]?.start ?? -1) >= sign.start ? 1 : 0)
    return { ...place, first, last, start: sign.start, unit: sign.unit, factor: 1 }
  }
  const code = words[number.first - 1]
  const coded = code !== undefined && /^[A-Z]{3}$/.test(code.text) ? UNIT_WORDS.get(code.folded) : undefined
  if (code !== undefined && coded !== undefined && isMoney(coded.unit)) {
    return { ...place, first: number.first - 1, start: code.start, unit: coded.unit, factor: 1 }
  }
  return after === null ? { ...place, unit: null, factor: 1 } : { ...place, ...after }
}

function isMoney(unit: string): boolean {
  return (
    unit === 'peso' ||
    unit === 'franc' ||
    CURRENCY_SIGNS.some(([, code]) => code === unit) ||
    /^(?:cny|chf|ars|clp|ves|zar|sek)$/.test(unit)
  )
}

function signBefore(text: string, start: number): { unit: string; start: number; text: string } | null {
  const before = text.slice(Math.max(0, start - 6), start).replace(/\s$/, '')
  const spaced = /\s$/.test(text.slice(Math.max(0, start - 1), start)) ? 1 : 0
  const found = CURRENCY_SIGNS.find(([sign]) => before.endsWith(sign))
  return found === undefined ? null : { unit: found[1], start: start - spaced - found[0].length, text: found[0] }
}

const JOINT = /^[¼½¾]?[\s-]{0,2}$/
/** Between a number and its unit: "14 billion US dollars", "millones de dólares", "30 more minutes". */
const PASSED: ReadonlySet<string> = new Set('us of de more metric long short full consecutive mas'.split(' '))
const CODES = /^(?:cop|mxn|ars|clp|ves|usd|eur|gbp|jpy|cny|rmb|inr|rub|uah|chf|brl|ils|krw|zar|sek|btc)$/
/** Below this "won" is a verb and a pound is as often a weight as money. */
const MONEY_MIN = 1_000

function unitAfter(
  reading: Reading,
  number: NumberReading,
  value: number,
): (UnitFactor & { last: number; end: number }) | null {
  const { text, words } = reading
  let at = number.last + 1
  if (!JOINT.test(wordGap(text, words, at))) return null
  const country = countryOf(words[at]?.folded ?? '')
  const square = /^(?:square|sq|cuadrad[oa]s?)$/.test(words[at]?.folded ?? '')
  if ((PASSED.has(words[at]?.folded ?? '') || country !== null || square) && JOINT.test(wordGap(text, words, at + 1)))
    at++
  const word = words[at]
  const found = word === undefined ? undefined : UNIT_WORDS.get(word.folded)
  if (word === undefined || found === undefined) return poundAfter(word, at, value)
  if (CODES.test(word.folded) && word.text !== word.text.toUpperCase()) return null
  if (found.unit === 'krw' && value < MONEY_MIN) return null
  const nextCountry = countryOf(words[at + 1]?.folded ?? '')
  const national = nationalMoney(found.unit, country ?? nextCountry)
  const last = national !== null && country === null ? at + 1 : at
  const squared = square || /^cuadrad[oa]s?$/.test(words[at + 1]?.folded ?? '')
  const place = { last, end: words[last]?.end ?? 0 }
  if (squared && found.unit === 'km') return { unit: 'km2', factor: found.factor ** 2, ...place }
  return { unit: national ?? found.unit, factor: found.factor, ...place }
}

function poundAfter(
  word: Word | undefined,
  at: number,
  value: number,
): (UnitFactor & { last: number; end: number }) | null {
  if (word === undefined || !/^pounds?$/.test(word.folded)) return null
  return { unit: value >= MONEY_MIN ? 'gbp' : 'pound', factor: 1, last: at, end: word.end }
}

function nationalMoney(unit: string, country: string | null): string | null {
  return country === null ? null : (NATIONAL_MONEY.get(`${country} ${unit}`) ?? null)
}

/** Words after a number among which what it counts is looked for: "30 suspected drug boats". */
const NOUN_REACH = 3
const PLURALS: ReadonlySet<string> = new Set(
  'people men women children police troops dead feet militia staff crew aircraft species media gente muertos'.split(
    ' ',
  ),
)
/** Spanish adjectives that stand before a plural noun. */
const SPANISH_FORE =
  /^(?:nuev|primer|grand|ultim|otr|presunt|supuest|distint|diferent|divers|vari|principal|propi|pequen|fuert|siguient|proxim)/

const isPlural = (folded: string): boolean => PLURALS.has(folded) || /[^su]s$/.test(folded)

/** Stem of the noun that the number up to word `at` counts: the first plural near it, or the next word. */
export function nounAfter(reading: Reading, at: number): string | null {
  const run = runAfter(reading, at)
  const plain = run.filter((word) => !(reading.lang === 'es' && SPANISH_FORE.test(word.folded)))
  const head = plain.find((word) => isPlural(word.folded)) ?? plain[0]
  return head === undefined ? null : nounStem(head, reading.lang)
}

/** Stem of the noun an ordinal at word `at` ranks: the last word of the run after it (in Spanish the first). */
export function headNoun(reading: Reading, at: number): string | null {
  const run = runAfter(reading, at)
  const [next] = run
  // A stopword, but what "por primera vez" ranks.
  if (reading.lang === 'es' && reading.words[at + 1]?.folded === 'vez') return 'time'
  const head = reading.lang === 'es' || next?.folded === 'time' ? next : run.at(-1)
  return head === undefined ? null : nounStem(head, reading.lang)
}

function nounStem(word: Word, lang: TextLang): string {
  return interlingua(stemWord(word.folded, lang), lang)
}

// The words right after word `at`, as far as a stopword, figure or punctuation mark. "30 of the strikes" passes "of the".
function runAfter(reading: Reading, at: number): Word[] {
  const { text, words, lang } = reading
  let next = at + 1
  if (/^(?:of|de)$/.test(words[next]?.folded ?? '') && wordGap(text, words, next) === ' ') {
    next++
    if (/^(?:the|its|their|his|her|those|these|los|las|sus)$/.test(words[next]?.folded ?? '')) next++
  }
  const run: Word[] = []
  for (const [index, word] of words.slice(next, next + NOUN_REACH).entries()) {
    const gap = wordGap(text, words, next + index)
    const ends = !/^[+¼½¾]?[\s-]{1,2}[“"‘]?$/.test(gap) || /\d/.test(word.folded) || isStopword(word.folded, lang)
    if (ends) break
    run.push(word)
  }
  return run
}
