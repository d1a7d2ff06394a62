import OpenAI from 'openai'
import { fetchWithin } from './bounded-fetch.ts'

/** How a server with OpenAI's API is reached. */
export type ServerAccess = {
  /** Null for a server that wants none. */
  readonly apiKey: string | null
  /** Null for OpenAI's own. */
  readonly baseUrl: string | null
  /** One call may take so long, whatever its caller's signal says. */
  readonly timeoutMs: number
}

/** The client wants a key; a server that needs none ignores it. */
const NO_KEY = 'none'

/** The client: it neither retries nor logs, and reads answers of so many bytes at most. */
export function openClient({ apiKey, baseUrl, timeoutMs }: ServerAccess, bytesMax: number): OpenAI {
  return new OpenAI({
    apiKey: apiKey ?? NO_KEY,
    baseURL: baseUrl,
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
    logLevel: 'off',
    fetch: fetchWithin(bytesMax),
  })
}

/** The client's own timer ends with the headers of an answer: a body that never ends is left here. */
export async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
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
