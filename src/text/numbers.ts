import type { TextLang } from './language.ts'
import { CARDINALS, GLUED_SCALES, SCALES, VAGUE, VAGUE_TOPS } from './number-words.ts'
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
  const folded = words[at]?.folded ?? ''
  if (/^\d/.test(folded)) {
    const value = digitsValue(folded, lang)
    return Number.isNaN(value)
      ? null
      : scaled(text, words, { first: at, last: at, low: value, high: value, vague: false, digits: true }, lang)
  }
  if (isHalf(folded, lang)) return readHalf(text, words, at, lang)
  const article = lang === 'en' && (folded === 'a' || folded === 'an')
  if (article) {
    const next = words[at + 1]?.folded ?? ''
    if (!SCALES.en.has(next) || next.length < 3) return null
  }
  return readWords(text, words, at, lang)
}

/** Words of a part of a scale: "three quarters of a million", "one and a half million", "millón y medio". */
const PARTS: Readonly<Record<TextLang, readonly (readonly [RegExp, number])[]>> = {
  en: [
    [/^an? quarter of an? (?=\p{L})/iu, 0.25],
    [/^(?:an? )?quarter (?=million|billion|trillion)/iu, 0.25],
    [/^three[ -]quarters of an? (?=\p{L})/iu, 0.75],
    [/^(?:one|a) and a half (?=\p{L})/iu, 1.5],
    [/^two and a half (?=\p{L})/iu, 2.5],
    [/^three and a half (?=\p{L})/iu, 3.5],
    [/^four and a half (?=\p{L})/iu, 4.5],
  ],
  es: [
    [/^un cuarto de (?=mill)/iu, 0.25],
    [/^tres cuartos de (?=mill)/iu, 0.75],
    [/^(?:un )?(?=millón y medio)/iu, 1.5],
    [/^dos (?=millones y medio)/iu, 2.5],
    [/^tres (?=millones y medio)/iu, 3.5],
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
    const scaleAt = words.findIndex((word, index) => index >= at && word.start >= start + match[0].length)
    const folded = words[scaleAt]?.folded ?? ''
    const scale = folded.length < 3 ? undefined : SCALES[lang].get(folded)
    if (scale === undefined) continue
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
    if (value !== undefined) {
      // "thirty, forty" are two numbers; "twenty" takes a unit after it, "hundred" anything below it.
      if (last === index - 1 && !fits(part, value)) break
      part += value
    } else if (scale === 12) {
      return {
        first: at,
        last: index,
        low: Math.max(part, 1) * 12,
        high: Math.max(part, 1) * 12,
        vague: false,
        digits: false,
      }
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
  return { ...reading, low, high: low, last }
}

function readVague(text: string, words: readonly Word[], at: number, lang: TextLang): NumberReading | null {
  const folded = words[at]?.folded ?? ''
  const base = VAGUE[lang].get(folded)
  if (base === undefined || (lang === 'es' && /^(?:bi|mi)llones$/.test(folded))) return null
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
  const scale = next.length < 3 ? undefined : SCALES[lang].get(next)
  if (scale !== undefined)
    return { first: at, last: at + 1 + article, low: scale / 2, high: scale / 2, vague: false, digits: false }
  const hour = /^(?:hour|hora|century|siglo)$/.test(next) && isJoint(gapBefore(text, words, at + 1))
  return hour ? { first: at, last: at + article, low: 0.5, high: 0.5, vague: false, digits: false } : null
}
