import type { TextRelationKind } from '../news/story.ts'
import { kendallTau } from '../text/align.ts'
import type { AlignableText, AlignedPair } from '../text/align-sentences.ts'
import { containment, shingles } from '../text/shingles.ts'
import type { Weigher } from '../text/similarity.ts'

/** How much of the shorter text stands in the other (0…1), in the same order or not (-1…1), and what that makes them. */
export type Relation = { readonly kind: TextRelationKind; readonly coverage: number; readonly order: number }

/** An aligned pair surer than this counts as told by both: below, sentences of one story still share words. */
const ALIGNED_SCORE_MIN = 0.5
/** A rewrite keeps nearly all of the report; what merely shares wire copy has paragraphs of its own. */
const REWRITE_COVERAGE_MIN = 0.8
/** A rewrite follows the order of the telling. */
const REWRITE_ORDER_MIN = 0.8
/** Half a text in common is copy in common: two reporters of one event share less. */
const SHARED_WIRE_COVERAGE_MIN = 0.5
/** A copy keeps this share of its word runs; a retelling loses most of them. */
const COPIED_MIN = 0.7
const RUN_WORDS = 4
/** A text is another's copy or rewrite when it is at least this share of it, or it of the other. */
const SAME_SIZE_MIN = 0.4
/** Below this many sentences, order says nothing and coverage little: only a copy is certain. */
const SENTENCES_MIN = 4

/**
 * What two texts are to each other, from their aligned sentences. Coverage is the content-weighted share of the
 * shorter text whose sentences align; order is Kendall's tau-b over the aligned places.
 */
export function relateTexts(
  a: AlignableText,
  b: AlignableText,
  pairs: readonly AlignedPair[],
  weigh: Weigher,
): Relation {
  const aligned = pairs.filter((pair) => pair.score >= ALIGNED_SCORE_MIN)
  const weightsA = a.terms.map((terms) => sum(terms.map(weigh)))
  const weightsB = b.terms.map((terms) => sum(terms.map(weigh)))
  const isAShorter = sum(weightsA) <= sum(weightsB)
  const weights = isAShorter ? weightsA : weightsB
  const best = bestOf(aligned, isAShorter ? 'a' : 'b')
  const total = sum(weights)
  const coverage = total === 0 ? 0 : sum([...best.keys()].map((at) => weights[at] ?? 0)) / total
  const order = kendallTau([...best.values()].map((pair) => [pair.a, pair.b] as const))
  const [shorter, longer] = isAShorter ? [a, b] : [b, a]
  const copied = containment(runsOf(shorter), runsOf(longer))
  const size = total / Math.max(1, isAShorter ? sum(weightsB) : sum(weightsA))
  return { kind: kindOf({ coverage, order, copied, size, sentences: weights.length }), coverage, order }
}

type Measures = Omit<Relation, 'kind'> & {
  /** Share of the shorter text's word runs that stand in the longer. */
  readonly copied: number
  /** The shorter text's share of the longer. */
  readonly size: number
  readonly sentences: number
}

function kindOf({ coverage, order, copied, size, sentences }: Measures): TextRelationKind {
  // A longer text that holds a short one is more than a copy of it: they share copy.
  if (copied >= COPIED_MIN) return size >= SAME_SIZE_MIN ? 'copy' : 'shared-wire'
  if (sentences < SENTENCES_MIN) return 'independent'
  if (coverage >= REWRITE_COVERAGE_MIN && order >= REWRITE_ORDER_MIN && size >= SAME_SIZE_MIN) return 'rewrite'
  return coverage >= SHARED_WIRE_COVERAGE_MIN ? 'shared-wire' : 'independent'
}

// A text is compared with many others: its runs are read once.
const knownRuns = new WeakMap<AlignableText, ReadonlySet<number>>()

function runsOf(text: AlignableText): ReadonlySet<number> {
  const known = knownRuns.get(text)
  if (known !== undefined) return known
  const runs = new Set(text.sentences.flatMap(({ words }) => shingles(words, RUN_WORDS)))
  knownRuns.set(text, runs)
  return runs
}

/** The best pair of each sentence of one side, in that side's order. */
function bestOf(pairs: readonly AlignedPair[], side: 'a' | 'b'): ReadonlyMap<number, AlignedPair> {
  const best = new Map<number, AlignedPair>()
  for (const pair of pairs) {
    const before = best.get(pair[side])
    if (before === undefined || pair.score > before.score) best.set(pair[side], pair)
  }
  return new Map([...best].toSorted(([one], [other]) => one - other))
}

function sum(numbers: readonly number[]): number {
  let total = 0
  for (const number of numbers) total += number
  return total
}
