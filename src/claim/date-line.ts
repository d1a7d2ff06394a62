import type { Line } from '../news/claim.ts'
import { findDates } from '../text/dates.ts'
import { toTextLang } from '../text/language.ts'

/** A day, month or year as precise as it is stated: `2026-01-07`, `2026-01`, `2026`. */
export type StatedDay = { readonly date: string; readonly precision: 'day' | 'month' | 'year' }

const WHOLE = { day: /^\d{4}-\d{2}-\d{2}$/, month: /^\d{4}-\d{2}$/, year: /^\d{4}$/ } as const

/**
 * The date a line tells of: the most precise it mentions, the first of those. `publishedAt` is what its article
 * states: a day of no year is of its year. Weekdays stay unknown: `for Friday` and `on Friday` look alike, and a sentence's
 * weekday is often that of another event it mentions. Null when none is certain.
 */
export function dateLine(line: Line, publishedAt: string | null): StatedDay | null {
  const dates = findDates(line.text, toTextLang(line.lang)).map(({ date }) => withYear(date, publishedAt))
  for (const precision of ['day', 'month', 'year'] as const) {
    const date = dates.find((one) => one !== null && WHOLE[precision].test(one))
    if (date !== undefined && date !== null) return { date, precision }
  }
  return null
}

/** A day of no year is the last such day up to the day its article states. */
function withYear(date: string | null, publishedAt: string | null): string | null {
  if (date === null || !/^--\d{2}-\d{2}$/.test(date) || publishedAt === null || publishedAt.length < 10) return date
  const day = date.slice(2)
  const year = Number(publishedAt.slice(0, 4)) - (day <= publishedAt.slice(5, 10) ? 0 : 1)
  return `${year}-${day}`
}
