import { equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { serveRaw } from '../../fakes/hostile-servers.ts'
import { FETCH_LIMITS, PACE_LIMITS } from '../../../src/ingest/fetch/fetch-limits.ts'
import type { FetchOutcome } from '../../../src/ingest/fetch/fetcher.ts'
import { politeFetcher } from '../../../src/ingest/fetch/polite-fetcher.ts'
import { undiciFetcher } from '../../../src/ingest/fetch/undici-fetcher.ts'
import { systemClock } from '../../../src/ops/clock.ts'

let location = ''
const server = await serveRaw({
  '*': (socket) => socket.end(Buffer.from(`HTTP/1.1 302 Found\r\nlocation: ${location}\r\n\r\n`, 'utf8')),
})
const plain = undiciFetcher({
  userAgent: 'Standfirst/0',
  limits: { ...FETCH_LIMITS, allow: ['127.0.0.0/8'], timeoutMs: 2_000 },
  clock: systemClock,
  // Every name leads to where nobody may go: nothing that is made up here is ever dialled.
  resolve: () => Promise.resolve(['10.0.0.1']),
})
const polite = politeFetcher(plain, {
  token: 'Standfirst',
  pace: { ...PACE_LIMITS, hostEveryMs: 0 },
  redirects: 5,
  clock: systemClock,
})
after(async () => {
  await polite.close()
  await server.close()
})

const signal = new AbortController().signal
const addresses = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.webUrl({ validSchemes: ['http', 'https', 'ftp', 'file'], withQueryParameters: true, withFragments: true }),
  fc.ipV4Extended().map((ip) => `http://${ip}/`),
  fc.ipV6().map((ip) => `http://[${ip}]/`),
  fc.string().map((text) => `http://${text}`),
  fc.tuple(fc.string(), fc.string()).map(([user, password]) => `https://${user}:${password}@inside.example/`),
)

function tellsNoSecret(outcome: FetchOutcome): void {
  ok(outcome.kind !== 'fetched')
  if (outcome.kind === 'failed') match(outcome.message, /^[^\n]+$/)
}

test('any address ends in an outcome, whoever fetches it', async () => {
  await fc.assert(
    fc.asyncProperty(addresses, async (url) => {
      for (const fetcher of [plain, polite]) tellsNoSecret(await fetcher.fetch({ url, accept: 'page' }, signal))
    }),
    { numRuns: 100 },
  )
})

test('any redirect ends in an outcome', async () => {
  await fc.assert(
    fc.asyncProperty(addresses, async (to) => {
      location = to.replaceAll(/[\r\n]/g, ' ')
      tellsNoSecret(await plain.fetch({ url: server.address('/'), accept: 'page' }, signal))
    }),
    { numRuns: 100 },
  )
})

test('any tag and date that were kept are sent back, or left out', async () => {
  location = 'http://10.0.0.1/'
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), async (etag, lastModified) => {
      tellsNoSecret(await plain.fetch({ url: server.address('/'), accept: 'feed', etag, lastModified }, signal))
    }),
    { numRuns: 100 },
  )
})

test('names and passwords in an address are neither sent nor told', async () => {
  const outcome = await plain.fetch({ url: 'http://me:hush@inside.example/?key=hush', accept: 'page' }, signal)
  equal(JSON.stringify(outcome).includes('hush'), false)
})
