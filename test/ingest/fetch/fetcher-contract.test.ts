import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { testFetcher } from '../../contract/fetcher-contract.ts'
import { fakeFetcher, type FakeAnswer } from '../../fakes/fake-fetcher.ts'
import { FETCH_LIMITS, PACE_LIMITS } from '../../../src/ingest/fetch/fetch-limits.ts'
import type { Fetcher } from '../../../src/ingest/fetch/fetcher.ts'
import { politeFetcher } from '../../../src/ingest/fetch/polite-fetcher.ts'
import { undiciFetcher } from '../../../src/ingest/fetch/undici-fetcher.ts'
import { systemClock } from '../../../src/ops/clock.ts'

type Web = Readonly<Record<string, FakeAnswer>>

async function serve(web: Web): Promise<(path: string) => string> {
  const server = createServer((request, response) =>
    respond(web[request.url ?? ''] ?? { status: 404 }, request, response),
  )
  const { promise, resolve } = Promise.withResolvers<void>()
  server.listen(0, '127.0.0.1', resolve)
  await promise
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return (path) => `http://127.0.0.1:${port}${path}`
}

function respond(answer: FakeAnswer, request: IncomingMessage, response: ServerResponse): void {
  const { etag, lastModified, maxAgeMs, location, retryAfterMs, contentType } = answer
  if (etag !== undefined) response.setHeader('etag', etag)
  if (lastModified !== undefined) response.setHeader('last-modified', lastModified)
  if (maxAgeMs !== undefined) response.setHeader('cache-control', `public, max-age=${maxAgeMs / 1_000}`)
  if (location !== undefined) response.setHeader('location', location)
  if (retryAfterMs !== undefined) response.setHeader('retry-after', retryAfterMs / 1_000)
  if (contentType !== undefined) response.setHeader('content-type', contentType)
  const known = request.headers['if-none-match']
  const isKnown = known === undefined ? request.headers['if-modified-since'] === lastModified : known === etag
  response.statusCode = lastModified !== undefined && isKnown ? 304 : (answer.status ?? 200)
  response.end(response.statusCode === 304 ? undefined : answer.body)
}

function overHttp(): Fetcher {
  const limits = { ...FETCH_LIMITS, allow: ['127.0.0.0/8'] }
  return undiciFetcher({ userAgent: 'Standfirst/0', limits, clock: systemClock })
}

function politely(within: Fetcher): Fetcher {
  const pace = { ...PACE_LIMITS, hostEveryMs: 0 }
  // A pause that a host asks for is over at once, so that the next case is not about it.
  const wait = () => Promise.resolve()
  return politeFetcher(within, {
    token: 'Standfirst',
    pace,
    redirects: FETCH_LIMITS.redirects,
    clock: systemClock,
    wait,
  })
}

const inMemory = (web: Web): Fetcher =>
  fakeFetcher(Object.fromEntries(Object.entries(web).map(([path, answer]) => [`https://news.example${path}`, answer])))
const ofMemory = (path: string) => `https://news.example${path}`

testFetcher('over HTTP', async (web) => ({ fetcher: overHttp(), address: await serve(web) }))
testFetcher('politely over HTTP', async (web) => ({ fetcher: politely(overHttp()), address: await serve(web) }))
testFetcher('in memory', (web) => Promise.resolve({ fetcher: inMemory(web), address: ofMemory }))
testFetcher('politely in memory', (web) => Promise.resolve({ fetcher: politely(inMemory(web)), address: ofMemory }))
