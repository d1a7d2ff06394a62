import type { ChannelRef, ChatMessage, Lang, Platform } from './message.ts'

/** Who asks. Kept nowhere but in the name of a mark. */
export type Asker = {
  readonly platform: Platform
  /** The Slack workspace or Discord server; null in a direct message of Discord. */
  readonly workspace: string | null
  readonly user: string
  readonly lang: Lang
  /** IANA, where the platform tells it. */
  readonly zone: string | null
  /** `channel`: of another workspace, or a guest, who is told of no channel but the one they ask in. Absent where it is not known. */
  readonly sees?: 'workspace' | 'channel'
}

/** What is asked: as a person types it, or with its values by name, as forms and Discord's options give them. */
export type AskText =
  | { readonly kind: 'words'; readonly text: string }
  /** `command` with its parts: `digest retract`. */
  | { readonly kind: 'named'; readonly command: string; readonly values: Readonly<Record<string, string>> }

/** Whether somebody may change what a channel gets; `unknown` where the platform did not say. */
export type Right = 'may' | 'may-not' | 'unknown'

/** One asking. The platform's own id of it is heeded once, however often it comes. */
export type Ask = {
  readonly id: string
  readonly asker: Asker
  /** Where it was asked, and where a digest would go; null where none can, as in a Home tab. */
  readonly channel: ChannelRef | null
  readonly text: AskText
  /** Asked only where a command needs it: it costs the platform's time. Never throws. */
  readonly mayManage: (signal: AbortSignal) => Promise<Right>
  /** What the bot lacks to post in `channel`; null where it lacks nothing, or the platform did not say. Never throws. */
  readonly lacks?: (signal: AbortSignal) => Promise<Lack | null>
}

/** What the bot lacks in a channel, who can mend that and how: in the asker's language. */
export type Lack = {
  /** `something`: digests come, but not all that goes with them. */
  readonly stops: 'every-post' | 'something'
  readonly text: string
}

/** What is answered. */
export type Reply = {
  readonly message: ChatMessage
  /** The asker alone, or everybody in the channel. */
  readonly audience: 'asker' | 'channel'
  /** To be called once, when the platform has accepted the message; null where nothing hangs on it. Never rejects. */
  readonly accepted: (() => Promise<void>) | null
  /** Takes this reply's place when it is ready; null where nothing better came. Never rejects. */
  readonly better: Promise<Reply | null> | null
}

/** One field of a form. Its name is that of the command's value. */
export type FormField = {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  readonly need: 'required' | 'optional'
  /** What stands in it at first: of a choice, one of its values. */
  readonly value: string | null
  readonly input:
    | { readonly kind: 'line'; readonly lengthMax: number }
    | { readonly kind: 'text'; readonly lengthMax: number }
    | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
}

/** What a person fills in. Sent, it is the command with the fields' values beside those given here. */
export type Form = {
  readonly title: string
  readonly submit: string
  readonly command: string
  readonly values: Readonly<Record<string, string>>
  /** At most five. */
  readonly fields: readonly FormField[]
}

/** One of several values, as people read it. */
export type Choice = { readonly value: string; readonly label: string }

/** A value of a command. */
export type CommandOption = {
  readonly name: string
  /** As people of a language type it; small letters. */
  readonly names: Readonly<Record<Lang, string>>
  /** What it is, in at most 100 characters. */
  readonly about: Readonly<Record<Lang, string>>
  /** `story` and `outlet` complete as a person types. */
  readonly kind: 'story' | 'outlet' | 'text' | 'choice'
  readonly need: 'required' | 'optional'
  /** Of a choice. */
  readonly choices?: readonly { readonly value: string; readonly names: Readonly<Record<Lang, string>> }[]
}

/** A command as platforms register it and as help lists it. */
export type CommandDefinition = {
  readonly name: string
  readonly names: Readonly<Record<Lang, string>>
  /** What it does, in at most 100 characters. */
  readonly about: Readonly<Record<Lang, string>>
  readonly right: 'anyone' | 'manager'
  readonly options: readonly CommandOption[]
  /** `now`, `retract` … of `digest`: a command has options or these. */
  readonly parts: readonly CommandDefinition[]
}

/** A value half typed. */
export type Completion = {
  readonly asker: Asker
  readonly channel: ChannelRef | null
  readonly command: string
  readonly option: string
  readonly typed: string
}
