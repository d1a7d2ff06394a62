import { Client, DefaultRestOptions, Events, GatewayDispatchEvents, GatewayIntentBits } from 'discord.js'
import type { GatewayGuildDeleteDispatchData } from 'discord.js'
import { NewsError } from '../../news/errors.ts'
import { systemClock, type Clock } from '../../ops/clock.ts'
import type { Connection, ConnectionHandlers } from '../connection.ts'
import type { Conversation } from '../conversation.ts'
import type { EventClaims } from '../event-claims.ts'
import { keepConnected } from '../keep-connected.ts'
import { within } from '../waiting.ts'
import { converseOnDiscord } from './converse-on-discord.ts'
import type { DiscordConversing } from './converse-on-discord.ts'
import { createDiscordCaller } from './discord-call.ts'
import { tellLeftGuilds } from './left-guilds.ts'

export type DiscordConnectionOptions = {
  readonly token: string
  /** Without the version; `https://discord.com/api` where not given. */
  readonly apiUrl?: string
  readonly handlers: ConnectionHandlers
  /** Who answers what people ask; without it nothing is answered and no command registered. */
  readonly conversation?: Conversation | null
  /** Ids of roles whose holders may manage every channel, besides those who may by Discord's own permissions. */
  readonly managerRoles?: readonly string[]
  readonly clock?: Clock
  /** Where several processes hold the gateway open; null where this one does alone. */
  readonly claims?: EventClaims | null
  /** Before the second try to connect. */
  readonly pauseMs?: number
}

/** READY follows the identification within seconds; a gateway that is full may take longer. */
const READY_MAX_MS = 60_000
const CLOSE_MAX_MS = 2_000
const DELETED = 'The channel was deleted. Remove the subscription.'
const THREAD_DELETED = 'The thread was deleted. Remove the subscription.'

/**
 * Keeps Discord's gateway open, with the intent Guilds alone: it tells of servers that put the bot out, of channels that were
 * deleted and of what people ask. The library resumes and reconnects by itself; only what it gives up is begun anew.
 */
export function createDiscordConnection(options: DiscordConnectionOptions): Connection {
  const { pauseMs } = options
  const { onNote: note } = options.handlers
  const stop = new AbortController()
  let running: Promise<void> = Promise.resolve()
  let isConnected = false
  const heard = (connected: boolean) => {
    isConnected = connected
  }
  const conversing = conversingOf(options)
  const caller = createDiscordCaller(options)
  const looks = new Set<Promise<void>>()
  const look = (ready: unknown) => {
    const task: Promise<void> = tellLeftGuilds(ready, { caller, handlers: options.handlers }, stop.signal).finally(() =>
      looks.delete(task),
    )
    looks.add(task)
  }
  const connect = (limit: AbortSignal) => openGateway(options, { conversing, look }, limit)
  return {
    platform: 'discord',
    start: (signal) => {
      const job = { name: 'Discord, gateway', connect, heard, note, ...(pauseMs === undefined ? {} : { pauseMs }) }
      running = keepConnected(job, AbortSignal.any([signal, stop.signal]))
    },
    isConnected: () => isConnected,
    close: async () => {
      stop.abort()
      const closing = Promise.all([...looks, conversing?.close()])
      await Promise.all([running, answered(CLOSE_MAX_MS, closing).catch(() => undefined)])
      caller.close()
    },
  }
}

function conversingOf(options: DiscordConnectionOptions): DiscordConversing | null {
  const {
    token,
    apiUrl,
    conversation = null,
    managerRoles = [],
    clock = systemClock,
    claims = null,
    handlers,
  } = options
  if (conversation === null) return null
  const note = handlers.onNote
  return converseOnDiscord({
    token,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    conversation,
    managerRoles,
    clock,
    claims,
    note,
  })
}

async function openGateway(
  options: DiscordConnectionOptions,
  { conversing, look }: { readonly conversing: DiscordConversing | null; readonly look: (ready: unknown) => void },
  signal: AbortSignal,
) {
  const client = new Client({
    intents: [GatewayIntentBits.Guilds],
    // As many connections as Discord recommends: from 2,500 servers on it refuses a single one.
    shards: 'auto',
    rest: { api: options.apiUrl ?? DefaultRestOptions.api },
  })
  const { promise: lost, resolve, reject } = Promise.withResolvers<void>()
  const close = () => endClient(client).finally(resolve)
  hearEvents(client, options.handlers)
  conversing?.attend(client, signal)
  client.ws.on(GatewayDispatchEvents.Ready, look)
  // The library gives up: the token or the intents were refused.
  client.once(Events.ShardDisconnect, ({ code }) => {
    options.handlers.onNote('warn', `Discord, gateway: Discord closed it for good (code ${code}).`)
    void close()
  })
  client.once(Events.Invalidated, () => void close())
  client.on(Events.Error, () => undefined)
  signal.addEventListener('abort', () => reject(new NewsError('interrupted', 'The program is stopping.')), {
    once: true,
  })
  lost.catch(() => undefined)
  try {
    await answered(READY_MAX_MS, Promise.race([becomeReady(client, options.token), lost.then(refused)]))
  } catch (error) {
    await endClient(client)
    throw plainFault(error)
  }
  return { lost: lost.finally(() => endClient(client)).catch(() => undefined) }
}

function hearEvents(client: Client, { onGone, onChannelGone }: ConnectionHandlers): void {
  // Heard before the library does: it forgets the server's channels first, and says nothing of servers it did not see.
  client.ws.on(GatewayDispatchEvents.GuildDelete, ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
    // An outage is over some time.
    if (unavailable === true) return
    const others = client.guilds.cache.some((guild) => guild.id !== id) ? ({ others: 'remain' } as const) : {}
    void onGone(id, { channels: channelsOf(client, id), unnamed: false, ...others })
  })
  client.on(Events.ChannelDelete, (channel) => {
    if (channel.isDMBased()) return
    void onChannelGone({ platform: 'discord', id: channel.id, workspace: channel.guildId }, DELETED)
  })
  client.on(Events.ThreadDelete, (thread) => {
    void onChannelGone({ platform: 'discord', id: thread.id, workspace: thread.guildId }, THREAD_DELETED)
  })
}

/** The server's channels and their threads: subscriptions name channels, not always servers. */
function channelsOf(client: Client, guild: string): readonly string[] {
  return client.channels.cache
    .filter((channel) => !channel.isDMBased() && channel.guildId === guild)
    .map(({ id }) => id)
}

async function becomeReady(client: Client, token: string): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  client.once(Events.ClientReady, () => resolve())
  await client.login(token)
  await promise
}

function refused(): never {
  throw new NewsError('unconfirmed', 'Discord closed the gateway before it was ready')
}

async function endClient(client: Client): Promise<void> {
  await answered(CLOSE_MAX_MS, client.destroy()).catch(() => undefined)
}

/** The library's messages may hold what it was given: of those with a code only the code is told. */
function plainFault(error: unknown): Error {
  if (error instanceof NewsError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : null
  const status = error instanceof Error && 'status' in error ? ` (${String(error.status)})` : ''
  if (code === 'TokenInvalid')
    return new NewsError('token-refused', 'the token is not valid: make a new one and set it')
  const text = error instanceof Error ? (code ?? error.name) : 'unknown fault'
  return new NewsError('unconfirmed', `the gateway could not be reached: ${text}${status}`)
}

function answered<Value>(ms: number, task: Promise<Value>): Promise<Value> {
  return within(ms, task, () => {
    throw new NewsError('unconfirmed', `no answer came within ${ms / 1_000} s`)
  })
}
