import { datesAgree, type DateMention } from '../text/dates.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { Name } from '../text/names.ts'
import { nameIsIn } from '../text/names.ts'
import { oppositesOf } from '../text/opposites.ts'
import type { Quantity } from '../text/quantities.ts'
import { rangesOverlap } from '../text/range.ts'
import { compareLoosely, matchTerms, sentenceTerms, type SentenceTerm } from './sentence-terms.ts'
import { swapsRoles } from './swapped-roles.ts'
import { undoneConflict } from './undone.ts'

/**
 * True where two sentences, however alike, cannot state the same: another number, date, person or place; one denies
 * what the other says, or says its opposite; or they swap who did it to whom. A sentence that tells less is no conflict.
 */
export function claimsConflict(a: SentenceFeatures, b: SentenceFeatures): boolean {
  return (
    a.negated !== b.negated ||
    undoneConflict(a, b) ||
    quantitiesConflict(a, b) ||
    datesConflict(a.dates, b.dates) ||
    namesConflict(a, b) ||
    termsConflict(a, b) ||
    swapsRoles(a, b)
  )
}

/** What one sentence says and nothing in the other answers: a conflict only where both have some. */
function bothUnanswered<T>(a: readonly T[], b: readonly T[], answers: (one: T, other: T) => boolean): boolean {
  return (
    a.some((one) => !b.some((other) => answers(one, other))) && b.some((one) => !a.some((other) => answers(one, other)))
  )
}

// An hour against three: quantities that need no figure, too.
function quantitiesConflict(a: SentenceFeatures, b: SentenceFeatures): boolean {
  const open = a.quantities.filter((quantity) => !isAnswered(quantity, b.quantities))
  const others = b.quantities.filter((quantity) => !isAnswered(quantity, a.quantities))
  return open.some((quantity) => others.some((other) => compareLoosely(quantity, other) === 'conflict'))
}

function isAnswered(quantity: Quantity, others: readonly Quantity[]): boolean {
  return others.some((other) => ['same', 'compatible'].includes(compareLoosely(quantity, other)))
}

function datesConflict(a: readonly DateMention[], b: readonly DateMention[]): boolean {
  const clash = a.some((one) => b.some((other) => datesAgree(one, other) === 'conflict'))
  return clash && bothUnanswered(a, b, (one, other) => datesAgree(one, other) !== 'conflict')
}

function namesConflict(a: SentenceFeatures, b: SentenceFeatures): boolean {
  return a.names.some((name) => !isNamed(name, a, b)) && b.names.some((name) => !isNamed(name, b, a))
}

// Named among the other's names, under another spelling, in its plain words, or by a shorter name of it.
function isNamed(name: Name, own: SentenceFeatures, other: SentenceFeatures): boolean {
  const holds = (features: SentenceFeatures, words: readonly string[]) =>
    words.every((word) => features.words.some(({ folded }) => folded === word))
  return (
    nameIsIn(name, other.names) ||
    holds(other, name.words) ||
    other.names.some((given) => isRespelt(name.key, given.key) || (sharesWord(name, given) && holds(own, given.words)))
  )
}

const sharesWord = (a: Name, b: Name): boolean => a.words.some((word) => b.words.includes(word))

/** Names shorter than this differ by a letter too easily: "Lind", "Lund". */
const RESPELT_LENGTH_MIN = 5

// Transliterations of one name: "Qaddafi", "Kadhafi"; "Zelensky", "Zelenskiy".
function isRespelt(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= RESPELT_LENGTH_MIN && soundOf(a) === soundOf(b)
}

function soundOf(key: string): string {
  return key
    .replace(/[gkcq]h?/g, 'k')
    .replace(/([bdpt])h/g, '$1')
    .replace(/ph|v|w/g, 'f')
    .replace(/sch|sh|ch|z/g, 's')
    .replace(/ou|oo/g, 'u')
    .replace(/ee|[iy]+/g, 'i')
    .replace(/j/g, 'i')
    .replace(/(.)\1+/g, '$1')
}

// Figures that nothing answers on either side (a time, a score, "Article 5", a sum), and words of opposite meaning.
function termsConflict(a: SentenceFeatures, b: SentenceFeatures): boolean {
  const [termsA, termsB] = [sentenceTerms(a), sentenceTerms(b)]
  const matches = matchTerms(termsA, termsB)
  const figuresA = termsA.filter((term) => isFigure(term, a) && !matches.some((match) => match.a === term))
  const figuresB = termsB.filter((term) => isFigure(term, b) && !matches.some((match) => match.b === term))
  if (figuresA.length > 0 && figuresB.length > 0) return true
  const [keysA, keysB] = [termsA, termsB].map((terms) => new Set(terms.map(({ key }) => key)))
  if (keysA === undefined || keysB === undefined) return false
  return [...keysA].some(
    (key) => !keysB.has(key) && oppositesOf(key).some((opposite) => keysB.has(opposite) && !keysA.has(opposite)),
  )
}

// "One" is as often a pronoun; figures of dates are compared as dates.
function isFigure({ kind, key, word }: SentenceTerm, own: SentenceFeatures): boolean {
  return kind === 'number' && key !== '1' && !own.dates.some((date) => rangesOverlap(date, word))
}
