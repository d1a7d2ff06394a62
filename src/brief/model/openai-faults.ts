import { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { unavailable, type ModelOutcome, type Unavailable } from './model.ts'

/** What a fault may mean: no answer, whatever was asked. */
type Failed = Exclude<ModelOutcome, { kind: 'answered' | 'cut' }>

/** Longer waits are of no use to a brief: the breaker tries again by itself. */
const RETRY_AFTER_MAX_MS = 3_600_000

/** Nothing of the fault's text goes on: servers put keys and passages into it. */
export function outcomeOf(error: unknown): Failed {
  if (error instanceof APIConnectionTimeoutError) return unavailable('time')
  if (error instanceof APIUserAbortError) return unavailable('stopped')
  // A body that is no JSON.
  if (error instanceof SyntaxError) return { kind: 'unreadable', usage: { inputTokens: 0, outputTokens: 0 } }
  if (!(error instanceof APIError)) return unavailable('broken')
  const status: unknown = error.status
  if (typeof status !== 'number') return unavailable('broken')
  if (error.code === 'content_filter') {
    return { kind: 'refused', by: 'filter', usage: { inputTokens: 0, outputTokens: 0 } }
  }
  const headers: unknown = error.headers
  const retryAfterMs = headers instanceof Headers ? readRetryAfter(headers, Date.now()) : null
  return unavailable(reasonOf(status, `${error.code ?? ''} ${error.message}`), { status, retryAfterMs })
}

/** A missing model and a wrong path are both 404; servers say which, if only by naming the model. */
const OF_MODEL = /model|deployment/i
const NO_SUCH_MODEL =
  /model\b.{0,200}\b(?:not (?:found|exist|available|valid)|is not a valid|does not exist|invalid|unknown)|(?:invalid|unknown|no such) model|not a valid model/is
const TOO_LONG = /context[ _](?:length|size|window)|maximum context|too many tokens/i

function reasonOf(status: number, told: string): Unavailable {
  if (status === 401 || status === 403) return 'key'
  if (status === 404) return OF_MODEL.test(told) ? 'model' : 'address'
  if (status === 405) return 'address'
  if (status === 402 || status === 429) return 'limit'
  if (status === 408) return 'time'
  if (status >= 500) return 'server'
  if (TOO_LONG.test(told)) return 'long'
  return NO_SUCH_MODEL.test(told) ? 'model' : 'broken'
}

/**
 * What a body says that came with 200 and is no answer: null where it may be one. Some servers answer so at paths that they
 * do not know, some proxies with a page, some with the fault of whoever stands behind them.
 */
export function faultIn(body: unknown): Failed | null {
  if (typeof body === 'string') return /^\s*</.test(body) ? unavailable('address') : null
  if (typeof body !== 'object' || body === null || !('error' in body) || 'choices' in body) return null
  const { error } = body
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : null
  const message = typeof error === 'object' && error !== null && 'message' in error ? String(error.message) : ''
  if (typeof code !== 'number') return unavailable('address')
  return unavailable(reasonOf(code, message), { status: code })
}

/** How long a server wants to be left alone: milliseconds, seconds or a date; null where it does not say. */
export function readRetryAfter(headers: Headers, nowMs: number): number | null {
  const milliseconds = headers.get('retry-after-ms')
  if (milliseconds !== null && /^\d+(?:\.\d+)?$/.test(milliseconds)) return bounded(Number(milliseconds))
  const after = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+(?:\.\d+)?$/.test(after)) return bounded(Number(after) * 1_000)
  const at = /^\p{L}/u.test(after) ? Date.parse(after) : Number.NaN
  return Number.isNaN(at) ? null : bounded(at - nowMs)
}

const bounded = (ms: number): number => Math.min(RETRY_AFTER_MAX_MS, Math.max(0, Math.round(ms)))

/** Of a call whose time or whose caller ended: which of the two. */
export const whyAborted = (caller: AbortSignal): 'stopped' | 'time' =>
  caller.aborted && !isTimeout(caller) ? 'stopped' : 'time'

const isTimeout = ({ reason }: AbortSignal): boolean => reason instanceof DOMException && reason.name === 'TimeoutError'
