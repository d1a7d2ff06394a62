import { NewsError } from '../../news/errors.ts'
import type { Clock } from '../../ops/clock.ts'
import type { RespondAt } from './place.ts'
import type { SlackPart } from './render.ts'

/** https://docs.slack.dev/interactivity/handling-user-interaction#message_responses: five times in thirty minutes. */
const USES_MAX = 5
const VALID_MS = 30 * 60_000
/** Slack answers within a second or two. */
const TIMEOUT_MS = 10_000
/** Answers hold what one person asked: they go to Slack and nowhere else. */
const SLACK_HOSTS = /^hooks\.slack(?:-gov)?\.com$/

export type ResponseUrl = {
  /**
   * Shows a part: to the asker, to everybody, or in place of the message that was shown last. Throws NewsError where Slack takes
   * no more, or did not say.
   */
  show(part: SlackPart, how: 'asker' | 'channel' | 'in place', signal: AbortSignal): Promise<void>
  /** Takes away the message that was shown. Throws as `show`. */
  remove(signal: AbortSignal): Promise<void>
  /** As it stands now, for a form that is answered later. */
  state(): RespondAt
}

export type ResponseUrlOptions = {
  readonly clock: Clock
  /** Another address of the Web API: its host may take answers too. */
  readonly apiUrl?: string
}

/** An address for answers, with the count that Slack keeps of it. */
export function openResponseUrl(at: RespondAt, { clock, apiUrl }: ResponseUrlOptions): ResponseUrl {
  let uses = at.uses
  const since = at.since ?? clock.now().epochMilliseconds
  const host = apiUrl === undefined ? null : (URL.parse(apiUrl)?.hostname ?? null)

  async function send(body: object, signal: AbortSignal): Promise<void> {
    const url = URL.parse(at.url)
    const isSlack = url !== null && url.protocol === 'https:' && SLACK_HOSTS.test(url.hostname)
    if (url === null || !(isSlack || url.hostname === host)) throw refused("it is none of Slack's")
    if (uses >= USES_MAX || clock.now().epochMilliseconds - since >= VALID_MS) throw refused('it is used up or too old')
    uses += 1
    const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)])
    const headers = { 'content-type': 'application/json; charset=utf-8' }
    let answer: Response
    try {
      answer = await fetch(url, {
        method: 'POST',
        headers,
        body: JSON.stringify(body),
        redirect: 'error',
        signal: limit,
      })
    } catch {
      throw new NewsError('unconfirmed', 'Answering a person: Slack did not say whether it took the answer.')
    }
    const said = await answer.text().catch(() => '')
    if (!answer.ok || /"ok"\s*:\s*false/.test(said)) throw refused(`Slack answered ${answer.status}`)
    // A page of something in between, such as a proxy that wants a login: Slack says `ok`, or nothing.
    if (said.trimStart().startsWith('<')) throw refused('what answered was not Slack')
  }

  return {
    show: ({ text, blocks }, how, signal) =>
      send(
        {
          response_type: how === 'channel' ? 'in_channel' : 'ephemeral',
          // Left out it would be true: what a person pressed a button on, such as a digest, would be gone.
          replace_original: how === 'in place',
          text,
          blocks,
          mrkdwn: false,
          parse: 'none',
          link_names: false,
          unfurl_links: false,
          unfurl_media: false,
        },
        signal,
      ),
    remove: (signal) => send({ delete_original: true }, signal),
    state: () => ({ url: at.url, uses, since }),
  }
}

function refused(why: string): NewsError {
  return new NewsError('channel-refused', `Answering a person: the address for answers takes none, ${why}.`)
}
