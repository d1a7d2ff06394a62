// What the summarizers we are measured against have in common: sentences of articles in, the chosen ones out.
import { contentStems } from '../../../src/text/stems.ts'
import { splitWords } from '../../../src/text/words.ts'

/** One sentence of the texts to be summed up, as every peer sees it. */
export type PeerSentence = {
  readonly text: string
  /** Its place in its article, from 0, and the article's place among the articles. */
  readonly at: number
  readonly article: number
  /** Length-one tf-idf vector of its content stems; idf over the sentences given. */
  readonly vector: ReadonlyMap<string, number>
}

/** Chooses at most `count` of the sentences, in the order in which they are told. */
export type Peer = (sentences: readonly PeerSentence[], count: number) => readonly PeerSentence[]

/** Labels, dates and times are no sentences to a peer either. */
const WORDS_MIN = 5

/** Articles, each a list of sentences, as peers see them: a sentence that came before word for word is left out. */
export function toPeerSentences(articles: readonly (readonly string[])[]): readonly PeerSentence[] {
  const seen = new Set<string>()
  const cut = articles.flatMap((sentences, article) =>
    sentences.flatMap((text, at) => {
      const words = splitWords(text)
      const isNew = words.length >= WORDS_MIN && !seen.has(text)
      seen.add(text)
      return isNew ? [{ text, at, article, stems: contentStems(words, 'en') }] : []
    }),
  )
  const frequency = new Map<string, number>()
  for (const { stems } of cut) {
    for (const stem of new Set(stems)) frequency.set(stem, (frequency.get(stem) ?? 0) + 1)
  }
  return cut.map(({ stems, ...place }) => {
    const counts = new Map<string, number>()
    for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + 1)
    const weighed = [...counts].map(([stem, count]): [string, number] => [
      stem,
      count * Math.log((cut.length + 1) / (frequency.get(stem) ?? 1)),
    ])
    return { ...place, vector: toUnit(new Map(weighed)) }
  })
}

/** The vector at length one; an empty or zero one stays as it is. */
export function toUnit(vector: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  let squares = 0
  for (const weight of vector.values()) squares += weight * weight
  return squares === 0 ? vector : new Map([...vector].map(([stem, weight]) => [stem, weight / Math.sqrt(squares)]))
}

/** Cosine of two vectors of length one. */
export function cosine(one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): number {
  const [short, long] = one.size <= other.size ? [one, other] : [other, one]
  let product = 0
  for (const [stem, weight] of short) product += weight * (long.get(stem) ?? 0)
  return product
}

/** Cosines of a vector of length one with each of the indexed sentences. */
export type CosinesTo = (vector: ReadonlyMap<string, number>) => Float64Array

/** Indexes sentences by their stems: only those that share one are looked at. */
export function indexCosines(sentences: readonly PeerSentence[]): CosinesTo {
  const holders = new Map<string, { readonly at: number; readonly weight: number }[]>()
  for (const [at, { vector }] of sentences.entries()) {
    for (const [stem, weight] of vector) {
      const list = holders.get(stem)
      if (list === undefined) holders.set(stem, [{ at, weight }])
      else list.push({ at, weight })
    }
  }
  return (vector) => {
    const row = new Float64Array(sentences.length)
    for (const [stem, weight] of vector) {
      for (const other of holders.get(stem) ?? []) row[other.at] = (row[other.at] ?? 0) + weight * other.weight
    }
    return row
  }
}

/** The middle of all sentences, at length one. */
export function centroidOf(sentences: readonly PeerSentence[]): ReadonlyMap<string, number> {
  const sum = new Map<string, number>()
  for (const { vector } of sentences) {
    for (const [stem, weight] of vector) sum.set(stem, (sum.get(stem) ?? 0) + weight)
  }
  return toUnit(sum)
}

/** The best by score that are not nearly a repetition of one taken before; ties go to the earlier. */
export function takeBest(
  sentences: readonly PeerSentence[],
  scoreOf: (sentence: PeerSentence, at: number) => number,
  count: number,
): readonly PeerSentence[] {
  const ranked = sentences
    .map((sentence, at) => ({ sentence, score: scoreOf(sentence, at) }))
    .toSorted((one, other) => other.score - one.score)
  const taken: PeerSentence[] = []
  for (const { sentence } of ranked) {
    if (taken.length >= count) break
    if (taken.every(({ vector }) => cosine(vector, sentence.vector) < REPEATED_COSINE)) taken.push(sentence)
  }
  return taken
}

/** Above this cosine two sentences are one: usual in the LexRank and MEAD papers' re-rankers (0.5 to 0.7). */
const REPEATED_COSINE = 0.6
