import { isNewsError } from '../../news/errors.ts'
import type { Lang } from '../../news/message.ts'
import type { BreakingWish } from '../../news/subscription.ts'
import type { Wish } from './command.ts'
import { closestName } from '../did-you-mean.ts'
import { echo } from './misread.ts'
import type { Fault } from './misread.ts'
import { MISREAD_WORDS } from './misread-words.ts'
import type { OptionValues } from './option-words.ts'
import { parseSince } from '../parse-since.ts'
import type { Since, TimeContext } from '../parse-since.ts'
import { isOff, nearestZone, readDays, readQuiet, readTimes, readZone } from './read-schedule.ts'
import { foldWord } from './tokens.ts'
import { readMomentCode } from './write-command.ts'

/** News is weighty before more origins than this tell it; the configuration allows as many. */
const BREAKING_ORIGINS_MAX = 20
/** What `breaking` alone asks for: one origin may err, and a third comes late. */
const BREAKING_ORIGINS = 2
/** A title heads every post on its story; words to look for are no longer. */
const NAME_MAX_CHARS = 100
/** A form has one line for them. */
const ALIASES_MAX = 20
/** Longer addresses stay unlinked everywhere. */
const URL_MAX_CHARS = 800

/** Longer words are no time. */
const TIME_MAX_CHARS = 60

const WHEN_QUIET: ReadonlyMap<string, 'post' | 'skip'> = new Map([
  ...'post publish publicar publica si yes always siempre'.split(' ').map((word) => [word, 'post'] as const),
  ...'skip silent silence omitir omite saltar nothing nada no off nunca never'
    .split(' ')
    .map((word) => [word, 'skip'] as const),
])
const LANG_NAMES: ReadonlyMap<string, Lang> = new Map([
  ...'en english ingles eng'.split(' ').map((word) => [word, 'en'] as const),
  ...'es spanish espanol castellano esp'.split(' ').map((word) => [word, 'es'] as const),
])
const WEEKDAY_WORDS =
  'monday tuesday wednesday thursday friday saturday sunday lunes martes miercoles jueves viernes sabado domingo'.split(
    ' ',
  )
const DAY_WORDS = [...WEEKDAY_WORDS, ...'weekdays weekends daily diario laborables'.split(' ')]
const TIME_WORDS = [
  ...WEEKDAY_WORDS,
  ...'yesterday today last digest hours days weeks minutes ayer anteayer ultimo boletin horas dias semanas minutos'.split(
    ' ',
  ),
]
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** `English`, `inglés`: a whole name, which no other word of a wish is. */
export function isLangName(folded: string): boolean {
  return folded.length > 3 && LANG_NAMES.has(folded)
}

/** `@` and a moment's code, or anything `parseSince` reads. */
export function readSince(text: string, context: TimeContext): Since | Fault {
  const given = text.trim()
  const coded = readMomentCode(given)
  const now = context.now
  if (coded !== null && Temporal.Instant.compare(coded, now) <= 0) return { kind: 'time', at: coded }
  try {
    return parseSince(given.replace(/(?<![?!¿¡,;])[?!¿¡,;]+$/, '').replace(/(?<![ap]\.?\s?m)\.+$/i, ''), context)
  } catch (error) {
    if (!isNewsError(error, 'time-invalid')) throw error
    const meant = nearestTime(given, context)
    return { kind: 'fault', reason: error.message, given, meant: meant === null ? [] : [meant] }
  }
}

/** The time that was most likely meant by words with a slip in them, or null. */
function nearestTime(text: string, context: TimeContext): string | null {
  if (text.length > TIME_MAX_CHARS) return null
  const corrected = text.replaceAll(/[\p{L}\p{M}]{4,}/gu, (word) => closestName(word, TIME_WORDS) ?? word)
  if (corrected === text) return null
  try {
    parseSince(corrected, context)
    return corrected
  } catch (error) {
    if (!isNewsError(error, 'time-invalid')) throw error
    return null
  }
}

/** What a channel wishes, of the values that are given. */
export function readWish(values: OptionValues, lang: Lang): Wish | Fault {
  const wish: { -readonly [Name in keyof Wish]: Wish[Name] } = {}
  const at = values.get('at')
  if (at !== undefined) {
    const times = readTimes(at)
    if (times === null) return fault(MISREAD_WORDS.badTimes[lang](echo(at, lang)), at)
    wish.times = times
  }
  const on = values.get('days')
  if (on !== undefined) {
    const days = readDays(on)
    if (days === null) return daysFault(on, lang)
    wish.days = days
  }
  const place = values.get('zone')
  if (place !== undefined) {
    const zone = readZone(place)
    if (zone === null) {
      const meant = nearestZone(place)
      return fault(MISREAD_WORDS.badZone[lang](echo(place, lang)), place, meant === null ? [] : [meant])
    }
    wish.zone = zone
  }
  const silence = values.get('quiet')
  if (silence !== undefined) {
    const quiet = readQuiet(silence)
    if (quiet === null) return fault(MISREAD_WORDS.badQuiet[lang](echo(silence, lang)), silence)
    wish.quiet = quiet === 'off' ? null : quiet
  }
  return readManner(values, lang, wish)
}

/** `2`, `off`; nothing after the word asks for the usual number. */
function readBreaking(text: string): BreakingWish | 'off' | null {
  const given = foldWord(text)
  if (isOff(given)) return 'off'
  if (given === '' || given === 'on' || given === 'si' || given === 'yes') return { origins: BREAKING_ORIGINS }
  const origins = /^\d{1,2}(?= |$)/.exec(given)?.[0]
  if (origins === undefined || Number(origins) < 1 || Number(origins) > BREAKING_ORIGINS_MAX) return null
  return { origins: Number(origins) }
}

function readManner(
  values: OptionValues,
  lang: Lang,
  wish: { -readonly [Name in keyof Wish]: Wish[Name] },
): Wish | Fault {
  const manner = { ...wish }
  const when = values.get('when-quiet')
  if (when !== undefined) {
    const whenQuiet = WHEN_QUIET.get(foldWord(when))
    if (whenQuiet === undefined) {
      return fault(MISREAD_WORDS.badWhenQuiet[lang](echo(when, lang)), when, nearest(when, WHEN_QUIET))
    }
    manner.whenQuiet = whenQuiet
  }
  const spoken = values.get('lang')
  if (spoken !== undefined) {
    const known = LANG_NAMES.get(foldWord(spoken))
    if (known === undefined)
      return fault(MISREAD_WORDS.badLang[lang](echo(spoken, lang)), spoken, nearest(spoken, LANG_NAMES))
    manner.lang = known
  }
  const urgent = values.get('breaking')
  if (urgent !== undefined) {
    const breaking = readBreaking(urgent)
    if (breaking === null) return fault(MISREAD_WORDS.badBreaking[lang](echo(urgent, lang)), urgent)
    manner.breaking = breaking === 'off' ? null : breaking
  }
  return manner
}

/** What a new story is to be; its query is the title's words where none is given. */
export function readNewStory(
  values: OptionValues,
  lang: Lang,
):
  | {
      readonly title: string
      readonly query: string
      readonly aliases: readonly string[]
      readonly lang: string | null
    }
  | Fault {
  const query = (values.get('query') ?? values.get('title') ?? '').trim()
  const title = (values.get('title') ?? query).trim()
  const aliases = (values.get('aliases') ?? '')
    .split(/[,;\n]/)
    .map((alias) => alias.trim())
    .filter((alias) => alias !== '')
  const long = [title, query, ...aliases].find((name) => name.length > NAME_MAX_CHARS)
  if (long !== undefined) {
    return fault(`${echo(long, lang)} ${MISREAD_WORDS.tooLongValue[lang](NAME_MAX_CHARS)}`, long)
  }
  if (aliases.length > ALIASES_MAX) return fault(MISREAD_WORDS.tooManyAliases[lang](ALIASES_MAX), '')
  const spoken = values.get('lang') ?? ''
  if (spoken === '') return { title, query, aliases, lang: null }
  const code = LANG_NAMES.get(foldWord(spoken)) ?? foldWord(spoken)
  if (!/^[a-z]{2}$/.test(code) || LANGUAGES.of(code) === undefined) {
    return fault(MISREAD_WORDS.badArticleLang[lang](echo(spoken, lang)), spoken)
  }
  return { title, query, aliases, lang: code }
}

/** A whole web address without a password, or why it is none. */
export function readUrl(text: string, lang: Lang): string | Fault {
  const given = text.trim().replace(/^<(.*)>$/, '$1')
  const url = URL.parse(given)
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.username === '' && url.password === ''
  if (isWeb && url.href.length <= URL_MAX_CHARS) return url.href
  return fault(MISREAD_WORDS.badUrl[lang](echo(given, lang)), given)
}

export function isFault(value: unknown): value is Fault {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'fault'
}

function fault(reason: string, given: string, meant: readonly string[] = []): Fault {
  return { kind: 'fault', reason, given, meant }
}

function nearest(given: string, known: ReadonlyMap<string, unknown>): readonly string[] {
  const name = closestName(given, [...known.keys()])
  return name === null ? [] : [name]
}

function daysFault(given: string, lang: Lang): Fault {
  const corrected = given.replaceAll(/[\p{L}\p{M}]{4,}/gu, (word) => closestName(word, DAY_WORDS) ?? word)
  const meant = corrected !== given && readDays(corrected) !== null ? [corrected] : []
  return fault(MISREAD_WORDS.badDays[lang](echo(given, lang)), given, meant)
}
