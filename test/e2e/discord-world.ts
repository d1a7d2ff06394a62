import type { MessageBody } from './discord-rules.ts'
import type { Registered } from './discord-commands.ts'
import type { DiscordInteraction } from './discord-interactions.ts'
import { bitsOf, permissionsIn } from './discord-permissions.ts'
import type { Overwrite, PermissionName, Role } from './discord-permissions.ts'

export type DiscordMessage = MessageBody & {
  readonly id: string
  readonly channel: string
  readonly author: 'ours' | 'other'
  readonly edited: boolean
  /** 21 is the copy of its first message at the head of a thread. */
  readonly type: 0 | 21
}

export type DiscordChannel = {
  readonly id: string
  readonly guild: string
  /** 0 text, 5 announcements, 11 a thread. */
  readonly type: 0 | 2 | 5 | 11
  readonly name: string
  /** The channel a thread belongs to. */
  readonly parent: string | null
  overwrites: readonly Overwrite[]
  archived: boolean
  locked: boolean
}

export type DiscordGuild = {
  readonly id: string
  readonly name: string
  readonly roles: Role[]
  /** Whether the bot is in it. */
  isMember: boolean
  /** The roles of the bot. */
  botRoles: readonly string[]
  /** Where Discord itself writes. */
  systemChannel: string | null
  locale: string
}

export type DiscordWorld = {
  readonly guilds: Map<string, DiscordGuild>
  readonly channels: Map<string, DiscordChannel>
  readonly messages: DiscordMessage[]
  /** Commands that were registered, by place: a guild's id, or `global`. */
  readonly commands: Map<string, readonly Registered[]>
  /** By their tokens. */
  readonly interactions: Map<string, DiscordInteraction>
  isTokenGood: boolean
  /** Connections that Discord recommends for its gateway. */
  shards: number
  /** Where interactions go instead of the gateway; null where they go there. */
  interactionsUrl: string | null
  readonly nextId: () => string
}

export const DISCORD_BOT_ID = '700000000000000001'
export const DISCORD_APP_ID = '700000000000000002'
/** What the invitation of the bot gives it. */
const BOT_PERMISSIONS = bitsOf(
  'VIEW_CHANNEL',
  'SEND_MESSAGES',
  'EMBED_LINKS',
  'READ_MESSAGE_HISTORY',
  'CREATE_PUBLIC_THREADS',
  'SEND_MESSAGES_IN_THREADS',
)
const JOINED_AT = '2026-01-01T00:00:00.000000+00:00'

export function createDiscordWorld(): DiscordWorld {
  let count = 0n
  return {
    guilds: new Map(),
    channels: new Map(),
    messages: [],
    commands: new Map(),
    interactions: new Map(),
    isTokenGood: true,
    shards: 1,
    interactionsUrl: null,
    nextId: () => {
      count += 1n
      return String(910_000_000_000_000_000n + count)
    },
  }
}

export function addGuild(world: DiscordWorld, given: { readonly id: string; readonly name?: string }): DiscordGuild {
  const guild = {
    id: given.id,
    name: given.name ?? `Guild ${given.id}`,
    roles: [
      { id: given.id, name: '@everyone', permissions: '0', position: 0 },
      { id: `${given.id}1`, name: 'Standfirst', permissions: BOT_PERMISSIONS, position: 1 },
    ],
    isMember: true,
    botRoles: [`${given.id}1`],
    systemChannel: null,
    locale: 'en-US',
  }
  world.guilds.set(guild.id, guild)
  return guild
}

export function addChannel(
  world: DiscordWorld,
  given: Partial<DiscordChannel> & Pick<DiscordChannel, 'id' | 'guild'>,
): DiscordChannel {
  const base = { type: 0, name: `channel-${given.id.slice(-4)}`, parent: null, overwrites: [] } as const
  const channel = { ...base, archived: false, locked: false, ...given }
  world.channels.set(channel.id, channel)
  return channel
}

/** What the bot may do in a channel; in a thread as in the channel it belongs to. */
export function botMay(world: DiscordWorld, channel: DiscordChannel): (name: PermissionName) => boolean {
  const guild = world.guilds.get(channel.guild)
  if (guild === undefined || !guild.isMember) return () => false
  const { overwrites } = world.channels.get(channel.parent ?? channel.id) ?? channel
  return permissionsIn(guild.id, guild.roles, { id: DISCORD_BOT_ID, roles: guild.botRoles }, overwrites)
}

export function messagesOf(world: DiscordWorld, channel: string): readonly DiscordMessage[] {
  return world.messages.filter((message) => message.channel === channel)
}

export function showUser() {
  return {
    id: DISCORD_BOT_ID,
    username: 'standfirst',
    discriminator: '0000',
    global_name: null,
    avatar: null,
    bot: true,
    flags: 0,
    public_flags: 0,
  }
}

export function showChannel(world: DiscordWorld, channel: DiscordChannel) {
  const { id, guild, type, name, parent, archived, locked, overwrites } = channel
  const thread = {
    owner_id: DISCORD_BOT_ID,
    message_count: 0,
    member_count: 1,
    thread_metadata: {
      archived,
      locked,
      auto_archive_duration: 1_440,
      archive_timestamp: JOINED_AT,
      create_timestamp: JOINED_AT,
    },
  }
  return {
    id,
    guild_id: guild,
    type,
    name,
    parent_id: parent,
    last_message_id: messagesOf(world, id).at(-1)?.id ?? null,
    flags: 0,
    rate_limit_per_user: 0,
    ...(type === 11 ? thread : { position: 0, permission_overwrites: overwrites, topic: null, nsfw: false }),
  }
}

export function showMessage(world: DiscordWorld, message: DiscordMessage) {
  const { id, channel, content = '', embeds = [], components = [], author, edited, type, nonce } = message
  const thread = world.channels.get(id)
  return {
    id,
    channel_id: channel,
    type,
    content,
    embeds,
    components,
    author:
      author === 'ours' ? showUser() : { ...showUser(), id: '700000000000000009', username: 'reader', bot: false },
    timestamp: JOINED_AT,
    edited_timestamp: edited ? JOINED_AT : null,
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    attachments: [],
    pinned: false,
    tts: false,
    flags: thread === undefined ? 0 : 32,
    ...(nonce === undefined ? {} : { nonce }),
    ...(thread === undefined ? {} : { thread: showChannel(world, thread) }),
  }
}

export function showRole({ id, name, permissions, position }: Role) {
  const look = { color: 0, colors: { primary_color: 0, secondary_color: null, tertiary_color: null }, hoist: false }
  return { id, name, permissions, position, ...look, managed: false, mentionable: false, flags: 0 }
}

export function showMember({ botRoles }: DiscordGuild) {
  return {
    user: showUser(),
    roles: botRoles,
    joined_at: JOINED_AT,
    deaf: false,
    mute: false,
    flags: 0,
    nick: null,
    avatar: null,
    pending: false,
  }
}

export function showGuild({ id, name, roles, systemChannel, locale }: DiscordGuild) {
  return {
    id,
    name,
    icon: null,
    splash: null,
    banner: null,
    description: null,
    owner_id: '700000000000000009',
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    roles: roles.map(showRole),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    system_channel_id: systemChannel,
    system_channel_flags: 0,
    rules_channel_id: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    preferred_locale: locale,
    public_updates_channel_id: null,
    nsfw_level: 0,
    premium_progress_bar_enabled: false,
    safety_alerts_channel_id: null,
  }
}

/** A guild as GUILD_CREATE brings it. */
export function showFullGuild(world: DiscordWorld, guild: DiscordGuild, joinedAt = JOINED_AT) {
  const channels = [...world.channels.values()].filter((channel) => channel.guild === guild.id)
  const shown = (thread: boolean) =>
    channels.filter(({ type }) => (type === 11) === thread).map((channel) => showChannel(world, channel))
  return {
    ...showGuild(guild),
    joined_at: joinedAt,
    large: false,
    unavailable: false,
    member_count: 2,
    voice_states: [],
    members: [showMember(guild)],
    channels: shown(false),
    threads: shown(true),
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  }
}
