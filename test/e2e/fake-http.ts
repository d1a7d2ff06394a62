import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What a request meets instead of an answer. `accepting` faults happen after the request has taken effect. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'rate-limited'; readonly retryAfterS: number; readonly global?: true }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset-accepting' }
  | { readonly kind: 'hang' }
  | { readonly kind: 'hang-accepting' }
  | { readonly kind: 'status-accepting'; readonly status: number }
  | { readonly kind: 'none' }

export type Request = {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly authorization: string
  readonly contentType: string
  readonly body: string
}
export type Reply = { readonly status: number; readonly headers?: Record<string, string>; readonly body: unknown }

export type FakeServer = {
  readonly origin: string
  /** One fault for each of the next requests, in order. */
  inject(...faults: readonly Fault[]): void
  /** One fault for each of the next requests of a kind: `chat.update`, `POST /channels/{channel_id}/messages`. */
  injectFor(kind: string, ...faults: readonly Fault[]): void
  close(): Promise<void>
}

export type FakeAnswers = {
  readonly answer: (request: Request) => Reply
  /** Words a fault as the platform does. */
  readonly faulty: (fault: Fault) => Reply
  readonly kindOf: (request: Request) => string
} & FakeWays

/** How a fake's requests fare where no fault was injected. */
export type FakeWays = {
  /** How long a request is under way before it takes effect, in milliseconds, and its answer after that; 0 where absent. */
  readonly latencyMs?: (request: Request) => number
  /** The fault that a request meets. */
  readonly faultFor?: (request: Request) => Fault
}

/** Time for a platform's limits and memories: the machine's, and what a test adds. */
export type FakeClock = { now(): number; advance(ms: number): void }

export function createFakeClock(): FakeClock {
  let ahead = 0
  return {
    now: () => Date.now() + ahead,
    advance: (ms) => {
      ahead += ms
    },
  }
}

/** A server on 127.0.0.1; its sockets can be had for upgrades. */
export async function startFake(answers: FakeAnswers): Promise<FakeServer & { readonly server: Server }> {
  const queue: Fault[] = []
  const queues = new Map<string, Fault[]>()
  const next = (request: Request) =>
    queues.get(answers.kindOf(request))?.shift() ?? queue.shift() ?? answers.faultFor?.(request) ?? { kind: 'none' }
  const server = createServer((incoming, outgoing) => {
    // A client that was killed in the middle of its request asked for nothing.
    respond(incoming, outgoing, next, answers).catch(() => outgoing.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    server,
    inject: (...faults) => void queue.push(...faults),
    injectFor: (kind, ...faults) => void queues.set(kind, [...(queues.get(kind) ?? []), ...faults]),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  next: (request: Request) => Fault,
  { answer, faulty, latencyMs = () => 0 }: FakeAnswers,
): Promise<void> {
  const request = await readRequest(incoming)
  const fault = next(request)
  await pause(latencyMs(request))
  switch (fault.kind) {
    case 'none': {
      const reply = answer(request)
      await pause(latencyMs(request))
      return send(outgoing, reply)
    }
    case 'hang':
      return
    case 'reset':
      return void incoming.socket.destroy()
    case 'reset-accepting':
      answer(request)
      return void incoming.socket.destroy()
    case 'hang-accepting':
      return void answer(request)
    case 'status-accepting':
      answer(request)
      return send(outgoing, faulty({ kind: 'status', status: fault.status }))
    default:
      return send(outgoing, faulty(fault))
  }
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
}

async function readRequest(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    authorization: incoming.headers.authorization ?? '',
    contentType: incoming.headers['content-type'] ?? '',
    body: Buffer.concat(chunks).toString('utf8'),
  }
}

function send(outgoing: ServerResponse, reply: Reply): void {
  if (reply.body === undefined) return void outgoing.writeHead(reply.status, reply.headers).end()
  outgoing.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
  outgoing.end(JSON.stringify(reply.body))
}
