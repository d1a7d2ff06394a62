import type { AlignedPair } from '../text/align-sentences.ts'
import { claimsConflict } from './claim-conflict.ts'
import type { LedgerText } from './ledger-state.ts'
import { cosineOf, type TextVectors } from './sentence-vectors.ts'

/** A pair of sentences; `alike`: it counts for its meaning, as its words alone would not have done. */
export type MatchedPair = AlignedPair & { readonly alike?: true }

/**
 * What a pair counts that is alike in meaning: enough to join a claim that all passages looked at are alike to (.4), and
 * less than clear words do, which then decide. It is a rank, not a measure: cosines of models are on scales of their own.
 */
const ALIKE_SCORE = 0.5

/**
 * The pairs, with those that only vectors show: translations, and the same in quite other words. Two sentences are taken
 * for alike when each is the nearest to the other of all in the two texts, their cosine is high enough, and nothing in them
 * conflicts: figures, days, names, denial, roles. A sentence without a vector is as if there were none.
 */
export function addVectorPairs(pairs: readonly AlignedPair[], a: LedgerText, b: LedgerText): readonly MatchedPair[] {
  if (a.vectors === undefined || b.vectors === undefined) return pairs
  const alike = nearestPairs(a.vectors, b.vectors).filter((pair) => {
    const [one, other] = [a.text.sentences[pair.a], b.text.sentences[pair.b]]
    return one !== undefined && other !== undefined && !claimsConflict(one, other)
  })
  const raised = new Map<string, MatchedPair>(pairs.map((pair) => [keyOf(pair), pair]))
  for (const pair of alike) {
    const score = raised.get(keyOf(pair))?.score ?? 0
    if (score < ALIKE_SCORE) raised.set(keyOf(pair), { ...pair, score: ALIKE_SCORE, alike: true })
  }
  return [...raised.values()]
}

const keyOf = (pair: { readonly a: number; readonly b: number }): string => `${pair.a}:${pair.b}`

/** Pairs of which each is the other's nearest, with a cosine that is high enough. Of equals the first counts. */
function nearestPairs(a: TextVectors, b: TextVectors): readonly { readonly a: number; readonly b: number }[] {
  const nearestOfA = new Map<number, { at: number; cosine: number }>()
  const nearestOfB = new Map<number, { at: number; cosine: number }>()
  for (const [at, one] of a.ofSentence.entries()) {
    if (one === null) continue
    for (const [otherAt, other] of b.ofSentence.entries()) {
      if (other === null) continue
      const cosine = cosineOf(one, other)
      if (cosine > (nearestOfA.get(at)?.cosine ?? -1)) nearestOfA.set(at, { at: otherAt, cosine })
      if (cosine > (nearestOfB.get(otherAt)?.cosine ?? -1)) nearestOfB.set(otherAt, { at, cosine })
    }
  }
  const sameFrom = Math.max(a.sameFrom, b.sameFrom)
  return [...nearestOfA].flatMap(([at, { at: otherAt, cosine }]) =>
    cosine >= sameFrom && nearestOfB.get(otherAt)?.at === at ? [{ a: at, b: otherAt }] : [],
  )
}
