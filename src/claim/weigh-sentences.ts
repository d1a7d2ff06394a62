import type { SentenceFeatures } from '../text/features.ts'
import { isStopword, stemWord } from '../text/stems.ts'

/** A sentence as alignment reads it: its terms with their weights. */
export type Weighed = { readonly terms: ReadonlyMap<string, number>; readonly total: number }

/** A word of grammar counts this much of a content word: it holds the frame of a sentence whose content was edited. */
const STOPWORD_WEIGHT = 0.25

/** Terms weigh ln(1 + n/df) over all the sentences: a name in every sentence tells little about which sentence this is. */
export function weighSentences(sentences: readonly SentenceFeatures[]): readonly Weighed[] {
  const counts = new Map<string, number>()
  for (const { words, lang } of sentences) {
    for (const term of new Set(words.map(({ folded }) => stemWord(folded, lang)))) {
      counts.set(term, (counts.get(term) ?? 0) + 1)
    }
  }
  return sentences.map(({ words, lang }) => {
    const terms = new Map<string, number>()
    let total = 0
    for (const { folded } of words) {
      const term = stemWord(folded, lang)
      const rarity = Math.log(1 + sentences.length / (counts.get(term) ?? 1))
      const weight = rarity * (isStopword(folded, lang) ? STOPWORD_WEIGHT : 1)
      terms.set(term, (terms.get(term) ?? 0) + weight)
      total += weight
    }
    return { terms, total }
  })
}

/** The weight two sentences share, words counted as often as both have them. */
export function sharedWeight(a: Weighed, b: Weighed): number {
  let shared = 0
  for (const [term, weight] of a.terms) shared += Math.min(weight, b.terms.get(term) ?? 0)
  return shared
}
