import { analyseSentence } from '../text/features.ts'
import type { TextLang } from '../text/language.ts'
import { claimsConflict } from './claim-conflict.ts'
import { scoreSentences } from './sentence-score.ts'

/** Two sentences alone: as like as this they state the same. Where accuracy on MRPC's training part is flat (.50–.54). */
const SAME_SCORE_MIN = 0.52

/** How like two sentences are (0…1), and whether they state the same claim. */
export type ClaimComparison = { readonly score: number; readonly same: boolean }

/** Do two sentences state the same claim? `same` needs compatible numbers, days, names and roles besides likeness. */
export function compareClaims(
  a: string,
  b: string,
  langs: { readonly a: TextLang; readonly b: TextLang },
): ClaimComparison {
  const one = analyseSentence(a, langs.a)
  const other = analyseSentence(b, langs.b)
  const score = scoreSentences(one, other)
  return { score, same: score >= SAME_SCORE_MIN && !claimsConflict(one, other) }
}
