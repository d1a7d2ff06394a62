import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the next request meets instead of an answer. `accepting` faults happen after the request has taken effect. */
export type Fault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'rate-limited'; readonly retryAfterS: number }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'reset' }
  | { readonly kind: 'reset-accepting' }
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
  close(): Promise<void>
}

/** A server on 127.0.0.1 that answers with `answer`; `faulty` words the faults as the platform does. */
export async function startFake(
  answer: (request: Request) => Reply,
  faulty: (fault: Fault) => Reply,
): Promise<FakeServer> {
  const queue: Fault[] = []
  const server = createServer((incoming, outgoing) => {
    void respond(incoming, outgoing, queue.shift() ?? { kind: 'none' }, answer, faulty)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    inject: (...faults) => void queue.push(...faults),
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
  fault: Fault,
  answer: (request: Request) => Reply,
  faulty: (fault: Fault) => Reply,
): Promise<void> {
  const request = await readRequest(incoming)
  switch (fault.kind) {
    case 'none':
      return send(outgoing, answer(request))
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
