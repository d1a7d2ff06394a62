import type { Lang } from '../../news/message.ts'
import type { KnownStory } from './find-story.ts'
import type { Command } from './command.ts'
import { cleanText } from './tokens.ts'
import { WORDS_MAX_CHARS } from './write-command.ts'

/** Something to press instead: words of the grammar, at most 100 characters. */
export type Suggestion = { readonly label: string; readonly words: string }

/** What could not be read, in a sentence for the asker, and what may have been meant. */
export type Misread = {
  readonly kind: 'misread'
  readonly reason: string
  readonly suggestions: readonly Suggestion[]
}

/** Which story is meant is not said: the same command, for each that it could be. */
export type WhichStory = {
  readonly kind: 'which-story'
  readonly command: Command['kind']
  readonly choices: readonly { readonly story: KnownStory; readonly words: string }[]
}

export type ReadCommand = { readonly kind: 'command'; readonly command: Command } | Misread | WhichStory

/** A value that cannot be read: why, what stood there, and what may have been meant in its place. */
export type Fault = {
  readonly kind: 'fault'
  readonly reason: string
  readonly given: string
  readonly meant: readonly string[]
}

/** Slack's limit of a button's label. */
const LABEL_MAX_CHARS = 75
/** Echoed text is cut to this: enough to find the slip. */
const ECHO_MAX_CHARS = 60

/** What was typed, in the language's quotation marks. */
export function echo(text: string, lang: Lang): string {
  const line = text.length <= ECHO_MAX_CHARS ? text : `${text.slice(0, ECHO_MAX_CHARS).toWellFormed().trimEnd()}…`
  return lang === 'en' ? `“${line}”` : `«${line}»`
}

export function misread(reason: string, suggestions: readonly Suggestion[] = []): Misread {
  return { kind: 'misread', reason, suggestions }
}

/** These words to press, where a button can hold them. */
export function suggestion(words: string): readonly Suggestion[] {
  if (words.length > WORDS_MAX_CHARS) return []
  const label = words.length <= LABEL_MAX_CHARS ? words : `${words.slice(0, LABEL_MAX_CHARS - 1).toWellFormed()}…`
  return [{ label, words }]
}

/** The words that were asked, with what was wrong in them replaced. */
export function correctedWords(source: string, given: string, meant: readonly string[]): readonly Suggestion[] {
  const at = given === '' ? -1 : source.indexOf(given)
  if (at < 0) return []
  return meant.flatMap((value) =>
    suggestion(cleanText(`${source.slice(0, at)}${value}${source.slice(at + given.length)}`)),
  )
}
