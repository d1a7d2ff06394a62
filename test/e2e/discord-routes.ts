import type { Reply } from './fake-http.ts'
import { done, refuse, refused } from './discord-call.ts'
import type { DiscordCall } from './discord-call.ts'
import { commandFaults, putCommands, showCommand } from './discord-commands.ts'
import type { Command } from './discord-commands.ts'
import { INTERACTION_ROUTES } from './discord-interaction-routes.ts'
import { bodyFaults } from './discord-rules.ts'
import type { MessageBody } from './discord-rules.ts'
import type { PermissionName } from './discord-permissions.ts'
import * as world from './discord-world.ts'
import type { DiscordChannel, DiscordGuild, DiscordMessage } from './discord-world.ts'

/** "Checked for uniqueness in the past few minutes." */
export const NONCE_KEPT_MS = 3 * 60_000

/** Each route by method and template, as the specification names them. */
export const DISCORD_ROUTES: Readonly<Record<string, (call: DiscordCall) => Reply>> = {
  'GET /gateway/bot': ({ gatewayUrl, world: { shards } }) =>
    done({
      url: gatewayUrl,
      shards,
      session_start_limit: { total: 1_000, remaining: 999, reset_after: 14_400_000, max_concurrency: shards },
    }),
  'GET /users/@me': () => done(world.showUser()),
  'GET /users/@me/guilds': (call) =>
    done([...call.world.guilds.values()].filter(({ isMember }) => isMember).map(world.showGuild)),
  'GET /applications/@me': (call) =>
    done({
      id: world.DISCORD_APP_ID,
      name: 'Standfirst',
      bot: world.showUser(),
      flags: 0,
      description: '',
      interactions_endpoint_url: call.world.interactionsUrl,
    }),
  'GET /applications/{application_id}/commands': (call) => {
    const localized = call.query.get('with_localizations') === 'true'
    return done((call.world.commands.get('global') ?? []).map((command) => showCommand(command, localized)))
  },
  'PUT /applications/{application_id}/commands': (call) => {
    const given = Array.isArray(call.body) ? (call.body as readonly Command[]) : []
    const faults = commandFaults(given)
    if (faults.length > 0) return refused(call, faults)
    return done(putCommands(call.world, 'global', given).map((command) => showCommand(command, true)))
  },
  'GET /guilds/{guild_id}': (call) => inGuild(call, (guild) => world.showGuild(guild)),
  'GET /guilds/{guild_id}/roles': (call) => inGuild(call, ({ roles }) => roles.map(world.showRole)),
  'GET /guilds/{guild_id}/channels': (call) =>
    inGuild(call, ({ id }) =>
      [...call.world.channels.values()]
        .filter(({ guild, type }) => guild === id && type !== 11)
        .map((channel) => world.showChannel(call.world, channel)),
    ),
  'GET /guilds/{guild_id}/members/{user_id}': (call) =>
    call.path['user_id'] === world.DISCORD_BOT_ID
      ? inGuild(call, world.showMember)
      : refuse(404, 10007, 'Unknown Member'),
  'GET /channels/{channel_id}': (call) =>
    inChannel(call, [], (channel) => done(world.showChannel(call.world, channel))),
  'PATCH /channels/{channel_id}': (call) => inChannel(call, [], (channel) => reopen(call, channel)),
  'GET /channels/{channel_id}/messages': (call) => inChannel(call, [], (channel) => list(call, channel)),
  'POST /channels/{channel_id}/messages': (call) => inChannel(call, [], (channel) => create(call, channel)),
  'GET /channels/{channel_id}/messages/{message_id}': (call) =>
    inChannel(call, ['READ_MESSAGE_HISTORY'], (channel) =>
      onMessage(call, channel, (message) => done(world.showMessage(call.world, message))),
    ),
  'PATCH /channels/{channel_id}/messages/{message_id}': (call) =>
    inChannel(call, [], (channel) =>
      onMessage(call, channel, (message, index) => (channel.archived ? FOLDED : edit(call, message, index))),
    ),
  'DELETE /channels/{channel_id}/messages/{message_id}': (call) =>
    inChannel(call, [], (channel) =>
      onMessage(call, channel, ({ author }, index) => {
        if (author !== 'ours') return refuse(403, 50013, 'Missing Permissions')
        if (channel.archived) return FOLDED
        call.world.messages.splice(index, 1)
        return { status: 204, body: undefined }
      }),
    ),
  'POST /channels/{channel_id}/messages/{message_id}/threads': (call) =>
    inChannel(call, ['CREATE_PUBLIC_THREADS'], (channel) =>
      onMessage(call, channel, (message) => startThread(call, channel, message)),
    ),
  ...INTERACTION_ROUTES,
}

const FOLDED = refuse(400, 50083, 'Tried to perform an operation on an archived thread')

/** Who started a thread may bring it back, unless a moderator locked it. */
function reopen(call: DiscordCall, channel: DiscordChannel): Reply {
  if (channel.type !== 11 || channel.locked) return refuse(403, 50013, 'Missing Permissions')
  channel.archived = (call.body as { readonly archived?: boolean }).archived ?? channel.archived
  return done(world.showChannel(call.world, channel))
}

function inGuild(call: DiscordCall, show: (guild: DiscordGuild) => unknown): Reply {
  const guild = call.world.guilds.get(call.path['guild_id'] ?? '')
  return guild === undefined || !guild.isMember ? refuse(404, 10004, 'Unknown Guild') : done(show(guild))
}

/** Runs `act` where the bot sees the channel and has the permissions. */
function inChannel(
  call: DiscordCall,
  needed: readonly PermissionName[],
  act: (channel: DiscordChannel) => Reply,
): Reply {
  const channel = call.world.channels.get(call.path['channel_id'] ?? '')
  if (channel === undefined) return refuse(404, 10003, 'Unknown Channel')
  const may = world.botMay(call.world, channel)
  if (!may('VIEW_CHANNEL')) return refuse(403, 50001, 'Missing Access')
  return needed.every(may) ? act(channel) : refuse(403, 50013, 'Missing Permissions')
}

function onMessage(
  call: DiscordCall,
  channel: DiscordChannel,
  act: (message: DiscordMessage, index: number) => Reply,
): Reply {
  const index = call.world.messages.findIndex(
    (message) => message.id === call.path['message_id'] && message.channel === channel.id,
  )
  const message = call.world.messages[index]
  return message === undefined ? refuse(404, 10008, 'Unknown Message') : act(message, index)
}

function create(call: DiscordCall, channel: DiscordChannel): Reply {
  const body = call.body as MessageBody
  const may = world.botMay(call.world, channel)
  const needed: PermissionName[] = [channel.type === 11 ? 'SEND_MESSAGES_IN_THREADS' : 'SEND_MESSAGES']
  if ((body.embeds ?? []).length > 0) needed.push('EMBED_LINKS')
  if (!needed.every(may)) return refuse(403, 50013, 'Missing Permissions')
  if (channel.locked) return refuse(400, channel.archived ? 50083 : 160005, 'Thread is locked')
  const faults = [...bodyFaults('MessageCreateRequest', body)]
  if (body.nonce === undefined || body.nonce.length > 25 || body.enforce_nonce !== true)
    faults.push('no enforced nonce')
  if (faults.length > 0) return refused(call, faults)
  // A message brings a folded thread back.
  channel.archived = false
  const key = `${channel.id} ${body.nonce}`
  const kept = call.nonces.get(key)
  const same = call.world.messages.find(({ id }) => id === kept?.message)
  if (kept !== undefined && call.nowMs - kept.at < NONCE_KEPT_MS && same !== undefined) {
    return done(world.showMessage(call.world, same))
  }
  const { enforce_nonce: _, ...rest } = body
  const message = {
    ...rest,
    id: call.world.nextId(),
    channel: channel.id,
    author: 'ours',
    edited: false,
    type: 0,
  } as const
  call.world.messages.push(message)
  call.nonces.set(key, { message: message.id, at: call.nowMs })
  return done(world.showMessage(call.world, message))
}

/** Discord shows no history to who may not read it, and says nothing about that. */
function list(call: DiscordCall, channel: DiscordChannel): Reply {
  if (!world.botMay(call.world, channel)('READ_MESSAGE_HISTORY')) return done([])
  const limit = Number(call.query.get('limit') ?? 50)
  const [before, after] = [call.query.get('before'), call.query.get('after')]
  const all = world.messagesOf(call.world, channel.id)
  // Both give the messages next to the one named, the newest of them first.
  const page =
    after === null
      ? all.filter(({ id }) => before === null || BigInt(id) < BigInt(before)).slice(-limit)
      : all.filter(({ id }) => BigInt(id) > BigInt(after)).slice(0, limit)
  return done(page.toReversed().map((message) => world.showMessage(call.world, message)))
}

function edit(call: DiscordCall, message: DiscordMessage, index: number): Reply {
  if (message.author !== 'ours') return refuse(403, 50005, 'Cannot edit a message authored by another user')
  const body = call.body as MessageBody
  const faults = bodyFaults('MessageEditRequestPartial', body)
  if (faults.length > 0) return refused(call, faults)
  const changed = { ...message, ...body, edited: true }
  call.world.messages[index] = changed
  return done(world.showMessage(call.world, changed))
}

function startThread(call: DiscordCall, parent: DiscordChannel, message: DiscordMessage): Reply {
  if (parent.type !== 0 && parent.type !== 5) return refuse(400, 50024, 'Cannot execute action on this channel type')
  if (call.world.channels.has(message.id)) {
    return refuse(400, 160004, 'A thread has already been created for this message')
  }
  const { name } = call.body as { readonly name: string }
  const given = { id: message.id, guild: parent.guild, type: 11, name, parent: parent.id } as const
  const thread = world.addChannel(call.world, given)
  // The thread begins with a copy of the message it hangs from, which is empty in the history.
  call.world.messages.push({ id: call.world.nextId(), channel: thread.id, author: 'ours', edited: false, type: 21 })
  return { status: 201, body: world.showChannel(call.world, thread) }
}
