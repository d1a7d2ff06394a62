import type { Claim, Support } from '../news/claim.ts'
import { countryOf } from '../text/countries.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { compareQuantities, type Quantity } from '../text/quantities.ts'
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

type Measured = { readonly claim: Claim; readonly support: Support; readonly features: SentenceFeatures }

const measuredOf = new WeakMap<readonly Claim[], readonly Measured[]>()
const sharedOf = new WeakMap<readonly Claim[], WeakMap<Claim, readonly Measured[]>>()

/**
 * Finds the first of the claims that a new one bears out, by a passage that was known: it gives that figure for the same thing,
 * in a sentence of its own. The passages with a measure are looked up once for a list of claims, when a new figure asks for them.
 */
export function findBorneOut(
  claim: Claim,
  claims: readonly Claim[],
  isKnown: (claim: Claim, support: Support) => boolean,
): Claim | undefined {
  return listShared(claim, claims).find((one) => isKnown(one.claim, one.support))?.claim
}

/** The passages that give a measure of the claim's: the same whoever asks, so they are looked up once for a list of claims. */
function listShared(claim: Claim, claims: readonly Claim[]): readonly Measured[] {
  const known = sharedOf.get(claims) ?? new WeakMap<Claim, readonly Measured[]>()
  sharedOf.set(claims, known)
  const before = known.get(claim)
  if (before !== undefined) return before
  const asking = claim.supports
    .map((support) => ({ support, features: read(support) }))
    .filter(({ features }) => hasOneMeasure(features))
  const measured = asking.length === 0 ? [] : (measuredOf.get(claims) ?? listMeasured(claims))
  if (asking.length > 0) measuredOf.set(claims, measured)
  const shared = measured.filter((other) =>
    asking.some(
      ({ support, features }) => support.group !== other.support.group && sharesMeasure(features, other.features),
    ),
  )
  known.set(claim, shared)
  return shared
}

const measuredIn = new WeakMap<Claim, readonly Measured[]>()

/** A claim that stands as it stood is the same one in the next list: its passages are read once. */
function listMeasured(claims: readonly Claim[]): readonly Measured[] {
  return claims.flatMap((claim) => measuredIn.getOrInsertComputed(claim, measuresOf))
}

function measuresOf(claim: Claim): readonly Measured[] {
  return claim.supports
    .map((support) => ({ claim, support, features: read(support) }))
    .filter(({ features }) => features.quantities.some(isMeasure))
}

const isMeasure = ({ unit }: Quantity): boolean => unit !== null && unit !== 'ordinal'

const hasOneMeasure = ({ quantities }: SentenceFeatures): boolean => {
  return quantities.length === 1 && quantities.every(isMeasure)
}

/** A measure (a length, a duration, a sum: no bare count, no rank) that both give alike, and words that both use. */
function sharesMeasure(one: SentenceFeatures, other: SentenceFeatures): boolean {
  const agrees = one.quantities.some(
    (quantity) =>
      isMeasure(quantity) &&
      other.quantities.some((figure) => ['same', 'compatible'].includes(compareQuantities(quantity, figure))),
  )
  // Across languages a glossary tells too little of what a figure measures.
  if (!agrees || one.quantities.length > 1 || one.lang !== other.lang) return false
  const { ofA, ofB, shared } = overlapTerms(termsOf(one), termsOf(other), evenWeight)
  const words = new Set(shared.filter((term) => !/\d/.test(term)))
  return words.size >= CONFIRMED_TERMS_MIN && Math.max(ofA, ofB) >= CONFIRMED_SHARE_MIN
}
