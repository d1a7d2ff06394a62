import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import {
  answer,
  AUTHORITY,
  BOMBS,
  bytes,
  certificate,
  endless,
  serveConnection,
  serveRaw,
  thenReset,
  type Behaviour,
} from '../../fakes/hostile-servers.ts'
import { FETCH_LIMITS } from '../../../src/ingest/fetch/fetch-limits.ts'
import type { FetchFault, FetchOutcome } from '../../../src/ingest/fetch/fetcher.ts'
import { undiciFetcher } from '../../../src/ingest/fetch/undici-fetcher.ts'
import { readBytes } from '../../../src/ingest/read-bytes.ts'
import { systemClock } from '../../../src/ops/clock.ts'

const LIMITS = {
  ...FETCH_LIMITS,
  timeoutMs: 10_000,
  connectMs: 400,
  bodyBytes: 1_000_000,
  allow: ['127.0.0.0/8'],
}
/** What a busy machine may add to a deadline. */
const SLACK_MS = 4_000

const closing: (() => Promise<void>)[] = []
after(() => Promise.all(closing.map((close) => close())))

const resolve = (name: string) => Promise.resolve(name.endsWith('.example') ? ['127.0.0.1'] : [])
const fetcherWith = (limits: Partial<typeof LIMITS> = {}) => {
  const parts = { userAgent: 'Standfirst/0 (+https://standfirst.example/bot)', clock: systemClock, resolve }
  const fetcher = undiciFetcher({ ...parts, limits: { ...LIMITS, ...limits }, ca: AUTHORITY })
  closing.push(() => fetcher.close())
  return fetcher
}
const fetcher = fetcherWith()
/** What ends by its deadline alone need not be waited for as long. */
const SHORT_MS = 500
const hasty = fetcherWith({ timeoutMs: SHORT_MS })
const forever = new AbortController().signal
const asked = (url: string, by = fetcher): Promise<FetchOutcome> => by.fetch({ url, accept: 'page' }, forever)

async function opened<Server extends { close(): Promise<void> }>(server: Promise<Server>): Promise<Server> {
  const made = await server
  closing.push(() => made.close())
  return made
}

const shown = (outcome: FetchOutcome): string => {
  if (outcome.kind === 'failed') return outcome.fault
  if (outcome.kind === 'refused') return `refused ${outcome.status}`
  return outcome.kind === 'fetched' ? `fetched ${outcome.bytes.length}` : outcome.kind
}

const chunkedHead = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n'
const pathOf = (name: string) => `/${encodeURIComponent(name)}`
const okHead = 'HTTP/1.1 200 OK\r\n'
const gzipped = gzipSync('a report of some length '.repeat(500))
const to = (location: string): Behaviour => answer('302 Found', [`location: ${location}`])

const behaviours: readonly (readonly [
  name: string,
  behave: Behaviour,
  outcome: FetchFault | `${'fetched' | 'refused'} ${number}`,
])[] = [
  ['headers that drip for ever', endless(okHead, 'x-drip: 1\r\n', 20), 'timeout'],
  ['a body that drips for ever', endless(`${okHead}content-length: 900000\r\n\r\n`, 'a', 20), 'timeout'],
  ['a server that never answers', () => {}, 'timeout'],
  ['headers that never end', endless(okHead, 'x-flood: 1\r\n'.repeat(100)), 'too-large'],
  ['one header that never ends', endless(`${okHead}x-long: `, 'a'.repeat(16_384)), 'too-large'],
  ['a header of 1 MB', bytes(`${okHead}x-long: ${'a'.repeat(1_000_000)}\r\n\r\nhello`), 'too-large'],
  ['100,000 headers', bytes(`${okHead}${'x: y\r\n'.repeat(100_000)}\r\nhello`), 'too-large'],
  ['a first line that never ends', endless('HTTP/1.1 200 ', 'O'.repeat(16_384)), 'too-large'],
  ['a body without an end', endless(`${okHead}\r\n`, Buffer.alloc(16_384, 'a')), 'too-large'],
  ['chunks without an end', endless(chunkedHead, `1000\r\n${'a'.repeat(4_096)}\r\n`), 'too-large'],
  ['a chunk whose note never ends', endless(`${chunkedHead}1;`, 'a'.repeat(16_384)), 'too-large'],
  ['trailers without an end', endless(`${chunkedHead}1\r\na\r\n0\r\n`, 'x-trail: 1\r\n'.repeat(100)), 'too-large'],
  ['a body that says it is too large', bytes(`${okHead}content-length: 99999999\r\n\r\na`), 'too-large'],
  ['a length that overflows', bytes(`${okHead}content-length: 99999999999999999999999\r\n\r\na`), 'broken'],
  ['a body longer than it says', bytes(`${okHead}content-length: 5\r\n\r\nhello world`), 'fetched 5'],
  ['a body shorter than it says', bytes(`${okHead}content-length: 500\r\n\r\nhello`), 'broken'],
  ['two lengths', bytes(`${okHead}content-length: 5\r\ncontent-length: 6\r\n\r\nhello!`), 'broken'],
  ['a length and chunks', bytes(`${okHead}content-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`), 'broken'],
  ['chunks that are none', bytes(`${chunkedHead}zz\r\nhello\r\n`), 'broken'],
  ['a chunk of impossible size', bytes(`${chunkedHead}ffffffffffffffffff\r\nhello`), 'broken'],
  ['chunks that break off', bytes(`${chunkedHead}5\r\nhello\r\n`), 'broken'],
  ['a reset before the headers', thenReset(''), 'broken'],
  ['a reset inside the headers', thenReset(`${okHead}x-a: `), 'broken'],
  ['a reset inside the body', thenReset(`${okHead}content-length: 500\r\n\r\nhello`), 'broken'],
  ['an end without an answer', bytes(''), 'broken'],
  ['what is not HTTP', bytes('SSH-2.0-OpenSSH_9.9\r\n'), 'broken'],
  ['an answer of HTTP/0.9', bytes('<html>hello</html>'), 'broken'],
  ['a version that does not exist', bytes('HTTP/9.9 200 OK\r\n\r\nhello'), 'broken'],
  ['a status that is none', bytes('HTTP/1.1 99999 WHAT\r\n\r\nhello'), 'broken'],
  ['early hints for ever', endless('', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(50)), 'broken'],
  ['"continue" that nobody asked for', endless('', 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(50)), 'broken'],
  [
    'another protocol',
    bytes('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'),
    'broken',
  ],
  ['an answer without content', answer('204 No Content'), 'fetched 0'],
  ['an empty page', answer('200 OK'), 'fetched 0'],
  ['nothing, packed', answer('200 OK', ['content-encoding: gzip']), 'fetched 0'],
  ['a part that nobody asked for', answer('206 Partial Content', ['content-range: bytes 0-4/9'], 'hello'), 'broken'],
  ['"not modified" that nobody asked for', bytes('HTTP/1.1 304 Not Modified\r\n\r\n'), 'refused 304'],
  ['a packing nobody asked for', answer('200 OK', ['content-encoding: compress'], 'hello'), 'broken'],
  ['three packings', answer('200 OK', ['content-encoding: gzip, gzip, gzip'], gzipped), 'broken'],
  ['a packing that is none', answer('200 OK', ['content-encoding: gzip'], 'hello'), 'broken'],
  ['brotli that is none', answer('200 OK', ['content-encoding: br'], 'hello, this is no brotli'), 'broken'],
  ['zstd that is none', answer('200 OK', ['content-encoding: zstd'], 'hello, this is no zstd'), 'broken'],
  ['a packing that breaks off', answer('200 OK', ['content-encoding: gzip'], gzipped.subarray(0, 60)), 'broken'],
  ['a redirect without an address', answer('302 Found'), 'broken'],
  ['a redirect to itself', (socket) => to(pathOf('a redirect to itself'))(socket), 'too-many-redirects'],
  ['a redirect to a machine that keeps secrets', to('http://169.254.169.254/latest/meta-data/'), 'forbidden-address'],
  ['a redirect to this machine in disguise', to('http://[::ffff:127.0.0.1]/'), 'forbidden-address'],
  ['a redirect to the inside', to('http://10.0.0.1/'), 'forbidden-address'],
  ['a redirect to an address written as one number', to('http://2852039166/'), 'forbidden-address'],
  ['a redirect to a file', to('file:///etc/passwd'), 'forbidden-address'],
  ['a redirect to what is in the address itself', to('data:text/html,hello'), 'forbidden-address'],
  ['a redirect to a script', to('javascript:alert(1)'), 'forbidden-address'],
  ['a redirect of 30 kB', to(`/${'a'.repeat(30_000)}`), 'forbidden-address'],
  ['a redirect to no address', to('http://[::::]/'), 'forbidden-address'],
]

/** Each needs more work than its bytes show, so these have the time of a true fetch. */
const large: Readonly<Record<string, Behaviour>> = {
  ...BOMBS,
  '/chunks-of-one-byte': endless(chunkedHead, '1\r\na\r\n'.repeat(5_000)),
}
const onward = (socket: Parameters<Behaviour>[0]) => to(`/on/${Math.random()}`)(socket)
const server = await opened(
  serveRaw({
    ...Object.fromEntries(behaviours.map(([name, behave]) => [pathOf(name), behave])),
    ...large,
    '/there': to('/back'),
    '/back': to('/there'),
    '*': onward,
  }),
)
const healthy = await opened(serveRaw({ '/': answer('200 OK', ['etag: "1"'], 'sound and short') }))

/** The outcome, which must come within the deadline, in one sentence that names the host and no more of the address. */
async function boundedOutcome(url: string, limitMs = LIMITS.timeoutMs): Promise<string> {
  const startedAt = performance.now()
  const outcome = await asked(url, limitMs === SHORT_MS ? hasty : fetcher)
  ok(performance.now() - startedAt < limitMs + SLACK_MS, 'the deadline holds')
  if (outcome.kind === 'failed') match(outcome.message, /^[^\n]{20,300}\.$/)
  return shown(outcome)
}

for (const [name, , expected] of behaviours) {
  test(`${name}: ${expected}`, async () =>
    equal(
      await boundedOutcome(server.address(pathOf(name)), expected === 'timeout' ? SHORT_MS : LIMITS.timeoutMs),
      expected,
    ))
}

for (const path of Object.keys(large)) {
  test(`a body that grows far beyond what is allowed (${path.slice(1)}): too-large`, async () => {
    equal(await boundedOutcome(server.address(path)), 'too-large')
  })
}

test('redirects in a circle, and without an end: too-many-redirects', async () => {
  equal(await boundedOutcome(server.address('/there')), 'too-many-redirects')
  equal(await boundedOutcome(server.address('/on')), 'too-many-redirects')
})

test('the servers that drip and flood delay no other fetch', async () => {
  let ended = 0
  const stop = new AbortController()
  const slow = ['headers that drip for ever', 'a body that drips for ever', 'a server that never answers'].map((name) =>
    fetcher.fetch({ url: server.address(pathOf(name)), accept: 'page' }, stop.signal).then((outcome) => {
      ended += 1
      return shown(outcome)
    }),
  )
  const floods = behaviours
    .filter(([name]) => /never ends?|without an end|for ever/.test(name))
    .map(([name]) => asked(server.address(pathOf(name)), hasty))
  const sound = await Promise.all(Array.from({ length: 50 }, () => asked(healthy.address('/'))))
  deepEqual(new Set(sound.map(shown)), new Set(['fetched 15']))
  equal(ended, 0, 'every sound fetch is done while the slow ones still wait')
  stop.abort()
  deepEqual(await Promise.all(slow), ['stopped', 'stopped', 'stopped'])
  await Promise.all(floods)
})

const certificates = [
  ['sound', 'fetched 5'],
  ['self-signed', 'tls'],
  ['elsewhere', 'tls'],
  ['expired', 'tls'],
] as const
for (const [name, expected] of certificates) {
  test(`a certificate that is ${name}, by name and by address: ${expected}`, async () => {
    const secure = await opened(serveRaw({ '/': answer('200 OK', [], 'hello') }, certificate(name)))
    equal(await boundedOutcome(secure.address('/')), expected)
    equal(await boundedOutcome(`https://sound.example:${secure.port}/`), expected)
  })
}

test('what does not speak TLS where it should: tls', async () => {
  const plain = await opened(serveConnection((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nhello'), 'https'))
  const silent = await opened(serveConnection(() => {}, 'https'))
  const cutting = await opened(
    serveConnection((socket) => socket.once('data', () => socket.resetAndDestroy()), 'https'),
  )
  for (const { address } of [plain, silent, cutting]) equal(await boundedOutcome(address('/')), 'tls')
})

test('a step from https down to http is followed, but not called permanent', async () => {
  const moved = answer('301 Moved Permanently', [`location: ${healthy.address('/')}`])
  const secure = await opened(serveRaw({ '/': moved }, certificate('sound')))
  const outcome = await asked(secure.address('/'))
  ok(outcome.kind === 'fetched')
  deepEqual(outcome.redirects, [{ from: secure.address('/'), to: healthy.address('/'), permanent: false }])
})

const documents = [
  ['a page a million tags deep', `${'<div>'.repeat(1_000_000)}the end`, 'input-invalid'],
  [
    'a page a million tags deep that is closed',
    `${'<b>'.repeat(500_000)}the end${'</b>'.repeat(500_000)}`,
    'input-invalid',
  ],
  ['a page of half a million end tags', `${'<div>'.repeat(25_000)}${'</span>'.repeat(500_000)}`, 'input-invalid'],
  ['a title of 10 MB in one line', `<title>${'word '.repeat(2_000_000)}</title><p>Hello.</p>`, 'input-invalid'],
  [
    'a feed whose entities unfold to a billion',
    `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${`&a${at === 0 ? '' : at - 1};`.repeat(10)}">`).join('')}]><rss version="2.0"><channel><title>&a8;</title><item><title>&a8;</title></item></channel></rss>`,
    'input-invalid',
  ],
] as const
for (const [name, text, expected] of documents) {
  test(`${name} is fetched, and ends in a reading or a named fault`, async () => {
    const host = await opened(serveRaw({ '/': answer('200 OK', ['content-type: text/html'], text) }))
    const outcome = await asked(host.address('/'), fetcherWith({ bodyBytes: FETCH_LIMITS.bodyBytes }))
    ok(outcome.kind === 'fetched')
    const source = { input: 'page.html', url: outcome.url, outlets: [], itemsMax: 100 }
    const read = [...readBytes(outcome.bytes, source)].map((each) =>
      each.kind === 'fault' ? each.error.code : each.kind,
    )
    deepEqual(read, [expected])
  })
}
