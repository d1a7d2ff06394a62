import OpenAI, { APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai'
import { z } from 'zod'
import { boundedFetch } from './bounded-fetch.ts'
import {
  estimateInput,
  estimateTokens,
  unavailable,
  type Model,
  type ModelOutcome,
  type ModelRequest,
} from './model.ts'
import { readJson } from './read-json.ts'
import { dialectsFrom, fewerDemands, type Dialect } from './model-dialect.ts'

export type OpenaiOptions = {
  /** Null for a server that wants none. */
  readonly apiKey: string | null
  /** Null for OpenAI's own. */
  readonly baseUrl: string | null
  readonly model: string
  /** One call may take so long, whatever its caller's signal says. */
  readonly timeoutMs: number
}

/** The client wants a key; a server that needs none ignores it. */
const NO_KEY = 'none'
/** Longer waits are of no use to a brief: the breaker tries again by itself. */
const RETRY_AFTER_MAX_MS = 3_600_000

/** What is read of an answer; servers leave out the rest, or say it otherwise. */
const COMPLETION = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z
    .object({ prompt_tokens: z.number().nonnegative(), completion_tokens: z.number().nonnegative() })
    .nullish()
    .catch(null),
})

/**
 * A model of OpenAI or of any server with the same API (Ollama, vLLM, LM Studio). The client neither retries nor logs:
 * a brief has seconds, and its text is nobody else's. What a server cannot do (a schema, a limit's newer name) is found
 * out once and remembered.
 */
export function createOpenaiModel({ apiKey, baseUrl, model, timeoutMs }: OpenaiOptions): Model {
  const client = new OpenAI({
    apiKey: apiKey ?? NO_KEY,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: boundedFetch,
  })
  let dialect = dialectsFrom(baseUrl)
  const complete = async (request: ModelRequest, signal: AbortSignal): Promise<ModelOutcome> => {
    const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
    for (;;) {
      const tried = dialect
      try {
        const body = await unlessAborted(
          client.chat.completions.create(toBody(model, request, tried), { signal: deadline }),
          deadline,
        )
        return readCompletion(body, request)
      } catch (error) {
        if (deadline.aborted) return unavailable(signal.aborted && !isTimeout(signal) ? 'stopped' : 'time')
        // Each step demands less, so there are few of them.
        const less = error instanceof APIError ? fewerDemands(tried, error) : null
        if (less === null) return outcomeOf(error)
        dialect = less
      }
    }
  }
  return { name: model, complete }
}

function toBody(model: string, { system, user, schema, outputTokensMax }: ModelRequest, dialect: Dialect) {
  const { form, limit, steady } = dialect
  return {
    model,
    stream: false as const,
    messages: [
      { role: 'system' as const, content: system },
      { role: 'user' as const, content: user },
    ],
    [limit]: outputTokensMax,
    ...(steady ? { temperature: 0 } : {}),
    ...(form === 'json_schema'
      ? {
          response_format: { type: form, json_schema: { name: schema.name, strict: true, schema: { ...schema.json } } },
        }
      : {}),
    ...(form === 'json_object' ? { response_format: { type: form } } : {}),
  }
}

function readCompletion(body: unknown, request: ModelRequest): ModelOutcome {
  const parsed = COMPLETION.safeParse(body)
  const [choice] = parsed.data?.choices ?? []
  const content = choice?.message.content ?? ''
  const told = parsed.data?.usage ?? null
  const usage = {
    inputTokens: told?.prompt_tokens ?? estimateInput(request),
    outputTokens: told?.completion_tokens ?? estimateTokens(content),
  }
  if (choice === undefined) return { kind: 'unreadable', usage }
  const { finish_reason: finish, message } = choice
  if (finish === 'content_filter') return { kind: 'refused', by: 'filter', usage }
  if ((message.refusal ?? '') !== '') return { kind: 'refused', by: 'model', usage }
  if (finish === 'length') return { kind: 'cut', at: 'length', usage }
  if (finish !== 'stop') return { kind: 'cut', at: 'unfinished', usage }
  const json = readJson(content)
  return json === undefined ? { kind: 'unreadable', usage } : { kind: 'answered', json, usage }
}

/** Nothing of the fault's text goes on: servers put keys and passages into it. */
function outcomeOf(error: unknown): ModelOutcome {
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
  return unavailable(reasonOf(status), { status, retryAfterMs })
}

function reasonOf(status: number) {
  if (status === 401 || status === 403) return 'key'
  if (status === 404) return 'model'
  if (status === 429) return 'limit'
  if (status === 408) return 'time'
  return status >= 500 ? 'server' : 'broken'
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

const isTimeout = ({ reason }: AbortSignal): boolean => reason instanceof DOMException && reason.name === 'TimeoutError'

/** The client's own timer ends with the headers of an answer: a body that never ends is left here. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // When the race is over the other may still fail: nobody waits for it.
  work.catch(() => undefined)
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
