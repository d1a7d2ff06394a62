import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { fakeFetcher, type FakeAnswer } from '../../fakes/fake-fetcher.ts'
import { virtualTime } from '../../fakes/virtual-time.ts'
import { PACE_LIMITS } from '../../../src/ingest/fetch/fetch-limits.ts'
import type { FetchOutcome } from '../../../src/ingest/fetch/fetcher.ts'
import { politeFetcher } from '../../../src/ingest/fetch/polite-fetcher.ts'

const never = new AbortController().signal

function politeIn(web: Readonly<Record<string, FakeAnswer | FetchOutcome>>) {
  const time = virtualTime()
  const within = fakeFetcher(web)
  const { clock, wait } = time
  const polite = politeFetcher(within, { token: 'Standfirst', pace: PACE_LIMITS, redirects: 5, clock, wait })
  const ask = (url: string) => polite.fetch({ url, accept: 'page' }, never)
  const get = (url: string) => time.run(ask(url))
  return { get, ask, time, polite, within, asked: () => within.asked.map(({ url }) => url.replace('https://', '')) }
}

const short = (outcome: FetchOutcome) =>
  outcome.kind === 'failed' ? outcome.fault : outcome.kind === 'refused' ? `refused ${outcome.status}` : outcome.kind
const forbidAll = { body: 'User-agent: *\nDisallow: /' }

test('what robots.txt forbids is not asked for', async () => {
  const { get, asked } = politeIn({ 'https://a.example/robots.txt': forbidAll, 'https://a.example/1': { body: 'x' } })
  equal(short(await get('https://a.example/1')), 'robots')
  deepEqual(asked(), ['a.example/robots.txt'])
})

test('robots.txt is asked for once, and takes a turn like any other address', async () => {
  const { get, asked, time } = politeIn({ 'https://a.example/1': { body: 'x' }, 'https://a.example/2': { body: 'y' } })
  equal(short(await get('https://a.example/1')), 'fetched')
  equal(time.elapsed(), 1_000)
  equal(short(await get('https://a.example/2')), 'fetched')
  equal(time.elapsed(), 2_000)
  deepEqual(asked(), ['a.example/robots.txt', 'a.example/1', 'a.example/2'])
})

test('where a redirect leads to another host its robots.txt rules there', async () => {
  const { get, asked } = politeIn({
    'https://a.example/1': { status: 301, location: 'https://b.example/1' },
    'https://b.example/robots.txt': forbidAll,
    'https://b.example/1': { body: 'x' },
  })
  equal(short(await get('https://a.example/1')), 'robots')
  deepEqual(asked(), ['a.example/robots.txt', 'a.example/1', 'b.example/robots.txt'])
})

test('a robots.txt that has moved is followed', async () => {
  const { get } = politeIn({
    'https://a.example/robots.txt': { status: 301, location: 'https://www.a.example/robots.txt' },
    'https://www.a.example/robots.txt': forbidAll,
    'https://a.example/1': { body: 'x' },
  })
  equal(short(await get('https://a.example/1')), 'robots')
})

test('a robots.txt in a circle is none', async () => {
  const { get } = politeIn({
    'https://a.example/robots.txt': { status: 301, location: '/robots.txt' },
    'https://a.example/1': { body: 'x' },
  })
  equal(short(await get('https://a.example/1')), 'fetched')
})

test('a host that cannot be reached is told as what it is, not as its robots.txt', async () => {
  const unresolved: FetchOutcome = { kind: 'failed', fault: 'unresolved', message: 'a.example: no address is known.' }
  const { get } = politeIn({ 'https://a.example/robots.txt': unresolved })
  equal(short(await get('https://a.example/1')), 'unresolved')
})

test('the time between two requests that robots.txt asks for is given', async () => {
  const { ask, time } = politeIn({
    'https://a.example/robots.txt': { body: 'User-agent: *\nCrawl-delay: 8' },
    'https://a.example/1': { body: 'x' },
  })
  await time.run(Promise.all([ask('https://a.example/1'), ask('https://a.example/1'), ask('https://a.example/1')]))
  equal(time.elapsed(), 1_000 + 8_000 + 8_000)
})

test('a host that says it is too much is left alone, the others are not', async () => {
  const { get, asked } = politeIn({
    'https://a.example/1': { status: 429, retryAfterMs: 600_000 },
    'https://a.example/2': { body: 'x' },
    'https://b.example/1': { body: 'x' },
  })
  equal(short(await get('https://a.example/1')), 'refused 429')
  equal(short(await get('https://a.example/2')), 'refused 429')
  equal(short(await get('https://b.example/1')), 'fetched')
  equal(asked().includes('a.example/2'), false)
})

test('closing lets go of those who wait for a turn', async () => {
  const { ask, polite, time } = politeIn({ 'https://a.example/1': { body: 'x' } })
  const waiting = Array.from({ length: 5 }, () => ask('https://a.example/1'))
  await polite.close()
  for (const outcome of await time.run(Promise.all(waiting))) ok(short(outcome) === 'stopped')
})
