import { MONTHS, WEEKDAYS } from '../text/calendar.ts'
import { CARDINALS } from '../text/number-words.ts'

/** What was meant by words for a time: a moment, or a whole day of the reader's zone. */
export type ReadMoment =
  | { readonly kind: 'moment'; readonly at: Temporal.Instant }
  | { readonly kind: 'day'; readonly date: Temporal.PlainDate }

export type MomentContext = {
  readonly now: Temporal.Instant
  /** IANA: whose midnight and whose clock times. */
  readonly zone: string
}

/** `1w 2d 3h 30m` is the longest anybody writes. */
const DURATION_PARTS_MAX = 4

/** `last week`, `día`: a unit written out may stand alone for one of it; a letter may not. */
const UNIT_ALONE_MIN_CHARS = 3

/** Nothing was seen before; an older time is a slip of the hand. */
const FIRST_YEAR = 1900

type Unit = 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months'
type Amounts = Partial<Record<Unit, number>>

const UNITS: ReadonlyMap<string, Unit> = new Map(
  (
    [
      ['seconds', 's sec secs second seconds seg segundo segundos'],
      ['minutes', 'm min mins minute minutes minuto minutos'],
      ['hours', 'h hr hrs hour hours hora horas'],
      ['days', 'd day days dia dias'],
      ['weeks', 'w wk week weeks semana semanas'],
      ['months', 'mo month months mes meses'],
    ] as const
  ).flatMap(([unit, words]) => words.split(' ').map((word) => [word, unit] as const)),
)

/** How many days before today each word is. */
const DAY_WORDS: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['hoy', 0],
  ['this morning', 0],
  ['esta manana', 0],
  ['last night', 1],
  ['anoche', 1],
  ['yesterday', 1],
  ['ayer', 1],
  ['the day before yesterday', 2],
  ['day before yesterday', 2],
  ['anteayer', 2],
  ['antier', 2],
  ['antes de ayer', 2],
])

/** The weekdays as our own messages write them in Spanish, without accents: what we show can be typed back. */
const SHORT_DAYS: readonly string[] = ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom']

const THIS_WEEK = /^(?:this|esta) (?:week|semana)$/
const THIS_MONTH = /^(?:this|este) (?:month|mes)$/
const AROUND_DURATION = /^(?:hace|(?:the )?(?:last|past)|(?:l[ao]s )?ultim[ao]s?)? ?(.*?)(?: ago)?$/
const DURATION_PART = /(\d{1,6}(?:\.\d{1,2})?|[a-z]+) ?([a-z]+)(?:,? (?:and |y )?|(?=\d)|$)/y
const CLOCK_AT_END = /^(.*?)[, ]*(?:\b(?:at|a las?) )?\b(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([ap])\.? ?m\b\.?)?$/
const HOUR_AT_END = /^(.*?)[, ]*(?:\b(?:at|a las?) )?\b(\d{1,2}) ?([ap])\.? ?m\b\.?$/
const BARE_HOUR_AT_END = /^(.*?)[, ]*\b(?:at|a las?) (\d{1,2})$/
const WEEKDAY = /^(?:the |el |this |este )?(?:last |pasado )?([a-z]+)(?: pasado)?$/
const DAY_FIRST = /^(?:el )?(\d{1,2})(?:st|nd|rd|th)? (?:de |of )?([a-z]+)\.?(?:,? (?:de |del )?(\d{4}))?$/
const MONTH_FIRST = /^([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?(?:,? (\d{4}))?$/
/** `Wed 7 Jan`: the weekday must be that of the date. */
const NAMED_WEEKDAY = /^(?:el )?([a-z]{3,})\.?,? (\d.*)$/
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
const ISO_START = /^\d{4}-\d{2}-\d{2}[t ]\d/

/**
 * The moment or day that `folded` words mean, or null: durations back from now (`2h`, `hace 3 días`), ISO 8601 with or
 * without an offset, days (`yesterday`, `lunes`, `7 jan`), clock times, and a day with a time. A time alone is its last
 * passing; a weekday is the last one before today; a date without a year is its last passing. Never throws.
 */
export function readMoment(folded: string, context: MomentContext): ReadMoment | null {
  const at = readDuration(folded, context) ?? readIso(folded, context.zone) ?? readClock(folded, context)
  if (at !== null) return { kind: 'moment', at }
  const date = readDay(folded, context)
  return date === null ? null : { kind: 'day', date }
}

function readDuration(folded: string, { now, zone }: MomentContext): Temporal.Instant | null {
  const amounts = readAmounts(AROUND_DURATION.exec(folded)?.[1] ?? '')
  if (amounts === null) return null
  const at = orNull(() => now.toZonedDateTimeISO(zone).subtract(wholeParts(amounts)))
  return at === null || at.year < FIRST_YEAR ? null : at.toInstant()
}

function readAmounts(text: string): Amounts | null {
  const alone = text.length < UNIT_ALONE_MIN_CHARS ? undefined : UNITS.get(text)
  if (alone !== undefined) return { [alone]: 1 }
  const amounts: Amounts = {}
  const pattern = new RegExp(DURATION_PART)
  for (let part = 0; part < DURATION_PARTS_MAX && pattern.lastIndex < text.length; part += 1) {
    const match = pattern.exec(text)
    const amount = readAmount(match?.[1])
    const unit = UNITS.get(match?.[2] ?? '')
    if (match === null || amount === null || unit === undefined || amounts[unit] !== undefined) return null
    amounts[unit] = amount
  }
  return text === '' || pattern.lastIndex < text.length ? null : amounts
}

function readAmount(text: string | undefined): number | null {
  if (text === undefined) return null
  if (/^\d/.test(text)) return Number(text)
  if (text === 'a' || text === 'an') return 1
  return CARDINALS.en.get(text) ?? CARDINALS.es.get(text) ?? null
}

/** Half hours become minutes; half days are left for Temporal to refuse: a day is not always 24 hours. */
function wholeParts(duration: Amounts): Amounts {
  const { hours = 0, minutes = 0, seconds = 0, ...days } = duration
  return { ...days, seconds: Math.round((hours * 60 + minutes) * 60 + seconds) }
}

function readIso(folded: string, zone: string): Temporal.Instant | null {
  if (!ISO_START.test(folded)) return null
  const iso = folded.replace(' ', 't').replace(' ', '').toUpperCase()
  return (
    orNull(() => Temporal.Instant.from(iso)) ??
    orNull(() => Temporal.PlainDateTime.from(iso).toZonedDateTime(zone).toInstant())
  )
}

function readClock(folded: string, context: MomentContext): Temporal.Instant | null {
  const split = splitClock(folded)
  if (split === null) return null
  const { day, time } = split
  const { now, zone } = context
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const on = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant()
  const todays = on(today)
  const passed = Temporal.Instant.compare(todays, now) <= 0
  if (day === '') return passed ? todays : on(today.subtract({ days: 1 }))
  if (passed && weekdayOf(day) === today.dayOfWeek) return todays
  const date = readDay(day, context)
  return date === null ? null : on(date)
}

function splitClock(folded: string): { readonly day: string; readonly time: Temporal.PlainTime } | null {
  const clock = CLOCK_AT_END.exec(folded)
  if (clock !== null) return toClock(clock[1], [clock[2], clock[3], clock[4]], clock[5])
  const hour = HOUR_AT_END.exec(folded)
  if (hour !== null) return toClock(hour[1], [hour[2]], hour[3])
  const bare = BARE_HOUR_AT_END.exec(folded)
  return bare === null ? null : toClock(bare[1], [bare[2]], undefined)
}

function toClock(
  day: string | undefined,
  [hour, minute, second]: readonly (string | undefined)[],
  half: string | undefined,
): { readonly day: string; readonly time: Temporal.PlainTime } | null {
  const stated = Number(hour)
  if (half !== undefined && (stated < 1 || stated > 12)) return null
  const hours = half === undefined ? stated : (stated % 12) + (half === 'p' ? 12 : 0)
  const parts = { hour: hours, minute: Number(minute ?? 0), second: Number(second ?? 0) }
  const time = orNull(() => Temporal.PlainTime.from(parts, { overflow: 'reject' }))
  return time === null ? null : { day: day ?? '', time }
}

function readDay(text: string, { now, zone }: MomentContext): Temporal.PlainDate | null {
  const today = now.toZonedDateTimeISO(zone).toPlainDate()
  const back = DAY_WORDS.get(text)
  if (back !== undefined) return today.subtract({ days: back })
  if (THIS_WEEK.test(text)) return today.subtract({ days: today.dayOfWeek - 1 })
  if (THIS_MONTH.test(text)) return today.with({ day: 1 })
  const weekday = weekdayOf(text)
  // On a Monday, "since monday" asks for the week: who means today says so.
  if (weekday !== null) return today.subtract({ days: (today.dayOfWeek - weekday + 7) % 7 || 7 })
  const [, name = '', rest = ''] = NAMED_WEEKDAY.exec(text) ?? []
  const named = weekdayOf(name)
  const stated = named === null ? text : rest
  const date = ISO_DATE.test(stated) ? orNull(() => Temporal.PlainDate.from(stated)) : readNamedDate(stated, today)
  return named === null || date?.dayOfWeek === named ? date : null
}

function readNamedDate(text: string, today: Temporal.PlainDate): Temporal.PlainDate | null {
  const dayFirst = DAY_FIRST.exec(text)
  const monthFirst = MONTH_FIRST.exec(text)
  const [day, name, stated] =
    dayFirst === null ? [monthFirst?.[2], monthFirst?.[1], monthFirst?.[3]] : dayFirst.slice(1)
  const month = MONTHS.get(name ?? '')
  if (day === undefined || month === undefined) return null
  const inYear = (year: number) =>
    orNull(() => Temporal.PlainDate.from({ year, month, day: Number(day) }, { overflow: 'reject' }))
  if (stated !== undefined) return inYear(Number(stated))
  const thisYear = inYear(today.year)
  return thisYear !== null && Temporal.PlainDate.compare(thisYear, today) <= 0 ? thisYear : inYear(today.year - 1)
}

function weekdayOf(text: string): number | null {
  const name = WEEKDAY.exec(text)?.[1] ?? ''
  const short = SHORT_DAYS.indexOf(name)
  return WEEKDAYS.get(name) ?? (short < 0 ? null : short + 1)
}

/** Temporal throws RangeError for what is no time; anything else is a fault of ours. */
function orNull<Value>(read: () => Value): Value | null {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}
