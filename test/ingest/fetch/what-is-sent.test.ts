import { deepEqual, equal, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { answer, certificate, serveRaw, type Behaviour } from '../../fakes/hostile-servers.ts'
import { FETCH_LIMITS } from '../../../src/ingest/fetch/fetch-limits.ts'
import type { FetchRequest } from '../../../src/ingest/fetch/fetcher.ts'
import { undiciFetcher } from '../../../src/ingest/fetch/undici-fetcher.ts'
import { systemClock } from '../../../src/ops/clock.ts'

// Nothing of these may count: a proxy nobody named, and a process that trusts everybody.
for (const name of ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy']) {
  process.env[name] = 'http://127.0.0.1:9'
}
process.env['NODE_USE_ENV_PROXY'] = '1'
process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0'
process.env['UNDICI_USE_MILO'] = '1'

const cookies: Behaviour = answer('200 OK', ['set-cookie: visitor=17; path=/', 'content-type: text/plain'], 'hello')
const server = await serveRaw({
  '/': cookies,
  '/moved?key=hush': answer('302 Found', ['set-cookie: a=b', 'location: /']),
})
const selfSigned = await serveRaw({ '/': cookies }, certificate('self-signed'))
const limits = { ...FETCH_LIMITS, allow: ['127.0.0.0/8'] }
const userAgent = 'Standfirst/0 (+https://standfirst.example/bot)'
const fetcher = undiciFetcher({ userAgent, limits, clock: systemClock })
after(async () => {
  await fetcher.close()
  await server.close()
  await selfSigned.close()
})

const signal = new AbortController().signal
async function sent(request: FetchRequest): Promise<readonly string[]> {
  server.heard.length = 0
  const outcome = await fetcher.fetch(request, signal)
  equal(outcome.kind, 'fetched')
  return server.heard
}

const HEADS = {
  feed: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5',
  page: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.5',
  robots: 'text/plain, */*;q=0.5',
} as const
for (const accept of ['feed', 'page', 'robots'] as const) {
  test(`a ${accept} is asked for with these headers and no others`, async () => {
    const [head = ''] = await sent({ url: server.address('/'), accept })
    deepEqual(head.trim().split('\r\n'), [
      'GET / HTTP/1.1',
      `host: 127.0.0.1:${server.port}`,
      'connection: close',
      `user-agent: ${userAgent}`,
      `accept: ${HEADS[accept]}`,
      'accept-encoding: gzip, deflate, br, zstd',
    ])
  })
}

test('what is known from last time is sent along, and nothing else of it', async () => {
  const known = { etag: '"1"', lastModified: 'Thu, 01 Jan 2026 08:00:00 GMT' }
  const [head = ''] = await sent({ url: server.address('/'), accept: 'feed', ...known })
  ok(head.includes('\r\nif-none-match: "1"\r\nif-modified-since: Thu, 01 Jan 2026 08:00:00 GMT\r\n'))
})

test('no cookie comes back, no password goes out, no fragment either', async () => {
  const { port } = server
  const heads = await sent({ url: `http://me:hush@127.0.0.1:${port}/moved?key=hush#part`, accept: 'page' })
  equal(heads.length, 2)
  equal(heads[0]?.startsWith('GET /moved?key=hush HTTP/1.1'), true)
  for (const head of heads) equal(/cookie|authorization|referer|#part|me:/i.test(head), false)
  equal(heads[1]?.includes('hush'), false)
})

test('a process that is told to trust everybody does not: tls', async () => {
  const outcome = await fetcher.fetch({ url: selfSigned.address('/'), accept: 'page' }, signal)
  equal(outcome.kind === 'failed' ? outcome.fault : outcome.kind, 'tls')
})
