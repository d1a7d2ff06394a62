import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What a page of the server answers. */
export type HealthPage = { readonly status: number; readonly type: string; readonly body: string }

export type HealthServerParts = {
  /** A name or an address of this machine; nothing of a request's own Host is believed. */
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Pages by their paths. What one throws is told to `onFault`, and as 500 to whoever asked. */
  readonly pages: ReadonlyMap<string, () => Promise<HealthPage>>
  readonly onFault: (error: unknown) => void
}

export type HealthServer =
  | { readonly kind: 'listening'; readonly port: number; close(): Promise<void> }
  /** The bot goes on without it. `code`: the operating system's, as in EADDRINUSE. */
  | { readonly kind: 'refused'; readonly code: string }

/** A scraper's request has some 300 bytes of headers; a browser's, with what other local servers left it, some thousand. */
const HEADER_BYTES_MAX = 8_192
/** One scraper, one watchdog and some people: more at one time are a fault or an attack. */
const CONNECTIONS_MAX = 32
/** From the first byte to the last of one answer, whoever is slow: scrapers give up after ten seconds themselves. */
const CONNECTION_MAX_MS = 10_000
/** Headers that have not come by now do not come. */
const HEADERS_MAX_MS = 3_000
/** How often connections are looked through for those that are over time. */
const CHECK_EVERY_MS = 1_000
/** Whoever is being answered when the server closes has so long to hear the end. */
const CLOSE_MAX_MS = 500

const METHODS = ['GET', 'HEAD']

/**
 * Answers GET and HEAD for a few pages, each connection once and not for long. It reads no body, and needs no Host. Never
 * throws: where it cannot listen it says so.
 */
export async function openHealthServer(parts: HealthServerParts): Promise<HealthServer> {
  const server = createServer({
    maxHeaderSize: HEADER_BYTES_MAX,
    headersTimeout: HEADERS_MAX_MS,
    requestTimeout: HEADERS_MAX_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
    requireHostHeader: false,
  })
  server.maxConnections = CONNECTIONS_MAX
  server.on('connection', limitTime)
  const hear = (request: IncomingMessage, response: ServerResponse) => void answer(request, response, parts)
  server.on('request', hear)
  // Whoever asks before sending a body is answered at once: none is wanted.
  server.on('checkContinue', hear)
  const code = await listen(server, parts)
  if (code !== null) return { kind: 'refused', code }
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : parts.port
  return { kind: 'listening', port, close: () => close(server) }
}

function limitTime(socket: Socket): void {
  const timer = setTimeout(() => socket.destroy(), CONNECTION_MAX_MS)
  timer.unref()
  socket.once('close', () => clearTimeout(timer))
}

async function answer(request: IncomingMessage, response: ServerResponse, parts: HealthServerParts): Promise<void> {
  response.on('error', () => undefined)
  const { status, type, body } = await findPage(request, parts)
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    // A body that was sent all the same is cut with the connection, unread.
    connection: 'close',
    ...(status === 405 ? { allow: METHODS.join(', ') } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
}

async function findPage({ method = '', url = '' }: IncomingMessage, parts: HealthServerParts): Promise<HealthPage> {
  if (!METHODS.includes(method)) return plain(405, 'Only GET and HEAD are answered.')
  const [path = ''] = url.split('?')
  const page = parts.pages.get(path)
  if (page === undefined) return plain(404, `There is ${[...parts.pages.keys()].join(', ')}.`)
  try {
    return await page()
  } catch (error) {
    parts.onFault(error)
    return plain(500, 'It could not be told; the log says why.')
  }
}

const plain = (status: number, text: string): HealthPage => ({
  status,
  type: 'text/plain; charset=utf-8',
  body: `${text}\n`,
})

/** Null where it listens; else the operating system's word for why it does not. */
async function listen(server: Server, { host, port, onFault }: HealthServerParts): Promise<string | null> {
  const { promise, resolve } = Promise.withResolvers<string | null>()
  const refuse = (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name)
  server.once('error', refuse)
  server.listen({ host, port, exclusive: true }, () => resolve(null))
  const code = await promise
  server.off('error', refuse)
  server.on('error', onFault)
  // It keeps no process alive that has nothing else to do.
  server.unref()
  return code
}

async function close(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  server.closeIdleConnections()
  const timer = setTimeout(() => server.closeAllConnections(), CLOSE_MAX_MS)
  await promise
  clearTimeout(timer)
}
