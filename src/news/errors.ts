/** Every fault Standfirst can report. Closed: a new code is added here and to its test. */
export const ERROR_CODES = [
  'article-unknown',
  'channel-refused',
  'claim-unknown',
  'config-invalid',
  'delivery-unknown',
  'input-empty',
  'input-invalid',
  'input-not-text',
  'input-too-large',
  'input-unreadable',
  'interrupted',
  'not-offered',
  'rate-limited',
  'store-busy',
  'store-corrupt',
  'store-full',
  'store-unreadable',
  'story-exists',
  'story-unknown',
  'subscription-unknown',
  'time-invalid',
  'token-refused',
  'unconfirmed',
  'usage',
] as const

export type ErrorCode = (typeof ERROR_CODES)[number]

type Details = {
  cause?: unknown
  /** How long to wait before trying again; with 'rate-limited', and where 'unconfirmed' came of one. */
  retryAfterMs?: number
}

/** The one fault this program throws. The message says what happened, to what, and what to do; it holds no secret. */
export class NewsError extends Error {
  readonly code: ErrorCode
  readonly retryAfterMs: number | null

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? {} : { cause: details.cause })
    this.name = 'NewsError'
    this.code = code
    this.retryAfterMs = details.retryAfterMs ?? null
  }
}

/** True for a NewsError, of that code where one is given. */
export function isNewsError(error: unknown, code?: ErrorCode): error is NewsError {
  return error instanceof NewsError && (code === undefined || error.code === code)
}
