import type { SentenceFeatures } from '../text/features.ts'
import { wordsTold } from './words-told.ts'

/**
 * A sentence is told where one known sentence holds this share of its content words. A reader sees a repetition from
 * 0.8 on; below it the same news in other words still is none. ROUGE on the timelines is the same from 0.5 to 0.7.
 */
const TOLD_SHARE_MIN = 0.6
/** A word in more known sentences than this tells nothing about which of them says it: they are not looked up by it. */
const POSTINGS_MAX = 20_000

/** Says of a sentence whether the known ones tell it. */
export type KnownCheck = (sentence: SentenceFeatures) => boolean

/** Indexes what a reader knows, once for all questions. */
export function indexKnown(known: Iterable<SentenceFeatures>): KnownCheck {
  const postings = new Map<string, number[]>()
  const whole = new Set<string>()
  let at = 0
  for (const sentence of known) {
    whole.add(sentence.text)
    for (const word of wordsTold(sentence)) {
      const list = postings.get(word)
      if (list === undefined) postings.set(word, [at])
      else if (list.length < POSTINGS_MAX) list.push(at)
    }
    at += 1
  }
  return (sentence) => {
    if (whole.has(sentence.text)) return true
    const words = wordsTold(sentence)
    const needed = TOLD_SHARE_MIN * words.size
    const shared = new Map<number, number>()
    for (const word of words) {
      for (const of of postings.get(word) ?? []) {
        const count = (shared.get(of) ?? 0) + 1
        if (count >= needed) return true
        shared.set(of, count)
      }
    }
    return false
  }
}
