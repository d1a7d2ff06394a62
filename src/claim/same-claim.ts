import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import type { TextLang } from '../text/language.ts'
import { datesAgree } from '../text/dates.ts'
import { nameIsIn } from '../text/names.ts'
import { compareQuantities } from '../text/quantities.ts'
import { evenWeight, likeness } from '../text/similarity.ts'

/** Two sentences alone: as like as this they state the same. Where accuracy on MRPC's training part is flat. */
const SAME_SCORE_MIN = 0.62

/** How like two sentences are (0…1), and whether they state the same claim. */
export type ClaimComparison = { readonly score: number; readonly same: boolean }

/** Do two sentences state the same claim? `same` needs compatible numbers, days and names besides likeness. */
export function compareClaims(
  a: string,
  b: string,
  langs: { readonly a: TextLang; readonly b: TextLang },
): ClaimComparison {
  const one = analyseSentence(a, langs.a)
  const other = analyseSentence(b, langs.b)
  const score = likeness(one, other, evenWeight)
  return { score, same: score >= SAME_SCORE_MIN && areCompatible(one, other) }
}

function areCompatible(one: SentenceFeatures, other: SentenceFeatures): boolean {
  const hasConflict =
    one.quantities.some((quantity) => isContradicted(quantity, other.quantities)) ||
    one.dates.some((date) => other.dates.some((day) => datesAgree(date, day) === 'conflict'))
  if (hasConflict || one.negated !== other.negated) return false
  const [fewer, more] = one.names.length <= other.names.length ? [one, other] : [other, one]
  return fewer.names.every(
    (name) => nameIsIn(name, more.names) || more.words.some(({ folded }) => name.words.includes(folded)),
  )
}

function isContradicted(
  quantity: SentenceFeatures['quantities'][number],
  others: SentenceFeatures['quantities'],
): boolean {
  const verdicts = others.map((other) => compareQuantities(quantity, other))
  return verdicts.includes('conflict') && !verdicts.includes('same') && !verdicts.includes('compatible')
}
