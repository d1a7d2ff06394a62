import type { Server } from 'node:http'
import { WebSocketServer } from 'ws'
import type { WebSocket } from 'ws'
import { SLACK_APP_ID } from './slack-world.ts'

/** Slack counts an envelope as lost after this long. */
const ACK_MAX_MS = 3_000
const PING_EVERY_MS = 5_000

export type EnvelopeType = 'events_api' | 'slash_commands' | 'interactive'

export type Acked = {
  readonly acked: boolean
  readonly afterMs: number
  /** What the app answered with its acknowledgement. */
  readonly payload: unknown
}

/** Slack's side of Socket Mode. */
export type SlackSockets = {
  /** An address that may be used once. */
  ticket(host: string): string
  /** Sends one envelope to one of the connections; `acked` is false after 3 seconds without an answer, or with no connection. */
  send(
    type: EnvelopeType,
    payload: unknown,
    retry?: { readonly attempt: number; readonly reason: string },
  ): Promise<Acked>
  connections(): number
  /** Tells every connection that it will be closed, and closes it where Slack would. */
  disconnect(reason: 'warning' | 'refresh_requested' | 'link_disabled'): void
  /** Cuts every connection without a word, as a network does. */
  drop(): void
  close(): void
}

export function openSlackSockets(server: Server, violate: (fault: string) => void): SlackSockets {
  const tickets = new Set<string>()
  const waiting = new Map<string, (payload: unknown) => void>()
  const seen = new Set<string>()
  let count = 0
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? ''
    if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 401 Unauthorized\r\n\r\n')
    sockets.handleUpgrade(request, socket, head, greet)
  })
  const open = () => [...sockets.clients].filter(({ readyState }) => readyState === 1)

  function greet(socket: WebSocket): void {
    const pings = setInterval(() => socket.ping('fake'), PING_EVERY_MS)
    pings.unref()
    socket.on('close', () => clearInterval(pings))
    socket.on('error', () => undefined)
    socket.on('message', (data: Buffer) => hear(data.toString('utf8')))
    const connection_info = { app_id: SLACK_APP_ID }
    const debug_info = { host: 'fake', build_number: 1, approximate_connection_time: 18_060 }
    tell(socket, { type: 'hello', num_connections: open().length, connection_info, debug_info })
  }

  function hear(text: string): void {
    const answer = JSON.parse(text) as { readonly envelope_id?: string; readonly payload?: unknown }
    const id = answer.envelope_id ?? ''
    if (!seen.has(id)) return violate(`an acknowledgement of nothing: ${text}`)
    const resolve = waiting.get(id)
    if (resolve === undefined) return violate(`envelope ${id} is acknowledged twice or too late`)
    waiting.delete(id)
    resolve(answer.payload)
  }

  return {
    ticket: (host) => {
      count += 1
      tickets.add(`t${count}`)
      return `ws://${host}/link/?ticket=t${count}&app_id=${SLACK_APP_ID}`
    },
    send: async (type, payload, retry) => {
      const socket = open()[count % Math.max(1, open().length)]
      if (socket === undefined) return { acked: false, afterMs: 0, payload: undefined }
      count += 1
      const envelope_id = `e${count}`
      seen.add(envelope_id)
      const start = performance.now()
      const { promise, resolve } = Promise.withResolvers<{ readonly acked: boolean; readonly payload: unknown }>()
      waiting.set(envelope_id, (answer) => resolve({ acked: true, payload: answer }))
      const timer = setTimeout(() => resolve({ acked: false, payload: undefined }), ACK_MAX_MS)
      const retried = { retry_attempt: retry?.attempt ?? 0, retry_reason: retry?.reason ?? '' }
      const accepts_response_payload = type !== 'events_api'
      tell(socket, { envelope_id, type, payload, accepts_response_payload, ...(type === 'events_api' ? retried : {}) })
      const outcome = await promise.finally(() => clearTimeout(timer))
      if (!outcome.acked) waiting.delete(envelope_id)
      return { ...outcome, afterMs: performance.now() - start }
    },
    connections: () => open().length,
    disconnect: (reason) => {
      for (const socket of open()) {
        tell(socket, { type: 'disconnect', reason, debug_info: { host: 'fake' } })
        if (reason !== 'warning') socket.close()
      }
    },
    drop: () => {
      for (const socket of sockets.clients) socket.terminate()
    },
    close: () => {
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
    },
  }
}

function tell(socket: WebSocket, message: unknown): void {
  socket.send(JSON.stringify(message))
}
