import type { SentenceFeatures } from '../text/features.ts'
import { nameIsIn } from '../text/names.ts'
import { compareQuantities } from '../text/quantities.ts'
import { foldText } from '../text/words.ts'

/** What two sentences match on, in words a reader understands. */
export function explainMatch(sentence: SentenceFeatures, other: SentenceFeatures): readonly string[] {
  const otherTerms = new Set(other.stems)
  const shared = new Set(sentence.stems.filter((stem) => otherTerms.has(stem))).size
  const quantities = sentence.quantities.filter((quantity) =>
    other.quantities.some((one) => compareQuantities(quantity, one) === 'same'),
  )
  const quoted = sentence.quotations.filter((quotation) =>
    other.quotations.some((one) => foldText(one.text) === foldText(quotation.text)),
  )
  const names = sentence.names.filter((name) => nameIsIn(name, other.names))
  return [
    ...(shared === 0 ? [] : [`${shared} shared words`]),
    ...(quoted.length === 0 ? [] : ['the same quotation']),
    ...quantities.map(({ text }) => text),
    ...new Set(names.map(({ text }) => text)),
  ]
}
