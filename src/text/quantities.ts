import { findDates, type DateMention } from './dates.ts'
import type { TextLang } from './language.ts'
import { ORDINALS } from './number-words.ts'
import { digitsValue, readNumber, type NumberReading } from './numbers.ts'
import {
  boundAfter,
  boundBefore,
  headNoun,
  nounAfter,
  unitAround,
  wordGap,
  type Bound,
  type UnitAround,
} from './quantity-context.ts'
import { isNameFigure, isNoQuantity, isPronoun } from './quantity-guards.ts'
import { firstFrom, overlapsAny, type TextRange } from './range.ts'
import { readShare } from './shares.ts'
import { UNIT_WORDS } from './units.ts'
import { splitWords, type Word } from './words.ts'

/** A count, sum, share, duration or rank as a text claims it: the closed interval from `low` to `high`. */
export type Quantity = TextRange & {
  readonly text: string
  readonly low: number
  readonly high: number
  /** ISO 4217 in lower case, 'percent', 'minute' (all durations), 'year-old' (ages), 'km', 'kg', …, 'ordinal'; null for a bare count. */
  readonly unit: string | null
  /** Stem of the counted noun, in English where the glossary knows it. */
  readonly noun: string | null
  readonly bound: Bound
}

type Reading = {
  readonly text: string
  readonly words: readonly Word[]
  readonly lang: TextLang
  readonly dates: readonly TextRange[]
}
type Found = { readonly quantity: Quantity; readonly last: number }

/** "About 14" claims 14 give or take this share. */
const ABOUT_SHARE = 0.1

/**
 * The quantities of a text, in order. Not dates, years, times of day, scores, telephone numbers, or figures in names.
 * `words` and `dates` save finding them again.
 */
export function findQuantities(
  text: string,
  lang: TextLang,
  words: readonly Word[] = splitWords(text),
  dates: readonly DateMention[] = findDates(text, lang, null, words),
): readonly Quantity[] {
  const taken = dates.filter((mention) => mention.precision !== 'relative')
  const reading: Reading = { text, words, lang, dates: taken }
  const quantities: Quantity[] = []
  for (let at = 0; at < words.length; at++) {
    const found =
      readDuration(reading, at) ?? readPart(reading, at) ?? readQuantity(reading, at) ?? readOrdinal(reading, at)
    if (found === null) continue
    quantities.push(found.quantity)
    at = found.last
  }
  return quantities
}

const fold = (reading: Reading, at: number): string => reading.words[at]?.folded ?? ''

/** Digits that products of decimals keep. */
const round = (value: number): number => Number(value.toPrecision(12))

function widen(low: number, high: number, bound: Bound): { low: number; high: number } {
  if (bound === 'about') return { low: round(low * (1 - ABOUT_SHARE)), high: round(high * (1 + ABOUT_SHARE)) }
  if (bound === 'at-least') return { low, high: Number.POSITIVE_INFINITY }
  if (bound === 'at-most') return { low: 0, high }
  return { low, high }
}

type Parts = Omit<Quantity, 'start' | 'end' | 'text'> & { readonly first: number; readonly last: number }

function build(reading: Reading, parts: Parts, reach: Partial<TextRange> = {}): Found {
  const { first, last, ...rest } = parts
  const start = Math.min(reach.start ?? Number.POSITIVE_INFINITY, reading.words[first]?.start ?? 0)
  const end = Math.max(reach.end ?? 0, reading.words[last]?.end ?? start)
  return { quantity: { start, end, text: reading.text.slice(start, end), ...rest }, last }
}

const LONE_UNIT = /^(?:hour|decade|century|hora|decada|siglo)$/
const AND_A_HALF = /^ (?:and a half|y media)(?!\p{L})/u

// "an hour", "a decade", "una hora y media", "hour-long". "A day" or "a year" is left: "twice a day", "a year ago".
function readDuration(reading: Reading, at: number): Found | null {
  const { words, text, lang } = reading
  const bare =
    lang === 'es' && fold(reading, at) === 'hora' ? AND_A_HALF.test(text.slice(words[at]?.end).slice(0, 14)) : false
  if (bare) {
    const { bound, first } = boundBefore(reading, at, 'minute', 1)
    return build(reading, { first, last: at + 2, ...widen(90, 90, bound), unit: 'minute', noun: null, bound })
  }
  const one = lang === 'en' ? /^(?:an?|one)$/.test(fold(reading, at)) : /^una?$/.test(fold(reading, at))
  const next = fold(reading, at + 1)
  const joined = /^[\s-]{1,2}$/.test(wordGap(text, words, at + 1))
  const counted = one && joined && LONE_UNIT.test(next)
  const long = lang === 'en' && next === 'long' && wordGap(text, words, at + 1) === '-'
  const unit = UNIT_WORDS.get(counted ? next : long ? fold(reading, at) : '')
  if (unit === undefined || unit.unit !== 'minute' || (long && fold(reading, at).endsWith('s'))) return null
  const end = words[at + 1]?.end ?? 0
  const half = counted && AND_A_HALF.test(text.slice(end, end + 14))
  const last = at + 1 + (half ? (lang === 'en' ? 3 : 2) : 0)
  const { bound, first } = boundBefore(reading, at, 'minute', 1)
  const value = (half ? 1.5 : 1) * unit.factor
  return build(reading, { first, last, ...widen(value, value, bound), unit: 'minute', noun: null, bound })
}

// "Two-thirds of the voters", "la mitad de las casas", "uno de cada cinco": hundredths of a whole.
function readPart(reading: Reading, at: number): Found | null {
  const start = reading.words[at]?.start ?? 0
  const share = readShare(reading.text, start, reading.lang)
  if (share === null) return null
  const last = firstFrom(reading.words, start + share.length) - 1
  const { bound, first } = boundBefore(reading, at, 'percent', share.percent)
  return build(reading, {
    first,
    last,
    ...widen(share.percent, share.percent, bound),
    unit: 'percent',
    noun: null,
    bound,
  })
}

function readQuantity(reading: Reading, at: number): Found | null {
  const number = readNumber(reading.text, reading.words, at, reading.lang)
  if (number === null || isNoQuantity(reading, number)) return null
  const top = readTop(reading, number)
  if (top === 'score') return null
  if (top !== null && isChange(reading, number)) return readStart(reading, number, top)
  const around = withHalfOf(reading, withAge(reading, number, unitAround(reading, number, top ?? number)))
  const { unit, factor, last, half } = around
  const after = boundAfter(reading, last)
  const noun = unit === null ? (nounAfter(reading, last) ?? nounPast(reading, last, after.end)) : null
  if (isPronoun(reading, number, unit, noun) || isNameFigure(reading, number, unit, noun)) return null
  const before = boundBefore(reading, around.first, unit, number.high)
  const stated = after.bound !== 'exact' ? after.bound : before.bound
  const bound = top !== null || number.vague ? 'range' : number.rough === true && stated === 'exact' ? 'about' : stated
  const reach = { start: around.start, end: Math.max(around.end, after.end) }
  const interval = widen(
    round((number.low * (top?.factor ?? 1) + half) * factor),
    round(((top ?? number).high + half) * factor),
    bound,
  )
  return build(reading, { first: before.first, last, ...interval, unit, noun, bound }, reach)
}

/** Verbs of change: "from 5 to 7 percent" after one is two values, not a range. Folded; a star stands for any ending. */
const CHANGE =
  /^(?:rose|risen|rises?|rising|fell|fallen|falls?|falling|grew|grown|grows?|growing|(?:increas|decreas|declin|chang|mov|rais|widen|narrow|lower|jump|climb|drop|slipp|slump|plung|soar|shr[aiu]nk|reduc|expand|extend|upgrad|downgrad|trimm)\p{L}*|cut|cuts|cutting|went|up|down|(?:sub|baj|pas|ca|crec|aument|increment|disminu|reduc|reduj|recort|elev|descend|ascend|ampli|cambi)(?:[oe]|a|an|aron|ieron|io|yo|yeron|ido|ida|ado|ada|iendo|ando|ya|yan|ir|ar|er))$/u
/** Words before "from" among which that verb stands: "rose on Monday, the bank said, from 5 …". */
const CHANGE_REACH = 8

function isChange(reading: Reading, number: NumberReading): boolean {
  if (!/^(?:from|de|del)$/.test(fold(reading, number.first - 1))) return false
  return reading.words
    .slice(Math.max(0, number.first - 1 - CHANGE_REACH), number.first - 1)
    .some(({ folded }) => CHANGE.test(folded))
}

// The first value of a change: it has the unit, the scale and the noun of the second, which is read next.
function readStart(reading: Reading, number: NumberReading, top: Top): Found {
  const { unit, factor, last } = unitAround(reading, top, top)
  const own = unitAround(reading, number, number)
  const noun = unit === null ? nounAfter(reading, last) : null
  const value = round(number.low * top.factor * (own.unit === null ? factor : own.factor))
  const { start, end } = own
  const parts = { first: own.first, last: number.last, low: value, high: value, bound: 'exact' as const }
  return build(reading, { ...parts, unit: own.unit ?? unit, noun }, { start, end })
}

const OLD = /^(?:[\s-]olds?(?!\p{L})| de edad(?!\p{L}))/u

// "A 42-year-old man", "42 years old", "aged 42", ", de 42 años,": an age is compared with ages alone.
function withAge(reading: Reading, number: NumberReading, around: UnitAround): UnitAround {
  const { text } = reading
  if (around.unit === null && fold(reading, number.first - 1) === 'aged') return { ...around, unit: 'year-old' }
  if (around.unit !== 'minute') return around
  const aside = text.slice(0, around.start).endsWith(', de ') && /^[,.)]/.test(text.slice(around.end))
  if (!aside && !OLD.test(text.slice(around.end, around.end + 9))) return around
  return { ...around, unit: 'year-old', factor: around.factor / YEAR_FACTOR }
}

const YEAR_FACTOR = UNIT_WORDS.get('year')?.factor ?? 1
const HALF_MORE: Readonly<Record<TextLang, RegExp>> = { en: /^ and a half(?!\p{L})/u, es: /^ y medi[oa](?!\p{L})/u }

// "Dos horas y media", "three years and a half".
function withHalfOf(reading: Reading, around: UnitAround): UnitAround & { readonly half: number } {
  const more =
    around.unit === null ? null : HALF_MORE[reading.lang].exec(reading.text.slice(around.end, around.end + 14))
  if (more === null) return { ...around, half: 0 }
  const end = around.end + more[0].length
  return { ...around, last: firstFrom(reading.words, end) - 1, end, half: 0.5 }
}

// "30 or more trucks": the noun stands after the words of the bound.
function nounPast(reading: Reading, last: number, end: number): string | null {
  const words = reading.words.slice(last + 1, last + 5).filter((word) => word.end <= end).length
  return words === 0 && !reading.text.slice(0, end).endsWith('+') ? null : nounAfter(reading, last + words)
}

type Top = NumberReading & { readonly factor: number }

// The other end of "5-7 percent", "between 5 and 7", "10 to 12 million", "entre 5 y 7"; `factor` lifts the first end
// to the second's scale. A falling pair of figures is a score or a code.
function readTop(reading: Reading, number: NumberReading): Top | 'score' | null {
  const { text, words, lang } = reading
  const gap = wordGap(text, words, number.last + 1)
  const dash = /^ ?[-–—] ?$/.test(gap) && words[number.last + 1] !== undefined
  const joint = fold(reading, number.last + 1)
  const before = fold(reading, number.first - 1)
  const pair = before === 'between' || before === 'entre' ? /^(?:and|y|e)$/ : lang === 'en' ? /^to$/ : /^al?$/
  const worded = pair.test(joint) && gap === ' '
  if (!dash && !worded) return null
  const start = number.last + (dash ? 1 : 2)
  const signed = /^\s?[-–—]?\s?[$€£¥]?$/.test(wordGap(text, words, start))
  const top = signed ? readNumber(text, words, start, lang) : null
  if (top === null || top.vague || (dash && top.digits !== number.digits)) return null
  if (dash && /^[-–]$/.test(wordGap(text, words, top.last + 1)) && /^\d/.test(fold(reading, top.last + 1)))
    return 'score'
  const plain = digitsValue(fold(reading, top.first), lang)
  const scaled = number.first === number.last && top.last > top.first && plain > 0 ? top.high / plain : 1
  const factor = number.high < plain ? scaled : 1
  if (number.low * factor < top.high || (worded && isChange(reading, number))) return { ...top, factor }
  return dash ? 'score' : null
}

function readOrdinal(reading: Reading, at: number): Found | null {
  const word = fold(reading, at)
  const figure =
    /^(\d{1,3})(?:st|nd|rd|th|er|[rdtmv][oa])$/.exec(word) ?? /^(\d{1,3})\.?[ºª]$/.exec(reading.words[at]?.text ?? '')
  const value = figure === null ? ORDINALS[reading.lang].get(word) : Number(figure[1])
  const word0 = reading.words[at]
  if (value === undefined || word0 === undefined || overlapsAny(reading.dates, word0)) return null
  const noun = headNoun(reading, at)
  if (noun === null && figure === null) return null
  return build(reading, { first: at, last: at, low: value, high: value, unit: 'ordinal', noun, bound: 'exact' })
}

/** From here on figures are told in few digits: "13.9 million" and "14 million" may be one figure, "30" and "31" not. */
const ROUNDED_FROM = 10_000

function significantDigits(value: number): number {
  return value.toExponential().replace(/e.*$/, '').replace(/[.-]/g, '').length
}

// One of two exact figures is the other, rounded.
function isRounding(a: number, b: number): boolean {
  if (Math.min(Math.abs(a), Math.abs(b)) < ROUNDED_FROM && Number.isInteger(a) && Number.isInteger(b)) return false
  const digits = Math.min(significantDigits(a), significantDigits(b))
  return Number(a.toPrecision(digits)) === Number(b.toPrecision(digits))
}

const SOME_PESO: ReadonlySet<string> = new Set(['cop', 'mxn', 'ars', 'clp', 'cup', 'uyu', 'php'])

function sameUnit(a: string | null, b: string | null): boolean {
  return a === b || (a === 'peso' && SOME_PESO.has(b ?? '')) || (b === 'peso' && SOME_PESO.has(a ?? ''))
}

/**
 * How two quantities stand: 'same' claims the same interval, 'compatible' ones overlap or round to each other,
 * 'conflict' ones cannot both hold of one thing; 'unrelated' have another unit or noun. Whether they are said of one
 * thing is for the caller to know.
 */
export function compareQuantities(a: Quantity, b: Quantity): 'same' | 'compatible' | 'conflict' | 'unrelated' {
  if (!sameUnit(a.unit, b.unit)) return 'unrelated'
  if (a.noun !== null && b.noun !== null && a.noun !== b.noun) return 'unrelated'
  if (isClose(a.low, b.low) && isClose(a.high, b.high)) return 'same'
  if (Math.max(a.low, b.low) <= Math.min(a.high, b.high)) return 'compatible'
  if (a.bound === 'exact' && b.bound === 'exact' && isRounding(a.low, b.low)) return 'compatible'
  return a.unit === null && (a.noun === null || b.noun === null) ? 'unrelated' : 'conflict'
}

/** Sums of factors are floating: equal to one part in a billion is equal. */
const FLOAT_SHARE = 1e-9

function isClose(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) <= FLOAT_SHARE * Math.max(Math.abs(a), Math.abs(b))
}
