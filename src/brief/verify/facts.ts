import { datesAgree, findDates, type DateMention } from '../../text/dates.ts'
import type { TextLang } from '../../text/language.ts'
import { findNames, nameIsIn, type Name } from '../../text/names.ts'
import { compareQuantities, findQuantities, type Quantity } from '../../text/quantities.ts'
import type { TextRange } from '../../text/range.ts'
import type { Token } from './tokens.ts'

/** The checkable facts of one sentence. */
export type Facts = {
  readonly quantities: readonly Quantity[]
  readonly dates: readonly DateMention[]
  readonly names: readonly Name[]
}

/** `publishedAt` (ISO) resolves weekdays; without it they stay words. */
export function readFacts(sentence: string, lang: TextLang, publishedAt: string | null): Facts {
  return {
    quantities: findQuantities(sentence, lang),
    dates: findDates(sentence, lang, publishedAt),
    names: findNames(sentence, lang),
  }
}

/**
 * True where `given` bears out `claimed`: the same value and unit, or an exact value that a vaguer claim holds
 * ("1,245" bears out "more than 1,200"). A vague value never bears out another one: "more than 30" is not "more than 20".
 */
export function bearsOutQuantity(given: Quantity, claimed: Quantity): boolean {
  const relation = compareQuantities(given, claimed)
  if (relation === 'same') return true
  if (relation !== 'compatible') return false
  if (claimed.bound === 'exact') return given.low === claimed.low && given.high === claimed.high
  return given.bound === 'exact' && claimed.low <= given.low && given.high <= claimed.high
}

const figuresIn = (text: string): readonly string[] => text.match(/\d+(?:[.,]\d+)*/g) ?? []

/** True where both are written with the same digits: "14 million", "€14". */
export function sharesFigure(a: Quantity, b: Quantity): boolean {
  const figures = figuresIn(a.text)
  return figuresIn(b.text).some((figure) => figures.includes(figure))
}

/** False where the same digits are another sum or measure: "€14 billion" and "$14 billion", "14" and "14 million". */
export function mayBeOneFigure(given: Quantity, claimed: Quantity): boolean {
  if (given.unit !== null && claimed.unit !== null && given.unit !== claimed.unit) return false
  if (given.low === claimed.low || given.high === claimed.high) return true
  return given.low <= claimed.low && claimed.high <= given.high
}

/** "2026-01-07" states year, month and day; "--01-07" the last two. */
function fieldsOf(date: string): readonly string[] {
  const [, year = '-', month, day] = /^(\d{4}|-)(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? []
  return [year === '-' ? [] : ['year'], month === undefined ? [] : ['month'], day === undefined ? [] : ['day']].flat()
}

/** True where `given` bears out `claimed`: the same day, or a finer date inside the claimed month or year. */
export function bearsOutDate(given: DateMention, claimed: DateMention): boolean {
  if (given.date === null && claimed.date === null) return foldSpace(given.text) === foldSpace(claimed.text)
  const relation = datesAgree(given, claimed)
  if (relation === 'same') return true
  if (relation !== 'compatible') return false
  if (given.date === null || claimed.date === null) return claimed.precision === 'weekday'
  const known = new Set(fieldsOf(given.date))
  return fieldsOf(claimed.date).every((field) => known.has(field))
}

const foldSpace = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s.,]+/g, ' ')
    .trim()

/** True where one of `given` is the name, or `words` (folded words of the same sentences) hold all its words. */
export function bearsOutName(given: readonly Name[], words: ReadonlySet<string>, claimed: Name): boolean {
  return nameIsIn(claimed, given) || claimed.words.every((word) => words.has(word))
}

/** Indexes of the tokens that lie in `range`. */
export function tokensIn(tokens: readonly Token[], range: TextRange): readonly number[] {
  return tokens.flatMap((token, at) => (token.start < range.end && range.start < token.end ? [at] : []))
}
