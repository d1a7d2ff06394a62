import type { TextRelationKind } from '../news/story.ts'
import { alignSentences, type AlignableText } from '../text/align-sentences.ts'
import type { Weigher } from '../text/similarity.ts'
import { relateTexts } from './relate-texts.ts'

/** A relation of two texts by their places in a list. */
export type ListedRelation = {
  readonly a: number
  readonly b: number
  readonly kind: TextRelationKind
  readonly coverage: number
  readonly order: number
}

/** Each text is compared with this many others at most: those it shares its rarest words with. */
const COMPARED_MAX = 40
/** A term held by more texts than this says nothing about which to compare. */
const POSTINGS_MAX = 200

/** How the texts of a list relate, each pair once, `a` before `b`; a long list compares likely pairs only. */
export function relateAll(texts: readonly AlignableText[]): readonly ListedRelation[] {
  const weigh = weigherOf(texts)
  return pickPairs(texts, weigh).flatMap(([a, b]) => {
    const [one, other] = [texts[a], texts[b]]
    if (one === undefined || other === undefined) return []
    return [{ a, b, ...relateTexts(one, other, alignSentences(one, other, weigh), weigh) }]
  })
}

function pickPairs(texts: readonly AlignableText[], weigh: Weigher): readonly (readonly [number, number])[] {
  const postings = new Map<string, number[]>()
  for (const [at, { index }] of texts.entries()) {
    for (const term of index.keys()) postings.set(term, [...(postings.get(term) ?? []), at])
  }
  const pairs = new Map<string, readonly [number, number]>()
  for (const [at, { index }] of texts.entries()) {
    const shared = new Map<number, number>(texts.length <= COMPARED_MAX ? texts.map((_, other) => [other, 0]) : [])
    for (const term of index.keys()) {
      const posting = postings.get(term) ?? []
      if (posting.length > POSTINGS_MAX) continue
      for (const other of posting) shared.set(other, (shared.get(other) ?? 0) + weigh(term))
    }
    shared.delete(at)
    const nearest = [...shared].toSorted(([, one], [, other]) => other - one).slice(0, COMPARED_MAX)
    for (const [other] of nearest) {
      const pair = at < other ? ([at, other] as const) : ([other, at] as const)
      pairs.set(pair.join(' '), pair)
    }
  }
  return [...pairs.values()].toSorted(([a, b], [c, d]) => a - c || b - d)
}

function weigherOf(texts: readonly AlignableText[]): Weigher {
  const frequency = new Map<string, number>()
  let count = 0
  for (const { index, sentences } of texts) {
    count += sentences.length
    for (const [term, places] of index) frequency.set(term, (frequency.get(term) ?? 0) + places.length)
  }
  return (term) => Math.log(1 + (count + 1) / ((frequency.get(term) ?? 0) + 1))
}
