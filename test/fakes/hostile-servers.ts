import { readFileSync } from 'node:fs'
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'

/** What a server does with a connection once it has read what it was asked for. */
export type Behaviour = (socket: Socket) => void

export type RawServer = {
  address(path: string): string
  readonly port: number
  /** What was asked of it: first lines and headers, as they came. */
  readonly heard: string[]
  close(): Promise<void>
}

const TLS_FOLDER = new URL('../fixtures/tls/', import.meta.url)
export const AUTHORITY = readFileSync(new URL('authority.pem', TLS_FOLDER), 'utf8')

/** Key and certificate of test/fixtures/tls; make.sh there makes them. */
export function certificate(name: 'sound' | 'elsewhere' | 'expired' | 'self-signed'): TlsOptions {
  const read = (file: string) => readFileSync(new URL(file, TLS_FOLDER))
  return { key: read(`${name}.key.pem`), cert: read(`${name}.pem`) }
}

/** Serves each path by its own behaviour, over bare connections on the loopback: what it writes need not be HTTP. */
export async function serveRaw(paths: Readonly<Record<string, Behaviour>>, tls?: TlsOptions): Promise<RawServer> {
  const open = new Set<Socket>()
  const heard: string[] = []
  const accept = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket))
    socket.on('error', () => {})
    let asked = ''
    const read = (chunk: Buffer) => {
      asked += chunk.toString('latin1')
      if (!asked.includes('\r\n\r\n')) return
      socket.off('data', read)
      socket.resume()
      heard.push(asked)
      const path = /^GET (\S+) /.exec(asked)?.[1] ?? ''
      const behave = paths[path] ?? paths['*'] ?? answer('404 Not Found')
      behave(socket)
    }
    socket.on('data', read)
  }
  const server = tls === undefined ? createServer(accept) : createTlsServer(tls, accept)
  server.on('tlsClientError', () => {})
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
  })
  return listen(server, tls === undefined ? 'http' : 'https', open, heard)
}

/** A server that does something else than to wait for a question. */
export async function serveConnection(behave: Behaviour, scheme: 'http' | 'https' = 'http'): Promise<RawServer> {
  const open = new Set<Socket>()
  const server = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => open.delete(socket))
    behave(socket)
  })
  return listen(server, scheme, open)
}

async function listen(
  server: Server,
  scheme: string,
  open: ReadonlySet<Socket>,
  heard: string[] = [],
): Promise<RawServer> {
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  const { port } = server.address() as AddressInfo
  return {
    port,
    heard,
    address: (path) => `${scheme}://127.0.0.1:${port}${path}`,
    async close() {
      for (const socket of open) socket.destroy()
      const ended = Promise.withResolvers<void>()
      server.close(() => ended.resolve())
      await ended.promise
    },
  }
}

/** A whole, honest answer. */
export function answer(status: string, headers: readonly string[] = [], body: string | Uint8Array = ''): Behaviour {
  const bytes = Buffer.from(body)
  const head = [`HTTP/1.1 ${status}`, `content-length: ${bytes.length}`, ...headers].join('\r\n')
  return (socket) => socket.end(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), bytes]))
}

/** Exactly these bytes, and the end of the connection. */
export const bytes =
  (text: string): Behaviour =>
  (socket) =>
    socket.end(Buffer.from(text, 'latin1'))

/** Exactly these bytes, then a reset. */
export const thenReset =
  (text: string): Behaviour =>
  (socket) => {
    if (text === '') socket.resetAndDestroy()
    // The bytes must be on their way before the reset, which throws away what is not.
    else socket.write(text, 'latin1', () => setTimeout(() => socket.resetAndDestroy(), 30))
  }

/** First `head`, then `piece` for ever: every `everyMs`, or as fast as it is taken. */
export function endless(head: string, piece: string | Buffer, everyMs: number | null = null): Behaviour {
  return (socket) => {
    socket.write(head, 'latin1')
    if (everyMs !== null) {
      const timer = setInterval(() => socket.write(piece), everyMs)
      socket.on('close', () => clearInterval(timer))
      return
    }
    const flood = () => {
      while (!socket.destroyed && socket.write(piece));
    }
    socket.on('drain', flood)
    flood()
  }
}

const ZEROS = Buffer.alloc(30_000_000)
// Its best would take seconds.
const brotli = (body: Uint8Array) => brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 2 } })
const packed = (packing: string, body: Uint8Array) => answer('200 OK', [`content-encoding: ${packing}`], body)

/** Small bodies that unpack to thirty times what the tests allow. */
export const BOMBS: Readonly<Record<string, Behaviour>> = {
  '/gzip': packed('gzip', gzipSync(ZEROS)),
  '/x-gzip': packed('x-gzip', gzipSync(ZEROS)),
  '/deflate': packed('deflate', deflateSync(ZEROS)),
  '/deflate-raw': packed('deflate', deflateRawSync(ZEROS)),
  '/br': packed('br', brotli(ZEROS)),
  '/zstd': packed('zstd', zstdCompressSync(ZEROS)),
  '/gzip-gzip': packed('gzip, gzip', gzipSync(gzipSync(ZEROS))),
  '/zstd-br': packed('zstd, br', brotli(zstdCompressSync(ZEROS))),
}
