import type { Claim, Support } from '../news/claim.ts'
import { countryOf } from '../text/countries.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'

/** A sentence with fewer content words that names no person, figure, day or quotation sets a mood: "The mood was tense." */
const FACTS_STEMS_MIN = 8
/** What opens an article is its news, however short: the first so many characters. */
const OPENING_CHARACTERS = 400

/** True where no passage of the claim tells a fact of its own: connecting lines and moods are no news by themselves. */
export function isSlight({ supports }: Claim): boolean {
  return supports.length > 0 && supports.every((support) => support.start > OPENING_CHARACTERS && isMood(read(support)))
}

function isMood({ quantities, dates, quotations, names, stems }: SentenceFeatures): boolean {
  const hasFact = quantities.length + dates.length + quotations.length > 0
  return !hasFact && names.every(({ key }) => countryOf(key) !== null) && stems.length < FACTS_STEMS_MIN
}

const read = ({ text, lang }: Support): SentenceFeatures => analyseSentence(text, toTextLang(lang))

/** Words with content that two sentences with the same figure share, when they tell of one thing. */
const CONFIRMED_TERMS_MIN = 2
/** The figure's sentence may say more; so much of the shorter one is told by both. */
const CONFIRMED_SHARE_MIN = 0.2

/** True where a passage gives the figure of a known claim for the same thing, in a sentence of its own: it bears it out. */
export function bearsOut(claim: Claim, known: Claim): boolean {
  return claim.supports.some((support) =>
    known.supports.some((other) => support.group !== other.group && sharesMeasure(read(support), read(other))),
  )
}

/** A measure (a length, a duration, a sum: no bare count, no rank) that both give alike, and words that both use. */
function sharesMeasure(one: SentenceFeatures, other: SentenceFeatures): boolean {
  const isMeasure = ({ unit }: { readonly unit: string | null }) => unit !== null && unit !== 'ordinal'
  const agrees = one.quantities.some(
    (quantity) =>
      isMeasure(quantity) &&
      other.quantities.some((figure) => ['same', 'compatible'].includes(compareQuantities(quantity, figure))),
  )
  if (!agrees || one.quantities.length > 1) return false
  const { ofA, ofB, shared } = overlapTerms(termsOf(one), termsOf(other), evenWeight)
  const words = new Set(shared.filter((term) => !/\d/.test(term)))
  return words.size >= CONFIRMED_TERMS_MIN && Math.max(ofA, ofB) >= CONFIRMED_SHARE_MIN
}
