import type { Citation, Claim, Difference, Support } from '../news/claim.ts'
import { shortHash, type ClaimId } from '../news/ids.ts'
import type { TextRelation } from '../news/story.ts'
import { analyseSentence } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import type { Weigher } from '../text/similarity.ts'
import { termsOf } from '../text/similarity.ts'
import { differAttributions } from './differ-attributions.ts'
import { differQuotations } from './differ-quotations.ts'
import { differFigures } from './differ-figures.ts'
import { differFraming } from './differ-framing.ts'
import { differScope } from './differ-scope.ts'
import { differDates } from './differ-dates.ts'
import { differValues } from './differ-values.ts'
import type { Found, Passage } from './passage.ts'
import { countOrigins, indexRelations, unifyOrigins } from './unify-origins.ts'

/** Citations shown for one side. */
const CITATIONS_MAX = 4
/** Passages of one claim that are compared pair by pair: the first ones, of different texts. */
const PASSAGES_MAX = 60
/** Passages of a whole story that are looked through for framing, attribution and scope. */
const STORY_PASSAGES_MAX = 20_000
/** Passages that words are counted on, spread over the story: a word in one of a hundred is found some ten times. */
const WEIGHED_PASSAGES_MAX = 1_000

const SEVERITY_RANK = { high: 0, medium: 1, low: 2 } as const

/** A passage as a claim has it. */
export type ClaimPassage = { readonly claim: ClaimId; readonly support: Support }

export type FoundDifferences = {
  readonly differences: readonly Difference[]
  readonly disputed: ReadonlySet<ClaimId>
  /** Who tells each side of a difference, by its id. */
  readonly tellers: ReadonlyMap<string, readonly (readonly ClaimPassage[])[]>
  /** Counts that a later text tells anew: no difference, but news. */
  readonly moved: readonly { readonly key: string; readonly before: ClaimPassage; readonly after: ClaimPassage }[]
}

/**
 * Where independent texts differ: values, days and wordings inside claims; framing, attribution and scope across the
 * story. Retellings have no side. `cite` makes a citation of a passage; `statedDate` is what its article states;
 * `relations` tell which texts are of one making: their passages are one origin of a side.
 */
export function findDifferences(
  claims: readonly Claim[],
  cite: (support: Support) => Citation,
  statedDate: (support: Support) => string | null,
  relations: readonly TextRelation[],
): FoundDifferences {
  const isRelated = indexRelations(relations)
  const byClaim = claims.map((claim) => toPassages(claim, statedDate))
  const all = byClaim.flat().slice(0, STORY_PASSAGES_MAX)
  const weigh = weigherOf(all)
  const within = byClaim
    .filter((passages) => new Set(passages.map(({ support }) => support.group)).size > 1)
    .flatMap((passages) => [...differValues(passages, weigh), ...differDates(passages), ...differQuotations(passages)])
  const figures = differFigures(all)
  const across = [...figures.found, ...differFraming(all), ...differAttributions(all), ...differScope(all)]
  const found = [...within, ...across].toSorted(
    (one, other) => SEVERITY_RANK[one.severity] - SEVERITY_RANK[other.severity] || one.key.localeCompare(other.key),
  )
  const unique = [...new Map(dropEchoes(found).map((one) => [idOf(one), one])).entries()]
  return {
    moved: figures.moved,
    differences: unique.map(([id, one]) => toDifference(id, one, cite, isRelated)),
    tellers: new Map(unique.map(([id, { sides }]) => [id, sides.map(({ passages }) => passages)])),
    disputed: new Set(
      [...within, ...figures.found]
        .filter(({ severity }) => severity !== 'low')
        .flatMap((one) => one.sides.flatMap(({ passages }) => passages.map(({ claim }) => claim))),
    ),
  }
}

/** The same figures told by the same texts are one difference, whichever way it was found. */
function dropEchoes(found: readonly Found[]): readonly Found[] {
  const placesOf = ({ sides }: Found) =>
    sides.map(({ value, passages }) => passages.map(({ support }) => `${value} ${support.article} ${support.start}`))
  return found.filter(
    (one, at) =>
      !found.slice(0, at).some((other) => {
        const told = new Set(placesOf(other).flat())
        return other.kind === one.kind && placesOf(one).every((side) => side.some((place) => told.has(place)))
      }),
  )
}

function toPassages(claim: Claim, statedDate: (support: Support) => string | null): readonly Passage[] {
  const read = (support: Support) => {
    const day = statedDate(support)
    return { support, day, features: analyseSentence(support.text, toTextLang(support.lang), day) }
  }
  const own = claim.supports.filter(({ variant }) => !variant)
  return own.slice(0, PASSAGES_MAX).map((support) => ({ claim: claim.id, ...read(support) }))
}

function weigherOf(passages: readonly Passage[]): Weigher {
  const step = Math.max(1, Math.ceil(passages.length / WEIGHED_PASSAGES_MAX))
  const counted = passages.filter((_, at) => at % step === 0)
  const frequency = new Map<string, number>()
  for (const { features } of counted)
    for (const term of new Set(termsOf(features))) frequency.set(term, (frequency.get(term) ?? 0) + 1)
  return (term) => Math.log(1 + (counted.length + 1) / ((frequency.get(term) ?? 0) + 1))
}

function toDifference(
  id: string,
  found: Found,
  cite: (support: Support) => Citation,
  isRelated: ReturnType<typeof indexRelations>,
): Difference {
  const sides = found.sides.map(({ value, passages }) => {
    const supports = [...new Map(passages.map(({ support }) => [support.article, support])).values()]
    return {
      value,
      origins: countOrigins(unifyOrigins(supports, isRelated)),
      citations: supports.slice(0, CITATIONS_MAX).map(cite),
    }
  })
  return { id, kind: found.kind, topic: found.topic, severity: found.severity, sides }
}

/** What is differed about, and who first told each side: later supporters of a side leave the id as it is. */
function idOf({ kind, key, sides }: Found): string {
  const founders = sides.map(({ passages }) => firstSeen(passages)).toSorted()
  return `x${shortHash([kind, key, ...founders].join('\n'))}`
}

function firstSeen(passages: readonly Passage[]): string {
  const [first] = passages
    .map(({ support }) => support)
    .toSorted((one, other) => Temporal.Instant.compare(one.seenAt, other.seenAt))
  return first === undefined ? '' : first.article
}
