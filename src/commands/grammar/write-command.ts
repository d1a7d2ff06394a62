import type { Weekday } from '../../news/subscription.ts'
import type { Command, ReportSubject, Wish } from './command.ts'
import type { Since } from '../parse-since.ts'
import { quoteText } from './tokens.ts'

/** What a button's words may have: Discord's limit of a custom id. */
export const WORDS_MAX_CHARS = 100

const DAY_NAMES = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
const BASE = 36
/** Whom a message addresses, as platforms give it: letters that would be moments of other years. */
const ADDRESSEES = new Set(['@here', '@channel', '@everyone', '@group'])

/**
 * The words that read as this command: `readCommand` gives it back. At most 100 characters for a story id of up to 60, save
 * where they carry what a person wrote: a wish with everything in it, an outlet, a title, an address, a reason, a report.
 */
export function writeCommand(command: Command): string {
  switch (command.kind) {
    case 'brief':
    case 'sources':
    case 'differ':
    case 'timeline':
    case 'unfollow':
      return `${command.kind} ${command.story}`
    case 'whatchanged':
      return `changed ${command.story}${writeSince(command.since)}`
    case 'stories':
    case 'help':
    case 'status':
    case 'forget-me':
      return command.kind
    case 'follow': {
      const subscription = command.subscription === null ? [] : [`subscription:${command.subscription}`]
      return ['follow', command.story, ...subscription, ...writeWish(command.wish)].join(' ')
    }
    case 'settings':
      return `settings ${command.of.kind === 'story' ? command.of.story : command.of.subscription}`
    case 'digest':
      return `digest ${command.act} ${command.story}`
    case 'retract': {
      const of = command.of.kind === 'story' ? command.of.story : command.of.delivery
      return `digest retract ${of}${command.because === null ? '' : ` because ${command.because}`}`
    }
    case 'mute':
    case 'unmute':
      return `${command.kind} ${quoteText(command.outlet)}`
    case 'mutes':
      return 'mute'
    case 'story-add':
      return writeStory(command)
    case 'story-remove':
      return `story remove ${command.story}`
    case 'add-url':
      return `add ${command.url} ${command.story}`
    case 'why':
      return `why ${command.story} ${command.line}`
    case 'more':
      return `more ${command.delivery}`
    case 'report':
      return `report${writeSubject(command.about)}${command.text === null ? '' : ` text ${command.text}`}`
    case 'share': {
      const { of } = command
      const shared = of.kind === 'whatchanged' ? { ...of, since: { kind: 'time', at: of.since } as const } : of
      return `share ${writeCommand(shared)} ${writeMoment(command.asOf)}`
    }
  }
}

/** `@mk4xyz12`: a moment in as few letters as it takes, whole milliseconds. */
export function writeMoment(at: Temporal.Instant): string {
  return `@${at.epochMilliseconds.toString(BASE)}`
}

/** The moment of `@mk4xyz12`, or null for anything else. */
export function readMomentCode(text: string): Temporal.Instant | null {
  if (!/^@-?[0-9a-z]{1,9}$/.test(text) || ADDRESSEES.has(text)) return null
  return Temporal.Instant.fromEpochMilliseconds(Number.parseInt(text.slice(1), BASE))
}

/** `mon-fri`, `daily`, `mon,wed,fri`. */
export function writeDays(days: readonly Weekday[]): string {
  if (days.length === DAY_NAMES.length) return 'daily'
  const [first = 1] = days
  const last = days.at(-1) ?? first
  if (days.length > 2 && last - first === days.length - 1) return `${nameOf(first)}-${nameOf(last)}`
  return days.map(nameOf).join(',')
}

function nameOf(day: Weekday): string {
  return DAY_NAMES[day - 1] ?? ''
}

function writeSince(since: Since | null): string {
  if (since === null) return ''
  return since.kind === 'last' ? ' since last' : ` ${writeMoment(since.at)}`
}

function writeWish({ times, days, zone, quiet, whenQuiet, lang, breaking }: Wish): readonly string[] {
  return [
    ...(times === undefined ? [] : [`at ${times.join(',')}`]),
    ...(days === undefined ? [] : [`days ${writeDays(days)}`]),
    ...(zone === undefined ? [] : [`zone ${zone}`]),
    ...(quiet === undefined ? [] : [`quiet ${quiet === null ? 'off' : `${quiet.from}-${quiet.to}`}`]),
    ...(whenQuiet === undefined ? [] : [`when-quiet ${whenQuiet}`]),
    ...(lang === undefined ? [] : [`lang ${lang}`]),
    ...(breaking === undefined ? [] : [`breaking ${breaking === null ? 'off' : breaking.origins}`]),
  ]
}

function writeStory({ title, query, aliases, lang }: Extract<Command, { kind: 'story-add' }>): string {
  const said = [
    ...(title === '' ? [] : [quoteText(title)]),
    ...(title === '' && query === '' ? [] : [`query ${quoteText(query)}`]),
    ...(aliases.length === 0 ? [] : [`aliases ${quoteText(aliases.join(', '))}`]),
    ...(lang === null ? [] : [`lang ${lang}`]),
  ]
  return ['story add', ...said].join(' ')
}

function writeSubject(about: ReportSubject | null): string {
  if (about === null) return ''
  return about.kind === 'delivery' ? ` ${about.delivery}` : ` ${about.story} ${about.line}`
}
