import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { freshnessOf, retryAfterOf, validatorOf } from '../../../src/ingest/fetch/answer-headers.ts'

const clock = { now: () => Temporal.Instant.from('2026-01-05T08:00:00Z') }
const DATE = 'Mon, 05 Jan 2026 08:10:00 GMT'

const ages = [
  [{}, null],
  [{ 'cache-control': 'max-age=300' }, 300_000],
  [{ 'cache-control': 'public, MAX-AGE="300"' }, 300_000],
  [{ 'cache-control': ['public', 'max-age=300'] }, 300_000],
  [{ 'cache-control': 's-maxage=900' }, null], // for caches that many share
  [{ 'cache-control': 'no-cache, max-age=300' }, 0],
  [{ 'cache-control': 'max-age=-1' }, null],
  [{ 'cache-control': 'max-age=60', expires: DATE }, 60_000],
  [{ expires: DATE }, 600_000],
  [{ expires: DATE, date: 'Mon, 05 Jan 2026 08:09:00 GMT' }, 60_000], // by the server's clock
  [{ expires: '0' }, 0],
  [{ expires: 'soon' }, 0],
  [{ expires: 'Mon, 05 Jan 1998 08:10:00 GMT' }, 0],
] as const
for (const [headers, expected] of ages) {
  test(`${JSON.stringify(headers)} is fresh for ${expected} ms`, () => {
    equal(freshnessOf(headers as Record<string, string>, clock).maxAgeMs, expected)
  })
}

const retries = [
  [undefined, null],
  ['120', 120_000],
  [DATE, 600_000],
  ['Mon, 05 Jan 1998 08:10:00 GMT', 0],
  ['soon', null],
  ['-5', null],
  ['99999999999', 7 * 86_400_000],
] as const
for (const [value, expected] of retries) {
  test(`Retry-After: ${value} is ${expected} ms`, () => equal(retryAfterOf({ 'retry-after': value }, clock), expected))
}

const validators = [
  ['"abc"', '"abc"'],
  ['W/"abc"', 'W/"abc"'],
  [null, null],
  ['', null],
  ['a\r\nx-evil: 1', null],
  ['"café"', null],
  ['a'.repeat(513), null],
] as const
for (const [value, expected] of validators) {
  test(`the tag ${JSON.stringify(value)?.slice(0, 30)} is sent back as ${expected}`, () =>
    equal(validatorOf(value), expected))
}
