import type { Lang } from '../news/message.ts'
import type { KnownStory } from './find-story.ts'
import type { Command } from './command.ts'

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

/** Echoed text is cut to this: enough to find the slip. */
const ECHO_MAX_CHARS = 60

/** What was typed, in the language's quotation marks. */
export function echo(text: string, lang: Lang): string {
  const line = text.length <= ECHO_MAX_CHARS ? text : `${text.slice(0, ECHO_MAX_CHARS).toWellFormed().trimEnd()}…`
  return lang === 'en' ? `“${line}”` : `«${line}»`
}
