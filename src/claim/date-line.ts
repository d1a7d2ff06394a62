import type { Line } from '../news/claim.ts'
import { resolveDates, type ResolvedDate } from '../text/dates-resolve.ts'
import { toTextLang, type TextLang } from '../text/language.ts'
import { findQuotations } from '../text/quotations.ts'
import { rangesOverlap } from '../text/range.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { splitWords } from '../text/words.ts'
import { isInMainClause } from './main-clause.ts'

/** A day, month or year as precise as it is stated: `2026-01-07`, `2026-01`, `2026`. */
export type StatedDay = { readonly date: string; readonly precision: 'day' | 'month' | 'year' }

/**
 * The date a line tells of: the first day it mentions, else the first month, else the first year. `publishedAt` is what its
 * article states: a weekday, "yesterday" or a day of no year counts from it, and is nothing without it. The day on which
 * someone spoke ("said on Monday") dates the line only where it mentions no other. Null when no date is certain: a
 * weekday that may be the past or the coming one, "yesterday" in a quotation, which counts from when it was said, a date
 * of what is told beside ("who on Sunday …", "since September").
 */
export function dateLine(line: Line, publishedAt: string | null): StatedDay | null {
  const lang = toTextLang(line.lang)
  const quotations = findQuotations(line.text)
  const certain = resolveDates(line.text, lang, publishedAt)
    .filter(
      (one) =>
        one.by === 'named' || (one.by === 'counted' && !quotations.some((quotation) => rangesOverlap(one, quotation))),
    )
    .filter(({ start }) => isInMainClause(start, line.text, lang))
  const told = certain.filter((one) => !isDayOfSpeech(one, line.text, lang))
  for (const precision of ['day', 'month', 'year'] as const) {
    const found = told.find((one) => one.precision === precision)
    if (found !== undefined) return { date: found.date, precision }
  }
  const [spoken] = certain
  return spoken === undefined ? null : { date: spoken.date, precision: spoken.precision }
}

/** "Said on Monday", "told reporters late on Monday": the verb stands at most so many words before the day. */
const SPEECH_NEAR = 4

function isDayOfSpeech({ start, precision }: ResolvedDate, text: string, lang: TextLang): boolean {
  if (precision !== 'day') return false
  return splitWords(text.slice(0, start))
    .slice(-SPEECH_NEAR)
    .some(({ folded }) => isSpeechVerb(folded, lang))
}
