import type { StatedTime } from '../news/article.ts'
import type { Lang } from '../news/message.ts'
import { MONTHS, WEEKDAYS, WORDS } from './words.ts'
import { foldLetters } from '../text/fold-letters.ts'

/** How times are shown: `lang` for words, `zone` (IANA) for the clock. */
export type TimeStyle = { readonly lang: Lang; readonly zone: string }

/** City names that neither the zone's id nor Intl spells as people do. */
const CITY_NAMES: Readonly<Record<string, Record<Lang, string>>> = {
  'America/Asuncion': { en: 'Asunción', es: 'Asunción' },
  'America/Bogota': { en: 'Bogotá', es: 'Bogotá' },
  'America/Mexico_City': { en: 'Mexico City', es: 'Ciudad de México' },
  'America/New_York': { en: 'New York', es: 'Nueva York' },
  'Europe/London': { en: 'London', es: 'Londres' },
}

/** What Intl puts around a city's name: `São Paulo Time`, `hora de São Paulo`. */
const AROUND_CITY = / Time$|^hora de /

const DAY_ONLY = /^\d{4}-\d{2}-\d{2}$/

/** The city of an IANA zone as people of that language write it: `America/Bogota` gives `Bogotá`, `Etc/UTC` `UTC`. */
export function zoneCity(zone: string, lang: Lang): string {
  const known = CITY_NAMES[zone]
  if (known) return known[lang]
  if (/^[+-]/.test(zone)) return `UTC${zone}`
  const plain = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')
  const spelled = new Intl.DateTimeFormat(lang, { timeZone: zone, timeZoneName: 'shortGeneric' })
    .formatToParts()
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace(AROUND_CITY, '')
  return spelled !== undefined && foldLetters(spelled) === foldLetters(plain) ? spelled : plain
}

/** `18:00`. */
export function showTime(at: Temporal.Instant, style: TimeStyle): string {
  return at.toZonedDateTimeISO(style.zone).toPlainTime().toString({ smallestUnit: 'minute' })
}

/** `Thu 8 Jan`; with the year when it is not the year of `beside`. */
export function showDay(at: Temporal.Instant, style: TimeStyle, beside: Temporal.Instant): string {
  const date = at.toZonedDateTimeISO(style.zone).toPlainDate()
  return `${WEEKDAYS[style.lang][date.dayOfWeek - 1]} ${dayOfMonth(date, style, beside)}`
}

/** `17:20` on the day of `beside`, else `Thu 8 Jan, 17:20`. */
export function showMoment(at: Temporal.Instant, style: TimeStyle, beside: Temporal.Instant): string {
  const time = showTime(at, style)
  return sameDay(at, beside, style.zone) ? time : `${showDay(at, style, beside)}, ${time}`
}

/** `as of Thu 8 Jan, 18:00 Bogotá`. */
export function showAsOf(asOf: Temporal.Instant, style: TimeStyle): string {
  const moment = `${showDay(asOf, style, asOf)}, ${showTime(asOf, style)} ${zoneCity(style.zone, style.lang)}`
  return WORDS.asOfDate[style.lang](moment)
}

/** `since 08:00` on the day of `asOf`, else `since Wed 7 Jan, 18:00`. */
export function showSince(since: Temporal.Instant, style: TimeStyle, asOf: Temporal.Instant): string {
  const kind = sameDay(since, asOf, style.zone) ? WORDS.sinceTime : WORDS.sinceDate
  return kind[style.lang](showMoment(since, style, asOf))
}

/**
 * A stated time as precisely as it was stated: `7 Jan 23:10`, or `7 Jan` for a day. Null when it cannot be read.
 */
export function showStated(stated: StatedTime, style: TimeStyle, beside: Temporal.Instant): string | null {
  try {
    if (DAY_ONLY.test(stated)) return dayOfMonth(Temporal.PlainDate.from(stated), style, beside)
    return showShort(Temporal.Instant.from(stated), style, beside)
  } catch {
    // An unreadable time is not shown; the source keeps the time it was seen at.
    return null
  }
}

/** `7 Jan 23:10`. */
export function showShort(at: Temporal.Instant, style: TimeStyle, beside: Temporal.Instant): string {
  const date = at.toZonedDateTimeISO(style.zone).toPlainDate()
  return `${dayOfMonth(date, style, beside)} ${showTime(at, style)}`
}

/** A date of a timeline: `7 Jan 2026`, `Jan 2026`, `2026`. Null when it is not an ISO date of that precision. */
export function showDate(date: string, precision: 'day' | 'month' | 'year', lang: Lang): string | null {
  const parts = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date)
  const [, year, month, day] = parts ?? []
  if (year === undefined) return null
  if (precision === 'year') return year
  const monthName = MONTHS[lang][Number(month) - 1]
  if (monthName === undefined) return null
  if (precision === 'month') return `${monthName} ${year}`
  return day === undefined ? null : `${Number(day)} ${monthName} ${year}`
}

function dayOfMonth(date: Temporal.PlainDate, style: TimeStyle, beside: Temporal.Instant): string {
  const day = `${date.day} ${MONTHS[style.lang][date.month - 1]}`
  return date.year === beside.toZonedDateTimeISO(style.zone).year ? day : `${day} ${date.year}`
}

function sameDay(a: Temporal.Instant, b: Temporal.Instant, zone: string): boolean {
  return a.toZonedDateTimeISO(zone).toPlainDate().equals(b.toZonedDateTimeISO(zone).toPlainDate())
}
