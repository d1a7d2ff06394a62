import type { webApi } from '@slack/bolt'
import { isNewsError } from '../../news/errors.ts'
import type { ChannelRef } from '../../news/message.ts'
import { faultFinding, type Finding } from '../finding.ts'
import { field } from '../read-json.ts'
import { missingScopes } from './scopes.ts'
import { createSlackCaller, type SlackCaller, type SlackOptions } from './slack-call.ts'

export type SlackCheckOptions = SlackOptions & {
  /** The subscribed channels that this token posts to. */
  readonly channels: readonly ChannelRef[]
}

/** Asks Slack, without a post, whether the token is good, has its scopes, and can post to each channel. */
export async function checkSlack(options: SlackCheckOptions, signal: AbortSignal): Promise<readonly Finding[]> {
  const called = createSlackCaller(options)
  let identity: webApi.AuthTestResponse
  try {
    identity = await called('Asking whose the token is', signal, (client) => client.auth.test())
  } catch (error) {
    return [faultFinding('slack', error)]
  }
  const { team = '?', user = '?', team_id: workspace = '?' } = identity
  const granted = identity.response_metadata?.scopes
  const missing = granted === undefined ? [] : missingScopes(granted)
  const lacks = missing.length === 0 ? '' : `; it lacks ${missing.join(', ')}`
  const mend = 'Add what it lacks under "OAuth & Permissions" of the app, and install the app again.'
  const findings: Finding[] = [
    { name: 'slack', found: `${user} in ${team} (${workspace})${lacks}`, mend: missing.length === 0 ? null : mend },
  ]
  for (const [index, channel] of options.channels.entries()) {
    try {
      findings.push(await checkChannel(called, channel, signal))
    } catch (error) {
      findings.push(faultFinding(`slack ${channel.id}`, error))
      // Whoever is asked to wait asks no more.
      const left = options.channels.length - index - 1
      if (!isNewsError(error, 'rate-limited') || left === 0) continue
      findings.push({ name: 'slack', found: `${left} more channels were not asked about`, mend: 'Run doctor again.' })
      break
    }
  }
  return findings
}

/** Asks Slack whether the app-level token opens Socket Mode. */
export async function checkSlackAppToken(options: SlackOptions, signal: AbortSignal): Promise<Finding> {
  const name = 'slack app token'
  try {
    const called = createSlackCaller(options)
    await called('Asking for a WebSocket with SLACK_APP_TOKEN', signal, (client) => client.apps.connections.open())
    return { name, found: 'Socket Mode opens with it', mend: null }
  } catch (error) {
    // What a refusal of a token says is of the bot token.
    if (!isNewsError(error, 'token-refused')) return faultFinding(name, error)
    const found = `Asking for a WebSocket with SLACK_APP_TOKEN: ${/Slack refused \([a-z_]+\)\./.exec(error.message)?.[0] ?? 'Slack refused.'}`
    return { name, found, mend: APP_TOKEN_MEND }
  }
}

const APP_TOKEN_MEND =
  'Make an app-level token with the scope connections:write ("Basic Information", "App-Level Tokens"), and set SLACK_APP_TOKEN.'

async function checkChannel(called: SlackCaller, { id }: ChannelRef, signal: AbortSignal): Promise<Finding> {
  const answer = await called(`Asking about channel ${id}`, signal, (client) =>
    client.conversations.info({ channel: id }),
  )
  const is = (name: string) => field(answer.channel, name) === true
  const name = `slack ${id}`
  // A conversation with one person is nothing one is invited to.
  if (is('is_im')) return { name, found: 'a direct message, which takes posts', mend: null }
  const title = `#${answer.channel?.name ?? id}`
  if (is('is_archived')) {
    const mend = 'Take it out of the archive, or remove the subscription.'
    return { name, found: `${title} is archived`, mend }
  }
  if (!is('is_member')) {
    return { name, found: `the app is not in ${title}`, mend: `Invite it there: /invite @Standfirst` }
  }
  if (is('is_read_only')) {
    return {
      name,
      found: `${title} is read-only`,
      mend: "Ask an admin of the workspace to allow the app's posts there.",
    }
  }
  return { name, found: `${title} takes posts`, mend: null }
}
