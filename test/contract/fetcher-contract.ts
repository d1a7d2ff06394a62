import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { after, test } from 'node:test'
import type { FakeAnswer } from '../fakes/fake-fetcher.ts'
import type { Fetcher, FetchOutcome, FetchRequest } from '../../src/ingest/fetch/fetcher.ts'

/** A fetcher, and an address at which it finds each of these paths. */
export type FetcherWorld = { readonly fetcher: Fetcher; readonly address: (path: string) => string }

const WEB: Readonly<Record<string, FakeAnswer>> = {
  '/page': {
    body: 'Hello, José.',
    contentType: 'text/html; charset=utf-8',
    etag: '"1"',
    lastModified: 'Thu, 01 Jan 2026 08:00:00 GMT',
    maxAgeMs: 60_000,
  },
  '/bare': { body: '' },
  '/moved': { status: 301, location: '/page' },
  '/for-now': { status: 302, location: '/moved' },
  '/for-good': { status: 308, location: '/page' },
  '/lost': { status: 302 },
  '/circle': { status: 302, location: '/circle' },
  '/away': { status: 302, location: 'ftp://files.example/' },
  '/gone': { status: 410 },
  '/busy': { status: 503, retryAfterMs: 3_000 },
  '/broken': { status: 500 },
  ...Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [`/step-${at}`, { status: 302, location: `/step-${at + 1}` }]),
  ),
}

const never = new AbortController().signal
const short = (outcome: FetchOutcome) => (outcome.kind === 'failed' ? outcome.fault : outcome.kind)

/** What every fetcher does; `open` makes one before whose eyes `web` lies. */
export function testFetcher(
  name: string,
  open: (web: Readonly<Record<string, FakeAnswer>>) => Promise<FetcherWorld>,
): void {
  const world = open(WEB)
  after(async () => (await world).fetcher.close())
  const ask = async (path: string, more: Partial<FetchRequest> = {}) => {
    const { fetcher, address } = await world
    return fetcher.fetch({ url: address(path), accept: 'page', ...more }, never)
  }

  test(`${name}: a page is fetched, with what its server says of it`, async () => {
    const outcome = await ask('/page')
    ok(outcome.kind === 'fetched')
    equal(new TextDecoder().decode(outcome.bytes), 'Hello, José.')
    equal(outcome.contentType, 'text/html; charset=utf-8')
    deepEqual(outcome.freshness, { etag: '"1"', lastModified: 'Thu, 01 Jan 2026 08:00:00 GMT', maxAgeMs: 60_000 })
    deepEqual(outcome.redirects, [])
    equal(outcome.url, (await world).address('/page'))
  })

  test(`${name}: of what a server does not say nothing is made up`, async () => {
    const outcome = await ask('/bare')
    ok(outcome.kind === 'fetched')
    deepEqual(outcome.freshness, { etag: null, lastModified: null, maxAgeMs: null })
    equal(outcome.bytes.length, 0)
  })

  test(`${name}: what is unchanged by tag or by date is not fetched again`, async () => {
    for (const known of [{ etag: '"1"' }, { lastModified: 'Thu, 01 Jan 2026 08:00:00 GMT' }]) {
      const outcome = await ask('/page', known)
      ok(outcome.kind === 'not-modified')
      equal(outcome.freshness.etag, '"1"')
    }
    equal(short(await ask('/page', { etag: '"0"' })), 'fetched')
    equal(short(await ask('/page', { etag: null, lastModified: null })), 'fetched')
  })

  test(`${name}: each step of a redirect is told, with whether it is for good`, async () => {
    const { address } = await world
    const outcome = await ask('/for-now')
    ok(outcome.kind === 'fetched')
    equal(outcome.url, address('/page'))
    deepEqual(outcome.redirects, [
      { from: address('/for-now'), to: address('/moved'), permanent: false },
      { from: address('/moved'), to: address('/page'), permanent: true },
    ])
    const forGood = await ask('/for-good')
    ok(forGood.kind === 'fetched' && forGood.redirects[0]?.permanent === true)
  })

  test(`${name}: where redirects are not to be followed the first is told`, async () => {
    const { address } = await world
    const outcome = await ask('/moved', { follow: 'none' })
    ok(outcome.kind === 'refused' && outcome.status === 301)
    deepEqual(outcome.redirects, [{ from: address('/moved'), to: address('/page'), permanent: true }])
  })

  test(`${name}: what has moved and is unchanged is both`, async () => {
    const outcome = await ask('/moved', { etag: '"1"' })
    ok(outcome.kind === 'not-modified')
    equal(outcome.redirects.length, 1)
  })

  const faults = [
    ['/lost', 'broken'],
    ['/circle', 'too-many-redirects'],
    ['/step-0', 'too-many-redirects'],
    ['/step-3', 'refused'],
    ['/away', 'forbidden-address'],
    ['/gone', 'gone'],
    ['/nowhere', 'refused'],
  ] as const
  for (const [path, expected] of faults) {
    test(`${name}: ${path} is ${expected}`, async () => {
      const outcome = await ask(path)
      equal(short(outcome), expected)
      if (outcome.kind === 'failed') match(outcome.message, /^[^\n]{10,300}\.$/)
    })
  }

  test(`${name}: a refusal says its status, and when to come again`, async () => {
    for (const [path, status, retryAfterMs] of [
      ['/broken', 500, null],
      ['/nowhere', 404, null],
      ['/busy', 503, 3_000],
    ] as const) {
      const outcome = await ask(path)
      ok(outcome.kind === 'refused')
      deepEqual([outcome.status, outcome.retryAfterMs], [status, retryAfterMs])
    }
  })

  test(`${name}: what is no address of the web is forbidden`, async () => {
    const { fetcher } = await world
    for (const url of [
      '',
      'news',
      '/page',
      'ftp://files.example/',
      'file:///etc/passwd',
      'data:text/html,hello',
      'http://',
    ]) {
      equal(short(await fetcher.fetch({ url, accept: 'page' }, never)), 'forbidden-address')
    }
  })

  test(`${name}: who has given up gets nothing`, async () => {
    const { fetcher, address } = await world
    equal(short(await fetcher.fetch({ url: address('/page'), accept: 'page' }, AbortSignal.abort())), 'stopped')
  })

  test(`${name}: a fetcher that was closed fetches nothing more`, async () => {
    const { fetcher, address } = await open(WEB)
    await fetcher.close()
    await fetcher.close()
    equal(short(await fetcher.fetch({ url: address('/page'), accept: 'page' }, never)), 'stopped')
  })
}
