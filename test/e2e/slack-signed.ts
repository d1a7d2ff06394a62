import { createHmac } from 'node:crypto'
import { SLACK_APP_ID } from './slack-world.ts'
import type { SlackWorkspace } from './slack-world.ts'

export type Signed = {
  /** The app's address for requests: `http://127.0.0.1:3000/slack/events`. */
  readonly url: string
  readonly secret: string
  /** Sent as JSON; slash commands and clicks come as a form. */
  readonly body: unknown
  readonly as?: 'json' | 'form'
  /** Seconds since 1970; now where absent. Slack's own requests are never older than five minutes. */
  readonly timestampS?: number
  /** Spoils the signature, as a forger's. */
  readonly forged?: boolean
  readonly retry?: { readonly num: number; readonly reason: string }
}

export type SignedAnswer = { readonly status: number; readonly body: string; readonly afterMs: number }

/** Sends what Slack would send in HTTP mode, with its version 0 signature. */
export async function sendSigned(signed: Signed): Promise<SignedAnswer> {
  const { url, secret, body, as = 'json', forged = false, retry } = signed
  const timestamp = String(signed.timestampS ?? Math.floor(Date.now() / 1_000))
  const text = as === 'json' ? JSON.stringify(body) : new URLSearchParams(body as Record<string, string>).toString()
  const digest = createHmac('sha256', forged ? `not ${secret}` : secret)
    .update(`v0:${timestamp}:${text}`)
    .digest('hex')
  const start = performance.now()
  const answer = await fetch(url, {
    method: 'POST',
    body: text,
    headers: {
      'content-type': as === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
      ...(retry === undefined ? {} : { 'x-slack-retry-num': String(retry.num), 'x-slack-retry-reason': retry.reason }),
    },
  })
  return { status: answer.status, body: await answer.text(), afterMs: performance.now() - start }
}

let events = 0

/** An event as Slack wraps it, for either mode: `{ type: 'app_uninstalled' }`. */
export function wrapEvent(
  workspace: Pick<SlackWorkspace, 'id' | 'botUser'>,
  event: { readonly type: string; readonly [key: string]: unknown },
) {
  events += 1
  return {
    token: 'deprecated',
    team_id: workspace.id,
    api_app_id: SLACK_APP_ID,
    type: 'event_callback',
    event_id: `Ev${events}`,
    event_time: Math.floor(Date.now() / 1_000),
    authorizations: [
      {
        enterprise_id: null,
        team_id: workspace.id,
        user_id: workspace.botUser,
        is_bot: true,
        is_enterprise_install: false,
      },
    ],
    is_ext_shared_channel: false,
    event: { event_ts: `${Math.floor(Date.now() / 1_000)}.000001`, ...event },
  }
}
