import { WEEKDAYS } from './calendar.ts'
import { findDates, type DateMention } from './dates.ts'
import type { TextLang } from './language.ts'
import { CARDINALS } from './number-words.ts'
import { firstFrom, overlapsAny, type TextRange } from './range.ts'
import { tenseAt, type Tense } from './tense.ts'
import { splitWords, type Word } from './words.ts'

/** A date that a text tells of, whole: `2026-01-07`, `2026-01` or `2026`. */
export type ResolvedDate = TextRange & {
  readonly date: string
  readonly precision: 'day' | 'month' | 'year'
  /**
   * `named`: the text names it ("January 7"). `counted`: it counts from the stated day ("met on Monday", "two days ago").
   * `assumed`: counted, but no verb says whether the past or the coming weekday is meant (then it is the past one), or
   * whether "today" is that day.
   */
  readonly by: 'named' | 'counted' | 'assumed'
}

type Reading = {
  readonly text: string
  readonly words: readonly Word[]
  readonly lang: TextLang
  readonly stated: Temporal.PlainDate | null
}

/** A count of days that someone really counted: "thirty days ago" is about a month. */
const DAYS_AGO_MAX = 10
const DAY = /^\d{4}-\d{2}-\d{2}/

/**
 * The whole dates one sentence mentions, in order. What states no year, weekdays and relative words ("yesterday", "hace
 * dos días") resolve against `stated`, the ISO day of publication, and are left out without one; "this week" is no date.
 * - A day without a year is the nearest such day; a month without one the last up to the stated day's, or, where the
 *   sentence looks ahead, the next.
 * - A weekday is the nearest past one, the stated day included ("last Tuesday" never is the stated day), and the nearest
 *   coming one after "next" and "for" or where the sentence looks ahead. "Every Monday" is no day.
 * - Of the two readings of "1/2/26" the one nearer the stated day holds.
 */
export function resolveDates(text: string, lang: TextLang, stated: string | null): readonly ResolvedDate[] {
  const [day = null] = parseDay(DAY.exec(stated ?? '')?.[0] ?? '')
  const words = splitWords(text)
  const reading: Reading = { text, words, lang, stated: day }
  const own = [...daysAgo(reading), ...slashed(reading)].toSorted((one, other) => one.start - other.start)
  const found = findDates(text, lang, day?.toString() ?? null, words).flatMap((mention) => {
    if (overlapsAny(own, mention)) return []
    const resolved = resolve(mention, reading)
    return resolved === null ? [] : [resolved]
  })
  return own.length === 0 ? found : [...found, ...own].toSorted((one, other) => one.start - other.start)
}

const WHOLE = { 4: 'year', 7: 'month', 10: 'day' } as const

const isWhole = (length: number): length is keyof typeof WHOLE => length in WHOLE

function resolve(mention: DateMention, reading: Reading): ResolvedDate | null {
  const { start, end, precision } = mention
  const counted = precision === 'weekday' || precision === 'relative' ? countFrom(mention, reading) : null
  const found = counted ?? { date: wholeDate(mention, reading), by: 'named' as const }
  if (found.date === null || !isWhole(found.date.length)) return null
  return { start, end, date: found.date, precision: WHOLE[found.date.length], by: found.by }
}

function wholeDate({ date, start }: DateMention, reading: Reading): string | null {
  const { stated } = reading
  if (date === null || !date.startsWith('--')) return date
  if (stated === null) return null
  if (date.length === '--mm-dd'.length) return nearestDay(date.slice(2), stated)
  const month = Number(date.slice(2))
  const ahead = tenseOf(start, reading) === 'future'
  const shift = ahead ? (month < stated.month ? 1 : 0) : month > stated.month ? -1 : 0
  return `${stated.year + shift}-${date.slice(2)}`
}

/** "02-29" is a day of leap years only: then the years around have none. */
function nearestDay(monthDay: string, stated: Temporal.PlainDate): string | null {
  const days = [-1, 0, 1].flatMap((shift) => parseDay(`${stated.year + shift}-${monthDay}`))
  return nearest(days, stated)
}

function nearest(days: readonly Temporal.PlainDate[], stated: Temporal.PlainDate): string | null {
  const distance = (day: Temporal.PlainDate) => Math.abs(stated.until(day).days)
  return days.toSorted((one, other) => distance(one) - distance(other))[0]?.toString() ?? null
}

/** The day, or none where the calendar has no such day. */
function parseDay(iso: string): readonly Temporal.PlainDate[] {
  try {
    return [Temporal.PlainDate.from(iso)]
  } catch {
    return []
  }
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/))

const LAST = wordsOf('last past pasado pasada')
const NEXT = wordsOf('next coming following proximo proxima')
/** "Every Monday", "los lunes": no one day. */
const EACH = wordsOf('every each most many some any cada los todos algunos muchos')
/** Weekdays of the calendar of feasts, sales and disasters are names: "Good Friday", "viernes santo". */
const FEAST = wordsOf('good black bloody holy easter ash palm fat super cyber shrove maundy santo negro')

type Counted = { readonly date: string | null; readonly by: 'counted' | 'assumed' }

const NO_DAY: Counted = { date: null, by: 'counted' }
const counted = (day: Temporal.PlainDate): Counted => ({ date: day.toString(), by: 'counted' })

function countFrom(mention: DateMention, reading: Reading): Counted {
  if (reading.stated === null) return NO_DAY
  const at = firstFrom(reading.words, mention.start)
  return mention.precision === 'weekday' ? weekdayDate(at, reading, reading.stated) : shiftedDay(mention, at, reading)
}

function weekdayDate(at: number, reading: Reading, stated: Temporal.PlainDate): Counted {
  const word = reading.words[at]
  const weekday = word === undefined ? undefined : WEEKDAYS.get(word.folded)
  if (word === undefined || weekday === undefined || isName(at, reading)) return NO_DAY
  const around = [reading.words[at - 1]?.folded ?? '', reading.words[at + 1]?.folded ?? '']
  const back = (stated.dayOfWeek - weekday + 7) % 7
  const coming = stated.add({ days: 7 - back })
  if (around.some((one) => LAST.has(one))) return counted(stated.subtract({ days: back === 0 ? 7 : back }))
  if (around.some((one) => NEXT.has(one))) return counted(coming)
  const tense = back === 0 ? 'past' : tenseOf(word.start, reading)
  if (tense === 'future' || (back > 0 && isAimed(at, reading))) return counted(coming)
  const sure = tense === 'past' && !around.some((one) => LIMIT.has(one))
  return { ...counted(stated.subtract({ days: back })), by: sure ? 'counted' : 'assumed' }
}

/** "By Friday", "until Friday": the past one as often as the coming one, whatever the verb. */
const LIMIT = wordsOf('by until till before')

/** "Called a vote for Friday", "para el viernes": a plan; "blamed him for Friday's vote" is none. */
function isAimed(at: number, { text, words, lang }: Reading): boolean {
  const [far, near, word] = [words[at - 2], words[at - 1], words[at]]
  if (lang === 'es') return far?.folded === 'para' && near?.folded === 'el'
  if (near?.folded !== 'for' || word === undefined) return false
  return !/['’]s$/.test(word.text) && !/^\s?['’]s/.test(text.slice(word.end, word.end + 3))
}

const ENGLISH_WEEKDAY = /^(?:\p{L}+day|mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)$/u

/** "Every Monday", "Good Friday", "the Sunday Courier" (a newspaper), and "Domingo" in English: no day to count to. */
function isName(at: number, { text, words, lang }: Reading): boolean {
  const [before, word, after] = [words[at - 1], words[at], words[at + 1]]
  const [left, right] = [before?.folded ?? '', after?.folded ?? '']
  if (word === undefined || ENGLISH_WEEKDAY.test(word.folded) !== (lang === 'en')) return true
  if (EACH.has(left) || FEAST.has(left) || FEAST.has(right)) return true
  return left === 'the' && after !== undefined && /^\s\p{Lu}$/u.test(text.slice(word.end, after.start + 1))
}

/** "Yesterday". "USA Today" and "hoy en día" are no days. */
function shiftedDay({ date }: DateMention, at: number, reading: Reading): Counted {
  const { words, lang } = reading
  if (date === null || date.length !== 'yyyy-mm-dd'.length) return NO_DAY
  const [near, word, after] = [words[at - 1], words[at], words[at + 1]]
  if (word === undefined) return NO_DAY
  if (lang === 'en' && /^\p{Lu}/u.test(near?.text ?? '') && /^\p{Lu}\p{Ll}/u.test(word.text)) return NO_DAY
  if (word.folded === 'hoy' && (after?.folded === 'dia' || words[at + 2]?.folded === 'dia')) return NO_DAY
  const day = counted(Temporal.PlainDate.from(date))
  return NOWADAYS.has(word.folded) && tenseOf(word.start, reading) === 'unknown' ? { ...day, by: 'assumed' } : day
}

/** "Today" with no verb of the past or the future may be "nowadays". */
const NOWADAYS = wordsOf('today hoy')

const DAY_WORD: Readonly<Record<TextLang, ReadonlySet<string>>> = { en: wordsOf('day days'), es: wordsOf('dia dias') }

/** "Two days ago", "hace dos días". */
function daysAgo({ words, lang, stated }: Reading): readonly ResolvedDate[] {
  if (stated === null) return []
  return words.flatMap((word, at) => {
    const [before, after] = [words[at - 1], words[at + 1]]
    if (before === undefined || !DAY_WORD[lang].has(word.folded)) return []
    const days = CARDINALS[lang].get(before.folded) ?? (/^\d{1,2}$/.test(before.folded) ? Number(before.folded) : 0)
    const first = lang === 'en' ? before : words[at - 2]
    const last = lang === 'en' ? after : word
    const isAgo = lang === 'en' ? after?.folded === 'ago' : first?.folded === 'hace'
    if (!isAgo || first === undefined || last === undefined || days < 1 || days > DAYS_AGO_MAX) return []
    return [asDay(first.start, last.end, stated.subtract({ days }).toString(), 'counted')]
  })
}

const SLASHED = /(?<![\d/])(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?![\d/])/g

/** "1/26/11", "07/01/2026": month and day in either order, as the calendar and the stated day allow. */
function slashed({ text, stated }: Reading): readonly ResolvedDate[] {
  return [...text.matchAll(SLASHED)].flatMap((match) => {
    const [whole, one = '', two = '', years = ''] = match
    const year = years.length === 2 ? `20${years}` : years
    const days = [[one, two], [two, one]].flatMap(([month = '', day = '']) =>
      parseDay(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`),
    ) // prettier-ignore
    const sure = days.length === 1 || one === two ? days[0]?.toString() : undefined
    const date = sure ?? (stated === null ? null : nearest(days, stated))
    return date === null ? [] : [asDay(match.index, match.index + whole.length, date, 'named')]
  })
}

const asDay = (start: number, end: number, date: string, by: ResolvedDate['by']): ResolvedDate =>
  ({ start, end, date, precision: 'day', by }) // prettier-ignore

function tenseOf(start: number, { words, lang }: Reading): Tense {
  return tenseAt(words, firstFrom(words, start), lang)
}
