import type { TextRelationKind } from '../news/story.ts'
import { alignSentences, type AlignableText } from '../text/align-sentences.ts'
import type { Weigher } from '../text/similarity.ts'
import { pickLikelyPairs, type Pair } from './likely-pairs.ts'
import { compareTexts, mayRelate } from './relate-texts.ts'

/** A relation of two texts by their places in a list. */
export type ListedRelation = {
  readonly a: number
  readonly b: number
  readonly kind: TextRelationKind
  readonly coverage: number
  readonly order: number
}

/** Up to this many texts, each is compared with each: some 1,200 pairs, about a second. */
const ALL_PAIRS_MAX = 50
/** In a longer list, a text's first copies and rewrites are compared with each other too. */
const KIN_MAX = 8

/**
 * How the texts of a list relate, each pair once, `a` before `b`, in order. A list of more than 50 texts compares
 * likely pairs only: a pair not listed is independent, or copies of a text that has many.
 */
export function relateAll(texts: readonly AlignableText[]): readonly ListedRelation[] {
  const weigh = weigherOf(texts)
  if (texts.length <= ALL_PAIRS_MAX) return compare(pairsAmong([...texts.keys()]), texts, weigh)
  const likely = compare(
    pickLikelyPairs(texts, weigh).filter(([a, b]) => mayRelate(texts[a], texts[b], weigh)),
    texts,
    weigh,
  )
  return [...likely, ...compare(pairsOfKin(likely), texts, weigh)].toSorted(
    (one, other) => one.a - other.a || one.b - other.b,
  )
}

function compare(pairs: readonly Pair[], texts: readonly AlignableText[], weigh: Weigher): readonly ListedRelation[] {
  return pairs.flatMap(([a, b]) => {
    const [one, other] = [texts[a], texts[b]]
    if (one === undefined || other === undefined) return []
    const { kind, coverage, order } = compareTexts(one, other, alignSentences(one, other, weigh), weigh)
    return [{ a, b, kind, coverage, order }]
  })
}

/** Pairs not compared yet whose texts have a copy or rewrite in common: grouping must know whether they are one text. */
function pairsOfKin(relations: readonly ListedRelation[]): readonly Pair[] {
  const kin = new Map<number, number[]>()
  const known = new Set(relations.map(({ a, b }) => `${a} ${b}`))
  for (const { a, b, kind } of relations) {
    if (kind !== 'copy' && kind !== 'rewrite') continue
    kin.set(a, [...(kin.get(a) ?? []), b].slice(0, KIN_MAX))
    kin.set(b, [...(kin.get(b) ?? []), a].slice(0, KIN_MAX))
  }
  const pairs = new Map<string, Pair>()
  for (const list of kin.values()) {
    for (const pair of pairsAmong(list.toSorted((one, other) => one - other))) {
      if (!known.has(pair.join(' '))) pairs.set(pair.join(' '), pair)
    }
  }
  return [...pairs.values()]
}

function pairsAmong(places: readonly number[]): readonly Pair[] {
  return places.flatMap((a, at) => places.slice(at + 1).map((b): Pair => [a, b]))
}

function weigherOf(texts: readonly AlignableText[]): Weigher {
  const frequency = new Map<string, number>()
  let count = 0
  for (const { index, sentences } of texts) {
    count += sentences.length
    for (const [term, places] of index) frequency.set(term, (frequency.get(term) ?? 0) + places.length)
  }
  // Terms are weighed millions of times: each logarithm is taken once.
  const weights = new Map([...frequency].map(([term, held]) => [term, Math.log(1 + (count + 1) / (held + 1))]))
  const unheld = Math.log(count + 2)
  return (term) => weights.get(term) ?? unheld
}
