import type { Support } from '../news/claim.ts'
import { foldConcept } from '../text/concepts.ts'
import { countryOf } from '../text/countries.ts'
import { datesAgree } from '../text/dates.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { nameIsIn, type Name } from '../text/names.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'
import { stemWord } from '../text/stems.ts'

/** A passage that tells this share of a line's words, names apart, backs it. */
const BACKED_SHARE_MIN = 0.4
/** So many words of content are told by both where the languages differ: one or two meet by chance in a glossary. */
const FOREIGN_TERMS_MIN = 3
/** So many figures of a line, all given alike, are no chance: names may then be told otherwise in the other language. */
const FIGURES_TELLING = 2

/**
 * A passage of the claim backs the line when it tells a good part of it, names apart (two sentences on one person are
 * not two origins of one fact), holds each of its figures, and states no other day and not the opposite. One of another
 * language names whom the line names, too: a glossary knows too few words to tell for itself.
 */
export function backsLine(line: SentenceFeatures, support: Support): boolean {
  const other = analyseSentence(support.text, toTextLang(support.lang))
  const { ofA, shared } = overlapTerms(bareTerms(line), bareTerms(other), evenWeight)
  if (ofA < BACKED_SHARE_MIN || line.negated !== other.negated) return false
  if (!holdsFigures(line, other)) return false
  if (line.dates.some((one) => other.dates.some((two) => datesAgree(one, two) === 'conflict'))) return false
  if (line.lang === other.lang) return true
  const told = new Set(shared.filter((term) => !/\d/.test(term))).size
  return told >= FOREIGN_TERMS_MIN && (line.quantities.length >= FIGURES_TELLING || holdsNames(line, other))
}

/** Content terms without the words of names; all of them where a sentence is names alone. */
export function bareTerms(features: SentenceFeatures): readonly string[] {
  const named = new Set(features.names.flatMap(({ words }) => words.map((word) => stemWord(word, features.lang))))
  const bare = termsOf(features).filter((term) => !named.has(term))
  return (bare.length === 0 ? termsOf(features) : bare).map(foldConcept)
}

/** True where the other gives each figure of the line. */
export function holdsFigures(line: SentenceFeatures, other: SentenceFeatures): boolean {
  return line.quantities.every((one) =>
    other.quantities.some((two) => ['same', 'compatible'].includes(compareQuantities(one, two))),
  )
}

/** True where the other names whom the line names. Countries are where a story plays: a reporter there need not say so. */
export function holdsNames(line: SentenceFeatures, other: SentenceFeatures): boolean {
  const words = new Set(termsOf(other))
  const isHeld = ({ words: own }: Name) => own.every((word) => words.has(stemWord(word, 'en')))
  return line.names.every((name) => countryOf(name.key) !== null || nameIsIn(name, other.names) || isHeld(name))
}
