// Unsupervised lexical scores of sentence pairs, as the data's README and the literature measure them.

/** Scores of pairs, in order; what needs document frequencies takes them from the pairs given. */
export type PairPeer = (pairs: readonly (readonly [string, string])[]) => readonly number[]

const tokens = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Shared tokens by all tokens. */
export const tokenJaccard: PairPeer = (pairs) =>
  pairs.map(([a, b]) => {
    const [one, other] = [new Set(tokens(a)), new Set(tokens(b))]
    const union = one.union(other).size
    return union === 0 ? 0 : one.intersection(other).size / union
  })

/** Cosine of word tf-idf vectors. */
export const wordTfIdf: PairPeer = (pairs) => tfIdfCosines(pairs, tokens)

const GRAM_LENGTHS = [3, 4, 5]

/** Cosine of tf-idf vectors of 3–5 characters within words' borders, as scikit-learn's `char_wb` cuts them. */
export const characterTfIdf: PairPeer = (pairs) =>
  tfIdfCosines(pairs, (text) =>
    text
      .toLowerCase()
      .split(/\s+/)
      .flatMap((word) => {
        const padded = ` ${word} `
        return GRAM_LENGTHS.flatMap((length) =>
          Array.from({ length: Math.max(0, padded.length - length + 1) }, (_, at) => padded.slice(at, at + length)),
        )
      }),
  )

/** Longest common subsequence of tokens: ROUGE-L's F (Lin 2004). */
export const longestSubsequence: PairPeer = (pairs) =>
  pairs.map(([a, b]) => {
    const [one, other] = [tokens(a), tokens(b)]
    const both = one.length + other.length
    return both === 0 ? 0 : (2 * subsequenceLength(one, other)) / both
  })

function countAll(list: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of list) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

function subsequenceLength(a: readonly string[], b: readonly string[]): number {
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const token of a) {
    const next = [0]
    for (const [at, other] of b.entries()) {
      next.push(token === other ? (row[at] ?? 0) + 1 : Math.max(row[at + 1] ?? 0, next[at] ?? 0))
    }
    row = next
  }
  return row.at(-1) ?? 0
}

// Smoothed idf over all sentences of the pairs, raw counts, cosine: scikit-learn's defaults.
function tfIdfCosines(
  pairs: readonly (readonly [string, string])[],
  cut: (text: string) => readonly string[],
): readonly number[] {
  const counted = pairs.map(([a, b]) => [countAll(cut(a)), countAll(cut(b))] as const)
  const frequencies = new Map<string, number>()
  for (const sides of counted) {
    for (const counts of sides) {
      for (const term of counts.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
    }
  }
  const idfs = new Map(
    [...frequencies].map(([term, count]) => [term, Math.log((1 + 2 * pairs.length) / (1 + count)) + 1]),
  )
  const idf = (term: string) => idfs.get(term) ?? 0
  return counted.map(([a, b]) => {
    let product = 0
    for (const [term, count] of a) product += count * (b.get(term) ?? 0) * idf(term) ** 2
    const norm = (counts: ReadonlyMap<string, number>) =>
      Math.sqrt([...counts].reduce((sum, [term, count]) => sum + (count * idf(term)) ** 2, 0))
    return product === 0 ? 0 : product / (norm(a) * norm(b))
  })
}
