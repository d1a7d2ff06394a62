import { NewsError } from '../news/errors.ts'
import type { Lang } from '../news/message.ts'
import { quoted } from './line-rows.ts'
import { readMoment } from './read-moment.ts'
import type { MomentContext } from './read-moment.ts'
import { showDay, showTime } from './show-time.ts'
import { WORDS } from './words.ts'
import { foldLetters } from '../text/fold-letters.ts'

/** From when: a moment, or the story's last edition. */
export type Since = { readonly kind: 'time'; readonly at: Temporal.Instant } | { readonly kind: 'last' }

export type TimeContext = MomentContext & { readonly lang: Lang }

/** Nobody writes a longer time; what is longer is echoed cut to this. */
const GIVEN_MAX_CHARS = 60

const LEAD_IN = /^(?:since|from|as of|desde|a partir de|al) /
const LAST =
  /^(?:the |el |la )?(?:last|latest|ultim[oa])(?: (?:digest|edition|brief|update|resumen|edicion|boletin|informe))?$/

/**
 * What a person means by `since`, in English or Spanish whatever their language: `2h`, `yesterday`, `desde el lunes`,
 * `2026-01-07 14:00` (in their zone), ISO 8601, `last digest`. A day means its first moment.
 * Throws NewsError 'time-invalid' for what cannot be read and for what is later than `now`.
 */
export function parseSince(text: string, context: TimeContext): Since {
  const folded = fold(text)
  if (LAST.test(folded)) return { kind: 'last' }
  const read = folded.length > GIVEN_MAX_CHARS ? null : readMoment(folded, context)
  if (read === null) throw unreadable(text, context, WORDS.sinceExamples[context.lang])
  const at = read.kind === 'moment' ? read.at : read.date.toZonedDateTime(context.zone).toInstant()
  return { kind: 'time', at: notLater(at, text, context) }
}

/**
 * What a person means by `as of`, which is inclusive: as `parseSince`, but a day means its last moment, or `now` for
 * today. Throws NewsError 'time-invalid' for what cannot be read and for what is later than `now`.
 */
export function parseAsOf(text: string, context: TimeContext): Temporal.Instant {
  const { now, zone } = context
  const folded = fold(text)
  const read = folded.length > GIVEN_MAX_CHARS ? null : readMoment(folded, context)
  if (read === null) throw unreadable(text, context, WORDS.asOfExamples[context.lang])
  if (read.kind === 'moment') return notLater(read.at, text, context)
  notLater(read.date.toZonedDateTime(zone).toInstant(), text, context)
  const nextDay = read.date.add({ days: 1 }).toZonedDateTime(zone).toInstant()
  // The store keeps milliseconds: this is the last moment it can tell from the next day's first.
  const last = nextDay.subtract({ milliseconds: 1 })
  return Temporal.Instant.compare(last, now) < 0 ? last : now
}

function notLater(at: Temporal.Instant, text: string, context: TimeContext): Temporal.Instant {
  const { now, lang } = context
  if (Temporal.Instant.compare(at, now) <= 0) return at
  const limit = `${showDay(now, context, now)}, ${showTime(now, context)}`
  throw new NewsError('time-invalid', WORDS.timeTooLate[lang](echo(text, lang), limit))
}

function unreadable(text: string, { lang }: TimeContext, examples: string): NewsError {
  const fault = text.trim() === '' ? WORDS.timeMissing[lang] : WORDS.timeUnreadable[lang](echo(text, lang))
  return new NewsError('time-invalid', `${fault} ${examples}`)
}

/** What was typed, on one line and not too long. */
function echo(text: string, lang: Lang): string {
  const line = text
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, GIVEN_MAX_CHARS)
    .toWellFormed()
  return quoted(line, lang)
}

function fold(text: string): string {
  const line = foldLetters(text.slice(0, GIVEN_MAX_CHARS * 2))
  return line.replace(/\s+/g, ' ').trim().replace(LEAD_IN, '').replace(/^el /, '')
}
