// ROUGE-N (Lin 2004, "ROUGE: a package for automatic evaluation of summaries"): how many n-grams a summary shares with a
// person's. Lower case, letters and digits only, Porter stems of words longer than three letters, stop words kept.
import snowball from 'snowball-stemmers'

/** Precision and recall of shared n-grams, each counted as often as both have it, and their harmonic mean. */
export type Rouge = { readonly precision: number; readonly recall: number; readonly f: number }

/** The Porter stemmer of 1980, as ROUGE has it: the package knows it, our declaration of the package only what we use. */
const porter = (snowball as { newStemmer(language: string): { stem(word: string): string } }).newStemmer('porter')
/** Words up to this length stay as they are. */
const UNSTEMMED_LENGTH_MAX = 3

const stems = new Map<string, string>()

/** The tokens that ROUGE compares. */
export function rougeTokens(text: string): readonly string[] {
  return (text.toLowerCase().match(/[a-z0-9]+/g) ?? []).map(stemOf)
}

function stemOf(word: string): string {
  if (word.length <= UNSTEMMED_LENGTH_MAX) return word
  const known = stems.get(word)
  if (known !== undefined) return known
  const stem = porter.stem(word)
  stems.set(word, stem)
  return stem
}

/** ROUGE-N of a candidate against one reference; all 0 where nothing is shared. */
export function rouge(candidate: readonly string[], reference: readonly string[], n: number): Rouge {
  const [ours, theirs] = [countGrams(candidate, n), countGrams(reference, n)]
  let shared = 0
  for (const [gram, count] of theirs) shared += Math.min(count, ours.get(gram) ?? 0)
  if (shared === 0) return { precision: 0, recall: 0, f: 0 }
  const precision = shared / (candidate.length - n + 1)
  const recall = shared / (reference.length - n + 1)
  return { precision, recall, f: (2 * precision * recall) / (precision + recall) }
}

function countGrams(tokens: readonly string[], n: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (let at = 0; at + n <= tokens.length; at++) {
    const gram = tokens.slice(at, at + n).join(' ')
    counts.set(gram, (counts.get(gram) ?? 0) + 1)
  }
  return counts
}
