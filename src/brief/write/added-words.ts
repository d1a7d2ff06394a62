import { foldConcept } from '../../text/concepts.ts'
import type { SentenceFeatures } from '../../text/features.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import { isStopword, stemWord } from '../../text/stems.ts'

/**
 * A reason for words with content that none of a line's passages has in any form or near-synonym. A writer with a pencil adds
 * none: the verifier, made for writers of all kinds, forgives one word in a long line, and one word may be what was planted.
 * Names, figures and days are judged by their value elsewhere; who says so may be told by another verb.
 */
export function addedWords(told: SentenceFeatures, given: readonly SentenceFeatures[]): readonly string[] {
  const formOf = (folded: string, { lang }: SentenceFeatures) => foldConcept(stemWord(folded, lang))
  const known = new Set(given.flatMap((passage) => passage.words.map(({ folded }) => formOf(folded, passage))))
  const judgedElsewhere = [...told.names, ...told.quantities, ...told.dates, ...told.quotations]
  const added = told.words.filter(
    ({ folded, start }) =>
      !isStopword(folded, told.lang) &&
      !isSpeechVerb(folded, told.lang) &&
      !known.has(formOf(folded, told)) &&
      !judgedElsewhere.some((part) => part.start <= start && start < part.end),
  )
  return added.length === 0 ? [] : [`none of its claims says “${added.map(({ text }) => text).join(' ')}”`]
}
