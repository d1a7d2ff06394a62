import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'

type Payload = { readonly op: number; readonly d?: unknown; readonly s?: number | null; readonly t?: string | null }
/** Which of how many connections, by the servers' ids. */
export type Shard = readonly [number, number]
type Session = { readonly id: string; readonly shard: Shard; readonly sent: Payload[]; socket: WebSocket | null }

export type GatewayParts = {
  readonly isToken: (token: string) => boolean
  /** What READY says besides its session, and the events that follow it at once. */
  readonly greet: (session: {
    readonly id: string
    readonly url: string
    readonly shard: Shard
  }) => readonly { readonly t: string; readonly d: unknown }[]
  readonly violate: (fault: string) => void
  readonly heartbeatMs: number
  readonly url: () => string
}

/** Discord's gateway, version 10. */
export type DiscordGateway = {
  /** Sends an event to every session that is of its server; one that is away gets it when it resumes. */
  dispatch(event: string, data: unknown): void
  /** Asks the clients to connect again and resume. */
  reconnect(): void
  /** Ends the sessions; `resumable` ones are offered back. */
  invalidate(resumable: boolean): void
  /** Closes with Discord's code: 4004 is a bad token, 4014 an intent that was not granted. */
  closeWith(code: number): void
  /** Cuts every connection without a word. */
  drop(): void
  /** Forgets the sessions: whoever resumes is told to identify. */
  forget(): void
  connections(): number
  /** What the clients sent, in order: `IDENTIFY`, `RESUME`, `HEARTBEAT`. */
  readonly heard: readonly string[]
  close(): void
}

const OPS = {
  dispatch: 0,
  heartbeat: 1,
  identify: 2,
  presence: 3,
  resume: 6,
  reconnect: 7,
  invalid: 9,
  hello: 10,
  ack: 11,
}
const NAMES: Readonly<Record<number, string>> = { 1: 'HEARTBEAT', 2: 'IDENTIFY', 3: 'PRESENCE', 6: 'RESUME' }
const [UNKNOWN_OPCODE, NOT_AUTHENTICATED, BAD_TOKEN, BAD_INTENTS, TIMED_OUT] = [4001, 4003, 4004, 4013, 4009]
const GUILDS_INTENT = 1

export function openDiscordGateway(server: Server, parts: GatewayParts): DiscordGateway {
  const sockets = new WebSocketServer({ noServer: true })
  const sessions = new Map<string, Session>()
  const heard: string[] = []
  let count = 0

  server.on('upgrade', (request, socket, head) => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1')
    if (url.searchParams.get('v') !== '10' || url.searchParams.get('encoding') !== 'json') {
      parts.violate(`the gateway is asked for ${url.search}`)
    }
    sockets.handleUpgrade(request, socket, head, welcome)
  })

  function welcome(socket: WebSocket): void {
    let session: Session | null = null
    let timer = setTimeout(() => {}, 0)
    const watch = () => {
      clearTimeout(timer)
      timer = setTimeout(() => socket.close(TIMED_OUT, 'Session timed out'), parts.heartbeatMs * 2)
      timer.unref()
    }
    socket.on('error', () => undefined)
    socket.on('close', () => {
      clearTimeout(timer)
      if (session?.socket === socket) session.socket = null
    })
    socket.on('message', (data: Buffer) => {
      const { op, d } = JSON.parse(data.toString('utf8')) as Payload
      heard.push(NAMES[op] ?? String(op))
      if (op === OPS.heartbeat) {
        watch()
        return tell(socket, { op: OPS.ack })
      }
      if (op === OPS.identify) session = identify(socket, d)
      else if (op === OPS.resume) session = resume(socket, d)
      else if (session === null) socket.close(NOT_AUTHENTICATED, 'Not authenticated')
      else if (op !== OPS.presence) socket.close(UNKNOWN_OPCODE, 'Unknown opcode')
    })
    watch()
    tell(socket, { op: OPS.hello, d: { heartbeat_interval: parts.heartbeatMs } })
  }

  function identify(socket: WebSocket, data: unknown): Session | null {
    const {
      token = '',
      intents = 0,
      properties,
      shard = [0, 1],
    } = data as { token?: string; intents?: number; properties?: unknown; shard?: Shard }
    if (!parts.isToken(token)) {
      socket.close(BAD_TOKEN, 'Authentication failed')
      return null
    }
    if (intents !== GUILDS_INTENT) parts.violate(`intents ${intents}: Guilds alone was agreed`)
    if (!Number.isInteger(intents)) socket.close(BAD_INTENTS, 'Invalid intents')
    if (typeof properties !== 'object') parts.violate('IDENTIFY without properties')
    count += 1
    const session: Session = { id: `session${count}`, shard, sent: [], socket }
    sessions.set(session.id, session)
    for (const { t, d } of parts.greet({ id: session.id, url: parts.url(), shard })) give(session, t, d)
    return session
  }

  function resume(socket: WebSocket, data: unknown): Session | null {
    const { token = '', session_id = '', seq = 0 } = data as { token?: string; session_id?: string; seq?: number }
    const session = sessions.get(session_id)
    if (!parts.isToken(token) || session === undefined) {
      tell(socket, { op: OPS.invalid, d: false })
      return null
    }
    session.socket = socket
    for (const missed of session.sent.filter(({ s }) => (s ?? 0) > seq)) tell(socket, missed)
    give(session, 'RESUMED', {})
    return session
  }

  function give(session: Session, t: string, d: unknown): void {
    const payload = { op: OPS.dispatch, t, d, s: session.sent.length + 1 }
    session.sent.push(payload)
    if (session.socket !== null) tell(session.socket, payload)
  }

  const open = () => [...sockets.clients].filter(({ readyState }) => readyState === 1)
  return {
    heard,
    dispatch: (event, data) => {
      const { guild_id, id } = data as { guild_id?: string; id?: string }
      const guild = event.startsWith('GUILD_') ? id : guild_id
      for (const session of sessions.values()) if (isOfShard(guild ?? null, session.shard)) give(session, event, data)
    },
    reconnect: () => {
      for (const socket of open()) tell(socket, { op: OPS.reconnect, d: null })
    },
    invalidate: (resumable) => {
      if (!resumable) sessions.clear()
      for (const socket of open()) tell(socket, { op: OPS.invalid, d: resumable })
    },
    closeWith: (code) => {
      for (const socket of open()) socket.close(code)
    },
    drop: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    forget: () => sessions.clear(),
    connections: () => open().length,
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function tell(socket: WebSocket, payload: Payload): void {
  if (socket.readyState === 1) socket.send(JSON.stringify({ d: null, s: null, t: null, ...payload }))
}

/** Discord's documentation, "Gateway", Sharding: `(guild_id >> 22) % num_shards`; what is of no server comes to the first. */
export function isOfShard(guild: string | null, [shard, shards]: Shard): boolean {
  return guild === null ? shard === 0 : (BigInt(guild) >> 22n) % BigInt(shards) === BigInt(shard)
}
