import type { TextLang } from '../text/language.ts'
import { negations } from '../text/negation.ts'
import { findEditedPlaces, negates, type EditedPlace, type EditedWord } from './edited-words.ts'

// Weights in units of one content word that came; from MEANING_MIN on a place tells something else. Human judgements of
// edits/wikinews-dev (95 articles, 636 edits): F1 stays within .02 of its best for FACT .25 to .75, REPLACED 1 to 2 and
// LOST .25 to 1; chosen by article in five folds they give .68. The rules below that are no weights (figures, negation,
// hedges, quotations, what is taken back) were not chosen there: annotators seldom call a cut a change of meaning, and
// those rules cost .06 of F1, but a reader whose article no longer says a thing has another article.
const MEANING_MIN = 1
/** What a word of a name, figure or date counts beyond another word. */
const FACT_WEIGHT = 0.5
/** What it costs to stand where other words stood: most words put for others are better words. */
const REPLACED_COST = 1
/** What each content word that went from the place costs besides. */
const LOST_COST = 0.5
/** A deleted sentence takes something back when so many of its concepts are gone from the article: fewer were retold or never said much. */
const TAKEN_BACK_MIN = 3
/** The same for words cut from a sentence that stays: a clause, not an epithet. */
const CUT_MIN = 6

/** How often the whole article says a concept, after less before: what moved comes to 0. */
export type ArticleBalance = ReadonlyMap<string, number>

/** The balance of an article's words over an edit. */
export function balanceOf(before: readonly EditedWord[], after: readonly EditedWord[]): ArticleBalance {
  const balance = new Map<string, number>()
  for (const { concept } of before) balance.set(concept, (balance.get(concept) ?? 0) - 1)
  for (const { concept } of after) balance.set(concept, (balance.get(concept) ?? 0) + 1)
  return balance
}

/**
 * Whether an edit from `before` to `after` (either may be empty) changes what the article says: it tells more, tells
 * another figure, name, day or quotation, turns a statement round, hedges it or no longer does, or takes back what is
 * said nowhere else. Spelling, forms, near-synonyms, order, punctuation, connectives and words moved within the article
 * do not.
 */
export function changesMeaning(
  before: readonly EditedWord[],
  after: readonly EditedWord[],
  balance: ArticleBalance,
  lang: TextLang,
): boolean {
  const places = findEditedPlaces(before, after)
  const takesBack = (min: number, from: readonly EditedWord[]): boolean =>
    new Set(from.filter((word) => isGone(word, balance)).map(({ concept }) => concept)).size >= min
  const lost = places.flatMap((place) => place.lost)
  if (after.length === 0) return takesBack(TAKEN_BACK_MIN, lost)
  if (places.some((place) => tellsOther(place, balance))) return true
  if (before.length === 0) return false
  const cut = places.filter(({ gained }) => gained.length === 0).flatMap((place) => place.lost)
  return (
    takesBack(CUT_MIN, cut) ||
    cut.some((word) => word.fact?.kind === 'quantity' && isGone(word, balance)) ||
    isTurned(places, lang) ||
    isHedged(before, lang) !== isHedged(after, lang)
  )
}

const isGone = ({ concept }: EditedWord, balance: ArticleBalance): boolean => (balance.get(concept) ?? 0) < 0
const isNew = ({ concept }: EditedWord, balance: ArticleBalance): boolean => (balance.get(concept) ?? 0) > 0

/** The place tells more than it did, another figure, name or day, or quotes other words. */
function tellsOther({ gained, lost, isReplaced }: EditedPlace, balance: ArticleBalance): boolean {
  const fresh = gained.filter((word) => isNew(word, balance))
  const facts = fresh.filter(({ fact }) => fact !== null)
  if (facts.some(({ fact }) => lost.some((other) => other.fact?.kind === fact?.kind))) return true
  if (fresh.some(({ isQuoted }) => isQuoted) && lost.some(({ isQuoted }) => isQuoted)) return true
  const weight = fresh.length + facts.length * FACT_WEIGHT
  return (isReplaced ? weight - REPLACED_COST - LOST_COST * lost.length : weight) >= MEANING_MIN
}

/** One side negates and the other does not: "not", "denied", "insufficient" for "sufficient". */
function isTurned(places: readonly EditedPlace[], lang: TextLang): boolean {
  const count = (words: readonly EditedWord[], others: readonly EditedWord[]): number => {
    const asWords = words.map(({ folded }) => ({ start: 0, end: 0, text: folded, folded }))
    const prefixed = words.filter(({ folded }) => others.some((other) => negates(folded, other.folded)))
    return negations(asWords, lang).length + prefixed.length
  }
  const gained = places.flatMap((place) => place.gained)
  const lost = places.flatMap((place) => place.lost)
  return (count(gained, lost) - count(lost, gained)) % 2 !== 0
}

const HEDGES: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(
    `may might could allegedly alleged reportedly apparently possibly perhaps probably likely unlikely purportedly
     supposedly unconfirmed`.split(/\s+/),
  ),
  es: new Set(
    `podria podrian pudo pudieron quiza quizas presuntamente presunto presunta presuntos presuntas supuestamente supuesto
     supuesta supuestos supuestas posiblemente probablemente aparentemente`.split(/\s+/),
  ),
}

/** The words are told as possible or as alleged, not as so. */
function isHedged(words: readonly EditedWord[], lang: TextLang): boolean {
  return words.some(({ folded }) => HEDGES[lang].has(folded))
}
