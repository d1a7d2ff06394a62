import type { TextLang } from './language.ts'
import { CARDINALS, COLLECTIVES, GLUED_SCALES, SCALES, VAGUE, VAGUE_TOPS } from './number-words.ts'
import { firstFrom } from './range.ts'
import type { Word } from './words.ts'

/** A number among a text's words: words `first` to `last`, and the half-open interval it claims. */
export type NumberReading = {
  readonly first: number
  readonly last: number
  readonly low: number
  readonly high: number
  /** "dozens", "tens of billions": some of them, not a figure. */
  readonly vague: boolean
  /** Digits, not words. */
  readonly digits: boolean
  /** "una veintena", "un centenar": about so many. */
  readonly rough?: boolean
}

/** Words one number may take: "one hundred and twenty-three thousand four hundred and fifty-six". */
const NUMBER_WORDS_MAX = 14

const ENGLISH_GROUPS = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const SPANISH_GROUPS = /^[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?$/

/** The value of "1,650.5", or in Spanish "1.650,5" (and "1,650.5" too, as Mexico writes). NaN when it is no number. */
export function digitsValue(folded: string, lang: TextLang): number {
  if (ENGLISH_GROUPS.test(folded)) return Number(folded.replaceAll(',', ''))
  if (lang === 'es' && SPANISH_GROUPS.test(folded)) return Number(folded.replaceAll('.', '').replace(',', '.'))
  return /^\d+(?:[.,]\d+)?$/.test(folded) ? Number(folded.replace(',', '.')) : Number.NaN
}

function gapBefore(text: string, words: readonly Word[], at: number): string {
  const [before, word] = [words[at - 1], words[at]]
  return before === undefined || word === undefined ? ' ' : text.slice(before.end, word.start)
}

const isJoint = (gap: string): boolean => /^[\s-]{0,3}$/.test(gap)

/** The number that starts at word `at`, or null. Scale words go with it: "1.5 million", "14.000 millones". */
export function readNumber(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  const vague = readVague(text, words, at, lang)
  if (vague !== null) return vague
  const part = readPart(text, words, at, lang)
  if (part !== null) return part
  const number = readWhole(text, words, at, lang)
  return number === null || number.rough === true ? number : withHalf(text, words, number, lang)
}

/** Signs of a part right after a figure: "2½". */
const PART_SIGNS: ReadonlyMap<string, number> = new Map([
  ['¼', 0.25],
  ['½', 0.5],
  ['¾', 0.75],
])

// "Two and a half", "2½", "dos millones y medio"; "two and a half million" goes on with its scale.
function withHalf(text: string, words: readonly Word[], number: NumberReading, lang: TextLang): NumberReading {
  const end = words[number.last]?.end ?? 0
  const sign = number.digits ? PART_SIGNS.get(text[end] ?? '') : undefined
  const worded = lang === 'en' ? /^ and a half(?= \p{L})/u : /^ y medi[oa](?!\p{L})/u
  const half = sign === undefined && worded.test(text.slice(end, end + 14))
  if (sign === undefined && !half) return number
  const unit = SCALES[lang].get(words[number.last]?.folded ?? '') ?? 1
  const value = number.low + (sign ?? 0.5) * (lang === 'es' ? unit : 1)
  const last = number.last + (half ? (lang === 'en' ? AND_A_HALF_WORDS : AND_HALF_WORDS) : 0)
  return scaled(text, words, { ...number, last, low: value, high: value }, lang)
}

/** Words of "and a half". */
const AND_A_HALF_WORDS = 3

function readWhole(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  const folded = words[at]?.folded ?? ''
  if (/^\d/.test(folded)) {
    const { value, last } = groupedDigits(text, words, at, lang)
    return Number.isNaN(value)
      ? null
      : scaled(text, words, { first: at, last, low: value, high: value, vague: false, digits: true }, lang)
  }
  if (isHalf(folded, lang)) return readHalf(text, words, at, lang)
  const article = lang === 'en' && (folded === 'a' || folded === 'an')
  if (article) {
    const next = words[at + 1]?.folded ?? ''
    if (!SCALES.en.has(next) || next.length < 3) return null
  }
  return readWords(text, words, at, lang)
}

const GROUP_GAP: Readonly<Record<TextLang, RegExp>> = { en: /^[\u00a0\u2009\u202f]$/, es: /^[ \u00a0\u2009\u202f]$/ }
/** Groups of three digits read after the first: up to billions. */
const GROUPS_MAX = 3

// "12 000 personas": thousands set apart by a blank. "601 555 0134" is no such number.
function groupedDigits(text: string, words: readonly Word[], at: number, lang: TextLang) {
  const first = words[at]?.folded ?? ''
  let last = at
  if (/^[1-9]\d{0,2}$/.test(first)) {
    while (
      last < at + GROUPS_MAX &&
      /^\d{3}$/.test(words[last + 1]?.folded ?? '') &&
      GROUP_GAP[lang].test(gapBefore(text, words, last + 1))
    )
      last++
  }
  const digits = words.slice(at, last + 1).map(({ folded }) => folded)
  const goesOn = last > at && /^\d/.test(words[last + 1]?.folded ?? '') && gapBefore(text, words, last + 1) === ' '
  return goesOn || last === at
    ? { value: digitsValue(first, lang), last: at }
    : { value: Number(digits.join('')), last }
}

/** Words of a part of a scale: "three quarters of a million", "one and a half million", "millón y medio". */
const PARTS: Readonly<Record<TextLang, readonly (readonly [RegExp, number])[]>> = {
  en: [
    [/^(?:an? |one )?quarter of an? (?=\p{L})/iu, 0.25],
    [/^(?:an? )?quarter (?=million|billion|trillion)/iu, 0.25],
    [/^three[ -]quarters of an? (?=\p{L})/iu, 0.75],
  ],
  es: [
    [/^un cuarto de (?=mill|siglo|hora)/iu, 0.25],
    [/^tres cuartos de (?=mill|siglo|hora)/iu, 0.75],
    [/^(?=millón y medio)/iu, 1.5],
  ],
}
/** The longest of those, in characters. */
const PART_LENGTH_MAX = 40
/** Words of `y medio` after a Spanish scale. */
const AND_HALF_WORDS = 2

function readPart(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  const start = words[at]?.start ?? 0
  const rest = text.slice(start, start + PART_LENGTH_MAX)
  for (const [pattern, part] of PARTS[lang]) {
    const match = pattern.exec(rest)
    if (match === null) continue
    const scaleAt = firstFrom(words, start + match[0].length)
    const folded = words[scaleAt]?.folded ?? ''
    const unit = /^(?:hour|century|hora|siglo)$/.test(folded) ? 1 : undefined
    const scale = folded.length < 3 ? undefined : (SCALES[lang].get(folded) ?? unit)
    if (scale === undefined) continue
    if (unit !== undefined) return { first: at, last: scaleAt - 1, low: part, high: part, vague: false, digits: false }
    const last = lang === 'es' && part > 1 ? scaleAt + AND_HALF_WORDS : scaleAt
    return { first: at, last, low: part * scale, high: part * scale, vague: false, digits: false }
  }
  return null
}

function readWords(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  let total = 0
  let part = 0
  let last = -1
  for (let index = at; index < Math.min(words.length, at + NUMBER_WORDS_MAX); index++) {
    if (index > at && !isJoint(gapBefore(text, words, index))) break
    const folded = words[index]?.folded ?? ''
    const value = folded === 'a' && index === at ? 1 : CARDINALS[lang].get(folded)
    const scale = folded.length < 3 ? undefined : SCALES[lang].get(folded)
    const collective = COLLECTIVES[lang].get(folded)
    if (value !== undefined) {
      // "thirty, forty" are two numbers; "twenty" takes a unit after it, "hundred" anything below it.
      if (last === index - 1 && !fits(part, value)) break
      part += value
    } else if (collective !== undefined) {
      const count = Math.max(part, 1) * collective
      const rough = collective !== 12
      if (rough && index === at) return null
      return { first: at, last: index, low: count, high: count, vague: false, digits: false, rough }
    } else if (scale !== undefined && (index > at || (lang === 'es' && folded === 'mil'))) {
      if (scale === 100) part = Math.max(part, 1) * 100
      else if (scale === 1_000 || total === 0 || total >= scale) {
        total += Math.max(part, 1) * scale
        part = 0
      } else {
        total = (total + part) * scale
        part = 0
      }
    } else if (!(
      (folded === 'and' || folded === 'y') &&
      last === index - 1 &&
      leadsOn(words[index + 1]?.folded, part, total, lang)
    )) {
      break
    } else continue
    last = index
  }
  const value = total + part
  if (last < at || (last === at && (words[at]?.folded ?? '') === 'a')) return null
  return { first: at, last, low: value, high: value, vague: false, digits: false }
}

function fits(part: number, value: number): boolean {
  if (part === 0) return true
  if (part % 100 === 0) return value < 100
  return part % 10 === 0 && part % 100 >= 20 && value < 10 && value > 0
}

// "a hundred and ten", "treinta y cinco": the word after "and" goes on with the number.
function leadsOn(next: string | undefined, part: number, total: number, lang: TextLang): boolean {
  const value = CARDINALS[lang].get(next ?? '')
  if (value === undefined) return false
  return lang === 'es'
    ? part % 100 >= 30 && part % 10 === 0 && value < 10
    : (part >= 100 && part % 100 === 0) || (part === 0 && total > 0 && value < 100)
}

function scaled(text: string, words: readonly Word[], reading: NumberReading, lang: TextLang): NumberReading {
  let { low, last } = reading
  for (let index = last + 1; index <= reading.last + 3; index++) {
    const gap = gapBefore(text, words, index)
    const folded = words[index]?.folded ?? ''
    const scale =
      SCALES[lang].get(folded) ?? (lang === 'es' ? SCALES.en.get(folded.length < 3 ? folded : '') : undefined)
    if (scale === undefined || !isJoint(gap) || (GLUED_SCALES.has(folded) && gap !== '')) break
    low *= scale
    last = index
  }
  // "3 mil 500 pesos".
  const rest = words[last + 1]?.folded ?? ''
  if (
    lang === 'es' &&
    words[last]?.folded === 'mil' &&
    /^[1-9]\d{2}$/.test(rest) &&
    gapBefore(text, words, last + 1) === ' '
  )
    return { ...reading, low: low + Number(rest), high: low + Number(rest), last: last + 1 }
  return { ...reading, low, high: low, last }
}

function readVague(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  const folded = words[at]?.folded ?? ''
  const base = VAGUE[lang].get(folded)
  const few = lang === 'en' && /^(?:several|few)$/.test(folded) ? fewOf(text, words, at) : null
  if (few !== null) return few
  if (base === undefined || (lang === 'es' && /^(?:bi|mi)llones$/.test(folded) && !isBareMillions(words, at)))
    return null
  const top = VAGUE_TOPS.get(base) ?? base * 10
  const of = words[at + 1]?.folded
  const scaleWord = words[at + 2]?.folded ?? ''
  const joined =
    (of === 'of' || of === 'de') && isJoint(gapBefore(text, words, at + 1)) && isJoint(gapBefore(text, words, at + 2))
  const multiple = joined ? multipleOf(scaleWord, lang) : null
  if (multiple !== null) {
    return { first: at, last: at + 2, low: base * multiple, high: top * multiple, vague: true, digits: false }
  }
  return { first: at, last: at, low: base, high: top, vague: true, digits: false }
}

// "Several dozen boats", "a few hundred": as many as "dozens", "hundreds".
function fewOf(text: string, words: readonly Word[], at: number): NumberReading | null {
  const word = words[at + 1]?.folded ?? ''
  const base = gapBefore(text, words, at + 1) === ' ' && word.length > 2 ? VAGUE.en.get(`${word}s`) : undefined
  const top = VAGUE_TOPS.get(base ?? 0)
  if (base === undefined || top === undefined) return null
  return { first: at, last: at + 1, low: base, high: top, vague: true, digits: false }
}

// "Millones de personas" that no figure counts.
function isBareMillions(words: readonly Word[], at: number): boolean {
  const before = words[at - 1]?.folded ?? ''
  return words[at + 1]?.folded === 'de' && !/\d/.test(before) && !CARDINALS.es.has(before) && !SCALES.es.has(before)
}

function multipleOf(scaleWord: string, lang: TextLang): number | null {
  if (lang === 'es' && scaleWord === 'miles') return 1e3
  const singular = lang === 'en' && scaleWord.endsWith('s') ? scaleWord.slice(0, -1) : scaleWord
  const scale = SCALES[lang].get(singular)
  return scale === undefined || scale < 1_000 || singular.length < 3 ? null : scale
}

const isHalf = (folded: string, lang: TextLang): boolean =>
  lang === 'en' ? folded === 'half' : folded === 'medio' || folded === 'media'

// "half a million", "half a dozen", "half an hour", "medio millón", "media hora".
function readHalf(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  const article = lang === 'en' && /^an?$/.test(words[at + 1]?.folded ?? '') ? 1 : 0
  const next = words[at + 1 + article]?.folded ?? ''
  const scale = next.length < 3 ? undefined : (SCALES[lang].get(next) ?? COLLECTIVES[lang].get(next))
  if (scale !== undefined)
    return {
      first: at,
      last: at + 1 + article,
      low: scale / 2,
      high: scale / 2,
      vague: false,
      digits: false,
      rough: scale !== 12 && COLLECTIVES[lang].has(next),
    }
  const hour =
    /^(?:hour|hora|century|siglo|decade|decada|mile|milla|percentage|point|punto)$/.test(next) &&
    isJoint(gapBefore(text, words, at + 1))
  return hour ? { first: at, last: at + article, low: 0.5, high: 0.5, vague: false, digits: false } : null
}
