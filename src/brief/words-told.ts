import type { SentenceFeatures } from '../text/features.ts'

/** Brackets as tokenised corpora write them: no words. */
const BRACKETS = new Set(['lrb', 'rrb', 'lsb', 'rsb', 'lcb', 'rcb'])

/** The content words of a sentence, as stems, each once: what a summary tells of its texts. */
export function wordsTold({ stems }: SentenceFeatures): ReadonlySet<string> {
  return new Set(stems.filter((stem) => /[\p{L}\p{N}]/u.test(stem) && !BRACKETS.has(stem)))
}
