import { MONTHS, WEEKDAYS } from './calendar.ts'
import { bareYear, yearBesideMonth } from './dates-year.ts'
import type { TextLang } from './language.ts'
import type { TextRange } from './range.ts'
import { splitWords, type Word } from './words.ts'

/**
 * A date as a text states it. `date`: `2026-01-07`, `2026-01`, `2026`; `--01-07` is a day of no stated year, `--09` a
 * month; null for a weekday or relative word that nothing resolves.
 */
export type DateMention = TextRange & {
  readonly text: string
  readonly precision: 'day' | 'month' | 'year' | 'weekday' | 'relative'
  readonly date: string | null
}

type Found = { readonly last: number; readonly precision: DateMention['precision']; readonly date: string | null }
type Reading = {
  readonly text: string
  readonly words: readonly Word[]
  readonly lang: TextLang
  readonly stated: Temporal.PlainDate | null
}

const ISO_DAY = /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/

/**
 * The dates a text mentions, in order. With `statedDate` (ISO day of publication) weekdays, "yesterday" and
 * "last October" are resolved: a weekday is the nearest past one, that day included. `words` saves splitting again.
 */
export function findDates(
  text: string,
  lang: TextLang,
  statedDate: string | null = null,
  words: readonly Word[] = splitWords(text),
): readonly DateMention[] {
  const stated = toDay(statedDate)
  const reading: Reading = { text, words, lang, stated }
  const mentions: DateMention[] = []
  for (let at = 0; at < reading.words.length; at++) {
    const found =
      readNumeric(reading, at) ?? readCalendar(reading, at) ?? readWeekday(reading, at) ?? readRelative(reading, at)
    const first = reading.words[at]
    const last = reading.words[found?.last ?? at]
    if (found === null || first === undefined || last === undefined) continue
    const { precision, date } = found
    mentions.push({ start: first.start, end: last.end, text: text.slice(first.start, last.end), precision, date })
    at = found.last
  }
  return mentions
}

function toDay(stated: string | null): Temporal.PlainDate | null {
  const match = ISO_DAY.exec(stated ?? '')
  if (match === null) return null
  return Temporal.PlainDate.from({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) })
}

const two = (value: number): string => String(value).padStart(2, '0')

function isoDay(year: number | null, month: number, day: number): string | null {
  if (day < 1 || day > Temporal.PlainDate.from({ year: year ?? 2024, month, day: 1 }).daysInMonth) return null
  return `${year ?? '-'}-${two(month)}-${two(day)}`
}

function gap(reading: Reading, at: number): string {
  const before = reading.words[at - 1]
  const word = reading.words[at]
  return before === undefined || word === undefined ? '' : reading.text.slice(before.end, word.start)
}

function dayNumber(word: Word | undefined): number | null {
  if (/^(?:primero|uno)$/.test(word?.folded ?? '')) return 1
  const match = /^(\d{1,2})(?:st|nd|rd|th|ro)?$/.exec(word?.folded ?? '')
  const day = Number(match?.[1] ?? 0)
  return day >= 1 && day <= 31 ? day : null
}

// "2026-01-07", "07/01/2026", "7-1-2026": day and month of the last two only where one of them cannot be a month, or
// the language puts the day first. "7.1.2026" is written day first everywhere.
function readNumeric(reading: Reading, at: number): Found | null {
  const [a, b, c] = [reading.words[at], reading.words[at + 1], reading.words[at + 2]].map((word) => word?.folded ?? '')
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(a ?? '')
  if (dotted !== null) {
    const [day, month, year] = [Number(dotted[1]), Number(dotted[2]), Number(dotted[3])]
    const date = month >= 1 && month <= 12 ? isoDay(year, month, day) : null
    return date === null ? null : { last: at, precision: 'day', date }
  }
  const signs = gap(reading, at + 1) + gap(reading, at + 2)
  if (a === undefined || b === undefined || c === undefined || !/^\d{1,2}$/.test(b)) return null
  if (signs === '--' && /^\d{4}$/.test(a) && /^\d{2}$/.test(c) && Number(b) >= 1 && Number(b) <= 12) {
    const date = isoDay(Number(a), Number(b), Number(c))
    return date === null ? null : { last: at + 2, precision: 'day', date }
  }
  if ((signs !== '//' && signs !== '--') || !/^\d{1,2}$/.test(a) || !/^\d{4}$/.test(c)) return null
  const dayFirst = Number(a) > 12 || (reading.lang === 'es' && Number(b) <= 12)
  if (!dayFirst && Number(b) <= 12 && a !== b) return { last: at + 2, precision: 'day', date: null }
  const [day, month] = dayFirst ? [Number(a), Number(b)] : [Number(b), Number(a)]
  const date = month >= 1 && month <= 12 ? isoDay(Number(c), month, day) : null
  return date === null ? null : { last: at + 2, precision: 'day', date }
}

const JOIN = /^[\s,.]{1,3}$/

/** Months that are also words: they are months beside a figure, or after a word such as "in", with a capital. */
const UNSURE_MONTHS: ReadonlySet<string> = new Set([
  'may',
  'march',
  'mar',
  'ago',
  'dic',
  'sep',
  'jan',
  'jun',
  'apr',
  'abr',
  'ene',
])
const BEFORE_MONTH: ReadonlySet<string> = new Set(
  `in last next this since until till by from to of early late mid during through between and before after every each
   en desde hasta pasado proximo este de entre a y`.split(/\s+/),
)

function monthNumber(reading: Reading, at: number): number | null {
  const word = reading.words[at]
  const month = word === undefined ? undefined : MONTHS.get(word.folded)
  if (word === undefined || month === undefined) return null
  if (reading.lang === 'es') return isFirstName(reading, at) ? null : month
  return /^\p{Lu}/u.test(word.text) ? month : null
}

// "Abril Gómez", "Domingo Vega": Spanish writes months and weekdays without a capital.
function isFirstName(reading: Reading, at: number): boolean {
  const [word, next] = [reading.words[at], reading.words[at + 1]]
  if (word === undefined || next === undefined || gap(reading, at + 1) !== ' ') return false
  return /^\p{Lu}\p{Ll}/u.test(word.text) && /^\p{Lu}\p{Ll}/u.test(next.text)
}

function readCalendar(reading: Reading, at: number): Found | null {
  const { words } = reading
  const step = (index: number): number =>
    words[index]?.folded === 'de' || words[index]?.folded === 'of' ? index + 1 : index
  const day = dayNumber(words[at])
  const month = monthNumber(reading, at)
  if (day !== null) {
    const monthAt = step(at + 1)
    const named = monthNumber(reading, monthAt)
    if (named !== null && /^[\s-]*$/.test(gap(reading, at + 1))) return withYear(reading, monthAt, named, day)
    return withOtherDay(reading, at, day) ?? readYear(reading, at)
  }
  if (month === null) return readYear(reading, at)
  const next = dayNumber(words[at + 1])
  if (next !== null && /^\.?\s+$/.test(gap(reading, at + 1)) && reading.lang === 'en')
    return withYear(reading, at + 1, month, next)
  const yearAt = step(at + 1)
  const year = JOIN.test(gap(reading, at + 1)) ? yearBesideMonth(reading.text, words[yearAt]) : null
  if (year !== null) return { last: yearAt, precision: 'month', date: `${year}-${two(month)}` }
  if (UNSURE_MONTHS.has(words[at]?.folded ?? '') && !BEFORE_MONTH.has(words[at - 1]?.folded ?? '')) return null
  return resolveMonth(reading, at, month)
}

function withYear(reading: Reading, last: number, month: number, day: number): Found | null {
  // "January 7-9, 2026": the first day, the year after the last.
  const other = dayNumber(reading.words[last + 1])
  const before = other !== null && /^ ?[-–—] ?$/.test(gap(reading, last + 1)) ? last + 1 : last
  const of = reading.words[before + 1]?.folded
  const yearAt = of === 'de' || of === 'del' ? before + 2 : before + 1
  const year = JOIN.test(gap(reading, before + 1)) ? yearBesideMonth(reading.text, reading.words[yearAt]) : null
  const date = isoDay(year, month, day)
  return date === null ? null : { last: year === null ? before : yearAt, precision: 'day', date }
}

/** Between two days of one month: "del 7 al 9 de enero", "el 7 y el 9 de enero", "7-9 January", "7 and 9 January". */
const BETWEEN_DAYS = /^ ?(?:[-–—]|(?:al?|y|o|to|and|or)(?: el)?) ?$/

// A day whose month the day after it names. Both are mentions: this one ends before the other.
function withOtherDay(reading: Reading, at: number, day: number): Found | null {
  const { words, text } = reading
  for (let other = at + 1; other <= at + 3; other++) {
    const [from, to] = [words[at]?.end, words[other]?.start]
    if (dayNumber(words[other]) === null || from === undefined || to === undefined) continue
    if (!BETWEEN_DAYS.test(text.slice(from, to))) return null
    const found = readCalendar({ ...reading, words: words.slice(other, other + OTHER_DAY_WORDS) }, 0)
    const [, year, month] = /^(\d{4}|-)-(\d{2})-\d{2}$/.exec(found?.date ?? '') ?? []
    if (year === undefined || month === undefined) return null
    const date = isoDay(year === '-' ? null : Number(year), Number(month), day)
    return date === null ? null : { last: at, precision: 'day', date }
  }
  return null
}

/** Words of the longest whole date: "9 de enero de 2026". */
const OTHER_DAY_WORDS = 5

const LAST: ReadonlySet<string> = new Set(['last', 'pasado', 'pasada'])
const NEXT: ReadonlySet<string> = new Set(['next', 'proximo', 'proxima'])
const THIS: ReadonlySet<string> = new Set(['this', 'este', 'esta'])

function resolveMonth(reading: Reading, at: number, month: number): Found {
  const before = reading.words[at - 1]?.folded ?? ''
  const after = reading.words[at + 1]?.folded ?? ''
  const { stated } = reading
  const last = LAST.has(after) ? at + 1 : at
  if (stated === null) return { last, precision: 'month', date: `--${two(month)}` }
  const past = month < stated.month ? stated.year : stated.year - 1
  if (LAST.has(before) || LAST.has(after)) return { last, precision: 'month', date: `${past}-${two(month)}` }
  if (NEXT.has(before)) {
    return { last, precision: 'month', date: `${month > stated.month ? stated.year : stated.year + 1}-${two(month)}` }
  }
  if (THIS.has(before)) return { last, precision: 'month', date: `${stated.year}-${two(month)}` }
  return { last, precision: 'month', date: `--${two(month)}` }
}

function readYear(reading: Reading, at: number): Found | null {
  const year = bareYear(reading.text, reading.words[at], reading.words[at - 1])
  return year === null ? null : { last: at, precision: 'year', date: String(year) }
}

function readWeekday(reading: Reading, at: number): Found | null {
  const word = reading.words[at]
  const weekday = word === undefined ? undefined : WEEKDAYS.get(word.folded)
  if (
    word === undefined ||
    weekday === undefined ||
    (word.folded.length < 5 && !/^[.,)]/.test(reading.text[word.end] ?? ''))
  )
    return null
  if (reading.lang === 'en' ? !/^\p{Lu}/u.test(word.text) : isFirstName(reading, at)) return null
  // "Wednesday, January 7", "Wed., Jan. 7" are one mention.
  if (/^\.?[\s,]+$/.test(gap(reading, at + 1)) && (word.folded.length < 6 || gap(reading, at + 1)[0] !== '.')) {
    const full = readCalendar(reading, at + 1)
    if (full !== null && full.precision === 'day') return full
  }
  const before = reading.words[at - 1]?.folded ?? ''
  const { stated } = reading
  if (stated === null || NEXT.has(before)) return { last: at, precision: 'weekday', date: null }
  return {
    last: at,
    precision: 'weekday',
    date: stated.subtract({ days: (stated.dayOfWeek - weekday + 7) % 7 }).toString(),
  }
}

const DAY_WORDS: Readonly<Record<TextLang, ReadonlyMap<string, number>>> = {
  en: new Map([
    ['yesterday', -1],
    ['today', 0],
    ['tonight', 0],
    ['tomorrow', 1],
  ]),
  es: new Map([
    ['ayer', -1],
    ['anteayer', -2],
    ['antier', -2],
    ['anoche', -1],
    ['anteanoche', -2],
    ['antenoche', -2],
    ['hoy', 0],
    ['manana', 1],
  ]),
}
/** Two words that put the day named after them one off: "the day before yesterday", "antes de ayer". */
const FURTHER: ReadonlyMap<string, number> = new Map([
  ['day before', -1],
  ['day after', 1],
  ['antes de', -1],
])
/** Parts of a day that "this" and "last", "esta" and "este" point at. */
const DAY_PARTS: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(['morning', 'afternoon', 'evening', 'night']),
  es: new Set(['manana', 'tarde', 'noche', 'madrugada', 'mediodia']),
}
const SPANS: ReadonlyMap<string, 'week' | 'month' | 'year'> = new Map([
  ['week', 'week'],
  ['semana', 'week'],
  ['month', 'month'],
  ['mes', 'month'],
  ['year', 'year'],
  ['ano', 'year'],
] as const)
/** "la mañana", "por la mañana": the morning, not tomorrow. */
const BEFORE_MORNING: ReadonlySet<string> = new Set(['la', 'esta', 'una', 'cada', 'de', 'misma'])

function readRelative(reading: Reading, at: number): Found | null {
  const { words, lang, stated } = reading
  const word = words[at]?.folded ?? ''
  const shift = DAY_WORDS[lang].get(word)
  if (shift !== undefined) {
    if (word === 'manana' && BEFORE_MORNING.has(words[at - 1]?.folded ?? '')) return null
    const [far, near] = [words[at - 2]?.folded ?? '', words[at - 1]?.folded ?? '']
    const further = FURTHER.get(`${far} ${near}`) ?? (word === 'manana' && near === 'pasado' ? 1 : 0)
    return { last: at, precision: 'relative', date: stated?.add({ days: shift + further }).toString() ?? null }
  }
  const next = words[at + 1]?.folded ?? ''
  if (DAY_PARTS[lang].has(next) && gap(reading, at + 1) === ' ' && isThisPart(word, next)) {
    const days = word === 'last' ? -1 : 0
    return { last: at + 1, precision: 'relative', date: stated?.add({ days }).toString() ?? null }
  }
  const english = SPANS.get(next)
  if (lang === 'en' && english !== undefined && gap(reading, at + 1) === ' ') {
    const sign = LAST.has(word) ? -1 : NEXT.has(word) ? 1 : THIS.has(word) ? 0 : null
    return sign === null ? null : shiftSpan(stated, at + 1, english, sign)
  }
  const spanish = SPANS.get(word)
  if (lang === 'es' && spanish !== undefined) {
    const before = words[at - 1]?.folded ?? ''
    if (LAST.has(next)) return shiftSpan(stated, at + 1, spanish, -1)
    if (NEXT.has(before) || NEXT.has(next)) return shiftSpan(stated, NEXT.has(next) ? at + 1 : at, spanish, 1)
    if (THIS.has(before)) return shiftSpan(stated, at, spanish, 0)
  }
  return null
}

const isThisPart = (word: string, part: string): boolean => THIS.has(word) || (word === 'last' && part === 'night')

function shiftSpan(
  stated: Temporal.PlainDate | null,
  last: number,
  span: 'week' | 'month' | 'year',
  sign: number,
): Found {
  if (span === 'week' || stated === null) return { last, precision: 'relative', date: null }
  if (span === 'year') return { last, precision: 'year', date: String(stated.year + sign) }
  return { last, precision: 'month', date: stated.add({ months: sign }).toString().slice(0, 7) }
}

type Fields = { readonly year: string | null; readonly month: string | null; readonly day: string | null }

function fieldsOf(date: string): Fields {
  const [, year = null, month = null, day = null] = /^(\d{4}|-)(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date) ?? []
  return { year: year === '-' ? null : year, month, day }
}

/**
 * How two mentions stand: a coarser date is 'compatible' with a finer one inside it; 'unrelated' when they share no
 * field to compare ("2025" and "--09") or one of them is unresolved.
 */
export function datesAgree(a: DateMention, b: DateMention): 'same' | 'compatible' | 'conflict' | 'unrelated' {
  if (a.date === null || b.date === null) {
    const left = weekdayOf(a)
    const right = weekdayOf(b)
    if (left === null || right === null) return 'unrelated'
    return left === right ? (a.date === b.date ? 'same' : 'compatible') : 'conflict'
  }
  if (a.date === b.date) return 'same'
  const [left, right] = [fieldsOf(a.date), fieldsOf(b.date)]
  const shared = (['year', 'month', 'day'] as const).filter((field) => left[field] !== null && right[field] !== null)
  if (shared.length === 0) return 'unrelated'
  return shared.every((field) => left[field] === right[field]) ? 'compatible' : 'conflict'
}

function weekdayOf(mention: DateMention): number | null {
  if (mention.precision === 'weekday') return WEEKDAYS.get(splitWords(mention.text)[0]?.folded ?? '') ?? null
  if (mention.date === null || !/^\d{4}-\d{2}-\d{2}$/.test(mention.date)) return null
  return Temporal.PlainDate.from(mention.date).dayOfWeek
}
