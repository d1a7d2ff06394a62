import type { AlignableText } from '../text/align-sentences.ts'
import { shingles } from '../text/shingles.ts'
import type { Weigher } from '../text/similarity.ts'
import { winnow } from '../text/winnow.ts'

/** Two texts by their places in a list, the earlier first. */
export type Pair = readonly [number, number]

// Recall of these figures, on generated copies among 1,000 and 2,000 real articles: all pairs that are one text or share
// copy, short texts inside long ones too. It stays so with any one of them halved or doubled; the pairs to compare then
// are .5 to 1.9 times as many, by NEAREST_MAX.

/** Words of a run whose fingerprint is taken: shorter ones are idiom. */
const RUN_WORDS = 5
/** Any 12 words in a row that two texts share give them a common fingerprint: 12 − RUN_WORDS + 1. */
const WINDOW_RUNS = 8
/** A passage is looked up at its first holders: later copies of it meet there. */
const HOLDERS_MAX = 24
/** A term held by more texts than this says nothing about which to compare. */
const POSTINGS_MAX = 100
/** Of the texts that share most passages, and of those that share the rarest terms, this many are likely. */
const NEAREST_MAX = 16

/**
 * Pairs of a long list that may be copies, rewrites or share copy: those with passages in common (winnowed fingerprints:
 * these find a short text inside a long one, and the three hundredth reprint) and those with rare terms in common
 * (these find a text in other words). Cost grows with the list, not with its square.
 */
export function pickLikelyPairs(texts: readonly AlignableText[], weigh: Weigher): readonly Pair[] {
  const passages = texts.map(({ sentences }) => {
    const runs = shingles(
      sentences.flatMap(({ words }) => words),
      RUN_WORDS,
    )
    return new Set(winnow(runs, WINDOW_RUNS).map(({ hash }) => hash))
  })
  const terms = texts.map(({ index }) => new Set(index.keys()))
  const common = new Set([...countHolders(terms)].flatMap(([term, count]) => (count > POSTINGS_MAX ? [term] : [])))
  const pairs = new Map<number, Pair>()
  const add = (at: number, other: number) => {
    const [first, second] = at < other ? [at, other] : [other, at]
    pairs.set(first * texts.length + second, [first, second])
  }
  for (const [at, others] of nearestBy(passages, () => 1, HOLDERS_MAX).entries()) for (const to of others) add(at, to)
  const rare = terms.map((set) => set.difference(common))
  for (const [at, others] of nearestBy(rare, weigh, POSTINGS_MAX).entries()) for (const to of others) add(at, to)
  return [...pairs.values()].toSorted(([a, b], [c, d]) => a - c || b - d)
}

function countHolders(sets: readonly ReadonlySet<string>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const set of sets) for (const term of set) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}

/** For each set the others that share most with it; each thing's first `holdersMax` holders are known. */
function nearestBy<T>(
  sets: readonly ReadonlySet<T>[],
  weigh: (thing: T) => number,
  holdersMax: number,
): readonly (readonly number[])[] {
  const holders = new Map<T, number[]>()
  for (const [at, set] of sets.entries()) {
    for (const thing of set) {
      const list = holders.get(thing)
      if (list === undefined) holders.set(thing, [at])
      else if (list.length < holdersMax) list.push(at)
    }
  }
  const shared = new Float64Array(sets.length)
  return sets.map((set, at) => {
    const touched: number[] = []
    for (const thing of set) {
      const weight = weigh(thing)
      for (const other of holders.get(thing) ?? []) {
        if (shared[other] === 0) touched.push(other)
        shared[other] = (shared[other] ?? 0) + weight
      }
    }
    const nearest = touched
      .filter((other) => other !== at)
      .toSorted((one, other) => (shared[other] ?? 0) - (shared[one] ?? 0) || one - other)
      .slice(0, NEAREST_MAX)
    for (const other of touched) shared[other] = 0
    return nearest
  })
}
