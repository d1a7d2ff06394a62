import { createHash } from 'node:crypto'
import { isOfShard, openDiscordGateway } from './discord-gateway.ts'
import type { DiscordGateway, GatewayParts } from './discord-gateway.ts'
import { bitsOf } from './discord-permissions.ts'
import type { PermissionName } from './discord-permissions.ts'
import { refuse } from './discord-call.ts'
import { beginInteraction } from './discord-interactions.ts'
import type { DiscordInteraction, Doing, Person } from './discord-interactions.ts'
import { DISCORD_ROUTES } from './discord-routes.ts'
import { prepareDiscordSpec, readEmbeds, readMarkdown } from './discord-rules.ts'
import type { MessageBody } from './discord-rules.ts'
import { operationFaults } from './discord-spec.ts'
import * as world from './discord-world.ts'
import type { DiscordMessage, DiscordWorld } from './discord-world.ts'
import { createFakeClock, startFake } from './fake-http.ts'
import type { FakeClock, FakeServer, FakeWays, Fault, Reply, Request } from './fake-http.ts'
import { createWindows } from './fake-limits.ts'
import type { Window, WindowState } from './fake-limits.ts'

export type FakeDiscord = FakeServer & {
  readonly apiUrl: string
  /** Requests that Discord would not have taken, or that would do more than show text. */
  readonly violations: readonly string[]
  /** Method and path of every request, in order. */
  readonly calls: readonly string[]
  /** How often a limit was met. */
  readonly limited: () => number
  readonly clock: FakeClock
  /** Guilds and channels to be put in or changed; the first guild is DISCORD_GUILD with DISCORD_CHANNEL. */
  readonly world: DiscordWorld
  readonly gateway: DiscordGateway
  /** Takes permissions from the bot in a channel. */
  deny(channel: string, ...names: readonly PermissionName[]): void
  /** Deletes a channel and its threads, as a person would, and tells the gateway. */
  deleteChannel(channel: string): void
  /** Puts the bot out of a guild, and tells the gateway. */
  removeBot(guild: string): void
  /** From now on the bot may start no thread. */
  forbidThreads(): void
  /** The id of the channel or thread in which each message stands, in order. */
  places(channel?: string): readonly string[]
  /** Something another person posted. */
  addOther(text: string, channel?: string): void
  /** From now on the history is empty to us, as it is without the right to read it. */
  hideHistory(): void
  /** What a person does reaches the bot. Its clock runs from then on. */
  interact(doing: Doing, by?: Person): DiscordInteraction
  /** The same interaction once more, as a gateway that resumes may send it. */
  repeat(interaction: DiscordInteraction): void
  /** Invites the bot to a guild that is already in the world. */
  invite(guild: string): void
  /** What a person sees of the answers, in order; those to him alone too. */
  shown(interaction: DiscordInteraction): string
  /** What stands in a channel and its threads, in the order it was posted. */
  read(channel?: string): string
  messages(channel?: string): readonly DiscordMessage[]
}

export type FakeDiscordOptions = FakeWays & {
  /** Whether Discord's limits are kept; without them tests go faster. */
  readonly limits?: boolean
  readonly clock?: FakeClock
  readonly heartbeatMs?: number
}

export const DISCORD_TOKEN = 'fake.discord.token'
export const DISCORD_GUILD = '800000000000000001'
export const DISCORD_CHANNEL = '900000000000000001'
/** "All bots can make up to 50 requests per second." */
export const DISCORD_GLOBAL: Window = { limit: 50, perMs: 1_000 }
/** Each route and channel; Discord tells them in its headers only. */
const BUCKETS: Readonly<Record<string, Window>> = {
  'POST /channels/{channel_id}/messages': { limit: 5, perMs: 5_000 },
  'PATCH /channels/{channel_id}/messages/{message_id}': { limit: 5, perMs: 5_000 },
  'DELETE /channels/{channel_id}/messages/{message_id}': { limit: 5, perMs: 1_000 },
  'GET /channels/{channel_id}/messages': { limit: 5, perMs: 5_000 },
  'GET /channels/{channel_id}/messages/{message_id}': { limit: 5, perMs: 5_000 },
  'POST /channels/{channel_id}/messages/{message_id}/threads': { limit: 50, perMs: 300_000 },
  'GET /gateway/bot': { limit: 2, perMs: 5_000 },
  'POST /webhooks/{webhook_id}/{webhook_token}': { limit: 5, perMs: 2_000 },
}
const BUCKET_DEFAULT: Window = { limit: 10, perMs: 5_000 }
const INVALID_STATUSES = new Set([401, 403, 429])
/** So many refused requests in ten minutes, and Discord shuts out the address. */
const INVALID_WINDOW: Window = { limit: 10_000, perMs: 600_000 }
const HEARTBEAT_MS = 41_250
const API = '/api/v10'

type Matched = { readonly kind: string; readonly template: string; readonly path: Readonly<Record<string, string>> }

/** A Discord on 127.0.0.1. It holds messages, and refuses what the real one refuses. */
export async function startFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const clock = options.clock ?? createFakeClock()
  const windows = createWindows(clock.now)
  const state = world.createDiscordWorld()
  const nonces = new Map<string, { readonly message: string; readonly at: number }>()
  const violations: string[] = []
  const calls: string[] = []
  let limited = 0
  const violate = (...faults: readonly string[]) => void violations.push(...faults)
  world.addGuild(state, { id: DISCORD_GUILD })
  world.addChannel(state, { id: DISCORD_CHANNEL, guild: DISCORD_GUILD })

  function answer(request: Request): Reply {
    calls.push(`${request.method} ${request.path}`)
    const reply = options.limits === true ? metered(request) : serve(request)
    if (INVALID_STATUSES.has(reply.status) && !windows.take('invalid', INVALID_WINDOW).allowed) {
      violate('10,000 invalid requests in 10 minutes: the address is shut out')
    }
    return reply
  }

  function metered(request: Request): Reply {
    const matched = match(request)
    const { channel_id, guild_id, webhook_token, interaction_token } = matched?.path ?? {}
    const major = channel_id ?? guild_id ?? webhook_token ?? ''
    const kind = matched?.kind ?? request.path
    // "Interaction endpoints are not bound to the bot's global rate limit", and the first answer has no other.
    if (interaction_token !== undefined) return serve(request)
    if (webhook_token === undefined) {
      const all = windows.take('global', DISCORD_GLOBAL)
      if (!all.allowed) return limit(all, 'global', {})
    }
    const window = BUCKETS[kind] ?? BUCKET_DEFAULT
    const own = windows.take(`${kind} ${major}`, window)
    const headers = bucketHeaders(kind, window, own, clock.now())
    if (!own.allowed) return limit(own, 'user', headers)
    const reply = serve(request)
    return { ...reply, headers: { ...headers, ...reply.headers } }
  }

  function limit({ resetMs }: WindowState, scope: 'global' | 'user', headers: Record<string, string>): Reply {
    limited += 1
    const reply = limitReply(resetMs / 1_000, scope)
    return { ...reply, headers: { ...headers, ...reply.headers } }
  }

  function serve(request: Request): Reply {
    const matched = match(request)
    // An interaction's own token is all that its answers need.
    const isOpen = matched !== null && /^\/(?:interactions|webhooks)\//.test(matched.template)
    if (!isOpen && (request.authorization !== `Bot ${DISCORD_TOKEN}` || !state.isTokenGood))
      return refuse(401, 0, '401: Unauthorized')
    if (request.body.includes(DISCORD_TOKEN)) violate('the token is in the body')
    const route = matched === null ? undefined : DISCORD_ROUTES[matched.kind]
    if (matched === null || route === undefined) {
      violate(`${request.method} ${request.path} is no request we make`)
      return refuse(404, 0, '404: Not Found')
    }
    const body: unknown = request.body === '' ? undefined : JSON.parse(request.body)
    const faults = operationFaults(matched.template, { method: request.method, query: request.query, body })
    if (faults.length > 0) {
      violate(...faults)
      return refuse(400, 50035, 'Invalid Form Body')
    }
    const { path } = matched
    return route({
      world: state,
      path,
      query: request.query,
      body,
      nowMs: clock.now(),
      nonces,
      violate,
      gatewayUrl: wsUrl(),
    })
  }

  prepareDiscordSpec()
  const kindOf = (request: Request) => match(request)?.kind ?? request.path
  const { server: http, ...server } = await startFake({ ...options, answer, faulty: faultReply, kindOf })
  const wsUrl = () => server.origin.replace('http', 'ws')
  const gateway = openDiscordGateway(http, {
    isToken: (token) => token === DISCORD_TOKEN && state.isTokenGood,
    greet: (session) => greet(state, session),
    violate,
    heartbeatMs: options.heartbeatMs ?? HEARTBEAT_MS,
    url: wsUrl,
  })
  /** The channel and its threads; without the copy of its first message at the head of each thread. */
  const of = (channel: string) =>
    state.messages.filter(
      (message) =>
        message.type === 0 && (message.channel === channel || state.channels.get(message.channel)?.parent === channel),
    )
  const deny = (channel: string, ...names: readonly PermissionName[]) => {
    const { overwrites } = state.channels.get(channel)!
    const mine = { id: world.DISCORD_BOT_ID, type: 1, allow: '0' } as const
    const old = overwrites.find(({ id }) => id === mine.id)
    const denied = String(BigInt(old?.deny ?? '0') | BigInt(bitsOf(...names)))
    const others = overwrites.filter((each) => each !== old)
    state.channels.get(channel)!.overwrites = [...others, { ...mine, deny: denied }]
  }
  return {
    ...server,
    apiUrl: `${server.origin}/api`,
    violations,
    calls,
    limited: () => limited,
    clock,
    world: state,
    gateway,
    deny,
    deleteChannel: (id) => {
      const channel = state.channels.get(id)!
      for (const [other, { parent }] of state.channels) if (parent === id) state.channels.delete(other)
      state.channels.delete(id)
      gateway.dispatch(channel.type === 11 ? 'THREAD_DELETE' : 'CHANNEL_DELETE', world.showChannel(state, channel))
    },
    removeBot: (id) => {
      state.guilds.get(id)!.isMember = false
      gateway.dispatch('GUILD_DELETE', { id })
    },
    forbidThreads: () => deny(DISCORD_CHANNEL, 'CREATE_PUBLIC_THREADS'),
    places: (channel = DISCORD_CHANNEL) => of(channel).map((message) => message.channel),
    addOther: (content, channel = DISCORD_CHANNEL) =>
      void state.messages.push({ content, id: state.nextId(), channel, author: 'other', edited: false, type: 0 }),
    interact: (doing, by = {}) => {
      const home = { guild: DISCORD_GUILD, channel: DISCORD_CHANNEL }
      const interaction = beginInteraction(state, clock.now(), { doing, by, ...home })
      if (state.interactionsUrl === null) gateway.dispatch('INTERACTION_CREATE', interaction.payload)
      return interaction
    },
    repeat: ({ payload }) => gateway.dispatch('INTERACTION_CREATE', payload),
    invite: (id) => {
      const guild = state.guilds.get(id)!
      guild.isMember = true
      gateway.dispatch('GUILD_CREATE', world.showFullGuild(state, guild, new Date(clock.now()).toISOString()))
    },
    shown: ({ answers }) =>
      answers
        .filter(({ isDeleted }) => !isDeleted)
        .map(readMessage)
        .join('\n'),
    hideHistory: () => deny(DISCORD_CHANNEL, 'READ_MESSAGE_HISTORY'),
    read: (channel = DISCORD_CHANNEL) =>
      of(channel)
        .map((message) => readMessage({ body: message }))
        .join('\n'),
    messages: (channel = DISCORD_CHANNEL) => of(channel),
    close: async () => {
      gateway.close()
      await server.close()
    },
  }
}

function readMessage({ body: { content = '', embeds = [] } }: { readonly body: MessageBody }): string {
  return [readMarkdown(content).text, readEmbeds(embeds)].filter((text) => text !== '').join('\n')
}

function greet(state: DiscordWorld, { id: session, url, shard }: Parameters<GatewayParts['greet']>[0]) {
  const guilds = [...state.guilds.values()].filter(({ id, isMember }) => isMember && isOfShard(id, shard))
  const ready = {
    v: 10,
    user: { ...world.showUser(), verified: true, email: null, mfa_enabled: true },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session,
    resume_gateway_url: url,
    session_type: 'normal',
    application: { id: world.DISCORD_APP_ID, flags: 0 },
    shard,
  }
  return [
    { t: 'READY', d: ready },
    ...guilds.map((guild) => ({ t: 'GUILD_CREATE', d: world.showFullGuild(state, guild) })),
  ]
}

/** A route's template as a pattern; templates without a name in a place come before those with one. */
const PATTERNS = Object.keys(DISCORD_ROUTES)
  .toSorted((a, b) => a.split('{').length - b.split('{').length)
  .map((kind) => {
    const [method = '', template = ''] = kind.split(' ')
    const source = template.replaceAll('@', '(?:@|%40)').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')
    return { kind, method, template, pattern: new RegExp(`^${API}${source}$`) }
  })

function match({ method, path }: Request): Matched | null {
  for (const each of PATTERNS) {
    const found = each.method === method ? each.pattern.exec(path) : null
    if (found !== null) return { kind: each.kind, template: each.template, path: { ...found.groups } }
  }
  return null
}

function bucketHeaders(kind: string, { limit }: Window, { remaining, resetMs }: WindowState, nowMs: number) {
  return {
    'x-ratelimit-limit': String(limit),
    'x-ratelimit-remaining': String(remaining),
    'x-ratelimit-reset': ((nowMs + resetMs) / 1_000).toFixed(3),
    'x-ratelimit-reset-after': (resetMs / 1_000).toFixed(3),
    'x-ratelimit-bucket': createHash('sha256').update(kind).digest('hex').slice(0, 32),
  }
}

function limitReply(retryAfterS: number, scope: 'global' | 'user'): Reply {
  return {
    status: 429,
    headers: {
      'retry-after': String(Math.ceil(retryAfterS)),
      'x-ratelimit-scope': scope,
      ...(scope === 'global' ? { 'x-ratelimit-global': 'true' } : {}),
    },
    body: { message: 'You are being rate limited.', retry_after: retryAfterS, global: scope === 'global' },
  }
}

function faultReply(fault: Fault): Reply {
  if (fault.kind === 'refused') return refuse(403, Number(fault.code), 'Missing Access')
  if (fault.kind === 'rate-limited') return limitReply(fault.retryAfterS, fault.global === true ? 'global' : 'user')
  return { status: fault.kind === 'status' ? fault.status : 500, body: { message: 'upstream', code: 0 } }
}
