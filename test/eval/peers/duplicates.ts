import { estimateJaccard, minhash, packSignature } from '../../../src/text/minhash.ts'
import { shingles } from '../../../src/text/shingles.ts'
import { splitWords } from '../../../src/text/words.ts'
import { bandKeys } from './band-keys.ts'

type Named = { readonly name: string; readonly text: string }
/** Pairs of texts that a peer finds alike, as sure as `score`. */
export type AlikePair = { readonly a: string; readonly b: string; readonly score: number }

const RUN_WORDS = 3

/** Cosine of word tf-idf vectors (1 + log tf, smoothed idf), every pair. */
export function alikeByTfIdf(texts: readonly Named[]): readonly AlikePair[] {
  const counts = texts.map(({ text }) => Map.groupBy(splitWords(text), ({ folded }) => folded))
  const holders = new Map<string, number>()
  for (const count of counts) for (const word of count.keys()) holders.set(word, (holders.get(word) ?? 0) + 1)
  const vectors = counts.map((count) => {
    const weights = [...count].map(([word, { length }]): [string, number] => {
      const idf = Math.log((1 + texts.length) / (1 + (holders.get(word) ?? 0))) + 1
      return [word, (1 + Math.log(length)) * idf]
    })
    const norm = Math.hypot(...weights.map(([, weight]) => weight)) || 1
    return new Map(weights.map(([word, weight]) => [word, weight / norm]))
  })
  return pairsOf(texts).map(([a, b]) => ({ ...named(texts, a, b), score: dot(vectors[a], vectors[b]) }))
}

/** MinHash of word 3-shingles (k = 128) with LSH bands of 3 rows: the pairs that share a band, by estimated Jaccard. */
export function alikeByMinHash(texts: readonly Named[]): readonly AlikePair[] {
  const signatures = texts.map(({ text }) => minhash(new Set(shingles(splitWords(text), RUN_WORDS))))
  const bands = signatures.map((signature) => bandKeys(signature))
  return pairsOf(texts).flatMap(([a, b]) => {
    const [one, other] = [signatures[a], signatures[b]]
    const isCandidate = bands[a]?.some((key, at) => key === bands[b]?.[at]) ?? false
    if (!isCandidate || one === undefined || other === undefined) return []
    return [{ ...named(texts, a, b), score: estimateJaccard(packSignature(one), packSignature(other)) }]
  })
}

/** Groups of texts joined by pairs as sure as `min` (connected components). */
export function groupAlike(texts: readonly Named[], pairs: readonly AlikePair[], min: number): readonly string[][] {
  const groups = new Map(texts.map(({ name }) => [name, [name]]))
  for (const { a, b, score } of pairs) {
    const [one, other] = [groups.get(a), groups.get(b)]
    if (score < min || one === undefined || other === undefined || one === other) continue
    for (const name of other) groups.set(name, one)
    one.push(...other)
  }
  return [...new Set(groups.values())]
}

function dot(one: ReadonlyMap<string, number> | undefined, other: ReadonlyMap<string, number> | undefined): number {
  let sum = 0
  for (const [word, weight] of one ?? []) sum += weight * (other?.get(word) ?? 0)
  return sum
}

function pairsOf(texts: readonly Named[]): readonly (readonly [number, number])[] {
  return texts.flatMap((_, a) => texts.slice(a + 1).map((__, at) => [a, a + 1 + at] as const))
}

function named(texts: readonly Named[], a: number, b: number): { a: string; b: string } {
  return { a: texts[a]?.name ?? '', b: texts[b]?.name ?? '' }
}
