import { datesAgree, findDates, type DateMention } from '../text/dates.ts'
import type { TextLang } from '../text/language.ts'
import { findNames, nameIsIn, type Name } from '../text/names.ts'
import { compareQuantities, findQuantities, type Quantity } from '../text/quantities.ts'
import type { TextRange } from '../text/range.ts'
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

const FIELDS = { day: 3, weekday: 2, month: 2, year: 1, relative: 0 } as const

/** True where `given` bears out `claimed`: the same day, or a finer date inside the claimed month or year. */
export function bearsOutDate(given: DateMention, claimed: DateMention): boolean {
  if (given.date === null && claimed.date === null) return foldSpace(given.text) === foldSpace(claimed.text)
  const relation = datesAgree(given, claimed)
  if (relation === 'same') return true
  return relation === 'compatible' && FIELDS[given.precision] >= FIELDS[claimed.precision]
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
