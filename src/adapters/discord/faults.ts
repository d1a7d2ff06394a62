import { DiscordAPIError, HTTPError, RateLimitError } from 'discord.js'
import { NewsError } from '../../news/errors.ts'

const POST_PERMISSIONS = 'Give the bot View Channel, Send Messages and Embed Links there, or end the subscription.'
const THREAD = 'Open the thread again, or end the subscription.'
const OTHER_CHANNEL = 'Choose another channel.'

/** Refusals for good: what Discord's code means, and how to mend it. https://docs.discord.com/developers/topics/opcodes-and-status-codes. */
const REFUSALS: Readonly<Record<number, string>> = {
  10003: 'There is no such channel, or it was deleted. End the subscription.',
  10004: 'There is no such server, or the bot is not in it. Invite the bot again.',
  40001: 'The token may not do this. Invite the bot again with the scope bot.',
  50001: `The bot does not see the channel (View Channel is missing). ${POST_PERMISSIONS}`,
  50008: `The channel takes no messages. ${OTHER_CHANNEL}`,
  50009: `The channel needs a verification the bot does not have. ${OTHER_CHANNEL}`,
  50013: `The bot lacks a permission. ${POST_PERMISSIONS}`,
  50024: `The channel takes no messages. ${OTHER_CHANNEL}`,
  50083: `The thread is archived. ${THREAD}`,
  160002:
    'The bot may not answer a message there (Read Message History is missing). Give it that, or end the subscription.',
  160005: `The thread is locked. ${THREAD}`,
}

/** Refused for a while, whatever the status: slow mode, write limits of a channel or server, edits of old posts, sending disabled, overload. */
const FOR_A_WHILE = new Set([20016, 20022, 20028, 20029, 30046, 40004, 40062, 40333, 130000])

/** 10008: the message is gone. 50005: it is another author's. Neither says anything against the channel. */
const MESSAGE_CODES = new Set([10008, 50005])
/** The server's own moderation, or a filter of Discord's, did not let the text pass. */
const BLOCKED_CODES = new Set([200000, 200001, 240000])
const UNAUTHORIZED = 401
const FORBIDDEN = 403
const NOT_FOUND = 404

/**
 * What a failed request means for the caller of the port. Whatever may have been accepted is 'unconfirmed'. Holds Discord's code and
 * words and the channel, never what was sent.
 */
export function discordFault(error: unknown, doing: string, signal: AbortSignal): NewsError {
  if (error instanceof NewsError) return error
  if (error instanceof RateLimitError) return rateLimited(error, doing)
  if (error instanceof DiscordAPIError) return apiFault(error, doing)
  if (error instanceof HTTPError) return unconfirmed(doing, `Discord answered ${error.status}.`)
  if (signal.aborted) return unconfirmed(doing, 'The program is stopping and did not wait for the answer.')
  return unconfirmed(doing, `No answer came (${nameOf(error)}).`)
}

function apiFault(error: DiscordAPIError, doing: string): NewsError {
  // A page of something in between, such as a proxy that blocks the address for a while, says nothing of token or channel.
  if (!isDiscordsOwn(error.rawError))
    return unconfirmed(doing, `Discord answered ${error.status}, not in its own words.`)
  const code = Number(error.code)
  const said = `Discord refused (${error.status}, code ${Number.isInteger(code) ? code : 'unknown'})`
  if (FOR_A_WHILE.has(code)) return new NewsError('rate-limited', `${doing}: ${said}. It may be asked again later.`)
  if (error.status === UNAUTHORIZED) {
    return new NewsError('token-refused', `${doing}: ${said}. The token is not valid: make a new one and set it.`)
  }
  if (MESSAGE_CODES.has(code)) {
    return new NewsError('input-invalid', `${doing}: ${said}. The message is gone or another author's.`)
  }
  if (BLOCKED_CODES.has(code)) {
    const why =
      'The moderation of the server, or a filter, blocks this message: allow the bot there. It is not tried again.'
    return new NewsError('input-invalid', `${doing}: ${said}. ${why}`)
  }
  const refusal = REFUSALS[code]
  if (refusal !== undefined || error.status === FORBIDDEN || error.status === NOT_FOUND) {
    return new NewsError('channel-refused', `${doing}: ${said}. ${refusal ?? POST_PERMISSIONS}`)
  }
  return new NewsError('input-invalid', `${doing}: ${said}. Discord does not take this message; it is not tried again.`)
}

function isDiscordsOwn(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'message' in answer
}

function rateLimited(error: RateLimitError, doing: string): NewsError {
  const retryAfterMs = Math.ceil(Math.max(error.retryAfter, error.sublimitTimeout, 0))
  if (retryAfterMs === 0)
    return new NewsError('rate-limited', `${doing}: Discord asks to wait, and does not say how long.`)
  const message = `${doing}: Discord asks to wait ${Math.ceil(retryAfterMs / 1_000)} s before the next request.`
  return new NewsError('rate-limited', message, { retryAfterMs })
}

function unconfirmed(doing: string, why: string): NewsError {
  return new NewsError('unconfirmed', `${doing}: ${why} It may have been accepted: look for it before trying again.`)
}

/** `ECONNRESET`, `AbortError`: the innermost name, which says most. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.cause instanceof Error) return nameOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
