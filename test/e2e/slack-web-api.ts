import type { Reply } from './fake-http.ts'
import { contentOf, done, failed, isReply, reach, refused } from './slack-calls.ts'
import type { SlackCall, SlackMethod } from './slack-calls.ts'
import { PEOPLE_METHODS } from './slack-people-api.ts'
import { contentFaults } from './slack-rules.ts'
import { addChannel, showChannel, showMessage } from './slack-world.ts'
import type { SlackMessage } from './slack-world.ts'

/** Slack's tiers 2 and 3, and what it says of `auth.test`: hundreds. */
const [TIER_2, TIER_3, HUNDREDS] = [20, 50, 300]
/** Slack's default page, made small so that paging is tried. */
const PAGE_SIZE_MAX = 100
const HISTORY_SCOPES = ['channels:history', 'groups:history']
const READ_SCOPES = ['channels:read', 'groups:read', 'im:read']
const CONTENT = ['text', 'blocks', 'metadata', 'parse', 'link_names']
const PAGING = ['cursor', 'limit', 'oldest', 'latest', 'inclusive', 'include_all_metadata']

/** The methods that a bot token may call here, with what each costs and needs. */
export const SLACK_METHODS: Readonly<Record<string, SlackMethod>> = {
  'auth.test': { perMinute: HUNDREDS, scopes: [], arguments: ['token'], run: testAuth },
  'chat.postMessage': {
    perMinute: Infinity,
    scopes: ['chat:write'],
    arguments: [...CONTENT, 'channel', 'thread_ts', 'mrkdwn', 'unfurl_links', 'unfurl_media'],
    run: postMessage,
  },
  'chat.update': {
    perMinute: TIER_3,
    scopes: ['chat:write'],
    arguments: [...CONTENT, 'channel', 'ts'],
    run: updateMessage,
  },
  'chat.delete': { perMinute: TIER_3, scopes: ['chat:write'], arguments: ['channel', 'ts'], run: deleteMessage },
  'conversations.info': { perMinute: TIER_3, scopes: READ_SCOPES, arguments: ['channel'], run: info },
  'conversations.history': {
    perMinute: TIER_3,
    scopes: HISTORY_SCOPES,
    arguments: ['channel', ...PAGING],
    run: history,
  },
  'conversations.replies': {
    perMinute: TIER_3,
    scopes: HISTORY_SCOPES,
    arguments: ['channel', 'ts', ...PAGING],
    run: replies,
  },
  'conversations.join': { perMinute: TIER_3, scopes: ['channels:join'], arguments: ['channel'], run: join },
  ...PEOPLE_METHODS,
  'auth.revoke': { perMinute: TIER_2, scopes: [], arguments: [], run: revoke },
}

function testAuth({ workspace }: SlackCall): Reply {
  const { id, name, botUser } = workspace
  return done({
    url: `https://${name}.slack.com/`,
    team: name,
    user: 'standfirst',
    team_id: id,
    user_id: botUser,
    bot_id: 'B0FAKE',
  })
}

function revoke({ workspace }: SlackCall): Reply {
  workspace.tokenFault = 'token_revoked'
  return done({ revoked: true })
}

function messagesOf({ workspace, fields }: SlackCall): readonly SlackMessage[] {
  return workspace.messages.filter(({ channel }) => channel === fields['channel'])
}

function postMessage(call: SlackCall): Reply {
  const { fields, workspace } = call
  const channel = reach(call, 'write')
  if (isReply(channel)) return channel
  const content = contentOf(fields)
  const faults = contentFaults(fields, content.blocks)
  if (fields['unfurl_links'] !== 'false' || fields['unfurl_media'] !== 'false') faults.push('links would unfurl')
  if (fields['mrkdwn'] !== 'false') faults.push('the notification would be formatted')
  const thread = fields['thread_ts'] ?? null
  const parent = workspace.messages.filter((message) => message.channel === channel.id).find(({ ts }) => ts === thread)
  if (thread !== null && parent === undefined) faults.push('thread_not_found')
  if (parent !== undefined && parent.thread !== null) faults.push('a reply to a reply')
  if (faults.length > 0) return refused(call, faults)
  const ts = call.stamp()
  workspace.messages.push({ ...content, ts, channel: channel.id, thread, app: 'ours', edited: false, deleted: false })
  return done({ channel: channel.id, ts, message: {} })
}

/** Where our message stands, or what Slack answers. */
function ours(call: SlackCall, notOurs: string): number | Reply {
  const channel = reach(call, 'write')
  if (isReply(channel)) return channel
  const { fields, workspace } = call
  const index = workspace.messages.findIndex(({ ts }) => ts === fields['ts'])
  const message = workspace.messages[index]
  if (message === undefined || message.deleted || message.channel !== channel.id) return failed('message_not_found')
  return message.app === 'ours' ? index : failed(notOurs)
}

function updateMessage(call: SlackCall): Reply {
  const { fields, workspace } = call
  const index = ours(call, 'cant_update_message')
  if (typeof index !== 'number') return index
  const content = contentOf(fields)
  const faults = contentFaults(fields, content.blocks)
  if (Buffer.byteLength(fields['text'] ?? '') > 4_000) faults.push('msg_too_long')
  if (faults.length > 0) return refused(call, faults)
  const old = workspace.messages[index]!
  // An edit that names no metadata leaves what there is.
  const metadata = fields['metadata'] === undefined ? old.metadata : content.metadata
  workspace.messages[index] = { ...old, ...content, metadata, edited: true }
  return done({ channel: old.channel, ts: old.ts, text: content.text })
}

function deleteMessage(call: SlackCall): Reply {
  const index = ours(call, 'cant_delete_message')
  if (typeof index !== 'number') return index
  const { messages } = call.workspace
  const old = messages[index]!
  if (!messages.some(({ thread }) => thread === old.ts)) messages.splice(index, 1)
  else messages[index] = { ...old, text: 'This message was deleted.', blocks: [], metadata: null, deleted: true }
  return done({ channel: old.channel, ts: old.ts })
}

function info(call: SlackCall): Reply {
  const channel = reach(call, 'see')
  return isReply(channel) ? channel : done({ channel: showChannel(channel) })
}

function join(call: SlackCall): Reply {
  const channel = reach(call, 'see')
  if (isReply(channel)) return channel
  if (channel.isArchived) return failed('is_archived')
  if (channel.isPrivate) return failed('method_not_supported_for_channel_type')
  return done({ channel: showChannel(addChannel(call.workspace, { ...channel, isMember: true })) })
}

function history(call: SlackCall): Reply {
  const channel = reach(call, 'read')
  if (isReply(channel)) return channel
  const all = messagesOf(call)
  return page(call, all.filter(({ thread }) => thread === null).toReversed(), all)
}

function replies(call: SlackCall): Reply {
  const channel = reach(call, 'read')
  if (isReply(channel)) return channel
  const all = messagesOf(call)
  const { fields } = call
  const thread = all.filter(({ ts, thread: parent }) => ts === fields['ts'] || parent === fields['ts'])
  return thread.length === 0 ? failed('thread_not_found') : page(call, thread, all)
}

function page({ fields, violate }: SlackCall, found: readonly SlackMessage[], all: readonly SlackMessage[]): Reply {
  const limit = Number(fields['limit'] ?? PAGE_SIZE_MAX)
  if (!Number.isInteger(limit) || limit < 1 || limit > 999) violate(`limit ${fields['limit']}`)
  const size = Math.min(limit, PAGE_SIZE_MAX)
  const start = Number(fields['cursor'] ?? 0)
  const [oldest, latest] = [fields['oldest'] ?? '0', fields['latest'] ?? '9999999999']
  const inside = found.filter(({ ts }) => {
    if (fields['inclusive'] === 'true' && (ts === oldest || ts === latest)) return true
    return ts > oldest && ts < latest
  })
  const more = start + size < inside.length
  return done({
    messages: inside
      .slice(start, start + size)
      .map((message) => showMessage(message, all, fields['include_all_metadata'] === 'true')),
    has_more: more,
    response_metadata: { next_cursor: more ? String(start + size) : '' },
  })
}
