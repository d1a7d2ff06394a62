import { webApi } from '@slack/bolt'
import type { Logger } from '@slack/bolt'
import { NewsError } from '../../news/errors.ts'
import { heedTimers } from '../waiting.ts'
import { RETRY_AFTER_DEFAULT_S, slackFault } from './faults.ts'

export type SlackOptions = {
  /** A bot token with the scopes of scopes.ts. */
  readonly token: string
  /** `https://slack.com/api/` where not given. */
  readonly apiUrl?: string
  readonly timeoutMs?: number
}

/** Runs one call of Slack's Web API. `doing` begins the message of whatever NewsError it throws. */
export type SlackCaller = <Result>(
  doing: string,
  signal: AbortSignal,
  call: (client: webApi.WebClient) => Promise<Result>,
) => Promise<Result>

/** Slack's own Web API. */
export const API_URL = 'https://slack.com/api/'
/** Slack answers within a second or two; a post that took longer is looked for. */
const TIMEOUT_MS = 15_000

/** Each call gets a client of its own, since a client takes no signal: the signal goes into its `fetch`. */
export function createSlackCaller(options: SlackOptions): SlackCaller {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  return async (doing, signal, call) => {
    await heedTimers()
    if (signal.aborted) throw new NewsError('interrupted', `${doing}: not begun, the program is stopping.`)
    const limit = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    const client = new webApi.WebClient(options.token, {
      slackApiUrl: options.apiUrl ?? API_URL,
      allowAbsoluteUrls: false,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: SILENT,
      fetch: async (url, init) => withRetryAfter(await fetch(url, { ...init, signal: limit })),
    })
    try {
      return await call(client)
    } catch (error) {
      throw slackFault(error, doing, signal)
    }
  }
}

/** The client takes a 429 for a plain fault when no time is named. */
function withRetryAfter(response: Response): Response {
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response
  return new Response(null, { status: 429, headers: { 'retry-after': String(RETRY_AFTER_DEFAULT_S) } })
}

/** What goes wrong is told by the NewsError; the client's own lines would go to standard error past our log. */
const SILENT: Logger = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
  setLevel: () => {},
  getLevel: () => webApi.LogLevel.ERROR,
  setName: () => {},
}
