import { isStopword } from '../../../src/text/stems.ts'
import { splitWords } from '../../../src/text/words.ts'

/** A judge of one edit: does the text say something else after it? */
export type MeaningJudge = (before: string, after: string) => boolean

/** New content words from which the plain peer calls a change of meaning. */
const NEW_WORDS_MIN = 2

/** The two plain judges our own is measured against. */
export const EDIT_PEERS: Readonly<Record<string, MeaningJudge>> = {
  'always yes': () => true,
  'two new content words': (before, after) => {
    const had = contentWords(before)
    return [...contentWords(after)].filter((word) => !had.has(word)).length >= NEW_WORDS_MIN
  },
}

function contentWords(text: string): ReadonlySet<string> {
  return new Set(
    splitWords(text)
      .map(({ folded }) => folded)
      .filter((folded) => !isStopword(folded, 'en')),
  )
}
