/**
 * What a model of embeddings makes of a sentence: near in direction where it takes two for near in meaning. Each number is
 * one of eight bits, which costs a cosine less than .01 and a store a quarter.
 */
export type SentenceVector = { readonly values: Int8Array; readonly length: number }

/** The vectors of a text's sentences, by their places; null where there is none, which says nothing. */
export type TextVectors = {
  readonly ofSentence: readonly (SentenceVector | null)[]
  /** Two sentences with this cosine or more may state the same: it differs from model to model. */
  readonly sameFrom: number
}

const VALUE_MAX = 127

/** A model's vector in eight bits a number; null for one that points nowhere. Its length does not matter. */
export function packVector(numbers: readonly number[]): SentenceVector | null {
  let largest = 0
  for (const number of numbers) largest = Math.max(largest, Math.abs(number))
  if (largest === 0 || !Number.isFinite(largest)) return null
  return toVector(Int8Array.from(numbers, (number) => Math.round((number / largest) * VALUE_MAX)))
}

/** The vector that was kept as these values. */
export function toVector(values: Int8Array): SentenceVector {
  return { values, length: Math.sqrt(dot(values, values)) }
}

/** The cosine of two vectors of one model, -1…1; 0 where they are of different ones. */
export function cosineOf(a: SentenceVector, b: SentenceVector): number {
  if (a.values.length !== b.values.length || a.length === 0 || b.length === 0) return 0
  return dot(a.values, b.values) / (a.length * b.length)
}

function dot(a: Int8Array, b: Int8Array): number {
  let sum = 0
  for (let at = 0; at < a.length; at += 1) sum += (a[at] ?? 0) * (b[at] ?? 0)
  return sum
}
