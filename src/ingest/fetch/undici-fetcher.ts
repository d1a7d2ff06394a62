import type { Socket } from 'node:net'
import { Client, type Dispatcher } from 'undici'
import type { Clock } from '../../ops/clock.ts'
import { freshnessOf, headerOf, retryAfterOf, validatorOf } from './answer-headers.ts'
import { readNetworks } from './check-address.ts'
import { failed, FetchFailure, outcomeOf } from './fetch-failure.ts'
import { FRAMING_MAX, INFORMATIONAL_MAX, ROBOTS_BYTES_MAX, type FetchLimits } from './fetch-limits.ts'
import type { Fetcher, FetchOutcome, FetchRequest } from './fetcher.ts'
import { followRedirects, redirectOf } from './follow-redirects.ts'
import { connectGuarded, dialTcp, type ConnectParts, type Dial } from './guarded-connect.ts'
import { linkedSignal } from './linked-signal.ts'
import { readAddress } from './read-address.ts'
import { readBody } from './read-body.ts'
import { hostResolver, type ResolveHost } from './resolve-host.ts'

export type UndiciParts = {
  readonly userAgent: string
  readonly limits: FetchLimits
  readonly clock: Clock
  /** For tests: how names are looked up, connections opened, certificates trusted. */
  readonly resolve?: ResolveHost
  readonly dial?: Dial
  readonly ca?: string
}

const ACCEPT: Readonly<Record<FetchRequest['accept'], string>> = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  page: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
  robots: 'text/plain, */*;q=0.5',
}

/**
 * Fetches over HTTP/1.1, each request on a connection of its own that was checked when it was made: nothing is shared
 * between hosts, no cookie is kept, no proxy of the environment is asked. Throws only RangeError, where `limits.allow` holds
 * what is no network; every fetch ends in an outcome within `limits.timeoutMs`.
 */
export function undiciFetcher(parts: UndiciParts): Fetcher {
  const { limits } = parts
  const connecting: ConnectParts = {
    resolve: parts.resolve ?? hostResolver(),
    dial: parts.dial ?? dialTcp,
    allowed: readNetworks(limits.allow),
    ports: limits.ports,
    connectMs: limits.connectMs,
    ...(parts.ca === undefined ? {} : { ca: parts.ca }),
  }
  const closing = new AbortController()
  const running = new Set<Promise<FetchOutcome>>()

  async function fetchWithin(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    try {
      const url = readAddress(request.url)
      const ask = (step: FetchRequest) => askOnce(new URL(step.url), step, { parts, connecting }, signal)
      const first = { ...request, url: url.href }
      return request.follow === 'none' ? await ask(first) : await followRedirects(first, limits.redirects, ask)
    } catch (error) {
      return outcomeOf(error, URL.parse(request.url)?.host ?? 'the address')
    }
  }

  return {
    async fetch(request, signal) {
      const host = URL.parse(request.url)?.host ?? 'the address'
      const limited = linkedSignal(
        [signal, closing.signal],
        () => new FetchFailure('stopped', `${host}: the fetch was stopped.`),
      )
      const late = `${host}: no whole answer within ${limits.timeoutMs / 1_000} s.`
      const timer = setTimeout(() => limited.abort(new FetchFailure('timeout', late)), limits.timeoutMs)
      const task = fetchWithin(request, limited.signal)
      running.add(task)
      try {
        return await task
      } finally {
        running.delete(task)
        clearTimeout(timer)
        limited.end()
      }
    },
    async close() {
      closing.abort()
      await Promise.all(running)
    },
  }
}

type Asking = { readonly parts: UndiciParts; readonly connecting: ConnectParts }

/** One request and its answer; a redirect is an answer. Never throws. */
async function askOnce(url: URL, request: FetchRequest, asking: Asking, signal: AbortSignal): Promise<FetchOutcome> {
  const open: { close(): unknown }[] = []
  const began = performance.now()
  try {
    if (signal.aborted) throw signal.reason
    const socket = await connectGuarded(url, asking.connecting, signal)
    open.push({ close: () => socket.destroy() })
    boundBytes(socket, url, asking.parts.limits)
    const client = clientOf(url, socket, asking.parts.limits)
    open.push({ close: () => client.destroy() })
    const answer = await sendRequest(client, url, request, asking, signal)
    // What is not read on is let go of, and must not end the process.
    open.push({ close: () => answer.body.on('error', () => {}).destroy() })
    return await readAnswer(url, request, answer, { ...asking, began })
  } catch (error) {
    return outcomeOf(signal.aborted ? signal.reason : error, url.host)
  } finally {
    for (const each of open.toReversed()) each.close()
  }
}

/** First lines, notes of chunks and trailers are in no count of headers or body: all that comes is counted here once more. */
function boundBytes(socket: Socket, url: URL, { bodyBytes, headerBytes }: FetchLimits): void {
  const bytesMax = headerBytes + bodyBytes * FRAMING_MAX
  socket.on('readable', () => {
    if (socket.bytesRead <= bytesMax) return
    socket.destroy(new FetchFailure('too-large', `${url.host}: its answer is wrapped in more than ${bytesMax} bytes.`))
  })
}

/** A client that speaks over this connection and makes no other. */
function clientOf(url: URL, socket: Socket, limits: FetchLimits): Client {
  let isGiven = false
  return new Client(url.origin, {
    connect: (_, callback) => {
      // It would connect again and again to a server that hangs up before it is asked.
      const hungUp = new FetchFailure('broken', `${url.host}: it hung up before it answered.`)
      const isSecond = isGiven
      isGiven = true
      queueMicrotask(() => (isSecond ? callback(hungUp, null) : callback(null, socket)))
    },
    maxHeaderSize: limits.headerBytes,
    // The time of the whole is limited, by the signal: these would only tell the same less exactly.
    headersTimeout: 0,
    bodyTimeout: 0,
    allowH2: false,
    useMilo: false,
  })
}

function sendRequest(
  client: Client,
  url: URL,
  request: FetchRequest,
  { parts }: Asking,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  let informational = 0
  const etag = validatorOf(request.etag)
  const lastModified = validatorOf(request.lastModified)
  return client.request({
    method: 'GET',
    path: `${url.pathname}${url.search}`,
    headers: {
      'user-agent': parts.userAgent,
      accept: ACCEPT[request.accept],
      'accept-encoding': 'gzip, deflate, br, zstd',
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    },
    reset: true,
    signal,
    onInfo: () => {
      informational += 1
      if (informational <= INFORMATIONAL_MAX) return
      void client.destroy(
        new FetchFailure('broken', `${url.host}: more than ${INFORMATIONAL_MAX} answers before the answer.`),
      )
    },
  })
}

async function readAnswer(
  url: URL,
  request: FetchRequest,
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  { parts, began }: Asking & { readonly began: number },
): Promise<FetchOutcome> {
  const freshness = freshnessOf(headers, parts.clock)
  const step = redirectOf(url, status, headerOf(headers, 'location'))
  const said = { url: url.href, redirects: step === null ? [] : [step] }
  const wasKnown = validatorOf(request.etag) !== null || validatorOf(request.lastModified) !== null
  const tookMs = () => Math.round(performance.now() - began)
  if (status === 304 && wasKnown) return { kind: 'not-modified', ...said, freshness, tookMs: tookMs() }
  if (status === 410) return { kind: 'gone', ...said }
  if (status === 206) return failed('broken', `${url.host}: a part of the answer, where the whole was asked for (206).`)
  if (status < 200 || status > 299) {
    return { kind: 'refused', status, ...said, retryAfterMs: retryAfterOf(headers, parts.clock) }
  }
  const { bodyBytes } = parts.limits
  const stated = Number(headerOf(headers, 'content-length') ?? 0)
  const cut = request.accept === 'robots' ? { cutAt: Math.min(ROBOTS_BYTES_MAX, bodyBytes) } : {}
  if (stated > bodyBytes && request.accept !== 'robots') {
    return failed('too-large', `${url.host}: the body of its answer is larger than ${bodyBytes} bytes.`)
  }
  const packing = headerOf(headers, 'content-encoding')
  const bytes = await readBody(body, packing, url.host, { bytesMax: bodyBytes, ...cut })
  const contentType = headerOf(headers, 'content-type')
  return { kind: 'fetched', ...said, bytes, contentType, freshness, tookMs: tookMs() }
}
