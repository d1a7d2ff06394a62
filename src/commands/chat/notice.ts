import type {
  ChatButton,
  ChatMenu,
  ChatMessage,
  Lang,
  MessageRow,
  MessageSection,
  Platform,
} from '../../news/message.ts'
import type { Typed } from './chat-words.ts'
import { COMMANDS } from '../grammar/command-table.ts'
import { WORDS_MAX_CHARS } from '../grammar/write-command.ts'

/** Whom an answer is for. */
export type ChatStyle = { readonly lang: Lang; readonly platform: Platform }

/** A short answer in sentences. */
export type Notice = {
  readonly title: string
  /** The first is what a notification shows. */
  readonly text: readonly string[]
  readonly sections?: readonly MessageSection[]
  readonly buttons?: readonly ChatButton[]
  readonly menu?: ChatMenu
}

/**
 * Slack has commands of these names itself, which go before those of an app:
 * https://slack.com/help/articles/201259356-Slash-commands-in-Slack.
 */
const SLACKS_OWN: ReadonlySet<string> = new Set(['mute'])
const BUTTONS_MAX = 5
const ENTRIES_MAX = 25

/** The message of a short answer. Buttons and entries whose words are too long for a platform are left out. */
export function notice({ lang }: Pick<ChatStyle, 'lang'>, given: Notice): ChatMessage {
  const rows = given.text.map(note)
  const buttons = (given.buttons ?? []).filter(({ words }) => words.length <= WORDS_MAX_CHARS).slice(0, BUTTONS_MAX)
  const entries = (given.menu?.entries ?? []).filter(({ words }) => words.length <= WORDS_MAX_CHARS)
  const body = rows.length === 0 ? [] : [{ heading: '', rows }]
  return {
    lang,
    title: given.title,
    notification: given.text[0] ?? given.title,
    context: [],
    sections: [...body, ...(given.sections ?? []).filter((section) => section.rows.length > 0)],
    ...(buttons.length === 0 ? {} : { buttons }),
    ...(given.menu === undefined || entries.length === 0
      ? {}
      : { menu: { placeholder: given.menu.placeholder, entries: entries.slice(0, ENTRIES_MAX) } }),
  }
}

export function note(text: string): MessageRow {
  return { kind: 'note', text }
}

/** A row that stands in a list. */
export function item(text: string, aside: string | null = null): MessageRow {
  return { kind: 'line', mark: null, text, citations: [], aside }
}

/** How commands are typed there: Discord shows their Spanish names to those who read Spanish, Slack has one name for all. */
export function typedIn({ lang, platform }: ChatStyle): Typed {
  const named = platform === 'discord' ? lang : 'en'
  return (path) => {
    const [first = '', second] = path.split(' ')
    const top = COMMANDS.find(({ name }) => name === first)
    const part = top?.parts.find(({ name }) => name === second)
    const before = platform === 'slack' && SLACKS_OWN.has(first) ? '/standfirst ' : '/'
    return `${before}${[top?.names[named] ?? first, ...(second === undefined ? [] : [part?.names[named] ?? second])].join(' ')}`
  }
}
