// The servers of the made-up web, in a process of their own: their work is not the bot's. Every host is an address of the
// loopback, all of them on one port.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { feedText, kindOf, newestItem, pageText, type FeedKind } from './feed-world.ts'

/** What was asked since the last time, by what it was and how it was answered: `feed 304`, `page 200`, `robots 404`. */
export type Asked = {
  readonly counts: Readonly<Record<string, number>>
  /** Of feeds that are known by tag or date, how often each was asked, and how often with all of it sent. */
  readonly knownAsked: number
  readonly knownSent: number
  /** Addresses of pages that were asked more than once. */
  readonly pagesTwice: number
  /** The most requests that one host was serving at once, and the least time between two that began, in milliseconds. */
  readonly hostAtOnce: number
  readonly hostApartMs: number
}

export type FeedServers = {
  readonly port: number
  /** When its world began: what its items are dated by. */
  readonly began: number
  /** From now on the feeds list what is new in this round. */
  advance(round: number): Promise<void>
  take(): Promise<Asked>
  close(): void
}

/** Starts them. */
export async function startFeedServers(): Promise<FeedServers> {
  const child = fork(import.meta.filename, ['serve'], { execArgv: [] })
  const [{ port, began }] = (await once(child, 'message')) as [{ readonly port: number; readonly began: number }]
  const ask = async (question: unknown) => {
    child.send(question as object)
    const [answer] = await once(child, 'message')
    return answer
  }
  return {
    port,
    began,
    advance: async (round) => void (await ask({ round })),
    take: () => ask({ take: true }),
    close: () => void child.kill(),
  }
}

const SLOW_MS = [3_000, 6_000, 9_000, 12_000] as const
const RETRY_AFTER_S = 3_600

type Answer = { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string | Buffer }

async function serve(): Promise<void> {
  const began = Date.now()
  let round = 0
  let tally = emptyTally()
  const server = createServer((request, response) => {
    const host = request.headers.host ?? ''
    const hears = tally
    hears.begin(host)
    const serveOne = async () => {
      const answer = await answerTo(request, { round, began, port: portOf(server) })
      hears.count(request.url ?? '', answer.status)
      send(response, answer)
      hears.end(host)
    }
    void serveOne()
  })
  server.keepAliveTimeout = 1_000
  // Nobody from elsewhere is served, though every address of the loopback is.
  server.on('connection', (socket) => void (socket.remoteAddress?.includes('127.') ? null : socket.destroy()))
  server.listen(0, '0.0.0.0')
  await once(server, 'listening')
  process.on('message', (asked: { readonly round?: number }) => {
    if (asked.round !== undefined) round = asked.round
    process.send?.(tally.told())
    tally = emptyTally()
  })
  process.send?.({ port: portOf(server), began })
}

const portOf = (server: ReturnType<typeof createServer>) => (server.address() as AddressInfo).port

type World = { readonly round: number; readonly began: number; readonly port: number }

async function answerTo(request: IncomingMessage, world: World): Promise<Answer> {
  const [, part = '', one = '', item = ''] = (request.url ?? '').split('/')
  const feed = Number(one)
  if (part === 'robots.txt') return robots(request.headers.host ?? '')
  if (part === 'page') return html(pageText(feed, Number(item), world.port, world.began))
  if (part === 'moved') return { status: 301, headers: { location: `/feed/${feed}` } }
  if (part === 'elsewhere') return { status: 302, headers: { location: `/feed/${feed}` } }
  if (part !== 'feed') return { status: 404 }
  return answerFeed(request, feed, world)
}

/** Every other host has one, of which some are slow to follow. */
function robots(host: string): Answer {
  const isKept = Number(host.split(':')[0]?.split('.').at(-1)) % 2 === 0
  return isKept ? { status: 200, body: 'User-agent: *\nDisallow: /private/\n' } : { status: 404 }
}

const FAULTS: Partial<Record<FeedKind, Answer>> = {
  missing: { status: 404 },
  gone: { status: 410 },
  faulty: { status: 500 },
  busy: { status: 429, headers: { 'retry-after': String(RETRY_AFTER_S) } },
}

async function answerFeed(request: IncomingMessage, feed: number, { round, began, port }: World): Promise<Answer> {
  const kind = kindOf(feed)
  const fault = FAULTS[kind]
  if (fault !== undefined) return fault
  if (kind === 'silent') await new Promise(() => undefined)
  if (kind === 'slow') await sleep(SLOW_MS[feed % SLOW_MS.length])
  const etag = `"${feed}-${newestItem(feed, round)}"`
  const modified = new Date(began - 3_600_000 + newestItem(feed, round) * 60_000).toUTCString()
  const known =
    kind === 'bare'
      ? {}
      : kind === 'dated'
        ? { 'last-modified': modified }
        : { etag, 'last-modified': modified, 'cache-control': 'max-age=300' }
  const { 'if-none-match': tag, 'if-modified-since': since } = request.headers
  if ((known.etag !== undefined && tag === etag) || (kind === 'dated' && since === modified)) {
    return { status: 304, headers: known }
  }
  const text = feedText(feed, round, port, began)
  const headers = { 'content-type': 'application/rss+xml; charset=utf-8', ...known }
  return kind === 'packed'
    ? { status: 200, headers: { ...headers, 'content-encoding': 'gzip' }, body: gzipSync(text) }
    : { status: 200, headers, body: text }
}

const html = (body: string): Answer => ({ status: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body })

function send(response: ServerResponse, { status, headers = {}, body = '' }: Answer): void {
  response.on('error', () => undefined)
  response.writeHead(status, { ...headers, ...(status === 304 ? {} : { 'content-length': Buffer.byteLength(body) }) })
  response.end(status === 304 ? undefined : body)
}

function emptyTally() {
  const counts: Record<string, number> = {}
  const pages = new Map<string, number>()
  const running = new Map<string, number>()
  const last = new Map<string, number>()
  let [knownAsked, knownSent, hostAtOnce, hostApartMs] = [0, 0, 0, Number.POSITIVE_INFINITY]
  return {
    begin: (host: string) => {
      const at = performance.now()
      const now = (running.get(host) ?? 0) + 1
      running.set(host, now)
      hostAtOnce = Math.max(hostAtOnce, now)
      hostApartMs = Math.min(hostApartMs, at - (last.get(host) ?? Number.NEGATIVE_INFINITY))
      last.set(host, at)
    },
    end: (host: string) => void running.set(host, (running.get(host) ?? 1) - 1),
    count: (url: string, status: number) => {
      const [, part = '', feed = ''] = url.split('/')
      const name = `${part === 'robots.txt' ? 'robots' : part} ${status}`
      counts[name] = (counts[name] ?? 0) + 1
      if (part === 'page') pages.set(url, (pages.get(url) ?? 0) + 1)
      if (part !== 'feed' || !['tagged', 'dated'].includes(kindOf(Number(feed)))) return
      knownAsked += 1
      knownSent += status === 304 ? 0 : 1
    },
    told: (): Asked => ({
      counts,
      knownAsked,
      knownSent,
      pagesTwice: [...pages.values()].filter((times) => times > 1).length,
      hostAtOnce,
      hostApartMs: Number.isFinite(hostApartMs) ? hostApartMs : 0,
    }),
  }
}

if (process.send !== undefined && process.argv[2] === 'serve') await serve()
