import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { virtualTime } from '../../fakes/virtual-time.ts'
import type { FetchOutcome, FetchRequest } from '../../../src/ingest/fetch/fetcher.ts'
import { robotsBook } from '../../../src/ingest/fetch/robots.ts'

const never = new AbortController().signal
const told = { url: 'https://a.example/robots.txt', redirects: [] }
const fetched = (text: string): FetchOutcome => ({
  kind: 'fetched',
  ...told,
  bytes: Buffer.from(text),
  contentType: 'text/plain',
  freshness: { etag: null, lastModified: null, maxAgeMs: null },
  tookMs: 50,
})
const refused = (status: number): FetchOutcome => ({ kind: 'refused', status, ...told, retryAfterMs: null })
const failed = (
  fault: 'unreachable' | 'too-many-redirects' | 'forbidden-address' | 'timeout' | 'stopped',
): FetchOutcome => ({
  kind: 'failed',
  fault,
  message: `a.example: ${fault}.`,
})

/** A book whose host answers `answers`, one after the other, the last for ever. */
function bookOf(...answers: readonly FetchOutcome[]) {
  const time = virtualTime()
  const asked: FetchRequest[] = []
  const robots = robotsBook({
    token: 'Standfirst',
    clock: time.clock,
    fetch: (request) => {
      const answer = answers[Math.min(asked.length, answers.length - 1)] ?? refused(404)
      asked.push(request)
      return Promise.resolve(answer)
    },
  })
  const rule = async (path: string) => {
    const ruling = await robots.rule(new URL(path, 'https://a.example/'), never)
    if (ruling.kind === 'allowed') return ruling.crawlDelayMs === 0 ? 'allowed' : `every ${ruling.crawlDelayMs}`
    return ruling.outcome.kind === 'failed' ? ruling.outcome.fault : ruling.outcome.kind
  }
  return { rule, asked, time, robots }
}

const rules = [
  ['User-agent: *\nDisallow: /private', '/private/a', 'robots'],
  ['User-agent: *\nDisallow: /private', '/public', 'allowed'],
  ['User-agent: *\nDisallow: /', '/', 'robots'],
  ['User-agent: *\nDisallow:', '/', 'allowed'],
  ['', '/', 'allowed'],
  ['\uFEFFUser-agent: *\r\nDisallow: /', '/', 'robots'],
  ['<!doctype html><title>Not found</title>', '/', 'allowed'],
  ['User-agent: *\nDisallow: /\nUser-agent: Standfirst\nDisallow: /private', '/public', 'allowed'],
  ['User-agent: *\nDisallow: /\nUser-agent: standfirst/2.0 # us\nDisallow:', '/public', 'allowed'],
  ['User-agent: STANDFIRST\nUser-agent: Otherbot\nDisallow: /', '/', 'robots'],
  ['User-agent: Otherbot\nUser-agent: Standfirst\nDisallow: /', '/', 'robots'],
  ['User-agent: Otherbot\nDisallow: /', '/', 'allowed'],
  ['User-agent: Standfirstling\nDisallow: /', '/', 'allowed'],
  ['User-agent: Standfirst\nDisallow: /a\n\nUser-agent: Standfirst\nDisallow: /b', '/b', 'robots'],
  ['User-agent: *\nDisallow: /\nAllow: /news/', '/news/1', 'allowed'],
  ['User-agent: *\nAllow: /news/\nDisallow: /news/drafts', '/news/drafts/1', 'robots'],
  ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf', 'robots'],
  ['User-agent: *\nDisallow: /*.pdf$', '/a.pdf?x', 'allowed'],
  ['User-agent: *\nDisallow: /*?print=', '/a?print=1', 'robots'],
  ['User-agent: *\nDisallow: /caf%C3%A9', '/café', 'robots'],
  ['User-agent: *\nCrawl-delay: 7', '/', 'every 7000'],
  ['User-agent: *\nCrawl-delay: 86400', '/', 'every 30000'],
  ['User-agent: *\nCrawl-delay: soon', '/', 'allowed'],
  ['User-agent: *\nCrawl-delay: -5', '/', 'allowed'],
  ['User-agent: Otherbot\nCrawl-delay: 7', '/', 'allowed'],
] as const
for (const [text, path, expected] of rules) {
  test(`${JSON.stringify(text)} at ${path}: ${expected}`, async () =>
    equal(await bookOf(fetched(text)).rule(path), expected))
}

const answers = [
  // what robots.txt answers,       at once,       how long that holds
  [refused(404), 'allowed', 86_400_000],
  [refused(401), 'allowed', 86_400_000],
  [refused(403), 'allowed', 86_400_000],
  [{ kind: 'gone', ...told }, 'allowed', 86_400_000],
  [failed('too-many-redirects'), 'allowed', 86_400_000],
  [failed('forbidden-address'), 'allowed', 86_400_000],
  [refused(500), 'refused', 600_000],
  [refused(503), 'refused', 600_000],
  [refused(429), 'refused', 600_000],
  [failed('unreachable'), 'unreachable', 600_000],
  [failed('timeout'), 'timeout', 600_000],
] as const
for (const [answer, expected, heldMs] of answers) {
  const what = answer.kind === 'refused' ? answer.status : answer.kind === 'failed' ? answer.fault : answer.kind
  test(`a robots.txt that is ${what} means ${expected}, and is asked for again after ${heldMs} ms`, async () => {
    const { rule, asked, time } = bookOf(answer as FetchOutcome, fetched('User-agent: *\nDisallow: /b'))
    equal(await rule('/a'), expected)
    time.pass(heldMs - 1)
    equal(await rule('/b'), expected)
    equal(asked.length, 1)
    time.pass(1)
    equal(await rule('/b'), 'robots')
    equal(asked.length, 2)
  })
}

test('a copy is used on where a new one cannot be had', async () => {
  const { rule, time } = bookOf(fetched('User-agent: *\nDisallow: /b'), failed('unreachable'))
  equal(await rule('/a'), 'allowed')
  time.pass(86_400_000)
  deepEqual([await rule('/a'), await rule('/b')], ['allowed', 'robots'])
})

test('each host is asked once, however many wait; each by scheme and port', async () => {
  const { robots, asked } = bookOf(refused(404))
  const urls = [
    'https://a.example/1',
    'https://a.example/2',
    'http://a.example/',
    'https://a.example:8443/',
    'https://b.example/',
  ]
  await Promise.all(urls.map((url) => robots.rule(new URL(url), never)))
  deepEqual(
    asked.map(({ url }) => url),
    [
      'https://a.example/robots.txt',
      'http://a.example/robots.txt',
      'https://a.example:8443/robots.txt',
      'https://b.example/robots.txt',
    ],
  )
})

test('a fetch that was stopped says nothing of the host', async () => {
  const { rule, asked } = bookOf(failed('stopped'), refused(404))
  equal(await rule('/'), 'stopped')
  equal(await rule('/'), 'allowed')
  equal(asked.length, 2)
})

test('who gives up need not wait for the others’ answer', async () => {
  const robots = robotsBook({ token: 'Standfirst', clock: virtualTime().clock, fetch: () => new Promise(() => {}) })
  const stop = new AbortController()
  const ruling = robots.rule(new URL('https://a.example/'), stop.signal).catch((error: unknown) => String(error))
  stop.abort(new Error('given up'))
  match(String(await ruling), /given up/)
})

test('a file that was cut ends before the rule that was cut', async () => {
  const head = 'User-agent: *\nDisallow: /private\n'
  const filler = `#${'x'.repeat(998)}\n`.repeat(512).slice(0, 512_000 - head.length - 10)
  const cut = `${head}${filler.slice(0, -1)}\nDisallow: `
  const text = cut + '/'.repeat(512_000 - cut.length)
  equal(Buffer.byteLength(text), 512_000)
  const { rule } = bookOf(fetched(text))
  deepEqual([await rule('/news'), await rule('/private')], ['allowed', 'robots'])
})

test('files that are made to cost much cost little', async () => {
  const attacks = [
    `${Array.from({ length: 20_000 }, (_, at) => `User-agent: bot${at}\n`).join('')}User-agent: *\n${'Disallow: /a\n'.repeat(18_000)}`,
    `${'User-agent: *\nUser-agent: Standfirst\n'.repeat(7_000)}${'Disallow: /a\n'.repeat(18_000)}`,
    `User-agent: *\n${`Disallow: /${'*a'.repeat(500)}b\n`.repeat(490)}`,
    `User-agent: *\n${' '.repeat(500_000)}`,
    `${'a'.repeat(500_000)}`,
  ]
  for (const text of attacks) {
    const startedAt = performance.now()
    const { rule } = bookOf(fetched(text))
    const ruling = await rule(`/${'a'.repeat(3_000)}`)
    ok(['allowed', 'robots'].includes(ruling))
    // Milliseconds as a rule; unbounded, minutes or no memory left.
    ok(performance.now() - startedAt < 5_000)
  }
})
