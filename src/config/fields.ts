import { isIP } from 'node:net'
import { z } from 'zod'
import { LANGS } from '../news/message.ts'
import type { ChannelRef, Lang } from '../news/message.ts'
import type { Weekday } from '../news/subscription.ts'
import { daysOfSpans, EVERY_DAY, isClockTime, namedZone } from '../text/wall-clock.ts'
import { nearestWord } from './suggest.ts'

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const DURATION = /^(\d{1,6})(ms|s|m|h|d)$/
const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const
const SIZE = /^(\d{1,6})(KB|MB)$/
const UNIT_BYTES = { KB: 1_024, MB: 1_048_576 } as const
/** A channel, with the workspace before it where several install the app. */
const SLACK_CHANNEL = /^(?:(?<workspace>[TE][A-Z0-9]{4,24})\/)?(?<id>[CGD][A-Z0-9]{4,24})$/
/** A snowflake: of a channel, or of a role. */
const DISCORD_ID = /^\d{15,22}$/
/** The one channel of the terminal. */
const TERMINAL_CHANNEL = 'out'
const STORY_ID = /^[a-z0-9]+(?:-[a-z0-9]+)*$/
export const PORT_MAX = 65_535
const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Milliseconds of `90d`, `2h`, `30m`, `5s` or `250ms`; null for anything else. */
export function parseDuration(text: string): number | null {
  const [, count, unit] = DURATION.exec(text) ?? []
  return count === undefined ? null : Number(count) * UNIT_MS[unit as keyof typeof UNIT_MS]
}

/** Days of `mon-fri`, `sat,sun`, `fri-mon` or `daily`, Monday first; null where a word is no day. */
export function parseDays(text: string): readonly Weekday[] | null {
  if (text.trim() === 'daily') return EVERY_DAY
  const spans: { from: Weekday; to: Weekday }[] = []
  for (const part of text.split(',')) {
    const [from, to = from, extra] = part.split('-').map((name) => DAY_NAMES.findIndex((day) => day === name.trim()))
    const [first, last] = [EVERY_DAY[from ?? -1], EVERY_DAY[to ?? -1]]
    if (first === undefined || last === undefined || extra !== undefined) return null
    spans.push({ from: first, to: last })
  }
  return daysOfSpans(spans)
}

/** An IANA time zone as the machine knows it, or null. Offsets such as `+02:00` are none: they know no summer time. */
export function parseZone(text: string): string | null {
  if (text === 'local') return Temporal.Now.timeZoneId()
  return namedZone(text)
}

/** `terminal`, `slack:C0123ABC`, `slack:T0123ABC/C0123ABC` or `discord:1234…`; null for anything else. */
export function parseChannel(text: string): ChannelRef | null {
  if (text === 'terminal') return { platform: 'terminal', id: TERMINAL_CHANNEL }
  const [platform, id = '', extra] = text.split(':')
  if (extra !== undefined) return null
  if (platform === 'slack') {
    const { id: channel, workspace } = SLACK_CHANNEL.exec(id)?.groups ?? {}
    if (channel === undefined) return null
    return workspace === undefined ? { platform, id: channel } : { platform, id: channel, workspace }
  }
  if (platform === 'discord' && DISCORD_ID.test(id)) return { platform, id }
  return null
}

function parseQuiet(text: string): { readonly from: string; readonly to: string } | null {
  const [from = '', to = '', extra] = text.split('-')
  return extra === undefined && isClockTime(from) && isClockTime(to) && from !== to ? { from, to } : null
}

function parseMoment(text: string): string | null {
  try {
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString()
    return Temporal.Instant.from(text).toString()
  } catch {
    return null
  }
}

function parseSize(text: string): number | null {
  const [, count, unit] = SIZE.exec(text) ?? []
  return count === undefined ? null : Number(count) * UNIT_BYTES[unit as keyof typeof UNIT_BYTES]
}

type Reader<Value> = {
  /** The value, or null where the text says none. */
  readonly read: (text: string) => Value | null
  readonly what: string
  /** What would be right, given what was written. */
  readonly right: (text: string) => string
}

function textField<Value>(reader: Reader<Value>) {
  // 90 for 90d: what is a number in YAML is told as what it was to be.
  const error = ({ input }: { readonly input?: unknown }) =>
    typeof input === 'number' ? `${input} is not ${reader.what}; ${reader.right(`${input}`)}` : undefined
  return z.string({ error }).transform((text, context): Value => {
    const value = reader.read(text)
    if (value !== null) return value
    context.addIssue({ code: 'custom', message: `"${text}" is not ${reader.what}; ${reader.right(text)}` })
    return z.NEVER
  })
}

function didYouMean(text: string, known: Iterable<string>, otherwise: string): string {
  const nearest = nearestWord(text, known)
  return nearest === null ? otherwise : `did you mean ${nearest}?`
}

export const timeField = textField({
  read: (text) => (isClockTime(text) ? text : null),
  what: 'a time of day',
  right: () => 'write hours and minutes, from 00:00 to 23:59, as in 08:00',
})

export const zoneField = textField({
  read: parseZone,
  what: 'a time zone',
  right: (text) =>
    didYouMean(
      text,
      [...Intl.supportedValuesOf('timeZone'), 'UTC', 'local'],
      'write an IANA name as in Europe/Madrid, UTC, or local for the zone of this machine',
    ),
})

export const langField = textField<Lang>({
  read: (text) => LANGS.find((lang) => lang === text) ?? null,
  what: 'a language Standfirst speaks',
  right: () => `write ${LANGS.join(' or ')}`,
})

/** A language of articles: any that has an ISO 639-1 code. */
export const articleLangField = textField({
  read: (text) => (/^[a-z]{2}$/.test(text) && LANGUAGES.of(text) !== undefined ? text : null),
  what: 'a language code',
  right: () => 'write two letters of ISO 639-1, as in en or es',
})

export const daysField = z.unknown().transform((value, context): readonly Weekday[] => {
  const text = Array.isArray(value) ? value.join(',') : value
  const days = typeof text === 'string' ? parseDays(text) : null
  if (days !== null) return days
  context.addIssue({
    code: 'custom',
    message: `${JSON.stringify(value)} is not a set of days; write mon-fri, daily, or a list as in [mon, wed, fri]`,
  })
  return z.NEVER
})

export const quietField = textField({
  read: parseQuiet,
  what: 'a span of quiet hours',
  right: () => 'write two different times with a hyphen between, as in 22:00-07:00',
})

export const channelField = textField({
  read: parseChannel,
  what: 'a channel',
  right: () =>
    'write terminal, slack: and the id of the channel as in slack:C0123ABCD (of a workspace that installed the app, ' +
    'slack:T0123ABCD/C0123ABCD), or discord: and its id as in discord:123456789012345678',
})

export const userGroupField = textField({
  read: (text) => (/^S[A-Z0-9]{4,24}$/.test(text) ? text : null),
  what: 'a user group of Slack',
  right: () => 'write its id, which begins with S, as in S0123ABCD',
})

export const roleField = textField({
  read: (text) => (DISCORD_ID.test(text) ? text : null),
  what: 'a role of Discord',
  right: () => 'write its id in quotation marks, as in "123456789012345678"',
})

export const momentField = textField({
  read: parseMoment,
  what: 'a date',
  right: () => 'write a day that exists, as in 2026-01-07, or a time as in 2026-01-07T23:10:00Z',
})

/** When somebody last saw a feed answer: a date, or `unchecked`. */
export const checkedField = textField({
  read: (text) => (text === 'unchecked' ? text : parseMoment(text)),
  what: 'the day of a check',
  right: () => 'write unchecked, or a day as in 2026-01-07',
})

export const urlField = textField({
  read: (text) => (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null),
  what: 'a web address',
  right: () => 'write it whole, as in https://example.org/feed.xml',
})

export const storyIdField = textField({
  read: (text) => (STORY_ID.test(text) && text.length <= 64 ? text : null),
  what: 'a short name',
  right: () => 'write at most 64 small letters, digits and single hyphens',
})

/** A host without scheme, path or port. */
export const hostField = textField({
  read: (text) => (/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(text) ? text : null),
  what: 'a host',
  right: () => 'write the name alone, in small letters, as in example.org',
})

/** Where this machine listens: one of its own names or addresses. */
export const listenHostField = textField({
  read: (text) => (/^[A-Za-z0-9.:-]{1,253}$/.test(text) ? text : null),
  what: 'the name or address of this machine',
  right: () => 'write 127.0.0.1, or 0.0.0.0 to let other machines in',
})

/** It goes into a header, in brackets. */
export const contactField = textField({
  read: (text) => (/^(?:https?:\/\/|mailto:|[\w.+-]+@)[!#-'*-~]{3,200}$/.test(text) ? text : null),
  what: 'a contact',
  right: () => 'write the address of a page or of a mailbox, as in https://example.org/bot or news@example.org',
})

/** A network in CIDR, or one address. */
export const networkField = textField({
  read: (text) => (isNetwork(text) ? text : null),
  what: 'a network',
  right: () => 'write its address and the length of its prefix, as in 10.0.0.0/8 or fd00::/8',
})

function isNetwork(text: string): boolean {
  const [address = '', bits, extra] = text.split('/')
  const family = address.includes('%') ? 0 : isIP(address)
  if (family === 0 || extra !== undefined) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128))
}

export const sizeField = textField({
  read: parseSize,
  what: 'a size',
  right: () => 'write a whole number with KB or MB, as in 10MB',
})

/** A duration in milliseconds, from `least` to `most`, both written as a person would. */
export function durationField(least: string, most: string) {
  const inRange = (ms: number | null) =>
    ms !== null && ms >= (parseDuration(least) ?? 0) && ms <= (parseDuration(most) ?? 0) ? ms : null
  return textField({
    read: (text) => inRange(parseDuration(text)),
    what: `a duration from ${least} to ${most}`,
    right: () => 'write a whole number with d, h, m, s or ms, as in 90d or 30m',
  })
}
