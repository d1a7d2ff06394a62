import { bodyFaults, prepareDiscordSpec, readEmbeds, readMarkdown } from './discord-rules.ts'
import type { MessageBody } from './discord-rules.ts'
import { startFake } from './fake-http.ts'
import type { FakeServer, Fault, Reply, Request } from './fake-http.ts'

type Message = MessageBody & { readonly id: string; readonly channel: string }

export type FakeDiscord = FakeServer & {
  readonly apiUrl: string
  /** Requests that Discord would not have taken, or that would do more than show text. */
  readonly violations: readonly string[]
  /** Method and path of every request, in order. */
  readonly calls: readonly string[]
  /** From now on the bot may start no thread. */
  forbidThreads(): void
  /** The id of the channel or thread in which each message stands, in order. */
  places(): readonly string[]
  /** Something another person posted. */
  addOther(text: string): void
  /** From now on the history is empty to us, as it is without the right to read it. */
  hideHistory(): void
  read(): string
  messages(): readonly Message[]
}

export const DISCORD_TOKEN = 'fake.discord.token'
export const DISCORD_CHANNEL = '900000000000000001'
const UNKNOWN_CHANNEL = 10003
const UNKNOWN_MESSAGE = 10008
const FOREIGN_MESSAGE = 50005

/** A Discord with one channel, on 127.0.0.1. It holds messages, and refuses what the real one refuses. */
export async function startFakeDiscord(): Promise<FakeDiscord> {
  const messages: Message[] = []
  const violations: string[] = []
  const calls: string[] = []
  let clock = 0
  let hidden = false
  let threadless = false
  const threads = new Set<string>()

  function store(body: MessageBody, channel = DISCORD_CHANNEL): Message {
    clock += 1
    const stored = { ...body, channel, id: `9100000000000${String(clock).padStart(5, '0')}` }
    messages.push(stored)
    return stored
  }

  function answer(request: Request): Reply {
    calls.push(`${request.method} ${request.path}`)
    if (request.authorization !== `Bot ${DISCORD_TOKEN}`) return failed(401, 0, '401: Unauthorized')
    if (request.body.includes(DISCORD_TOKEN)) violations.push('the token is in the body')
    const [, channel = '', inside, id, below] =
      /^\/api\/v10\/channels\/(\d+)(\/messages(?:\/(\d+)(\/threads)?)?)?$/.exec(request.path) ?? []
    if (channel !== DISCORD_CHANNEL && !threads.has(channel)) return failed(404, UNKNOWN_CHANNEL, 'Unknown Channel')
    if (inside === undefined) {
      const last = messages.findLast((message) => message.channel === channel)
      return { status: 200, body: { id: channel, type: 0, last_message_id: last?.id ?? null } }
    }
    if (id !== undefined && below !== undefined) return startThread(id, JSON.parse(request.body))
    if (id !== undefined) return one(request, channel, id)
    return request.method === 'POST'
      ? create(channel, JSON.parse(request.body) as MessageBody)
      : list(channel, request.query)
  }

  function startThread(id: string, { name }: { readonly name: string }): Reply {
    if (threadless) return failed(403, 50013, 'Missing Permissions')
    if (messages.every((message) => message.id !== id)) return failed(404, UNKNOWN_MESSAGE, 'Unknown Message')
    if (threads.has(id)) return failed(400, 160004, 'A thread has already been created for this message')
    if (name.length < 1 || name.length > 100) return refused([`a thread's name of ${name.length}`])
    threads.add(id)
    return { status: 201, body: { id, type: 11, parent_id: DISCORD_CHANNEL, name } }
  }

  function create(channel: string, body: MessageBody): Reply {
    const faults = [...bodyFaults('MessageCreateRequest', body)]
    if (body.nonce === undefined || body.nonce.length > 25 || body.enforce_nonce !== true)
      faults.push('no enforced nonce')
    if (faults.length > 0) return refused(faults)
    const { nonce = '', ...rest } = body
    const same = messages.find((message) => message.nonce === nonce)
    return { status: 200, body: shown(same ?? store({ ...rest, nonce }, channel)) }
  }

  function list(channel: string, query: URLSearchParams): Reply {
    const there = messages.filter((message) => message.channel === channel)
    const limit = Number(query.get('limit') ?? 50)
    if (limit < 1 || limit > 100) violations.push(`limit ${limit}`)
    const before = query.get('before')
    const after = query.get('after')
    // Both give the messages next to the one named, the newest of them first.
    const page =
      after === null
        ? there.filter(({ id }) => before === null || id < before).slice(-limit)
        : there.filter(({ id }) => id > after).slice(0, limit)
    return { status: 200, body: hidden ? [] : page.toReversed().map(shown) }
  }

  function one(request: Request, channel: string, id: string): Reply {
    const index = messages.findIndex((message) => message.id === id && message.channel === channel)
    const message = messages[index]
    if (message === undefined) return failed(404, UNKNOWN_MESSAGE, 'Unknown Message')
    if (request.method === 'GET') return { status: 200, body: shown(message) }
    if (message.nonce === undefined)
      return failed(403, FOREIGN_MESSAGE, 'Cannot edit a message authored by another user')
    if (request.method === 'DELETE') {
      messages.splice(index, 1)
      return { status: 204, body: undefined }
    }
    const body = JSON.parse(request.body) as MessageBody
    const faults = bodyFaults('MessageEditRequestPartial', body)
    if (faults.length > 0) return refused(faults)
    const changed = { ...message, ...body }
    messages[index] = changed
    return { status: 200, body: shown(changed) }
  }

  function refused(faults: readonly string[]): Reply {
    violations.push(...faults)
    return failed(400, 50035, 'Invalid Form Body')
  }

  prepareDiscordSpec()
  const server = await startFake(answer, faultReply)
  return {
    ...server,
    apiUrl: `${server.origin}/api`,
    violations,
    calls,
    addOther: (content) => void store({ content }),
    forbidThreads: () => {
      threadless = true
    },
    places: () => messages.map(({ channel }) => channel),
    hideHistory: () => {
      hidden = true
    },
    read: () =>
      messages
        .flatMap(({ content = '', embeds = [] }) => [readMarkdown(content).text, readEmbeds(embeds)])
        .filter((text) => text !== '')
        .join('\n'),
    messages: () => [...messages],
  }
}

function shown({ id, channel, content = '', embeds = [] }: Message): unknown {
  return { id, channel_id: channel, type: 0, content, embeds, author: { id: '1', bot: true } }
}

function failed(status: number, code: number, message: string): Reply {
  return { status, body: { code, message } }
}

function faultReply(fault: Fault): Reply {
  if (fault.kind === 'refused') return failed(403, Number(fault.code), 'Missing Access')
  if (fault.kind === 'rate-limited') {
    const headers = { 'retry-after': String(fault.retryAfterS), 'x-ratelimit-scope': 'user' }
    return {
      status: 429,
      headers,
      body: { message: 'You are being rate limited.', retry_after: fault.retryAfterS, global: false },
    }
  }
  return { status: fault.kind === 'status' ? fault.status : 500, body: { message: 'upstream', code: 0 } }
}
