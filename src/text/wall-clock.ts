import type { Weekday } from '../news/subscription.ts'

/** Monday first, as ISO 8601 counts. */
export const EVERY_DAY: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

const CLOCK_TIME = /^(?:[01]\d|2[0-3]):[0-5]\d$/

/** Hours and minutes of a day: `00:00` to `23:59`, two digits each. */
export function isClockTime(text: string): boolean {
  return CLOCK_TIME.test(text)
}

/** The days of spans, each from its first to its last day, Monday first: a span may pass Sunday. */
export function daysOfSpans(spans: readonly { readonly from: Weekday; readonly to: Weekday }[]): readonly Weekday[] {
  const inSpan = (day: Weekday, from: Weekday, to: Weekday) =>
    from <= to ? day >= from && day <= to : day >= from || day <= to
  return EVERY_DAY.filter((day) => spans.some(({ from, to }) => inSpan(day, from, to)))
}

/** An IANA time zone as the machine knows it, or null. Offsets such as `+02:00` are none: they know no summer time. */
export function namedZone(text: string): string | null {
  if (!/^[A-Za-z]/.test(text)) return null
  try {
    return Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text).timeZoneId
  } catch {
    return null
  }
}
