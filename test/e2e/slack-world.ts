import type { types } from '@slack/bolt'

export type SlackMessage = {
  readonly ts: string
  readonly channel: string
  readonly thread: string | null
  /** The app that wrote it; another's where it is not ours. */
  readonly app: 'ours' | 'other'
  readonly text: string
  readonly blocks: readonly types.KnownBlock[]
  readonly metadata: unknown
  readonly edited: boolean
  /** A post that was deleted while it had replies stays as a stone. */
  readonly deleted: boolean
}

/** Tests change these fields as people would in Slack. */
export type SlackChannel = {
  readonly id: string
  name: string
  isPrivate: boolean
  isArchived: boolean
  isDeleted: boolean
  /** Whether the bot is in it. */
  isMember: boolean
  /** Who made it. */
  creator: string
}

export type SlackUser = {
  readonly id: string
  tz: string
  locale: string
  isAdmin: boolean
  isOwner: boolean
  isGuest: boolean
  /** Another workspace, of which they came into a shared channel. */
  team?: string
}

/** A message that one person sees. */
export type SlackEphemeral = {
  readonly channel: string
  readonly user: string
  readonly thread: string | null
  /** By an address for answers, or by a call. */
  readonly via: 'respond' | 'call'
  readonly text: string
  readonly blocks: readonly types.KnownBlock[]
  readonly removed: boolean
  /** Stands where another stood. */
  readonly replaced?: true
}

export type SlackWorkspace = {
  readonly id: string
  readonly name: string
  readonly token: string
  readonly botUser: string
  scopes: readonly string[]
  /** The error that every call answers: `token_revoked`, `account_inactive`. Null while the token is good. */
  tokenFault: string | null
  readonly channels: Map<string, SlackChannel>
  readonly messages: SlackMessage[]
  readonly ephemerals: SlackEphemeral[]
  /** Views that were published, by user. */
  readonly homes: Map<string, types.HomeView>
  /** Forms that were opened, in order. */
  readonly forms: types.ModalView[]
  readonly users: Map<string, SlackUser>
  /** The members of user groups. */
  readonly groups: Map<string, readonly string[]>
}

export const SLACK_SCOPES = [
  'chat:write',
  'channels:history',
  'channels:read',
  'channels:join',
  'groups:history',
  'groups:read',
  'commands',
  'app_mentions:read',
  'im:history',
  'im:read',
  'users:read',
  'usergroups:read',
] as const
export const SLACK_USER = 'U0READER'
export const SLACK_APP_ID = 'A0FAKE'
/** 2026-01-08T08:00:00Z: the first message's second. */
const FIRST_TS = 1_767_859_200

export function makeWorkspace(
  given: Pick<SlackWorkspace, 'id' | 'name' | 'token'> & { readonly scopes?: readonly string[] },
): SlackWorkspace {
  return {
    scopes: SLACK_SCOPES,
    ...given,
    botUser: `U${given.id.slice(1)}`,
    tokenFault: null,
    channels: new Map(),
    messages: [],
    ephemerals: [],
    homes: new Map(),
    forms: [],
    users: new Map([[SLACK_USER, readerOf(SLACK_USER)]]),
    groups: new Map(),
  }
}

/** Somebody without rights, who reads English. */
function readerOf(id: string): SlackUser {
  return { id, tz: 'UTC', locale: 'en-US', isAdmin: false, isOwner: false, isGuest: false }
}

export function addUser(workspace: SlackWorkspace, given: Partial<SlackUser> & Pick<SlackUser, 'id'>): SlackUser {
  const user = { ...readerOf(given.id), ...given }
  workspace.users.set(user.id, user)
  return user
}

/** Puts a channel in; public, with the bot in it, unless it is said otherwise. */
export function addChannel(
  workspace: SlackWorkspace,
  given: Partial<SlackChannel> & Pick<SlackChannel, 'id'>,
): SlackChannel {
  const channel = {
    name: given.id.toLowerCase(),
    isPrivate: false,
    isArchived: false,
    isDeleted: false,
    isMember: true,
    creator: 'U0CREATOR',
    ...given,
  }
  workspace.channels.set(channel.id, channel)
  return channel
}

/** Stamps messages; no two of one server are alike. */
export function createStamps(): () => string {
  let count = 0
  return () => {
    count += 1
    return `${FIRST_TS + Math.floor(count / 1_000)}.${String(count).padStart(6, '0')}`
  }
}

/** The messages of a channel as a reader scrolls through them: each thread under its post. */
export function inReadingOrder(messages: readonly SlackMessage[]): readonly SlackMessage[] {
  return messages
    .filter(({ thread }) => thread === null)
    .flatMap((top) => [top, ...messages.filter(({ thread }) => thread === top.ts)])
}

/** A message as Slack's methods show it. */
export function showMessage(message: SlackMessage, all: readonly SlackMessage[], withMetadata: boolean): unknown {
  const { ts, thread, text, blocks, metadata, app, deleted } = message
  const replies = all.filter((other) => other.thread === ts && other.channel === message.channel)
  return {
    type: 'message',
    ...(deleted ? { subtype: 'tombstone' } : {}),
    ts,
    text,
    blocks,
    user: app === 'ours' ? 'U0FAKE' : 'U0OTHER',
    ...(app === 'ours' ? { bot_id: 'B0FAKE', app_id: SLACK_APP_ID } : {}),
    ...(message.edited ? { edited: { user: 'U0FAKE', ts } } : {}),
    ...(thread === null ? {} : { thread_ts: thread }),
    ...(replies.length === 0 ? {} : { thread_ts: ts, reply_count: replies.length, latest_reply: replies.at(-1)?.ts }),
    ...(withMetadata && metadata !== null ? { metadata } : {}),
  }
}

/** A conversation as `conversations.info` shows it. */
export function showChannel(channel: SlackChannel): unknown {
  return {
    id: channel.id,
    name: channel.name,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: channel.id.startsWith('D'),
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    ...(channel.id.startsWith('D') ? {} : { is_member: channel.isMember, creator: channel.creator }),
  }
}
