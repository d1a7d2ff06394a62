import { countryOf } from './countries.ts'
import type { TextLang } from './language.ts'
import type { NumberReading } from './numbers.ts'
import { wordGap } from './quantity-context.ts'
import { overlapsAny, type TextRange } from './range.ts'
import { UNIT_WORDS } from './units.ts'
import type { Word } from './words.ts'

type Reading = {
  readonly text: string
  readonly words: readonly Word[]
  readonly lang: TextLang
  readonly dates: readonly TextRange[]
}

const fold = (reading: Reading, at: number): string => reading.words[at]?.folded ?? ''

/** Words a figure belongs to as a name: "Article 5", "Flight 370". */
const DESIGNATORS: ReadonlySet<string> = new Set(
  `article section chapter flight route highway interstate page room gate channel resolution number no phase level tier
   act amendment figure type version model category boeing airbus apollo articulo seccion capitulo vuelo ruta pagina
   sala canal resolucion numero fase nivel tipo categoria ley`.split(/\s+/),
)
const CLOCK = /^(?::\d|\s?(?:[ap]\.?\s?m\b|o['’]clock|h\b|hs\b))/i
const GLUED_LETTER = /^\p{L}/u
const CODE_BEFORE = /(?:[\p{L}_@#№/:\\]|\d[-–/.:,]|\p{Lu}?\p{Ll}-)$/u

// "601 555 0134", "+44 20 7946 0958": figures in a row that are no thousands are a number to call.
function isCode({ text, words }: Reading, { first, last }: NumberReading): boolean {
  const isFigure = (at: number): boolean => /^\d+$/.test(words[at]?.folded ?? '')
  const follows = isFigure(first - 1) && /^[ -]$/.test(wordGap(text, words, first))
  return follows || (isFigure(last) && isFigure(last + 1) && wordGap(text, words, last + 1) === ' ')
}

const SPANISH_HOUR =
  /^(?:\s(?:de la (?:mañana|tarde|noche|madrugada)|del mediodía|en punto|y (?:media|cuarto)|menos cuarto)(?!\p{L})|\s?[,.;)]|$)/u

// "a las 5 de la tarde", "desde las 8,".
function isClock({ text, words, lang }: Reading, { first, last }: NumberReading): boolean {
  if (lang !== 'es' || !/^las?$/.test(words[first - 1]?.folded ?? '')) return false
  if (!/^(?:al?|desde|hasta|sobre|hacia)$/.test(words[first - 2]?.folded ?? '')) return false
  return SPANISH_HOUR.test(text.slice(words[last]?.end ?? 0).slice(0, 24))
}

/** Dates, times of day, codes, telephone numbers and the figures of articles, flights and rooms are no quantities. */
export function isNoQuantity(reading: Reading, number: NumberReading): boolean {
  const { text, words, dates } = reading
  const [first, last] = [words[number.first], words[number.last]]
  if (first === undefined || last === undefined) return true
  if (overlapsAny(dates, { start: first.start, end: last.end })) return true
  if (!number.digits) return false
  if (isCode(reading, number) || isClock(reading, number)) return true
  const after = text.slice(last.end, last.end + 12)
  const glued = GLUED_LETTER.test(after) && !UNIT_WORDS.has(fold(reading, number.last + 1))
  if (/[ºª]$/.test(first.text)) return true
  if (CLOCK.test(after) || glued || /^\/\d/.test(after) || /^0\d/.test(first.folded)) return true
  return (
    CODE_BEFORE.test(text.slice(Math.max(0, first.start - 2), first.start)) ||
    DESIGNATORS.has(fold(reading, number.first - 1))
  )
}

const NO_COUNT_AFTER: ReadonlySet<string> = new Set('day thing side hand point way another reason'.split(' '))
const NO_COUNT_BEFORE: ReadonlySet<string> = new Set(
  'no the this that any every another each some which his her its their'.split(' '),
)

/** "One of the", "no one", "the one" count nothing; "un", "una" are articles. */
export function isPronoun(reading: Reading, number: NumberReading, unit: string | null, noun: string | null): boolean {
  if (number.digits || number.vague || number.low !== 1 || number.first !== number.last) return false
  if (reading.lang === 'es') return true
  if (unit !== null) return NO_COUNT_AFTER.has(fold(reading, number.last + 1))
  const next = fold(reading, number.last + 1)
  return (
    noun === null || next === 'of' || NO_COUNT_AFTER.has(next) || NO_COUNT_BEFORE.has(fold(reading, number.first - 1))
  )
}

/** A figure of a name: "304 Elm Street" before a capitalised word that is no people's; "Boeing 737" after one that nothing counts. */
export function isNameFigure(
  reading: Reading,
  number: NumberReading,
  unit: string | null,
  noun: string | null,
): boolean {
  const before = reading.words[number.first - 1]
  const next = reading.words[number.last + 1]
  const address =
    next !== undefined && /^\p{Lu}/u.test(next.text) && !next.folded.endsWith('s') && countryOf(next.folded) === null
  if (number.digits && unit === null && address && wordGap(reading.text, reading.words, number.last + 1) === ' ')
    return true
  if (!number.digits || unit !== null || noun !== null || before === undefined || number.first < 2) return false
  return /^\p{Lu}/u.test(before.text) && wordGap(reading.text, reading.words, number.first) === ' '
}
