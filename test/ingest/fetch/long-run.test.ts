import { equal, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { answer, serveRaw } from '../../fakes/hostile-servers.ts'
import { FETCH_LIMITS, PACE_LIMITS } from '../../../src/ingest/fetch/fetch-limits.ts'
import { politeFetcher } from '../../../src/ingest/fetch/polite-fetcher.ts'
import { undiciFetcher } from '../../../src/ingest/fetch/undici-fetcher.ts'
import { systemClock } from '../../../src/ops/clock.ts'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

const server = await serveRaw({
  '/robots.txt': answer('404 Not Found', [], 'nothing here'),
  '/unchanged': (socket) => socket.end('HTTP/1.1 304 Not Modified\r\netag: "1"\r\n\r\n'),
  '/broken': answer('500 Internal Server Error', [], 'x'.repeat(2_000)),
  '/large': answer('200 OK', ['content-length: 99999999'], 'x'),
  '/moved': answer('302 Found', ['location: /unchanged'], 'x'.repeat(2_000)),
})
const within = undiciFetcher({
  userAgent: 'Standfirst/0',
  limits: { ...FETCH_LIMITS, allow: ['127.0.0.0/8'] },
  clock: systemClock,
})
const polite = politeFetcher(within, {
  token: 'Standfirst',
  pace: { ...PACE_LIMITS, hostAtOnce: 16, hostEveryMs: 0 },
  redirects: 5,
  clock: systemClock,
})
after(async () => {
  await polite.close()
  await server.close()
})

/** A connection that is held on to weighs 15 kB. */
const LEFT_MAX = 4_000
const ROUNDS = 150
const PATHS = ['/unchanged', '/broken', '/large', '/moved']

test('answers whose bodies nobody reads leave nothing behind, however long the caller lives', async () => {
  const life = new AbortController()
  const round = async () => {
    const asked = PATHS.map((path) =>
      polite.fetch({ url: server.address(path), accept: 'feed', etag: '"1"' }, life.signal),
    )
    await Promise.all(asked)
  }
  for (let at = 0; at < 20; at += 1) await round()
  collectGarbage()
  const before = process.memoryUsage().heapUsed
  for (let at = 0; at < ROUNDS; at += 1) await round()
  let grown = Infinity
  // What has ended a moment ago needs another moment to be let go of.
  for (let tries = 0; tries < 30 && grown >= LEFT_MAX; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100))
    collectGarbage()
    grown = (process.memoryUsage().heapUsed - before) / (ROUNDS * PATHS.length)
  }
  ok(grown < LEFT_MAX, `${Math.round(grown)} bytes are left of each request`)
  equal(life.signal.aborted, false)
})
