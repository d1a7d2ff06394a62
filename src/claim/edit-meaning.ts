import { interlingua } from '../text/glossary.ts'
import { HEDGES } from '../text/hedges.ts'
import type { TextLang } from '../text/language.ts'
import { negations } from '../text/negation.ts'
import { oppositesOf } from '../text/opposites.ts'
import { compareQuantities, type Quantity } from '../text/quantities.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { stemWord } from '../text/stems.ts'
import { findEditedPlaces, negates, quantitiesOf, type EditedPlace, type EditedWord } from './edited-words.ts'

// Weights in units of one content word that came; from MEANING_MIN on a place tells something else. Human judgements of
// edits/wikinews-dev (95 articles, 636 edits, each alone): F1 .71, within .02 of that for FACT .25 to .75, REPLACED 1 to
// 2 and LOST .25 to 1; weights chosen by article in five folds give .02 less (bootstrap by article: ± .07). The
// rules below that are no weights (what is taken back, hedges, negation, who said it, quotations) were not chosen there:
// annotators seldom call a cut a change of meaning (1 of 84 deleted sentences), and those rules cost some .02 of F1; but a
// reader whose article no longer tells a figure that stood in it has another article.
const MEANING_MIN = 1
/** What a word of a name, figure or date counts beyond another word. */
const FACT_WEIGHT = 0.5
/** What it costs to stand where other words stood: most words put for others are better words. */
const REPLACED_COST = 1
/** What each content word that went from the place costs besides. */
const LOST_COST = 0.5
/** Words cut take something back when so many of their concepts are gone from the article: a clause, not an epithet. */
const CUT_MIN = 6
/** A sentence deleted must have told so much, and a figure with it: F1 .71, .70 with two facts of any kind, .68 without. */
const DELETED_MIN = 3

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
  const goneOf = (words: readonly EditedWord[]): number =>
    new Set(words.filter((word) => isGone(word, balance)).map(({ concept }) => concept)).size
  const takesBack = (words: readonly EditedWord[]): boolean => goneOf(words) >= CUT_MIN
  const lost = places.flatMap((place) => place.lost)
  if (after.length === 0)
    return goneOf(lost) >= DELETED_MIN && lost.some((word) => word.fact?.kind === 'quantity' && isGone(word, balance))
  if (places.some((place) => tellsOther(place, balance))) return true
  if (before.length === 0) return false
  const cut = places.filter(({ gained }) => gained.length === 0).flatMap((place) => place.lost)
  return (
    takesBack(cut) ||
    cut.some((word) => word.fact?.kind === 'quantity' && isGone(word, balance)) ||
    isTurned(places, lang) ||
    places.some((place) => isReversed(place, lang)) ||
    isUnascribed(before, after, lang) ||
    isRebounded(before, after) ||
    isHedged(before, lang) !== isHedged(after, lang)
  )
}

const isGone = ({ concept }: EditedWord, balance: ArticleBalance): boolean => (balance.get(concept) ?? 0) < 0
const isNew = ({ concept }: EditedWord, balance: ArticleBalance): boolean => (balance.get(concept) ?? 0) > 0

/** The place tells more than it did, another figure, name or day, or quotes other words. */
function tellsOther({ gained, lost, isReplaced }: EditedPlace, balance: ArticleBalance): boolean {
  // One fact for another. Figures and days though the article tells them elsewhere too: two may change places.
  const others = gained.filter((word) => word.fact?.kind !== 'name' || isNew(word, balance))
  if (others.some(({ fact }) => fact !== null && lost.some((other) => other.fact?.kind === fact.kind))) return true
  const fresh = gained.filter((word) => isNew(word, balance))
  const facts = fresh.filter(({ fact }) => fact !== null)
  if (fresh.some(({ isQuoted }) => isQuoted) && lost.some(({ isQuoted }) => isQuoted)) return true
  const weight = fresh.length + facts.length * FACT_WEIGHT
  return (isReplaced ? weight - REPLACED_COST - LOST_COST * lost.length : weight) >= MEANING_MIN
}

const ASCRIBES: Readonly<Record<TextLang, RegExp>> = { en: /^according$/, es: /^segun$/ }

/** Somebody is said to have said it. */
function isAscribed(words: readonly EditedWord[], lang: TextLang): boolean {
  return words.some(({ folded }) => isSpeechVerb(folded, lang) || ASCRIBES[lang].test(folded))
}

/** What somebody said is now told as so. A quotation still shows that it was said. */
function isUnascribed(before: readonly EditedWord[], after: readonly EditedWord[], lang: TextLang): boolean {
  return isAscribed(before, lang) && !isAscribed(after, lang) && !after.some(({ isQuoted }) => isQuoted)
}

/** The same figure with another bound: "at least 30" for "30". */
function isRebounded(before: readonly EditedWord[], after: readonly EditedWord[]): boolean {
  const [old, fresh] = [quantitiesOf(before), quantitiesOf(after)]
  return fresh.some(
    (one) =>
      !old.some((other) => boundOf(one) === boundOf(other) && agree(one, other)) &&
      old.some((other) => boundOf(one) !== boundOf(other) && agree(one, other)),
  )
}

const agree = (a: Quantity, b: Quantity): boolean => ['same', 'compatible'].includes(compareQuantities(a, b))
const boundOf = ({ bound }: Quantity): Quantity['bound'] =>
  bound === 'at-least' || bound === 'at-most' ? bound : 'exact'

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

/** A word stands where its opposite stood: "won" for "lost". */
function isReversed({ gained, lost }: EditedPlace, lang: TextLang): boolean {
  const termOf = ({ folded }: EditedWord): string => interlingua(stemWord(folded, lang), lang)
  return gained.some((word) => lost.some((other) => oppositesOf(termOf(word)).includes(termOf(other))))
}

/** Hedges, and what someone is called who is only said to have done it. */
const HEDGING: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set([...HEDGES.en, ...'unlikely unconfirmed alleged suspected accused'.split(' ')]),
  es: new Set([
    ...HEDGES.es,
    ...`presunto presunta presuntos presuntas supuesto supuesta supuestos supuestas acusado acusada acusados
      acusadas`.split(/\s+/),
  ]),
}

/** The words are told as possible or as alleged, not as so. */
function isHedged(words: readonly EditedWord[], lang: TextLang): boolean {
  return words.some(({ folded }) => HEDGING[lang].has(folded))
}
