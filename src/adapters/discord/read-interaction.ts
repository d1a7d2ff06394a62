import { ApplicationCommandOptionType, ApplicationCommandType, ComponentType } from 'discord.js'
import { InteractionType, PermissionFlagsBits } from 'discord.js'
import type { Asker, AskText, Lack, Right } from '../../news/chat.ts'
import type { ChannelRef, Lang } from '../../news/message.ts'
import { webUrl } from '../plain-text.ts'
import { field, list, text } from '../read-json.ts'
import { lackOf } from './lacks.ts'
import { isThreadType } from './permissions.ts'

/** What somebody did, as Discord's gateway tells it; whom it answers, and how. */
export type Interaction = {
  readonly id: string
  /** Answers go to its address for 15 minutes. A secret. */
  readonly token: string
  readonly application: string
  readonly asker: Asker
  readonly channel: ChannelRef | null
  readonly right: Right
  /** What the bot lacks to post there; null where it lacks nothing, or Discord did not say. */
  readonly lack: Lack | null
  readonly said: Said
}

type Said =
  | { readonly kind: 'asked'; readonly text: AskText }
  /** A form that we opened; `key` is its id, and its fields are told by theirs. */
  | { readonly kind: 'sent'; readonly key: string; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'typing'; readonly command: string; readonly option: string; readonly typed: string }

/** What a message's shortcut "Add to story" asks, with the address of the message's link. */
const ADD_LINK = { command: 'add-url', value: 'url' } as const

const SNOWFLAKE = /^\d{1,20}$/
/** It goes into an address. */
const TOKEN = /^[^\s/?#%]{1,2000}$/
/** Discord's limit for options, and for the fields of a form. */
const VALUES_MAX = 25
/** Nobody can write a longer message. */
const CONTENT_MAX = 4_000
const MANAGES = PermissionFlagsBits.ManageChannels | PermissionFlagsBits.Administrator
const LINK = /https?:\/\/[^\s<>"`]+/i
/** What a sentence or Discord's markup puts behind a link; a bracket only where it was not opened within. */
const BEHIND_LINK = /[.,;:!?\]}*_~|'’”»]$/

/**
 * An interaction as it comes, whose shape nobody vouches for; null for one that cannot be answered, or asks nothing of us. Who holds one
 * of `managerRoles` may manage every channel.
 */
export function readInteraction(data: unknown, managerRoles: readonly string[]): Interaction | null {
  const [id, token, application] = [text(data, 'id'), text(data, 'token'), text(data, 'application_id')]
  const member = field(data, 'member')
  const user = text(field(member, 'user') ?? field(data, 'user'), 'id')
  const said = readSaid(data)
  if (id === null || token === null || application === null || user === null || said === null) return null
  if (!SNOWFLAKE.test(id) || !SNOWFLAKE.test(application) || !TOKEN.test(token)) return null
  const guild = text(data, 'guild_id')
  const channel = text(data, 'channel_id')
  const lang = langOf(text(data, 'locale'))
  return {
    id,
    token,
    application,
    asker: { platform: 'discord', workspace: guild, user, lang, zone: null },
    // No digest goes to a direct message.
    channel: guild === null || channel === null ? null : { platform: 'discord', id: channel, workspace: guild },
    right: guild === null ? 'may-not' : rightOf(member, managerRoles),
    lack: guild === null ? null : readLack(data, lang),
    said,
  }
}

/** `es-ES`, `es-419` → es; all others → en. */
export function langOf(locale: string | null): Lang {
  return /^es(?:-|$)/i.test(locale ?? '') ? 'es' : 'en'
}

/** Discord counts the member's permissions for the very channel. */
function rightOf(member: unknown, managerRoles: readonly string[]): Right {
  if (list(member, 'roles').some((role) => typeof role === 'string' && managerRoles.includes(role))) return 'may'
  const bits = bitsOf(member, 'permissions')
  if (bits === null) return 'unknown'
  return (bits & MANAGES) === 0n ? 'may-not' : 'may'
}

/** Discord counts the bot's permissions for the very channel; in a thread, for the thread. */
function readLack(data: unknown, lang: Lang): Lack | null {
  const bits = bitsOf(data, 'app_permissions')
  if (bits === null) return null
  const isThread = isThreadType(field(field(data, 'channel'), 'type'))
  return lackOf(bits, isThread ? 'thread' : 'channel', lang)
}

/** Discord writes its bits as a decimal number in a text; null where there are none. */
function bitsOf(value: unknown, name: string): bigint | null {
  const bits = text(value, name) ?? ''
  return /^\d{1,40}$/.test(bits) ? BigInt(bits) : null
}

function readSaid(data: unknown): Said | null {
  const given = field(data, 'data')
  switch (field(data, 'type')) {
    case InteractionType.ApplicationCommand:
      return readCommand(given)
    case InteractionType.ApplicationCommandAutocomplete:
      return readTyping(given)
    case InteractionType.MessageComponent:
      return { kind: 'asked', text: { kind: 'words', text: pressed(given) } }
    case InteractionType.ModalSubmit:
      return { kind: 'sent', key: text(given, 'custom_id') ?? '', fields: readFields(given) }
    default:
      return null
  }
}

/** A button's words are its id, a menu's those of the chosen entry. */
function pressed(data: unknown): string {
  if (field(data, 'component_type') !== ComponentType.StringSelect) return text(data, 'custom_id') ?? ''
  const [chosen] = list(data, 'values')
  return typeof chosen === 'string' ? chosen : ''
}

function readCommand(data: unknown): Said | null {
  const name = text(data, 'name')
  switch (field(data, 'type')) {
    case ApplicationCommandType.Message: {
      const message = field(field(field(data, 'resolved'), 'messages'), text(data, 'target_id') ?? '')
      const link = linkOf(message)
      const values: Record<string, string> = link === null ? {} : { [ADD_LINK.value]: link }
      return { kind: 'asked', text: { kind: 'named', command: ADD_LINK.command, values } }
    }
    case ApplicationCommandType.ChatInput:
    case undefined: {
      if (name === null) return null
      const { path, options } = unfold(name, data)
      const given = options.flatMap((option) => {
        const [key, value] = [text(option, 'name'), valueOf(option)]
        return key === null || value === null ? [] : [[key, value] as const]
      })
      return { kind: 'asked', text: { kind: 'named', command: path, values: Object.fromEntries(given) } }
    }
    default:
      return null
  }
}

function readTyping(data: unknown): Said | null {
  const name = text(data, 'name')
  if (name === null) return null
  const { path, options } = unfold(name, data)
  const focused = options.find((option) => field(option, 'focused') === true)
  const option = text(focused, 'name')
  if (option === null) return null
  return { kind: 'typing', command: path, option, typed: valueOf(focused) ?? '' }
}

/** The command with its parts, `digest retract`, and the values below them. */
function unfold(name: string, data: unknown): { readonly path: string; readonly options: readonly unknown[] } {
  const options = list(data, 'options').slice(0, VALUES_MAX)
  const inner = options.find((option) => {
    const type = field(option, 'type')
    return type === ApplicationCommandOptionType.Subcommand || type === ApplicationCommandOptionType.SubcommandGroup
  })
  const part = text(inner, 'name')
  // A group holds parts, and a part holds values: no deeper.
  if (part === null || name.split(' ').length > 2) return { path: name, options }
  return unfold(`${name} ${part}`, inner)
}

function valueOf(option: unknown): string | null {
  const value = field(option, 'value')
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : null
}

/** The fields by the ids we gave them, in order; empty where nothing is written or chosen. */
function readFields(data: unknown): Readonly<Record<string, string>> {
  const inputs = list(data, 'components')
    .slice(0, VALUES_MAX)
    // A label holds one input, a row holds a list of them.
    .flatMap((part) => [field(part, 'component'), ...list(part, 'components')])
  const given = inputs.flatMap((input) => {
    const name = text(input, 'custom_id')
    const [chosen] = list(input, 'values')
    return name === null ? [] : [[name, typeof chosen === 'string' ? chosen : (text(input, 'value') ?? '')] as const]
  })
  return Object.fromEntries(given)
}

/** The first link that the message holds, or shows a card of. */
function linkOf(message: unknown): string | null {
  const written = linkEnded(LINK.exec((text(message, 'content') ?? '').slice(0, CONTENT_MAX))?.[0] ?? '')
  const links = [written, ...list(message, 'embeds').map((embed) => text(embed, 'url'))]
  for (const link of links) {
    const address = webUrl(link)
    if (address !== null) return address
  }
  return null
}

function linkEnded(link: string): string {
  const isBehind = BEHIND_LINK.test(link) || (link.endsWith(')') && link.split('(').length < link.split(')').length)
  return isBehind ? linkEnded(link.slice(0, -1)) : link
}
