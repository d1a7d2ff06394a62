import { claimId, deliveryId, storyId, subscriptionId } from '../../news/ids.ts'
import type { StoryId } from '../../news/ids.ts'
import type { CommandName } from './command-words.ts'
import type { Command, ReportSubject } from './command.ts'
import type { KnownStory, StoryIndex } from './find-story.ts'
import { correctedWords, echo, misread, suggestion } from './misread.ts'
import type { Fault, Misread, ReadCommand } from './misread.ts'
import { MISREAD_WORDS } from './misread-words.ts'
import type { OptionValues } from './option-words.ts'
import type { TimeContext } from '../parse-since.ts'
import { isFault, readNewStory, readSince, readUrl, readWish } from './read-values.ts'
import { foldWord } from './tokens.ts'
import { WORDS } from '../words.ts'
import { writeCommand } from './write-command.ts'

/** What the words are read against. */
export type GrammarContext = TimeContext & {
  readonly stories: readonly KnownStory[]
  /** What the channel follows that was asked in. */
  readonly followed: readonly StoryId[]
}

export type Reading = { readonly context: GrammarContext; readonly stories: StoryIndex }

/** A command with what was given for it. `source`: the cleaned words, or the values as words. */
type Given = {
  readonly name: CommandName
  readonly values: OptionValues
  readonly source: string
  readonly by: 'words' | 'name'
}

type Builder = (given: Given, reading: Reading) => ReadCommand

/** A reason stands in the channel in a digest's place; a report is read by a person. */
const REASON_MAX_CHARS = 500
const REPORT_MAX_CHARS = 1_000
const OUTLET_MAX_CHARS = 200

const DIGEST_PARTS = ['digest now', 'digest preview', 'digest pause', 'digest resume', 'digest retract'] as const
const NO_URL = { words: MISREAD_WORDS.noUrl, name: MISREAD_WORDS.noLink } as const

const BUILDERS: Readonly<Record<CommandName, Builder>> = {
  brief: aboutStory('brief'),
  sources: aboutStory('sources'),
  differ: aboutStory('differ'),
  timeline: aboutStory('timeline'),
  whatchanged: buildChanged,
  stories: plain('stories'),
  help: plain('help'),
  status: plain('status'),
  'forget-me': plain('forget-me'),
  standfirst: plain('help'),
  follow: buildFollow,
  unfollow: ofFollowed((story) => ({ kind: 'unfollow', story })),
  settings: buildSettings,
  digest: (_, { context: { lang } }) => misread(MISREAD_WORDS.digestWhat[lang], DIGEST_PARTS.flatMap(suggestion)),
  'digest now': ofFollowed((story) => ({ kind: 'digest', act: 'now', story })),
  'digest preview': ofFollowed((story) => ({ kind: 'digest', act: 'preview', story })),
  'digest pause': ofFollowed((story) => ({ kind: 'digest', act: 'pause', story })),
  'digest resume': ofFollowed((story) => ({ kind: 'digest', act: 'resume', story })),
  'digest retract': buildRetract,
  mute: buildMute,
  unmute: buildMute,
  story: (_, { context: { lang } }) =>
    misread(MISREAD_WORDS.storyWhat[lang], ['story add', 'stories'].flatMap(suggestion)),
  'story add': buildNewStory,
  'story remove': (given, reading) => ofStory(given, 'any', reading, (story) => ({ kind: 'story-remove', story })),
  'add-url': buildAddUrl,
  why: buildWhy,
  more: buildMore,
  report: buildReport,
  share: oldButton,
}

/** The command of a name and its values, or what is wrong with them, or between which stories to choose. */
export function buildCommand(given: Given, reading: Reading): ReadCommand {
  return BUILDERS[given.name](given, reading)
}

function plain(kind: 'stories' | 'help' | 'status' | 'forget-me'): Builder {
  return () => command({ kind })
}

function aboutStory(kind: 'brief' | 'sources' | 'differ' | 'timeline'): Builder {
  return (given, reading) => ofStory(given, 'read', reading, (story) => ({ kind, story }))
}

function ofFollowed(draft: (story: StoryId) => Command): Builder {
  return (given, reading) => ofStory(given, 'followed', reading, draft)
}

/** What only our own buttons ask, and this one no longer as it must. */
function oldButton(_: Given, { context: { lang } }: Reading): ReadCommand {
  return misread(MISREAD_WORDS.oldButton[lang])
}

function buildChanged(given: Given, reading: Reading): ReadCommand {
  const words = given.values.get('since')
  const since = words === undefined ? null : readSince(words, reading.context)
  if (isFault(since)) return faulty(since, given, reading)
  return ofStory(given, 'read', reading, (story) => ({ kind: 'whatchanged', story, since }))
}

function buildFollow(given: Given, reading: Reading): ReadCommand {
  const wish = readWish(given.values, reading.context.lang)
  if (isFault(wish)) return faulty(wish, given, reading)
  const id = given.values.get('subscription')
  const subscription = id === undefined ? null : subscriptionId(id)
  return ofStory(given, 'any', reading, (story) => ({ kind: 'follow', story, wish, subscription }))
}

function buildSettings(given: Given, reading: Reading): ReadCommand {
  const id = given.values.get('subscription')
  if (id !== undefined) {
    return command({ kind: 'settings', of: { kind: 'subscription', subscription: subscriptionId(id) } })
  }
  return ofStory(given, 'followed', reading, (story) => ({ kind: 'settings', of: { kind: 'story', story } }))
}

function buildNewStory(given: Given, reading: Reading): ReadCommand {
  const story = readNewStory(given.values, reading.context.lang)
  return isFault(story) ? faulty(story, given, reading) : command({ kind: 'story-add', ...story })
}

function buildAddUrl(given: Given, reading: Reading): ReadCommand {
  const { lang } = reading.context
  const words = given.values.get('url')
  if (words === undefined) return misread(NO_URL[given.by][lang], suggestion('story add'))
  const url = readUrl(words, lang)
  if (isFault(url)) return faulty(url, given, reading)
  // Who adds a message by its menu has not thought of what the channel follows.
  const scope = given.by === 'name' ? 'any' : 'read'
  return ofStory(given, scope, reading, (story) => ({ kind: 'add-url', story, url }))
}

function buildWhy(given: Given, reading: Reading): ReadCommand {
  const line = given.values.get('line')
  if (line === undefined) return oldButton(given, reading)
  return ofStory(given, 'read', reading, (story) => ({ kind: 'why', story, line: claimId(line) }))
}

function buildMore(given: Given, reading: Reading): ReadCommand {
  const id = given.values.get('delivery')
  return id === undefined ? oldButton(given, reading) : command({ kind: 'more', delivery: deliveryId(id) })
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

function buildMute({ name, values }: Given, { context: { lang } }: Reading): ReadCommand {
  const outlet = values.get('outlet')
  if (outlet === undefined)
    return name === 'mute' ? command({ kind: 'mutes' }) : misread(MISREAD_WORDS.noOutlet[lang], suggestion('mute'))
  if (outlet.length > OUTLET_MAX_CHARS) {
    return misread(`${echo(outlet, lang)} ${MISREAD_WORDS.tooLongValue[lang](OUTLET_MAX_CHARS)}`)
  }
  const state = foldWord(values.get('state') ?? 'on')
  if (state !== 'on' && state !== 'off') return misread(MISREAD_WORDS.badState[lang](echo(state, lang)))
  return command({ kind: state === 'off' || name === 'unmute' ? 'unmute' : 'mute', outlet })
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

function command(asked: Command): ReadCommand {
  return { kind: 'command', command: asked }
}
