import type { AskText } from '../../news/chat.ts'
import { field, list, text } from '../read-json.ts'
import { findLink } from './find-link.ts'
import { FORM_ID, readSentForm } from './forms.ts'
import type { Place, RespondAt } from './place.ts'
import { isBot } from './read-event.ts'
import { typedWords } from './typed-words.ts'

export type Asked = {
  readonly kind: 'asked'
  /** The platform's ids of it: whichever comes again was heard before. The first is the asking's own. */
  readonly ids: readonly [string, ...string[]]
  readonly workspace: string
  readonly user: string
  readonly text: AskText
  readonly place: Place
  /** Opens a form, once and within three seconds; null where none can be opened. */
  readonly trigger: string | null
}

/** What Slack sends that is answered. */
export type Heard =
  | Asked
  | { readonly kind: 'home'; readonly ids: readonly [string]; readonly workspace: string; readonly user: string }
  | {
      readonly kind: 'joined'
      readonly ids: readonly [string]
      readonly workspace: string
      readonly channel: string
      readonly user: string
      readonly inviter: string | null
      /** Null where the event does not say. */
      readonly isBot: boolean | null
    }

/** The shortcut of a message, as the app's manifest names it. */
export const SHORTCUT_ID = 'add_to_story'
/** What it asks, with the message's link where it holds one. */
const ADD_LINK = { command: 'add-url', value: 'url' } as const
/** Its command stands for all others: `/standfirst brief` asks `brief`. */
const OWN_COMMAND = 'standfirst'

/** The events that are answered, as the app's manifest names them: https://docs.slack.dev/reference/events. */
export const ANSWERED_EVENTS = ['app_mention', 'message.im', 'app_home_opened', 'member_joined_channel'] as const

/** A message of a person: new, with a file, or told to the channel too. Edits and the like have other subtypes. */
const SPOKEN = new Set<unknown>([undefined, 'file_share', 'thread_broadcast'])
const ID = /^[A-Z0-9]{1,40}$/
/** Slack's limit of a command's name, with its stroke. */
const COMMAND_MAX = 32
/** Slack's limit of a button's value. */
const WORDS_MAX = 2_000
/** An id of Slack's is some thirty characters, an address for answers some hundred. */
const REFERENCE_MAX = 500

/** Reads what Slack sends, whose shape nobody vouches for; null for what is not answered. */
export function readAsking(body: unknown): Heard | null {
  if (text(body, 'command') !== null) return readCommand(body)
  switch (text(body, 'type')) {
    case 'block_actions':
      return readPress(body)
    case 'message_action':
      return readShortcut(body)
    case 'view_submission':
      return readSubmission(body)
    case 'event_callback':
      return readMessage(body)
    default:
      return null
  }
}

function readCommand(body: unknown): Asked | null {
  const command = (text(body, 'command') ?? '').slice(0, COMMAND_MAX).replace(/^\//, '')
  const rest = typedWords(text(body, 'text') ?? '')
  const words = command === OWN_COMMAND ? rest : `${command} ${rest}`.trim()
  const place = { by: 'command', channel: id(body, 'channel_id'), thread: null, respond: respondAt(body) } as const
  return asked(body, { kind: 'words', text: words }, place, [id(body, 'team_id'), id(body, 'user_id')])
}

function readPress(body: unknown): Asked | null {
  const [action] = list(body, 'actions')
  const words = text(action, 'value') ?? text(field(action, 'selected_option'), 'value')
  if (words === null || words.length > WORDS_MAX) return null
  const [container, message] = [field(body, 'container'), field(body, 'message')]
  const said = { kind: 'words', text: words } as const
  if (field(container, 'type') === 'view') {
    return asked(body, said, { by: 'home', channel: null, thread: null, respond: null }, whoOf(body))
  }
  const channel = id(field(body, 'channel'), 'id') ?? id(container, 'channel_id')
  const thread = text(container, 'thread_ts') ?? text(message, 'thread_ts')
  const top = text(message, 'ts') ?? text(container, 'message_ts')
  const place = { by: 'press', channel, thread: thread === top ? null : thread, respond: respondAt(body) } as const
  return asked(body, said, place, whoOf(body))
}

function readShortcut(body: unknown): Asked | null {
  if (text(body, 'callback_id') !== SHORTCUT_ID) return null
  const link = findLink(field(body, 'message'))
  const values: Record<string, string> = link === null ? {} : { [ADD_LINK.value]: link }
  const channel = id(field(body, 'channel'), 'id')
  const place = { by: 'shortcut', channel, thread: null, respond: respondAt(body) } as const
  return asked(body, { kind: 'named', command: ADD_LINK.command, values }, place, whoOf(body))
}

function readSubmission(body: unknown): Asked | null {
  const view = field(body, 'view')
  if (text(view, 'callback_id') !== FORM_ID) return null
  const sent = readSentForm(view)
  if (sent === null) return null
  const [workspace, user] = whoOf(body)
  // A form is sent once, whatever came between: its view keeps the same id and hash when Slack sends it again.
  const once = reference(`${text(view, 'id') ?? ''}:${text(view, 'hash') ?? ''}`, ':')
  const found = asked(body, sent.text, sent.place, [id(view, 'app_installed_team_id') ?? workspace, user])
  if (found === null) return null
  return { ...found, trigger: null, ids: once === null ? found.ids : [...found.ids, `view ${once}`] }
}

function readMessage(body: unknown): Heard | null {
  const event = field(body, 'event')
  const workspace = id(list(body, 'authorizations')[0], 'team_id') ?? id(body, 'team_id')
  const [user, channel, once] = [id(event, 'user'), id(event, 'channel'), reference(text(body, 'event_id'))]
  if (workspace === null || user === null || once === null) return null
  const type = text(event, 'type')
  if (type === 'app_home_opened') {
    return field(event, 'tab') === 'home' ? { kind: 'home', ids: [once], workspace, user } : null
  }
  if (channel === null) return null
  if (type === 'member_joined_channel') {
    const inviter = id(event, 'inviter')
    return { kind: 'joined', ids: [once], workspace, channel, user, inviter, isBot: isBot(body, user) }
  }
  const isDirect = type === 'message' && field(event, 'channel_type') === 'im'
  if (!isDirect && type !== 'app_mention') return null
  // Who writes by program is not answered: two bots would talk for ever.
  const isProgram =
    text(event, 'bot_id') !== null ||
    field(field(event, 'bot_profile'), 'id') !== undefined ||
    isBot(body, user) === true
  if (isProgram || !SPOKEN.has(field(event, 'subtype'))) return null
  const [ts, thread] = [reference(text(event, 'ts')), text(event, 'thread_ts')]
  const place = {
    by: isDirect ? 'direct' : 'mention',
    channel,
    thread: thread === ts ? null : thread,
    respond: null,
  } as const
  const said = { kind: 'words', text: typedWords(text(event, 'text') ?? '') } as const
  const ids: Asked['ids'] = ts === null ? [once] : [once, `message ${channel} ${ts}`]
  return { kind: 'asked', ids, workspace, user, text: said, place, trigger: null }
}

type Who = readonly [workspace: string | null, user: string | null]

function whoOf(body: unknown): Who {
  const user = field(body, 'user')
  return [id(field(body, 'team'), 'id') ?? id(user, 'team_id'), id(user, 'id')]
}

/** What is used has a trigger of its own each time; where it has none, its address for answers is as good a name. */
function asked(body: unknown, said: AskText, place: Place, [workspace, user]: Who): Asked | null {
  const trigger = reference(text(body, 'trigger_id'))
  const once = trigger ?? reference(text(body, 'response_url'))
  if (workspace === null || user === null || once === null) return null
  if (place.channel === null && place.by !== 'home') return null
  return { kind: 'asked', ids: [once], workspace, user, text: said, place, trigger }
}

function respondAt(body: unknown): RespondAt | null {
  const url = reference(text(body, 'response_url'))
  return url === null ? null : { url, uses: 0, since: null }
}

function id(value: unknown, name: string): string | null {
  const found = text(value, name)
  return found !== null && ID.test(found) ? found : null
}

/** A text of Slack's that is repeated to it; `empty` is what it looks like where Slack gave none. */
function reference(found: string | null, empty = ''): string | null {
  return found === null || found === empty || found.length > REFERENCE_MAX ? null : found
}
