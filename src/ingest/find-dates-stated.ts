import type { StatedTime } from '../news/article.ts'
import { WEEKDAYS } from '../text/calendar.ts'
import { foldText } from '../text/words.ts'

const MONTHS: Readonly<Record<string, number>> = monthTable([
  'jan january ene enero januar janvier gennaio janeiro',
  'feb february febrero februar fevrier febbraio fevereiro',
  'mar march marzo marz mars marco maerz',
  'apr april abr abril avril aprile',
  'may mayo mai maggio maio',
  'jun june junio juni juin giugno junho',
  'jul july julio juli juillet luglio julho',
  'aug august ago agosto aout',
  'sep sept september septiembre setiembre septembre settembre setembro',
  'oct october octubre oktober okt octobre ottobre outubro',
  'nov november noviembre novembre novembro',
  'dec december dic diciembre dezember dez decembre dicembre dezembro',
])

/** Minutes east of UTC. Abbreviations that name two zones (IST, CST in Asia) take the meaning RFC 822 gives, or are left out. */
const OFFSETS: Readonly<Record<string, number>> = {
  z: 0, ut: 0, utc: 0, gmt: 0, wet: 0, est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480,
  pdt: -420, bst: 60, cet: 60, cest: 120, mez: 60, mesz: 120, eet: 120, eest: 180, msk: 180, jst: 540, cot: -300, vet: -240,
} // prettier-ignore

/** Names of a zone with and without summer time: the date says which holds. */
const ZONES: Readonly<Record<string, string>> = {
  et: 'America/New_York',
  ct: 'America/Chicago',
  mt: 'America/Denver',
  pt: 'America/Los_Angeles',
}

/** Longer strings are prose, not dates. */
const DATE_CHARS_MAX = 120

/** A clock time without zone: `day` keeps the day alone, `utc` reads it as UTC, as feeds mean it. */
export type Zoneless = 'day' | 'utc'

/**
 * The time that a metadata value or a line consisting of a date states: `2026-01-07`, or an instant in UTC where clock and
 * zone are stated too; `2026-01` and `2026` where no more is. Null for anything else, and for numeric dates that can be
 * read two ways (`01/07/2026`).
 */
export function parseStatedTime(raw: string, zoneless: Zoneless = 'day'): StatedTime | null {
  const text = raw.trim().replace(/\s+/g, ' ')
  if (text === '' || text.length > DATE_CHARS_MAX) return null
  return isoTime(text, zoneless) ?? wordedTime(text, zoneless) ?? numericDay(text)
}

/** The same, for an article: a month or a year alone is not a publication date. */
export function publicationTime(raw: string | null): StatedTime | null {
  const stated = raw === null ? null : parseStatedTime(raw)
  return stated !== null && stated.length >= 'yyyy-mm-dd'.length ? stated : null
}

/** Labels before a date line. A line that only says when the page was updated does not state when it was published. */
const PUBLISHED_LABEL =
  /^(?:first published|originally published|published|posted|publicado|publicada|fecha(?: de publicación)?|date|veröffentlicht|publié|erstellt)(?:\s+(?:on|at|el|le|am))?\s*:?\s*/iu
const UPDATED_LABEL = /^(?:last\s+)?(?:updated?|modified|actualizad[oa]|aktualisiert|mis à jour)\b/iu

/** The publication date of a page's line that states one and says nothing else (`Published: January 7, 2026 | 3 min read`). */
export function publicationTimeOfLine(line: string): StatedTime | null {
  if (line.length > DATE_CHARS_MAX) return null
  for (const part of [line, ...line.split(/\s+[|·•–—/-]\s+|\s*[|·•]\s*/u)]) {
    if (UPDATED_LABEL.test(part)) continue
    const stated = publicationTime(part.replace(PUBLISHED_LABEL, '')) ?? nameAndDate(part)?.date ?? null
    if (stated !== null) return stated
  }
  return null
}

/** One to six words with capitals, particles between. */
const NAME =
  /^(?!(?:by|por|updated?|actualizad[oa])(?!\p{L}))\p{Lu}[\p{L}\p{N}.&'’-]*(?: (?:(?:de|del|la|las|los|el|y|of|the|and|for) ){0,2}[\p{Lu}\p{N}][\p{L}\p{N}.&'’-]*){0,5}$/u

/** The name and the date of a head line that is nothing else: `El Correo, 3 de marzo de 2025`, `The Courier | March 3, 2025`. */
export function nameAndDate(line: string): { readonly name: string; readonly date: StatedTime } | null {
  if (line.length > DATE_CHARS_MAX) return null
  const [, name = '', rest = ''] = /^(.{2,60}?)(?:,| [|·•–—-])\s+(.{6,})$/u.exec(line.trim()) ?? []
  if (!NAME.test(name) || WEEKDAYS.has(foldText(name)) || MONTH_DAY.test(name)) return null
  const date = publicationTime(rest)
  return date === null ? null : { name, date }
}
/** "March 3" before a comma begins the date. */
const MONTH_DAY = /^\p{L}+\.? \d{1,2}(?:st|nd|rd|th)?$/u

function isoTime(text: string, zoneless: Zoneless): StatedTime | null {
  const found =
    /^(\d{4})(?:-(\d\d?)(?:-(\d\d?))?)?(?:(?:T|\s)\s?(\d\d?):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|[A-Z]{2,4}|(?:GMT|UTC)?\s?[+-]\d\d?(?::?\d\d)?)?)?$/i.exec(
      text,
    ) ??
    /^(\d{4})(\d\d)(\d\d)(?:T?(\d\d):?(\d\d)(?::?(\d\d))?\s?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text) ??
    /^(\d{4})[/.](\d\d?)[/.](\d\d?)(?:,?\s(\d\d?):(\d\d)(?::(\d\d))?\s?(Z|[A-Z]{2,4}|[+-]\d\d:?\d\d)?)?$/i.exec(text)
  if (found === null) return null
  const [, year = '', month, day, hour, minute, second, zone] = found
  if (month === undefined) return plausibleYear(Number(year)) ? year : null
  if (day === undefined)
    return isMonth(Number(month)) && plausibleYear(Number(year)) ? `${year}-${two(Number(month))}` : null
  const date = plainDate(Number(year), Number(month), Number(day))
  if (date === null) return null
  if (hour === undefined) return date.toString()
  return withClock(
    date,
    { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0), zone: zone ?? null },
    zoneless,
  )
}

/** Dates with a month's name: RFC 822, asctime, `January 7, 2026 at 11:10 p.m. ET`, `7 de enero de 2026, 23:10`. */
function wordedTime(text: string, zoneless: Zoneless): StatedTime | null {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^\p{L}+\.?,?\s+(?=\d|\p{L}+\.?\s+\d)/u, (head) =>
      monthOf(head.replace(/[^\p{L}]/gu, '')) === null ? '' : head,
    )
  const dayFirst =
    /^(\d{1,2})(?:st|nd|rd|th|º|\.)?(?:\s+de)?[\s-]+(\p{L}{3,})\.?,?(?:\s+del?)?[\s-]+(\d{4}|\d\d)(?!\d)(.*)$/u.exec(
      plain,
    )
  const monthFirst = /^(\p{L}{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)(.*)$/u.exec(plain)
  const asctime = /^(\p{L}{3})\s+(\d{1,2})\s+(\d\d:\d\d(?::\d\d)?)\s*([a-z]{2,4})?\s+(\d{4})()$/u.exec(plain)
  const [day, monthName, year, rest] =
    dayFirst !== null
      ? [dayFirst[1], dayFirst[2], dayFirst[3], dayFirst[4]]
      : monthFirst !== null
        ? [monthFirst[2], monthFirst[1], monthFirst[3], monthFirst[4]]
        : asctime !== null
          ? [asctime[2], asctime[1], asctime[5], ` ${asctime[3] ?? ''} ${asctime[4] ?? ''}`]
          : []
  const month = monthName === undefined ? null : monthOf(monthName)
  if (month === null) return null
  const date = plainDate(fullYear(year ?? ''), month, Number(day))
  return date === null ? null : clockOf(date, rest ?? '', zoneless)
}

function clockOf(date: Temporal.PlainDate, rest: string, zoneless: Zoneless): StatedTime | null {
  if (/^[\s,.]*$/.test(rest)) return date.toString()
  const clock =
    /^[\s,.|–—-]*(?:at|a las|um|kl|klo|t)?\s*(\d{1,2})(?:[:.h](\d\d))?(?::(\d\d))?(?:[.,]\d+)?\s*(a\.?\s?m\.?|p\.?\s?m\.?)?(?:\s*(?:uhr|hrs?|horas|h)\b)?\s*\(?((?:gmt|utc)?\s?[+-]\d\d?:?(?:\d\d)?|[a-z]{1,5})?\)?(?:\s*\([^)]*\))?\.?$/u.exec(
      rest,
    )
  if (clock === null) return null
  const [, hourText, minute, second, half, zone] = clock
  if (minute === undefined && half === undefined) return null
  const hour = half === undefined ? Number(hourText) : (Number(hourText) % 12) + (half.startsWith('p') ? 12 : 0)
  return withClock(
    date,
    { hour, minute: Number(minute ?? 0), second: Number(second ?? 0), zone: zone ?? null },
    zoneless,
  )
}

type ClockTime = { hour: number; minute: number; second: number; zone: string | null }

function withClock(date: Temporal.PlainDate, clock: ClockTime, zoneless: Zoneless): StatedTime | null {
  if (clock.hour > 24 || clock.minute > 59 || clock.second > 60) return null
  const midnight = date.toPlainDateTime()
  const local = midnight.add({ hours: clock.hour, minutes: clock.minute, seconds: clock.second })
  const zone = clock.zone?.trim().toLowerCase() ?? ''
  const named = ZONES[zone]
  if (named !== undefined) return local.toZonedDateTime(named).toInstant().toString()
  const offset = zone === '' ? (zoneless === 'utc' ? 0 : null) : offsetMinutes(zone)
  if (offset === null) return zoneless === 'utc' && zone !== '' ? `${local.toString()}Z` : date.toString()
  return local.subtract({ minutes: offset }).toZonedDateTime('UTC').toInstant().toString()
}

function offsetMinutes(zone: string): number | null {
  const found = /^(?:gmt|utc)?\s?([+-])(\d\d?):?(\d\d)?$/.exec(zone)
  if (found === null) return OFFSETS[zone] ?? null
  const minutes = Number(found[2]) * 60 + Number(found[3] ?? 0)
  return found[1] === '-' ? -minutes : minutes
}

/** `27.01.2026` and `13/01/2026` are certain; `01/07/2026` is not. */
function numericDay(text: string): StatedTime | null {
  const found = /^(\d\d?)([./-])(\d\d?)\2(\d{4})(?:,?\s.{0,30})?$/.exec(text)
  if (found === null) return null
  const [, first, mark, second, year] = found
  const [a, b] = [Number(first), Number(second)]
  if (mark === '.' || a > 12) return plainDate(Number(year), b, a)?.toString() ?? null
  if (b > 12) return plainDate(Number(year), a, b)?.toString() ?? null
  return a === b ? (plainDate(Number(year), a, b)?.toString() ?? null) : null
}

function plainDate(year: number, month: number, day: number): Temporal.PlainDate | null {
  if (!plausibleYear(year) || !isMonth(month) || day < 1) return null
  const first = Temporal.PlainDate.from({ year, month, day: 1 })
  return day > first.daysInMonth ? null : first.with({ day })
}

const isMonth = (month: number) => month >= 1 && month <= 12
/** Before printing, or further ahead than any embargo: a placeholder, not a date. */
const plausibleYear = (year: number) => year >= 1600 && year <= 2100
const two = (value: number) => String(value).padStart(2, '0')

/** Two digits mean 1969–2068, as POSIX has it. */
function fullYear(text: string): number {
  const year = Number(text)
  return text.length > 2 ? year : year < 69 ? 2000 + year : 1900 + year
}

function monthOf(name: string): number | null {
  return MONTHS[name] ?? null
}

function monthTable(rows: readonly string[]): Record<string, number> {
  const table: Record<string, number> = {}
  for (const [at, row] of rows.entries()) {
    for (const name of row.split(' ')) table[name] = at + 1
  }
  return table
}
