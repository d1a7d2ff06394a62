import type { SentenceFeatures } from './features.ts'
import { countTerms, likenessOf, overlapCounted, termsOf, type Weigher } from './similarity.ts'

/** Sentence `a` of one text tells what sentence `b` of another does, as sure as `score` (0…1). */
export type AlignedPair = { readonly a: number; readonly b: number; readonly score: number }

/** A text ready to be aligned: its sentences with their terms. */
export type AlignableText = {
  readonly sentences: readonly SentenceFeatures[]
  readonly terms: readonly (readonly string[])[]
  /** Which sentences hold a term. */
  readonly index: ReadonlyMap<string, readonly number[]>
}

/** Pairs below this are noise on every text tried: unrelated sentences of one story seldom pass it. */
const PAIR_SCORE_MIN = 0.2
/** Pairs that share less than this of the lighter sentence word for word are not looked at closely: none passed. */
const PROMISING_SHARE = 0.12
/** What being each other's best match adds: a retelling keeps its partner even where its words change. */
const MUTUAL_BONUS = 0.1
/** What an aligned neighbour on the same side adds: retellings keep the order of the telling. */
const NEIGHBOUR_BONUS = 0.07
/** How far away a neighbour may stand: retellings join and split sentences. */
const NEIGHBOUR_REACH = 2

/** Prepares a text for alignment. */
export function toAlignable(sentences: readonly SentenceFeatures[]): AlignableText {
  const terms = sentences.map(termsOf)
  const index = new Map<string, number[]>()
  for (const [at, list] of terms.entries()) {
    for (const term of new Set(list)) {
      const places = index.get(term)
      if (places === undefined) index.set(term, [at])
      else places.push(at)
    }
  }
  return { sentences, terms, index }
}

/**
 * Which sentences of two texts tell the same. Likeness of each candidate pair, raised where the two are each other's
 * best match and where their neighbours align too. Sorted by `a`, then by falling score; a sentence may stand in
 * several pairs, as retellings join and split sentences.
 */
export function alignSentences(a: AlignableText, b: AlignableText, weigh: Weigher): readonly AlignedPair[] {
  const raw = scoreCandidates(a, b, weigh)
  const bestOfA = new Map<number, number>()
  const bestOfB = new Map<number, number>()
  for (const pair of raw) {
    bestOfA.set(pair.a, Math.max(bestOfA.get(pair.a) ?? 0, pair.score))
    bestOfB.set(pair.b, Math.max(bestOfB.get(pair.b) ?? 0, pair.score))
  }
  const width = b.sentences.length
  const mutual = new Set<number>()
  for (const pair of raw) {
    if (pair.score === bestOfA.get(pair.a) && pair.score === bestOfB.get(pair.b)) mutual.add(pair.a * width + pair.b)
  }
  const raised = raw.map((pair) => {
    const bonus =
      (mutual.has(pair.a * width + pair.b) ? MUTUAL_BONUS : 0) +
      (hasNeighbour(pair, mutual, width, -1) ? NEIGHBOUR_BONUS : 0) +
      (hasNeighbour(pair, mutual, width, 1) ? NEIGHBOUR_BONUS : 0)
    return { a: pair.a, b: pair.b, score: Math.min(1, pair.score + bonus) }
  })
  return raised.toSorted((one, other) => one.a - other.a || other.score - one.score || one.b - other.b)
}

function scoreCandidates(a: AlignableText, b: AlignableText, weigh: Weigher): readonly AlignedPair[] {
  const pairs: AlignedPair[] = []
  const counted = b.terms.map((terms) => countTerms(terms, weigh))
  for (const [at, terms] of a.terms.entries()) {
    const sentence = a.sentences[at]
    if (sentence === undefined) continue
    const own = countTerms(terms, weigh)
    for (const [place, shared] of sharedWeights(own.counts.keys(), b, weigh)) {
      const [other, theirs] = [b.sentences[place], counted[place]]
      if (other === undefined || theirs === undefined) continue
      if (shared < PROMISING_SHARE * Math.min(own.weight, theirs.weight)) continue
      const score = likenessOf(overlapCounted(own, theirs, weigh), sentence, other)
      if (score >= PAIR_SCORE_MIN) pairs.push({ a: at, b: place, score })
    }
  }
  return pairs
}

/** What each sentence of `b` shares with distinct terms, word for word. */
function sharedWeights(terms: Iterable<string>, b: AlignableText, weigh: Weigher): ReadonlyMap<number, number> {
  const weights = new Map<number, number>()
  for (const term of terms) {
    const weight = weigh(term)
    for (const place of b.index.get(term) ?? []) weights.set(place, (weights.get(place) ?? 0) + weight)
  }
  return weights
}

function hasNeighbour(pair: AlignedPair, mutual: ReadonlySet<number>, width: number, side: -1 | 1): boolean {
  for (let stepA = 1; stepA <= NEIGHBOUR_REACH; stepA += 1) {
    for (let stepB = 0; stepB <= NEIGHBOUR_REACH; stepB += 1) {
      const [a, b] = [pair.a + side * stepA, pair.b + side * stepB]
      if (a >= 0 && b >= 0 && b < width && mutual.has(a * width + b)) return true
    }
  }
  return false
}
