import type { Citation, Claim, Difference, Line, Support } from '../../news/claim.ts'
import type { ChosenClaim } from '../writer.ts'

/** A passage that a line may rest on, with the language it is in. */
export type Passage = { readonly citation: Citation; readonly lang: string; readonly origin: string }

/** One thing a model may put into words, and what stands where it cannot. */
export type Tellable = {
  /** Its number in the request, from 1. */
  readonly n: number
  readonly claim: Claim
  readonly extract: Line
  /** The passages of its extract, the one that speaks first. */
  readonly passages: readonly Passage[]
  /** What sources that differ from each other on it give, if they do. */
  readonly differ: readonly string[]
}

/** Sides of a difference that a model is shown. */
const SIDES_MAX = 4

/** The chosen claims in their order, as a model may tell them. */
export function toTellables(chosen: readonly ChosenClaim[], differ: readonly Difference[] = []): readonly Tellable[] {
  return chosen.map(({ claim, extract }, at) => {
    const supports = new Map([...claim.supports, ...claim.withdrawn].map((support) => [placeOf(support), support]))
    const passages = extract.citations.map((citation): Passage => {
      const support = supports.get(placeOf(citation))
      return { citation, lang: support?.lang ?? extract.lang, origin: support?.origin.name ?? citation.outlet ?? '' }
    })
    const places = new Set(supports.keys())
    const sides = differ
      .filter((each) => each.sides.some(({ citations }) => citations.some((citation) => places.has(placeOf(citation)))))
      .flatMap((each) => each.sides.map(({ value }) => value))
    return { n: at + 1, claim, extract, passages, differ: [...new Set(sides)].slice(0, SIDES_MAX) }
  })
}

/** Where a passage stands, as a key. */
export const placeOf = ({ article, revision, start }: Pick<Support, 'article' | 'revision' | 'start'>): string =>
  `${article} ${revision} ${start}`
