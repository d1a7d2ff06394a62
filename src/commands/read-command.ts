import type { AskText } from '../news/chat.ts'
import { claimId, deliveryId, storyId, subscriptionId } from '../news/ids.ts'
import type { StoryId } from '../news/ids.ts'
import { commandWords, findCommand, namedCommand } from './command-words.ts'
import type { CommandName } from './command-words.ts'
import type { Command, ReportSubject, Shareable } from './command.ts'
import { closestName } from './did-you-mean.ts'
import { indexStories } from './find-story.ts'
import type { KnownStory, StoryIndex } from './find-story.ts'
import { looseValues } from './loose-values.ts'
import type { WordParts } from './loose-values.ts'
import { echo } from './misread.ts'
import type { Fault, Misread, ReadCommand, Suggestion } from './misread.ts'
import { MISREAD_WORDS } from './misread-words.ts'
import { OPTION_NAMES } from './option-words.ts'
import type { OptionName, OptionValues } from './option-words.ts'
import type { TimeContext } from './parse-since.ts'
import { isFault, readNewStory, readSince, readUrl, readWish } from './read-values.ts'
import { cleanText, foldWord, quoteText, TEXT_MAX_CHARS, tokenize } from './tokens.ts'
import { WORDS } from './words.ts'
import { readMomentCode, WORDS_MAX_CHARS, writeCommand } from './write-command.ts'

/** A value of forms: the options that count as emptied where they do not come. */
export const EMPTIED = 'emptied'

/** What the words are read against. */
export type GrammarContext = TimeContext & {
  readonly stories: readonly KnownStory[]
  /** What the channel follows that was asked in. */
  readonly followed: readonly StoryId[]
}

/** A command with what was given for it. `source`: the cleaned words, or the values as words. */
type Given = { readonly name: CommandName; readonly values: OptionValues; readonly source: string }

type Reading = { readonly context: GrammarContext; readonly stories: StoryIndex }

/** A reason stands in the channel in a digest's place; a report is read by a person. */
const REASON_MAX_CHARS = 500
const REPORT_MAX_CHARS = 1_000
const OUTLET_MAX_CHARS = 200
const LABEL_MAX_CHARS = 75

/**
 * What is asked: a command with its values checked, or what is wrong with it and what may have been meant, or between which
 * stories to choose. A story left out is the only one the channel follows, else the only one there is. Words and their order
 * are free, in English and Spanish whatever the asker's language. Never throws; its work is bounded by `TEXT_MAX_CHARS`.
 */
export function readCommand(text: AskText, context: GrammarContext): ReadCommand {
  const reading = { context, stories: indexStories(context.stories) }
  if (text.kind === 'named') return readNamed(text.command, text.values, reading)
  const { lang } = context
  if (text.text.length > TEXT_MAX_CHARS) return misread(MISREAD_WORDS.tooLong[lang](TEXT_MAX_CHARS))
  return readWords(cleanText(text.text), reading)
}

function readWords(source: string, reading: Reading): ReadCommand {
  const tokens = tokenize(source)
  if (tokens.length === 0) return command({ kind: 'help' })
  const found = findCommand(tokens, reading.stories)
  if (found === null) return readBare(source, reading)
  const { name, rest } = found
  if (name === 'share') return readShare(source, rest[0]?.start ?? source.length, reading)
  const { values, left } = looseValues(name, rest, wordParts(source, reading))
  if (left !== '') {
    const { lang } = reading.context
    const words = source.slice(0, rest[0]?.start ?? source.length).trim()
    return misread(MISREAD_WORDS.leftOver[lang](echo(left, lang), words), correctedWords(source, left, ['']))
  }
  return build({ name, values, source }, reading)
}

/** Words without a command: a story's name asks for its brief, or with a time for what changed. */
function readBare(source: string, reading: Reading): ReadCommand {
  const { context, stories } = reading
  const tokens = tokenize(source)
  const { values } = looseValues('whatchanged', tokens, wordParts(source, reading))
  const story = values.get('story')
  const since = values.get('since')
  const isTime = since === undefined || !isFault(readSince(since, context))
  if (story !== undefined && isTime && stories.find(story).kind !== 'none') {
    const name = since === undefined ? 'brief' : 'whatchanged'
    return build({ name, values, source }, reading)
  }
  const [first] = tokens
  const word = first?.folded ?? ''
  const meant = first === undefined ? null : closestName(word, commandWords())
  const reason = MISREAD_WORDS.unknownCommand[context.lang](echo(source, context.lang))
  const help = { label: context.lang === 'en' ? 'help' : 'ayuda', words: 'help' }
  if (first === undefined || meant === null) return misread(reason, [help])
  const fixed = suggestion(`${source.slice(0, first.start)}${meant}${source.slice(first.end)}`)
  return misread(`${reason} ${MISREAD_WORDS.didYouMean[context.lang](meant)}`, [...fixed, help])
}

function readNamed(path: string, given: Readonly<Record<string, string>>, reading: Reading): ReadCommand {
  const { lang } = reading.context
  const name = namedCommand(cleanText(path.slice(0, WORDS_MAX_CHARS)))
  if (name === null) return misread(MISREAD_WORDS.unknownCommand[lang](echo(path, lang)))
  const values: OptionValues = new Map()
  for (const option of OPTION_NAMES) {
    const value = valueOf(option, given)
    if (value === undefined) continue
    if (value.length > TEXT_MAX_CHARS) return misread(MISREAD_WORDS.tooLong[lang](TEXT_MAX_CHARS))
    const clean = cleanText(option === 'aliases' ? value.replaceAll(/[\r\n]+/g, ',') : value)
    // A form's field that was emptied: no quiet hours, nothing between digests. Of others it says nothing.
    if (clean !== '') values.set(option, clean)
    else if (option === 'quiet' || option === 'breaking') values.set(option, 'off')
  }
  return build({ name, values, source: typedAs(path, values) }, reading)
}

/** The values as a person would type them: in these words a slip is corrected. */
function typedAs(path: string, values: OptionValues): string {
  const typed = [...values].map(([option, value]) => `${option}:${value.includes(' ') ? quoteText(value) : value}`)
  return cleanText([path, ...typed].join(' '))
}

/** What is given for an option. A platform may leave out a field that was emptied: a form says which of its fields mean something then. */
function valueOf(option: OptionName, given: Readonly<Record<string, string>>): string | undefined {
  const own = (name: string) => (Object.hasOwn(given, name) ? given[name] : undefined)
  if (option === 'url') return own('url') ?? own('link')
  return own(option) ?? (own(EMPTIED)?.split(' ').includes(option) === true ? '' : undefined)
}

/** `share COMMAND @MOMENT`: what was answered, of the moments it was answered of. */
function readShare(source: string, start: number, reading: Reading): ReadCommand {
  const { lang } = reading.context
  const words = source.slice(start).trim()
  const cut = words.lastIndexOf(' ')
  const asOf = readMomentCode(words.slice(cut + 1))
  const inner = cut < 0 || /^share\b/i.test(words) ? null : readWords(words.slice(0, cut), reading)
  if (asOf === null || inner === null) return misread(MISREAD_WORDS.oldButton[lang])
  if (inner.kind !== 'command') return inner
  const of = shareable(inner.command)
  return of === null ? misread(MISREAD_WORDS.oldButton[lang]) : command({ kind: 'share', of, asOf })
}

function shareable(asked: Command): Shareable | null {
  switch (asked.kind) {
    case 'brief':
    case 'sources':
    case 'differ':
    case 'timeline':
    case 'why':
      return asked
    case 'whatchanged':
      return asked.since?.kind === 'time' ? { ...asked, since: asked.since.at } : null
    default:
      return null
  }
}

function build(given: Given, reading: Reading): ReadCommand {
  const { name, values } = given
  const { lang } = reading.context
  switch (name) {
    case 'brief':
    case 'sources':
    case 'differ':
    case 'timeline':
      return ofStory(given, 'read', reading, (story) => ({ kind: name, story }))
    case 'whatchanged': {
      const words = values.get('since')
      const since = words === undefined ? null : readSince(words, reading.context)
      if (isFault(since)) return faulty(since, given, reading)
      return ofStory(given, 'read', reading, (story) => ({ kind: 'whatchanged', story, since }))
    }
    case 'unfollow':
      return ofStory(given, 'followed', reading, (story) => ({ kind: 'unfollow', story }))
    case 'digest now':
    case 'digest preview':
    case 'digest pause':
    case 'digest resume': {
      const act = DIGEST_ACTS[name]
      return ofStory(given, 'followed', reading, (story) => ({ kind: 'digest', act, story }))
    }
    case 'story remove':
      return ofStory(given, 'any', reading, (story) => ({ kind: 'story-remove', story }))
    case 'stories':
    case 'help':
    case 'status':
    case 'forget-me':
      return command({ kind: name })
    case 'standfirst':
      return command({ kind: 'help' })
    case 'digest':
      return misread(
        MISREAD_WORDS.digestWhat[lang],
        [...Object.keys(DIGEST_ACTS), 'digest retract'].flatMap((words) => suggestion(words)),
      )
    case 'story':
      return misread(MISREAD_WORDS.storyWhat[lang], [...suggestion('story add'), ...suggestion('stories')])
    default:
      return buildChange(given, name, reading)
  }
}

const DIGEST_ACTS = {
  'digest now': 'now',
  'digest preview': 'preview',
  'digest pause': 'pause',
  'digest resume': 'resume',
} as const

type ChangeName = Exclude<
  CommandName,
  | keyof typeof DIGEST_ACTS
  | 'brief'
  | 'sources'
  | 'differ'
  | 'timeline'
  | 'whatchanged'
  | 'unfollow'
  | 'story remove'
  | 'stories'
  | 'help'
  | 'status'
  | 'forget-me'
  | 'standfirst'
  | 'digest'
  | 'story'
>

function buildChange(given: Given, name: ChangeName, reading: Reading): ReadCommand {
  const { values } = given
  const { lang } = reading.context
  switch (name) {
    case 'follow': {
      const wish = readWish(values, lang)
      if (isFault(wish)) return faulty(wish, given, reading)
      const id = values.get('subscription')
      const subscription = id === undefined ? null : subscriptionId(id)
      return ofStory(given, 'any', reading, (story) => ({ kind: 'follow', story, wish, subscription }))
    }
    case 'settings': {
      const id = values.get('subscription')
      if (id !== undefined)
        return command({ kind: 'settings', of: { kind: 'subscription', subscription: subscriptionId(id) } })
      return ofStory(given, 'followed', reading, (story) => ({ kind: 'settings', of: { kind: 'story', story } }))
    }
    case 'digest retract':
      return buildRetract(given, reading)
    case 'mute':
    case 'unmute':
      return buildMute(given, name, reading)
    case 'story add': {
      const story = readNewStory(values, lang)
      return isFault(story) ? faulty(story, given, reading) : command({ kind: 'story-add', ...story })
    }
    case 'add-url': {
      const words = values.get('url')
      if (words === undefined) return misread(MISREAD_WORDS.noUrl[lang], suggestion('story add'))
      const url = readUrl(words, lang)
      if (isFault(url)) return faulty(url, given, reading)
      return ofStory(given, 'read', reading, (story) => ({ kind: 'add-url', story, url }))
    }
    case 'why': {
      const line = values.get('line')
      if (line === undefined) return misread(MISREAD_WORDS.oldButton[lang])
      return ofStory(given, 'read', reading, (story) => ({ kind: 'why', story, line: claimId(line) }))
    }
    case 'more': {
      const id = values.get('delivery')
      if (id === undefined) return misread(MISREAD_WORDS.oldButton[lang])
      return command({ kind: 'more', delivery: deliveryId(id) })
    }
    case 'report':
      return buildReport(given, reading)
    case 'share':
      return misread(MISREAD_WORDS.oldButton[lang])
  }
}

function buildRetract(given: Given, reading: Reading): ReadCommand {
  const { values } = given
  const { lang } = reading.context
  const because = values.get('because') ?? null
  if (because !== null && because.length > REASON_MAX_CHARS) {
    return misread(`${echo(because, lang)} ${MISREAD_WORDS.tooLongValue[lang](REASON_MAX_CHARS)}`)
  }
  const id = values.get('delivery')
  if (id !== undefined) return command({ kind: 'retract', of: { kind: 'delivery', delivery: deliveryId(id) }, because })
  return ofStory(given, 'followed', reading, (story) => ({ kind: 'retract', of: { kind: 'story', story }, because }))
}

function buildMute({ values }: Given, name: 'mute' | 'unmute', { context: { lang } }: Reading): ReadCommand {
  const outlet = values.get('outlet')
  if (outlet === undefined)
    return name === 'mute' ? command({ kind: 'mutes' }) : misread(MISREAD_WORDS.noOutlet[lang], suggestion('mute'))
  if (outlet.length > OUTLET_MAX_CHARS) {
    return misread(`${echo(outlet, lang)} ${MISREAD_WORDS.tooLongValue[lang](OUTLET_MAX_CHARS)}`)
  }
  const state = foldWord(values.get('state') ?? 'on')
  if (state !== 'on' && state !== 'off') return misread(MISREAD_WORDS.badState[lang](echo(state, lang)))
  return command({ kind: state === 'off' ? 'unmute' : name, outlet })
}

function buildReport(given: Given, reading: Reading): ReadCommand {
  const { values } = given
  const { lang } = reading.context
  const text = values.get('text') ?? null
  if (text !== null && text.length > REPORT_MAX_CHARS) {
    return misread(`${echo(text, lang)} ${MISREAD_WORDS.tooLongValue[lang](REPORT_MAX_CHARS)}`)
  }
  const [delivery, story, line] = [values.get('delivery'), values.get('story'), values.get('line')]
  const subject = (): ReportSubject | null => {
    if (delivery !== undefined) return { kind: 'delivery', delivery: deliveryId(delivery) }
    if (story === undefined || line === undefined) return null
    return { kind: 'line', story: storyId(story), line: claimId(line) }
  }
  return command({ kind: 'report', about: subject(), text })
}

/** The command for the story that is meant. `scope`: among which stories one is chosen where none is named. */
function ofStory(
  given: Given,
  scope: 'read' | 'any' | 'followed',
  reading: Reading,
  draft: (story: StoryId) => Command,
): ReadCommand {
  const { stories: all, followed, lang } = reading.context
  const named = given.values.get('story')
  const which = (stories: readonly KnownStory[]): ReadCommand => {
    const [first, second] = stories
    if (first !== undefined && second === undefined) return command(draft(first.id))
    if (first === undefined)
      return misread(all.length === 0 ? MISREAD_WORDS.noStories[lang] : MISREAD_WORDS.followsNone[lang])
    const choices = stories.map((story) => ({ story, words: writeCommand(draft(story.id)) }))
    return { kind: 'which-story', command: draft(first.id).kind, choices }
  }
  if (named === undefined) {
    const here = all.filter(({ id }) => followed.includes(id))
    return which(scope === 'any' || (scope === 'read' && here.length === 0) ? all : here)
  }
  const found = reading.stories.find(named)
  if (found.kind === 'found') return command(draft(found.story))
  if (found.kind === 'several') return which(found.stories)
  if (all.length === 0) return misread(MISREAD_WORDS.noStories[lang])
  const nearest = reading.stories.nearest(named)
  const isTimePossible = given.name === 'whatchanged' && !given.values.has('since') && nearest === null
  if (isTimePossible) {
    return misread(
      `${MISREAD_WORDS.neither[lang](echo(named, lang))} ${WORDS.sinceExamples[lang]}`,
      suggestion('stories'),
    )
  }
  const reason = MISREAD_WORDS.unknownStory[lang](echo(named, lang))
  if (nearest === null) return misread(`${reason} ${MISREAD_WORDS.seeStories[lang]}`, suggestion('stories'))
  const { id } = nearest
  return misread(`${reason} ${MISREAD_WORDS.didYouMean[lang](id)}`, [
    ...suggestion(writeCommand(draft(id))),
    ...suggestion('stories'),
  ])
}

function faulty({ reason, given, meant }: Fault, { source }: Given, { context: { lang } }: Reading): Misread {
  const [first] = meant
  const asked = first === undefined ? reason : `${reason} ${MISREAD_WORDS.didYouMean[lang](first)}`
  return misread(asked, correctedWords(source, given, meant))
}

/** The words that were asked, with what was wrong in them replaced. */
function correctedWords(source: string, given: string, meant: readonly string[]): readonly Suggestion[] {
  const at = given === '' ? -1 : source.indexOf(given)
  if (at < 0) return []
  return meant.flatMap((value) =>
    suggestion(cleanText(`${source.slice(0, at)}${value}${source.slice(at + given.length)}`)),
  )
}

function suggestion(words: string): readonly Suggestion[] {
  if (words.length > WORDS_MAX_CHARS) return []
  return [
    {
      label: words.length <= LABEL_MAX_CHARS ? words : `${words.slice(0, LABEL_MAX_CHARS - 1).toWellFormed()}…`,
      words,
    },
  ]
}

function wordParts(source: string, { context, stories }: Reading): WordParts {
  const timeIn = (text: string) => {
    const since = readSince(text, context)
    if (!isFault(since)) return 'time'
    return since.meant.length > 0 ? 'slip' : null
  }
  return { source, stories, timeIn }
}

function command(asked: Command): ReadCommand {
  return { kind: 'command', command: asked }
}

function misread(reason: string, suggestions: readonly Suggestion[] = []): Misread {
  return { kind: 'misread', reason, suggestions }
}
