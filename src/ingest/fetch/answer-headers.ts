import type { Clock } from '../../ops/clock.ts'
import { RETRY_AFTER_MAX_MS, VALIDATOR_LENGTH_MAX } from './fetch-limits.ts'
import type { Freshness } from './fetcher.ts'

export type AnswerHeaders = Readonly<Record<string, string | string[] | undefined>>

/** The header's value, its repeats joined as RFC 9110 §5.3 reads them; null where it is missing or empty. */
export function headerOf(headers: AnswerHeaders, name: string): string | null {
  const value = headers[name]
  const text = (Array.isArray(value) ? value.join(', ') : (value ?? '')).trim()
  return text === '' ? null : text
}

/** What the answer says of itself and of when to ask again. */
export function freshnessOf(headers: AnswerHeaders, clock: Clock): Freshness {
  return {
    etag: validatorOf(headerOf(headers, 'etag')),
    lastModified: validatorOf(headerOf(headers, 'last-modified')),
    maxAgeMs: maxAgeOf(headers, clock),
  }
}

/** A tag or a date that can be sent back as it is: printable ASCII of one line. */
export function validatorOf(value: string | null | undefined): string | null {
  if (value === null || value === undefined || value.length > VALIDATOR_LENGTH_MAX) return null
  return /^[\x20-\x7e]+$/.test(value) ? value : null
}

/** From Cache-Control (RFC 9111 §5.2.2), else Expires (§5.3): "0" and other words for "at once" give 0. */
function maxAgeOf(headers: AnswerHeaders, clock: Clock): number | null {
  const control = (headerOf(headers, 'cache-control') ?? '').toLowerCase()
  if (/\bno-(?:cache|store)\b/.test(control)) return 0
  const seconds = /(?:^|[\s,])max-age\s*=\s*"?(\d{1,10})/.exec(control)?.[1]
  if (seconds !== undefined) return Number(seconds) * 1_000
  const expires = headerOf(headers, 'expires')
  if (expires === null) return null
  const until = Date.parse(expires)
  // By the server's own clock: it is often not ours.
  const now = Date.parse(headerOf(headers, 'date') ?? '')
  if (Number.isNaN(until)) return 0
  return Math.max(0, until - (Number.isNaN(now) ? clock.now().epochMilliseconds : now))
}

/** Milliseconds of Retry-After, which is in seconds or a date (RFC 9110 §10.2.3); null where it says nothing. */
export function retryAfterOf(headers: AnswerHeaders, clock: Clock): number | null {
  const value = headerOf(headers, 'retry-after') ?? ''
  const inSeconds = /^\d{1,12}$/.test(value)
  // A date names its month: lone numbers would pass for years.
  if (!inSeconds && !/[a-z]{3}/i.test(value)) return null
  const ms = inSeconds ? Number(value) * 1_000 : Date.parse(value) - clock.now().epochMilliseconds
  return Number.isNaN(ms) ? null : Math.min(Math.max(0, ms), RETRY_AFTER_MAX_MS)
}
