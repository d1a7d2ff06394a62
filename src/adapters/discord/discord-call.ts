import { DefaultRestOptions, REST } from 'discord.js'
import { NewsError } from '../../news/errors.ts'
import { heedTimers } from '../waiting.ts'
import { discordFault } from './faults.ts'

export type DiscordOptions = {
  /** A bot token. The bot needs View Channel, Send Messages, Embed Links and Read Message History; for
   * threads Create Public Threads and Send Messages in Threads too. */
  readonly token: string
  /** Without the version; `https://discord.com/api` where not given. */
  readonly apiUrl?: string
  readonly timeoutMs?: number
}

/** Runs one request. `doing` begins the message of whatever NewsError it throws. */
export type DiscordCaller = {
  call(
    doing: string,
    signal: AbortSignal,
    request: (rest: REST, limit: AbortSignal) => Promise<unknown>,
  ): Promise<unknown>
  close(): void
}

/** Discord answers within a second or two; a post that took longer is looked for. */
const TIMEOUT_MS = 15_000
const NO_CONTENT = 204

/** One REST client for all requests, since it counts Discord's limits; it neither waits nor tries again by itself. */
export function createDiscordCaller(options: DiscordOptions): DiscordCaller {
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS
  const rest = new REST({
    api: options.apiUrl ?? DefaultRestOptions.api,
    retries: 0,
    timeout: timeoutMs,
    rejectOnRateLimit: () => true,
    makeRequest: async (url, init) => withoutEmptyJson(await DefaultRestOptions.makeRequest(url, init)),
  })
  return {
    call: async (doing, signal, request) => {
      await heedTimers()
      if (signal.aborted) throw new NewsError('interrupted', `${doing}: not begun, the program is stopping.`)
      // The client forgets its token when Discord says 401, and would then fail without saying why.
      rest.setToken(options.token)
      try {
        // Its own time limit ends with the head of the answer: this one covers the queue and the body too.
        return await request(rest, AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]))
      } catch (error) {
        throw discordFault(error, doing, signal)
      }
    },
    close: () => {
      rest.clearHandlerSweeper()
      rest.clearHashSweeper()
    },
  }
}

type Answer = Awaited<ReturnType<typeof DefaultRestOptions.makeRequest>>

/** The client reads JSON where a header says so, also where the status says that there is nothing: what was taken would look lost. */
function withoutEmptyJson(answer: Answer): Answer {
  if (answer.status !== NO_CONTENT) return answer
  const headers = new Headers([...answer.headers])
  headers.delete('content-type')
  return new Response(null, { status: NO_CONTENT, headers })
}
