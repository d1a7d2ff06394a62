/** Where messages go. One folder under adapters/ each. */
export const PLATFORMS = ['terminal', 'slack', 'discord'] as const
export type Platform = (typeof PLATFORMS)[number]

/**
 * A channel by the platform's own id: `C0123ABC` on Slack, a snowflake on Discord, `out` on the terminal. `workspace`: the
 * Slack workspace whose installation posts there, where that is not the token of the environment.
 */
export type ChannelRef = { readonly platform: Platform; readonly id: string; readonly workspace?: string }

/** One channel of one platform as a key, whatever workspace it is reached through. */
export const channelKey = ({ platform, id }: ChannelRef) => `${platform}:${id}`

/** A message that the platform has accepted: its id is Slack's `ts`, Discord's message id. */
export type PostedRef = ChannelRef & { readonly message: string }

/** `n` is the number of the source in the message; `url` comes from the store, never from text. */
export type CitationLink = { readonly n: number; readonly url: string | null }

/** What a row tells. Renderers give each a sign and, in its language, a word: never the sign alone. */
export type RowMark = 'added' | 'revised' | 'corroborated' | 'disputed' | 'withdrawn'

/** One row of a message. All text is plain: a renderer escapes it for its place, and nothing in it is markup. */
export type MessageRow =
  | {
      readonly kind: 'line'
      readonly mark: RowMark | null
      readonly text: string
      readonly citations: readonly CitationLink[]
      /** A short remark set apart: `3 origins`, `single source`. */
      readonly aside: string | null
    }
  | {
      readonly kind: 'difference'
      readonly topic: string
      readonly sides: readonly {
        readonly value: string
        readonly citations: readonly CitationLink[]
        readonly aside: string | null
      }[]
    }
  | {
      /** The sources that rest on one origin. */
      readonly kind: 'origin'
      readonly name: string
      readonly entries: readonly {
        readonly citation: CitationLink
        readonly text: string
        readonly aside: string | null
      }[]
    }
  | {
      /** A sentence that stands by itself, set apart from what is around it: a headline, a first sentence. */
      readonly kind: 'paragraph'
      readonly look: 'headline' | 'text'
      /** Words of ours before it, in bold: `Why it matters:`. */
      readonly label: string | null
      readonly text: string
      readonly citations: readonly CitationLink[]
      readonly aside: string | null
    }
  | { readonly kind: 'note'; readonly text: string }

export type MessageSection = { readonly heading: string; readonly rows: readonly MessageRow[] }

/** What a channel or a terminal is told, before any platform's markup. */
export type ChatMessage = {
  /** `en` or `es`: the language of its words of ours. */
  readonly lang: Lang
  readonly title: string
  /** One sentence that can stand alone: what a phone's notification shows. */
  readonly notification: string
  /** Short facts under the title: `as of …`, `5 articles → 4 texts → 3 origins`. */
  readonly context: readonly string[]
  readonly sections: readonly MessageSection[]
  /** What a reader may ask next: at most five, of which none is needed to understand the message. The terminal has none. */
  readonly buttons?: readonly ChatButton[]
  /** One of many things to ask next; below the buttons. */
  readonly menu?: ChatMenu
}

/** Pressed, it asks `words` as if they had been typed: at most 100 characters, Discord's limit of a custom id. */
export type ChatButton = {
  readonly label: string
  readonly words: string
  readonly look?: 'primary' | 'danger'
}

/** A list to choose from: at most 25 entries are shown. */
export type ChatMenu = {
  readonly placeholder: string
  readonly entries: readonly { readonly label: string; readonly note: string | null; readonly words: string }[]
}

/** The languages Standfirst speaks. */
export const LANGS = ['en', 'es'] as const
export type Lang = (typeof LANGS)[number]
