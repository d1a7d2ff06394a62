import { STOPWORDS } from '../../../src/text/stopwords.ts'

export type Vector = ReadonlyMap<string, number>

/** What one text alone holds matches nothing and only makes that text look long: 2 gives average link .06 of pair F1. */
const TEXTS_MIN = 2

/**
 * tf-idf vectors of length 1 over words and pairs of words that at least two texts hold, English stopwords out,
 * sublinear tf: the usual recipe.
 */
export function tfidfVectors(texts: readonly string[]): readonly Vector[] {
  const counts = texts.map(countGrams)
  const frequencies = new Map<string, number>()
  for (const terms of counts) for (const term of terms.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
  return counts.map((terms) => {
    const vector = new Map<string, number>()
    let squares = 0
    for (const [term, count] of terms) {
      const holders = frequencies.get(term) ?? 0
      if (holders < TEXTS_MIN) continue
      const idf = Math.log((1 + texts.length) / (1 + holders)) + 1
      const weight = (1 + Math.log(count)) * idf
      vector.set(term, weight)
      squares += weight ** 2
    }
    const length = Math.sqrt(squares) || 1
    for (const [term, weight] of vector) vector.set(term, weight / length)
    return vector
  })
}

function countGrams(text: string): ReadonlyMap<string, number> {
  const words = (text.toLowerCase().match(/[\p{L}\p{N}_]{2,}/gu) ?? []).filter((word) => !STOPWORDS.en.has(word))
  const counts = new Map<string, number>()
  for (const [at, word] of words.entries()) {
    counts.set(word, (counts.get(word) ?? 0) + 1)
    if (at === 0) continue
    const pair = `${words[at - 1]} ${word}`
    counts.set(pair, (counts.get(pair) ?? 0) + 1)
  }
  return counts
}
