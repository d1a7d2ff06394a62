import type { types } from '@slack/bolt'
import type { FakeClock, Reply, Request } from './fake-http.ts'
import { contentFaults } from './slack-rules.ts'
import { addChannel, SLACK_APP_ID, type SlackEphemeral, type SlackMessage, type SlackWorkspace } from './slack-world.ts'
import { wrapEvent } from './slack-signed.ts'

/** What Slack sends, and how it wraps it. */
export type SlackDelivery = {
  readonly type: 'slash_commands' | 'interactive' | 'events_api'
  readonly payload: Readonly<Record<string, unknown>>
}

type Who = { readonly workspace: SlackWorkspace; readonly user: string }
type Where = Who & { readonly channel: string }

/** What people do in Slack, as the app is told of it. */
export type SlackActs = {
  command(at: Where, command: string, text?: string): SlackDelivery
  /** A click on a button, or a choice in a menu: of a message, or of one that only the user sees. */
  press(at: Where, value: string, on?: Pressed): SlackDelivery
  /** A click in the Home tab. */
  pressHome(who: Who, value: string): SlackDelivery
  shortcut(at: Where, message: Readonly<Record<string, unknown>>, callback?: string): SlackDelivery
  /** The form that was opened last, filled in. */
  submit(who: Who, values: Readonly<Record<string, string>>): SlackDelivery
  mention(at: Where, text: string, more?: Readonly<Record<string, unknown>>): SlackDelivery
  direct(who: Who, text: string, more?: Readonly<Record<string, unknown>>): SlackDelivery
  openHome(who: Who): SlackDelivery
  /** The user joins the channel; the bot, where none is named. */
  join(at: { readonly workspace: SlackWorkspace; readonly channel: string }, who?: Joined): SlackDelivery
}

type Joined = { readonly user?: string; readonly inviter?: string }
export type Pressed = {
  readonly message?: Pick<SlackMessage, 'ts' | 'thread'>
  readonly as?: 'button' | 'menu'
  readonly thread?: string
}

export type SlackActing = {
  readonly acts: SlackActs
  /** Answers a request to an address for answers. */
  respond(request: Request): Reply
  /** What Slack answers to the use of a trigger; null where it is good, which it is once. */
  useTrigger(id: string | undefined): string | null
}

/** https://docs.slack.dev/interactivity/handling-user-interaction: five answers in thirty minutes; a form within three seconds. */
const USES_MAX = 5
const RESPOND_MS = 30 * 60_000
const TRIGGER_MS = 3_000

type Hook = Where & {
  readonly at: number
  /** What the answer replaces: nothing yet, an ephemeral message, or a message that all see. */
  readonly source: 'command' | 'ephemeral' | 'message' | 'none'
  uses: number
  shown: number | null
}

type ActingParts = {
  readonly origin: () => string
  readonly clock: FakeClock
  readonly stamp: () => string
  readonly violate: (...faults: readonly string[]) => void
}

export function createSlackActs({ origin, clock, stamp, violate }: ActingParts): SlackActing {
  const hooks = new Map<string, Hook>()
  const triggers = new Map<string, { readonly at: number; used: boolean }>()
  let count = 0

  function trigger(): string {
    count += 1
    triggers.set(`${count}.trigger`, { at: clock.now(), used: false })
    return `${count}.trigger`
  }

  function hook(at: Where, source: Hook['source']): string {
    count += 1
    const path = `/hooks/${at.workspace.id}/${count}`
    hooks.set(path, { ...at, at: clock.now(), source, uses: 0, shown: null })
    return `${origin()}${path}`
  }

  const whole = ({ workspace, user }: Who) => ({
    api_app_id: SLACK_APP_ID,
    token: 'deprecated',
    team: { id: workspace.id, domain: workspace.name },
    user: { id: user, username: 'reader', name: 'reader', team_id: workspace.id },
    enterprise: null,
    is_enterprise_install: false,
  })

  function press(at: Where, value: string, { message, as = 'button', thread }: Pressed): SlackDelivery {
    const ts = message?.ts ?? stamp()
    const above = message?.thread ?? thread
    const option = { text: { type: 'plain_text', text: 'x' }, value }
    const action =
      as === 'button'
        ? { type: 'button', action_id: 'ask:1', block_id: 'b', value, action_ts: stamp() }
        : { type: 'static_select', action_id: 'ask:menu', block_id: 'b', selected_option: option, action_ts: stamp() }
    const container = { type: 'message', message_ts: ts, channel_id: at.channel, is_ephemeral: message === undefined }
    return {
      type: 'interactive',
      payload: {
        ...whole(at),
        type: 'block_actions',
        trigger_id: trigger(),
        response_url: hook(at, message === undefined ? 'ephemeral' : 'message'),
        channel: { id: at.channel, name: 'channel' },
        container: { ...container, ...(above === undefined || above === null ? {} : { thread_ts: above }) },
        ...(message === undefined ? {} : { message: { type: 'message', ts, ...(above ? { thread_ts: above } : {}) } }),
        actions: [action],
      },
    }
  }

  const acts: SlackActs = {
    command: (at, command, text = '') => ({
      type: 'slash_commands',
      payload: {
        token: 'deprecated',
        team_id: at.workspace.id,
        team_domain: at.workspace.name,
        channel_id: at.channel,
        channel_name: 'channel',
        user_id: at.user,
        user_name: 'reader',
        command,
        text,
        api_app_id: SLACK_APP_ID,
        is_enterprise_install: 'false',
        response_url: hook(at, 'command'),
        trigger_id: trigger(),
      },
    }),
    press: (at, value, on = {}) => press(at, value, on),
    pressHome: (who, value) => ({
      type: 'interactive',
      payload: {
        ...whole(who),
        type: 'block_actions',
        trigger_id: trigger(),
        container: { type: 'view', view_id: 'V0HOME' },
        view: { id: 'V0HOME', type: 'home', hash: `${count}`, team_id: who.workspace.id },
        actions: [{ type: 'button', action_id: 'ask:1', block_id: 'b', value, action_ts: stamp() }],
      },
    }),
    shortcut: (at, message, callback = 'add_to_story') => ({
      type: 'interactive',
      payload: {
        ...whole(at),
        type: 'message_action',
        callback_id: callback,
        trigger_id: trigger(),
        response_url: hook(at, 'none'),
        channel: { id: at.channel, name: 'channel' },
        message_ts: stamp(),
        message: { type: 'message', ts: stamp(), user: 'U0OTHER', ...message },
      },
    }),
    submit: (who, values) => submission(who, values),
    mention: (at, text, more = {}) => event(at, { type: 'app_mention', channel: at.channel, text, ...more }),
    direct: (who, text, more = {}) => {
      const channel = directOf(who)
      return event(who, { type: 'message', channel_type: 'im', channel, text, ...more })
    },
    openHome: (who) => event(who, { type: 'app_home_opened', channel: directOf(who), tab: 'home' }),
    join: ({ workspace, channel }, { user = workspace.botUser, inviter } = {}) => {
      const by = inviter === undefined ? {} : { inviter }
      return event({ workspace, user }, { type: 'member_joined_channel', channel, channel_type: 'C', ...by })
    },
  }

  /** Whoever opens a conversation with the bot makes its channel. */
  function directOf({ workspace, user }: Who): string {
    const id = `D${user.slice(1)}`
    if (!workspace.channels.has(id)) addChannel(workspace, { id })
    return id
  }

  function event({ workspace, user }: Who, more: { readonly type: string; readonly [key: string]: unknown }) {
    return { type: 'events_api', payload: wrapEvent(workspace, { user, ts: stamp(), ...more }) } as const
  }

  function submission(who: Who, values: Readonly<Record<string, string>>): SlackDelivery {
    const view = who.workspace.forms.at(-1)
    if (view === undefined) throw new Error('no form was opened')
    const inputs = view.blocks.flatMap((block) => ('element' in block ? [block] : []))
    const state = inputs.map(({ block_id = '', element }) => {
      const value = values[block_id] ?? null
      const chosen = value === null ? null : { text: { type: 'plain_text', text: 'x' }, value }
      const given = element.type === 'static_select' ? { selected_option: chosen } : { value }
      const id = 'action_id' in element ? (element.action_id ?? '') : ''
      return [block_id, { [id]: { type: element.type, ...given } }] as const
    })
    const { callback_id, private_metadata } = view
    count += 1
    const rest = { id: `V${count}`, hash: `${count}.hash`, state: { values: Object.fromEntries(state) } }
    return {
      type: 'interactive',
      payload: {
        ...whole(who),
        type: 'view_submission',
        trigger_id: trigger(),
        response_urls: [],
        view: { type: 'modal', callback_id, private_metadata, team_id: who.workspace.id, ...rest },
      },
    }
  }

  return {
    acts,
    useTrigger: (id) => {
      const found = triggers.get(id ?? '')
      if (found === undefined) return 'invalid_trigger_id'
      if (found.used) return 'exchanged_trigger_id'
      if (clock.now() - found.at > TRIGGER_MS) return 'expired_trigger_id'
      found.used = true
      return null
    },
    respond: (request) => {
      const found = hooks.get(request.path)
      if (found === undefined || clock.now() - found.at > RESPOND_MS) return gone('expired_url')
      if (found.uses >= USES_MAX) {
        violate('a sixth answer to one address')
        return gone('used_url')
      }
      found.uses += 1
      return takeAnswer(found, JSON.parse(request.body) as Answer, stamp, violate)
    },
  }
}

type Answer = {
  readonly response_type?: string
  readonly replace_original?: boolean
  readonly delete_original?: boolean
  readonly text?: string
  readonly blocks?: readonly types.KnownBlock[]
  readonly [key: string]: unknown
}

function gone(error: string): Reply {
  return { status: 404, body: { ok: false, error } }
}

function takeAnswer(hook: Hook, answer: Answer, stamp: () => string, violate: ActingParts['violate']): Reply {
  const { ephemerals, messages } = hook.workspace
  if (answer.delete_original === true) {
    if (hook.source !== 'command') violate('what a person pressed is taken away')
    const old = hook.shown === null ? undefined : ephemerals[hook.shown]
    if (old !== undefined) ephemerals[hook.shown ?? 0] = { ...old, removed: true }
    return { status: 200, body: { ok: true } }
  }
  const { text = '', blocks = [], parse, link_names } = answer
  const faults = contentFaults({ text, parse: String(parse), link_names: String(link_names) }, blocks)
  if (answer['unfurl_links'] !== false || answer['unfurl_media'] !== false) faults.push('links would unfurl')
  if (answer.replace_original === undefined) faults.push('an answer replaces what it answers')
  if (answer.replace_original === true && hook.source !== 'command') faults.push('what a person pressed is replaced')
  if (faults.length > 0) {
    violate(...faults)
    return { status: 400, body: { ok: false, error: 'invalid_blocks' } }
  }
  const { channel, user } = hook
  if (answer.response_type === 'in_channel') {
    const rest = { thread: null, app: 'ours', metadata: null, edited: false, deleted: false } as const
    messages.push({ ...rest, ts: stamp(), channel, text, blocks })
    return { status: 200, body: { ok: true } }
  }
  const shown: SlackEphemeral = { channel, user, thread: null, via: 'respond', text, blocks, removed: false }
  if (answer.replace_original === true && hook.shown !== null) {
    ephemerals[hook.shown] = { ...shown, replaced: true }
  } else {
    ephemerals.push(shown)
    hook.shown ??= ephemerals.length - 1
  }
  return { status: 200, body: { ok: true } }
}
