import type { AskText } from '../../news/chat.ts'
import { buildCommand } from './build-command.ts'
import type { GrammarContext, Reading } from './build-command.ts'
import { commandWords, findCommand, namedCommand } from './command-words.ts'
import type { Command, Shareable } from './command.ts'
import { closestName } from '../did-you-mean.ts'
import { indexStories } from './find-story.ts'
import { looseValues } from './loose-values.ts'
import type { WordParts } from './loose-values.ts'
import { correctedWords, echo, misread, suggestion } from './misread.ts'
import type { ReadCommand } from './misread.ts'
import { MISREAD_WORDS } from './misread-words.ts'
import { OPTION_NAMES } from './option-words.ts'
import type { OptionName, OptionValues } from './option-words.ts'
import { isFault, readSince } from './read-values.ts'
import { cleanText, quoteText, TEXT_MAX_CHARS, tokenize } from './tokens.ts'
import { readMomentCode, WORDS_MAX_CHARS } from './write-command.ts'

/** A value of forms: the options that count as emptied where they do not come. */
export const EMPTIED = 'emptied'

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
  if (tokens.length === 0) return { kind: 'command', command: { kind: 'help' } }
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
  return buildCommand({ name, values, source, by: 'words' }, reading)
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
    return buildCommand({ name, values, source, by: 'words' }, reading)
  }
  if (story === undefined && since !== undefined && isTime)
    return buildCommand({ name: 'whatchanged', values, source, by: 'words' }, reading)
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
  return buildCommand({ name, values, source: typedAs(path, values), by: 'name' }, reading)
}

/** The values as a person would type them: in these words a slip is corrected. */
function typedAs(path: string, values: OptionValues): string {
  const typed = [...values].map(([option, value]) => `${option}:${value.includes(' ') ? quoteText(value) : value}`)
  return cleanText([path, ...typed].join(' '))
}

/** What is given for an option. A platform may leave out a field that was emptied: a form says which of its fields mean something then. */
function valueOf(option: OptionName, given: Readonly<Record<string, string>>): string | undefined {
  const own = (name: string) => (Object.hasOwn(given, name) ? given[name] : undefined)
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
  return of === null
    ? misread(MISREAD_WORDS.oldButton[lang])
    : { kind: 'command', command: { kind: 'share', of, asOf } }
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

function wordParts(source: string, { context, stories }: Reading): WordParts {
  const timeIn = (text: string) => {
    const since = readSince(text, context)
    if (!isFault(since)) return 'time'
    return since.meant.length > 0 ? 'slip' : null
  }
  return { source, stories, timeIn }
}
