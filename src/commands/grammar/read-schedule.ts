import type { Weekday } from '../../news/subscription.ts'
import { WEEKDAYS } from '../../text/calendar.ts'
import { CARDINALS } from '../../text/number-words.ts'
import { daysOfSpans, EVERY_DAY, namedZone } from '../../text/wall-clock.ts'
import { closestName } from '../did-you-mean.ts'
import { foldLetters } from '../../text/fold-letters.ts'

/** More digests a day are a slip of the hand; the configuration allows as many. */
const TIMES_MAX = 24
/** Zone names are shorter, and so are any days or times that people type. */
const GIVEN_MAX_CHARS = 300

const TIME =
  /(\d{1,2})(?:[:.h](\d{2})|(?<=\d\d)(\d{2})(?!\d))?(?: ?([ap])\.? ?m\b\.?| ?(?:h|hs|hrs?|horas?|uhr|o ?clock)\b)?(?: (?:de|por|in|en) (?:the |la )?(morning|afternoon|evening|manana|tarde|noche)\b)?/y
const BETWEEN_TIMES = /(?:[ ,;/+&]+(?:(?:and|y|at|a|las?)(?= ))?)+|$/y
const LEAD_IN_OF_TIMES = /^(?:(?:at|a|las?|the|every day at) )+/
const NAMED_TIMES: ReadonlyMap<string, string> = new Map([
  ['noon', '12:00'],
  ['mediodia', '12:00'],
  ['midnight', '00:00'],
  ['medianoche', '00:00'],
])

/** Days by what people call several of them. */
const DAY_PHRASES: ReadonlyMap<string, readonly Weekday[]> = new Map(
  (
    [
      [['daily', 'every day', 'everyday', 'all days', 'diario', 'a diario', 'diariamente', 'cada dia'], EVERY_DAY],
      [['todos los dias', 'todos'], EVERY_DAY],
      [
        ['weekdays', 'workdays', 'working days', 'laborables', 'dias laborables', 'entre semana'],
        [1, 2, 3, 4, 5],
      ],
      [
        ['dias habiles', 'habiles'],
        [1, 2, 3, 4, 5],
      ],
      [
        ['weekends', 'weekend', 'fines de semana', 'fin de semana', 'el fin de semana'],
        [6, 7],
      ],
    ] as const
  ).flatMap(([phrases, days]) => phrases.map((phrase) => [phrase, days] as const)),
)
/** Weekdays as our own messages write them in Spanish, without accents. */
const SHORT_DAYS: readonly string[] = ['lun', 'mar', 'mie', 'jue', 'vie', 'sab', 'dom']
const DAY_SPAN = / ?- ?| (?:to|thru|through|till|until|al?|hasta) /
const BETWEEN_DAYS = /[,;/&+ ]+(?:and |y )?/
const LEAD_IN_OF_DAYS = /^(?:(?:on|the|los|el|de|del|from|every|each|cada) )+/

const ZONES: ReadonlySet<string> = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])

/** Whether several days are called so: such a phrase needs no keyword before it. */
export function isDayPhrase(folded: string): boolean {
  return DAY_PHRASES.has(folded)
}

/**
 * Times of day as people write them, in order and each once, as `08:00`: `8`, `8am`, `17.30`, `8:00 and 17:30`, `noon`,
 * `a las 5 de la tarde`. Null where a part is no time, or there is none.
 */
export function readTimes(text: string): readonly string[] | null {
  const folded = inDigits(foldPhrase(text)).replace(LEAD_IN_OF_TIMES, '')
  if (folded === '' || folded.length > GIVEN_MAX_CHARS) return null
  const times = new Set<string>()
  let at = 0
  for (let part = 0; part <= TIMES_MAX && at < folded.length; part += 1) {
    const read = timeAt(folded, at)
    if (read === null) return null
    times.add(read.time)
    const between = new RegExp(BETWEEN_TIMES)
    between.lastIndex = read.end
    const next = between.exec(folded)
    if (next === null) return null
    at = read.end + next[0].length
  }
  return at < folded.length || times.size > TIMES_MAX ? null : [...times].toSorted()
}

/** Days of `mon-fri`, `lun-vie`, `sat,sun`, `lunes a viernes`, `weekdays`, `diario`, Monday first; null where a word is no day. */
export function readDays(text: string): readonly Weekday[] | null {
  const folded = foldPhrase(text)
  if (folded.length > GIVEN_MAX_CHARS) return null
  const plain = folded.replace(LEAD_IN_OF_DAYS, '')
  const phrase = DAY_PHRASES.get(folded) ?? DAY_PHRASES.get(plain)
  if (phrase !== undefined) return phrase
  const spans: { from: Weekday; to: Weekday }[] = []
  for (const part of plain.replaceAll(new RegExp(DAY_SPAN, 'g'), '-').split(BETWEEN_DAYS)) {
    const [first, last, extra] = part.split('-').map(dayOf)
    if (first === undefined || first === null || last === null || extra !== undefined) return null
    spans.push({ from: first, to: last ?? first })
  }
  return daysOfSpans(spans)
}

/** The IANA zone of a name in any case, or of a city that only one zone is called after: `bogota` is America/Bogota. */
export function readZone(text: string): string | null {
  const given = text.trim().replaceAll(' ', '_')
  if (given === '' || given.length > GIVEN_MAX_CHARS) return null
  const city = foldPhrase(given)
  const named = [...ZONES].filter((zone) => cityOf(zone) === city)
  if (named.length === 1) return named[0] ?? null
  return namedZone(given.normalize('NFD').replaceAll(/\p{M}/gu, ''))
}

/** The zone that was most likely meant, or null. */
export function nearestZone(text: string): string | null {
  const given = text.trim().replaceAll(' ', '_')
  const whole = closestName(given, [...ZONES])
  if (whole !== null) return whole
  const city = closestName(given.split('/').at(-1) ?? given, [...ZONES].map(cityOf))
  return city === null ? null : ([...ZONES].find((zone) => cityOf(zone) === city) ?? null)
}

/** Quiet hours of `22:00-07:00`, `22 to 7`, `10pm-7am`: two different times; `off` for none; null for anything else. */
export function readQuiet(text: string): { readonly from: string; readonly to: string } | 'off' | null {
  const folded = foldPhrase(text)
  if (isOff(folded)) return 'off'
  if (folded.length > GIVEN_MAX_CHARS) return null
  const parts = folded.replace(/^(?:from|de|desde|between|entre) /, '').split(/ ?- ?| (?:to|till|until|and|a|y|hasta) /)
  const [from, to, extra] = parts.map((part) => readTimes(part))
  if (from?.length !== 1 || to?.length !== 1 || extra !== undefined || from[0] === to[0]) return null
  return { from: from[0] ?? '', to: to[0] ?? '' }
}

/** `off`, `none`, `no`, `nunca` … */
export function isOff(folded: string): boolean {
  return /^(?:off|no|none|never|nothing|ninguno|ninguna|nunca|nada|apagado|sin)$/.test(folded)
}

/** Small letters without accents, one kind of hyphen, single blanks. */
function foldPhrase(text: string): string {
  return foldLetters(text)
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/['’]/g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[ ,;.:?!¿¡]+|(?<![ ,;:?!])[ ,;:?!]+$/g, '')
}

/** `ocho y media` is `8:30`: hours as people say them. */
function inDigits(folded: string): string {
  if (folded.length > GIVEN_MAX_CHARS) return folded
  const hourOf = (word: string) => CARDINALS.en.get(word) ?? CARDINALS.es.get(word) ?? 24
  return folded
    .replaceAll(/[a-z]+/g, (word) => (hourOf(word) < 24 ? String(hourOf(word)) : word))
    .replaceAll(/(\d) y media\b/g, '$1:30')
    .replaceAll(/(\d) y cuarto\b/g, '$1:15')
}

function timeAt(folded: string, at: number): { readonly time: string; readonly end: number } | null {
  for (const [name, time] of NAMED_TIMES) {
    if (folded.startsWith(name, at)) return { time, end: at + name.length }
  }
  const pattern = new RegExp(TIME)
  pattern.lastIndex = at
  const match = pattern.exec(folded)
  if (match === null) return null
  const [whole, hour, colon, glued, half, dayPart] = match
  const stated = Number(hour)
  const minute = Number(colon ?? glued ?? 0)
  const afternoon = half === 'p' || (dayPart !== undefined && !['morning', 'manana'].includes(dayPart))
  const twelve = half !== undefined || dayPart !== undefined
  if (half !== undefined && (stated < 1 || stated > 12)) return null
  const hours = twelve && stated <= 12 ? (stated % 12) + (afternoon ? 12 : 0) : stated
  if (hours > 23 || minute > 59) return null
  return { time: `${String(hours).padStart(2, '0')}:${String(minute).padStart(2, '0')}`, end: at + whole.length }
}

function dayOf(name: string): Weekday | null {
  const word = name.trim().replace(/\.$/, '')
  const short = SHORT_DAYS.indexOf(word)
  const number = WEEKDAYS.get(word) ?? WEEKDAYS.get(word.replace(/s$/, '')) ?? (short < 0 ? 0 : short + 1)
  return EVERY_DAY[number - 1] ?? null
}

function cityOf(zone: string): string {
  return foldPhrase(zone.split('/').at(-1) ?? zone)
}
