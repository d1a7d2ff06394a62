import { webApi } from '@slack/bolt'
import { NewsError } from '../../news/errors.ts'

const NEW_TOKEN = 'Install the app again and set the new bot token.'
const INVITE = 'Invite the app to the channel (/invite), or end the subscription.'
const ASK_ADMIN = "Ask an admin of the workspace to allow the app's posts there, or choose another channel."

/** Refusals for good: what Slack's code means, and how to mend it. */
const REFUSALS: Readonly<Record<string, string>> = {
  channel_not_found: `There is no such channel, or it is private and the app is not in it. ${INVITE}`,
  not_in_channel: `The app is not in the channel. ${INVITE}`,
  is_archived: 'The channel is archived. Take it out of the archive, or end the subscription.',
  account_inactive: `The app was removed from the workspace. ${NEW_TOKEN}`,
  invalid_auth: `Slack does not know the token. ${NEW_TOKEN}`,
  not_authed: 'No token was sent. Set the bot token.',
  token_expired: `The token has expired. ${NEW_TOKEN}`,
  token_revoked: `The token was revoked. ${NEW_TOKEN}`,
  missing_scope: 'The app lacks a scope. Add it to the app and install the app again.',
  not_allowed_token_type: `The token is of another kind. ${NEW_TOKEN}`,
  enterprise_is_restricted: `The organisation does not let the app post. ${ASK_ADMIN}`,
  messages_tab_disabled: 'The app takes no direct messages. Choose a channel.',
  no_permission: `The token may not post there. ${ASK_ADMIN}`,
  access_denied: `Access is denied. ${ASK_ADMIN}`,
  org_login_required: `The workspace is being moved into an organisation. ${ASK_ADMIN}`,
  ekm_access_denied: `Access is suspended by the organisation's key management. ${ASK_ADMIN}`,
  team_access_not_granted: `The app has no access to this workspace. ${ASK_ADMIN}`,
  restricted_action: `A rule of the workspace forbids it. ${ASK_ADMIN}`,
  restricted_action_read_only_channel: `The channel is read-only. ${ASK_ADMIN}`,
  restricted_action_thread_only_channel: `The channel takes replies only. ${ASK_ADMIN}`,
  restricted_action_non_threadable_channel: `The channel takes no replies, which a long digest needs. ${ASK_ADMIN}`,
}

/** Refusals of the token, whatever it was to do: every channel of the workspace would be refused. */
const TOKEN_REFUSALS = new Set([
  'account_inactive',
  'invalid_auth',
  'not_allowed_token_type',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
])

/** The message itself is at fault, not the channel: trying again cannot help. */
const UNPOSTABLE = new Set([
  'cannot_reply_to_message',
  'cant_delete_message',
  'cant_update_message',
  'edit_window_closed',
  'invalid_arguments',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_metadata_format',
  'invalid_metadata_schema',
  'message_not_found',
  'metadata_too_large',
  'msg_blocks_too_long',
  'msg_too_long',
  'no_text',
  'restricted_action_thread_locked',
  'thread_not_found',
])

/** What Slack names as needed: `chat:write,channels:history`. Anything else may be what something in between was sent. */
const SCOPES = /^[a-z.:_,]{1,200}$/

const RATE_LIMITS = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
/** When Slack names no time. Its limits are counted by the minute. */
export const RETRY_AFTER_DEFAULT_S = 60

/**
 * What a failed call means for the caller of the port. Whatever may have been accepted is 'unconfirmed'. Holds Slack's code and
 * the channel, never what was sent: the token is part of that.
 */
export function slackFault(error: unknown, doing: string, signal: AbortSignal): NewsError {
  if (error instanceof NewsError) return error
  if (error instanceof webApi.WebAPIRateLimitedError) return rateLimited(doing, error.retryAfter)
  if (error instanceof webApi.WebAPIPlatformError) return platformFault(error.data, doing)
  if (error instanceof webApi.WebAPIHTTPError) {
    return unconfirmed(doing, `Slack answered ${error.statusCode}.`)
  }
  if (signal.aborted) return unconfirmed(doing, 'The program is stopping and did not wait for the answer.')
  const reason = error instanceof webApi.WebAPIRequestError ? error.original : error
  return unconfirmed(doing, `No answer came (${nameOf(reason)}).`)
}

function platformFault(data: { readonly error: string; readonly needed?: unknown }, doing: string): NewsError {
  // A page of HTML from something in between lands in `error` too: only a code is repeated.
  const code = /^[a-z_]{1,60}$/.test(data.error) ? data.error : 'no code'
  const refusal = REFUSALS[code]
  if (refusal !== undefined) {
    const scope = typeof data.needed === 'string' && SCOPES.test(data.needed) ? ` Needed: ${data.needed}.` : ''
    const kind = TOKEN_REFUSALS.has(code) ? 'token-refused' : 'channel-refused'
    return new NewsError(kind, `${doing}: Slack refused (${code}). ${refusal}${scope}`)
  }
  if (RATE_LIMITS.has(code)) return rateLimited(doing, RETRY_AFTER_DEFAULT_S)
  if (UNPOSTABLE.has(code)) {
    return new NewsError(
      'input-invalid',
      `${doing}: Slack does not take this message (${code}); it is not tried again.`,
    )
  }
  return unconfirmed(doing, `Slack reported ${code}.`)
}

function rateLimited(doing: string, retryAfterS: number): NewsError {
  const message = `${doing}: Slack asks to wait ${retryAfterS} s before the next request.`
  return new NewsError('rate-limited', message, { retryAfterMs: retryAfterS * 1_000 })
}

function unconfirmed(doing: string, why: string): NewsError {
  return new NewsError('unconfirmed', `${doing}: ${why} It may have been accepted: look for it before trying again.`)
}

/** `ECONNRESET`, `TimeoutError`: the innermost name, which says most. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  if (error.cause instanceof Error) return nameOf(error.cause)
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name
}
