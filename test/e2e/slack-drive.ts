import type { FakeSlack } from './fake-slack.ts'
import type { SlackDelivery } from './slack-acts.ts'
import { sendSigned } from './slack-signed.ts'

export type SlackRetry = { readonly num: number; readonly reason: string }

/** Slack's way to the app. */
export type SlackDriver = {
  readonly name: 'Socket Mode' | 'HTTP mode'
  /**
   * Sends what people did, as Slack does. Gives how long the app took to acknowledge it, and throws where that was longer than Slack
   * waits, or where the app answered anything but yes.
   */
  send(delivery: SlackDelivery, retry?: SlackRetry): Promise<number>
}

/** Slack counts as lost what is not acknowledged by then. */
const ACK_MAX_MS = 3_000

export function driveSocket(slack: FakeSlack): SlackDriver {
  return {
    name: 'Socket Mode',
    send: async ({ type, payload }, retry) => {
      const again = retry === undefined ? undefined : { attempt: retry.num, reason: retry.reason }
      const { acked, afterMs, payload: answer } = await slack.sockets.send(type, payload, again)
      return checked(acked && isNothing(answer), afterMs)
    },
  }
}

export function driveHttp(at: { readonly url: string; readonly secret: string }): SlackDriver {
  return {
    name: 'HTTP mode',
    send: async ({ type, payload }, retry) => {
      const again = retry === undefined ? {} : { retry }
      const sent =
        type === 'events_api'
          ? { body: payload, as: 'json' as const }
          : { body: type === 'interactive' ? { payload: JSON.stringify(payload) } : payload, as: 'form' as const }
      const { status, body, afterMs } = await sendSigned({ ...at, ...sent, ...again })
      return checked(status === 200 && body === '', afterMs)
    },
  }
}

function isNothing(answer: unknown): boolean {
  return answer === undefined || JSON.stringify(answer) === '{}'
}

function checked(isAcknowledged: boolean, afterMs: number): number {
  if (!isAcknowledged || afterMs > ACK_MAX_MS) throw new Error(`not acknowledged after ${Math.round(afterMs)} ms`)
  return afterMs
}
