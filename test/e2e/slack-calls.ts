import type { types } from '@slack/bolt'
import type { Reply } from './fake-http.ts'
import { addChannel } from './slack-world.ts'
import type { SlackChannel, SlackMessage, SlackWorkspace } from './slack-world.ts'

export type SlackFields = Readonly<Record<string, string>>

/** One call of one workspace's bot. */
export type SlackCall = {
  readonly workspace: SlackWorkspace
  readonly fields: SlackFields
  readonly stamp: () => string
  /** Keeps what Slack would not have taken. */
  readonly violate: (...faults: readonly string[]) => void
  /** What Slack answers to the use of a trigger; null where it is good, which it is once. */
  readonly useTrigger: (id: string | undefined) => string | null
}

export type SlackMethod = {
  /** A minute's calls for one workspace: Slack's tiers. */
  readonly perMinute: number
  /** Any of them is enough. */
  readonly scopes: readonly string[]
  readonly arguments: readonly string[]
  readonly run: (call: SlackCall) => Reply
}

export function done(fields: object = {}): Reply {
  return { status: 200, body: { ok: true, ...fields } }
}

export function failed(error: string, more: object = {}): Reply {
  return { status: 200, body: { ok: false, error, ...more } }
}

/** The channel, where the bot may do `what` there; else what Slack answers. A person's id names their direct messages with the bot. */
export function reach({ workspace, fields }: SlackCall, what: 'write' | 'read' | 'see'): SlackChannel | Reply {
  const named = fields['channel'] ?? ''
  const direct = workspace.users.has(named) ? `D${named.slice(1)}` : null
  if (direct !== null && !workspace.channels.has(direct)) addChannel(workspace, { id: direct })
  const channel = workspace.channels.get(direct ?? named)
  if (channel === undefined || channel.isDeleted) return failed('channel_not_found')
  if (channel.isPrivate && !channel.isMember) return failed('channel_not_found')
  if (what !== 'see' && !channel.isMember) return failed('not_in_channel')
  if (what === 'write' && channel.isArchived) return failed('is_archived')
  return channel
}

export const isReply = (value: SlackChannel | Reply): value is Reply => 'status' in value

export function contentOf(fields: SlackFields): Pick<SlackMessage, 'text' | 'blocks' | 'metadata'> {
  return {
    text: fields['text'] ?? '',
    blocks: JSON.parse(fields['blocks'] ?? '[]') as readonly types.KnownBlock[],
    metadata: JSON.parse(fields['metadata'] ?? 'null') as unknown,
  }
}

export function refused(call: SlackCall, faults: readonly string[]): Reply {
  call.violate(...faults)
  return failed('invalid_blocks')
}
