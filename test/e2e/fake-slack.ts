import type { types } from '@slack/bolt'
import { startFake } from './fake-http.ts'
import type { FakeServer, Fault, Reply, Request } from './fake-http.ts'
import { blockFaults, readBlocks } from './slack-rules.ts'

type Message = {
  readonly ts: string
  readonly thread: string | null
  readonly text: string
  readonly blocks: readonly types.KnownBlock[]
  readonly metadata: unknown
}

export type FakeSlack = FakeServer & {
  readonly apiUrl: string
  /** Requests that Slack would not have taken, or that could ping, unfurl or reformat. */
  readonly violations: readonly string[]
  /** The names of the methods called, in order. */
  readonly calls: readonly string[]
  /** Something another person or app posted. */
  addOther(text: string): void
  /** What stands in the channel, threads under their posts. */
  read(): string
  /** The messages in the order they were posted, those of threads too. */
  messages(): readonly Message[]
}

export const SLACK_TOKEN = 'xoxb-0000-fake-token'
export const SLACK_CHANNEL = 'C0FAKE001'
/** Slack's default page, made small so that paging is tried. */
const PAGE_SIZE_MAX = 100

/** A Slack with one channel, on 127.0.0.1. It holds messages, and refuses what the real one refuses. */
export async function startFakeSlack(): Promise<FakeSlack> {
  const messages: Message[] = []
  const violations: string[] = []
  const calls: string[] = []
  let clock = 0

  function store(message: Omit<Message, 'ts'>): Message {
    clock += 1
    const stored = { ...message, ts: `1767859200.${String(clock).padStart(6, '0')}` }
    messages.push(stored)
    return stored
  }

  function answer(request: Request): Reply {
    const method = request.path.replace('/api/', '')
    calls.push(method)
    const fields = Object.fromEntries(new URLSearchParams(request.body))
    if (request.authorization !== `Bearer ${SLACK_TOKEN}`) return failed('invalid_auth')
    if (request.body.includes(SLACK_TOKEN)) violations.push('the token is in the body')
    if (fields['channel'] !== SLACK_CHANNEL) return failed('channel_not_found')
    switch (method) {
      case 'chat.postMessage':
        return post(fields)
      case 'chat.update':
        return update(fields)
      case 'chat.delete':
        return remove(fields)
      case 'conversations.history':
        return history(fields)
      case 'conversations.replies':
        return replies(fields)
      default:
        violations.push(`${method} is no method we use`)
        return failed('unknown_method')
    }
  }

  function post(fields: Record<string, string>): Reply {
    const faults = contentFaults(fields)
    if (fields['unfurl_links'] !== 'false' || fields['unfurl_media'] !== 'false') faults.push('links would unfurl')
    if (fields['mrkdwn'] !== 'false') faults.push('the notification would be formatted')
    const thread = fields['thread_ts'] ?? null
    if (thread !== null && !messages.some((message) => message.ts === thread)) faults.push('thread_not_found')
    if (faults.length > 0) return refused(faults)
    const { ts } = store({ ...contentOf(fields), thread })
    return { status: 200, body: { ok: true, channel: SLACK_CHANNEL, ts, message: {} } }
  }

  function update(fields: Record<string, string>): Reply {
    const faults = contentFaults(fields)
    if (Buffer.byteLength(fields['text'] ?? '') > 4_000) faults.push('msg_too_long')
    if (faults.length > 0) return refused(faults)
    const index = messages.findIndex((message) => message.ts === fields['ts'])
    const old = messages[index]
    if (old === undefined) return failed('message_not_found')
    messages[index] = { ...old, ...contentOf(fields) }
    return { status: 200, body: { ok: true, channel: SLACK_CHANNEL, ts: old.ts, text: fields['text'] } }
  }

  function remove(fields: Record<string, string>): Reply {
    const index = messages.findIndex((message) => message.ts === fields['ts'])
    if (index === -1) return failed('message_not_found')
    messages.splice(index, 1)
    return { status: 200, body: { ok: true } }
  }

  function history(fields: Record<string, string>): Reply {
    const newestFirst = messages.filter((message) => message.thread === null).toReversed()
    const start = Number(fields['cursor'] ?? 0)
    const limit = Math.min(Number(fields['limit'] ?? PAGE_SIZE_MAX), PAGE_SIZE_MAX)
    const more = start + limit < newestFirst.length
    return {
      status: 200,
      body: {
        ok: true,
        messages: newestFirst.slice(start, start + limit).map((message) => shown(message, fields)),
        has_more: more,
        response_metadata: { next_cursor: more ? String(start + limit) : '' },
      },
    }
  }

  function replies(fields: Record<string, string>): Reply {
    const thread = messages.filter(({ ts, thread: parent }) => ts === fields['ts'] || parent === fields['ts'])
    if (thread.length === 0) return failed('thread_not_found')
    return {
      status: 200,
      body: { ok: true, messages: thread.map((message) => shown(message, fields)), has_more: false },
    }
  }

  function refused(faults: readonly string[]): Reply {
    violations.push(...faults)
    return failed('invalid_blocks')
  }

  // Slack's schema takes half a second to compile: not while a request waits.
  blockFaults([])
  const server = await startFake(answer, faultReply)
  return {
    ...server,
    apiUrl: `${server.origin}/api/`,
    violations,
    calls,
    addOther: (text) => void store({ text, blocks: [], metadata: undefined, thread: null }),
    read: () =>
      messages
        .filter((message) => message.thread === null)
        .flatMap((top) => [top, ...messages.filter((message) => message.thread === top.ts)])
        .map((message) => (message.blocks.length === 0 ? message.text : readBlocks(message.blocks)))
        .join('\n'),
    messages: () => [...messages],
  }
}

function contentFaults(fields: Record<string, string>): string[] {
  const { text = '', parse, link_names, metadata = '{}' } = fields
  return [
    ...blockFaults(contentOf(fields).blocks),
    ...(text === '' || text.length > 40_000 ? ['text length'] : []),
    ...(/[<>]|&(?!amp;|lt;|gt;)/.test(text) ? [`unescaped text: ${text}`] : []),
    ...(parse === 'none' && link_names === 'false' ? [] : ['names would become mentions']),
    ...(Buffer.byteLength(metadata) > 16_000 ? ['metadata_too_large'] : []),
  ]
}

function contentOf(fields: Record<string, string>): Pick<Message, 'text' | 'blocks' | 'metadata'> {
  return {
    text: fields['text'] ?? '',
    blocks: JSON.parse(fields['blocks'] ?? '[]') as readonly types.KnownBlock[],
    metadata: JSON.parse(fields['metadata'] ?? 'null') as unknown,
  }
}

function shown(message: Message, fields: Record<string, string>): unknown {
  const { ts, text, blocks, metadata } = message
  const marked = fields['include_all_metadata'] === 'true' ? { metadata } : {}
  return { type: 'message', ts, text, blocks, bot_id: 'B0FAKE', ...marked }
}

function failed(error: string): Reply {
  return { status: 200, body: { ok: false, error } }
}

function faultReply(fault: Fault): Reply {
  if (fault.kind === 'refused') {
    return {
      status: 200,
      body: { ok: false, error: fault.code, ...(fault.code === 'missing_scope' ? { needed: 'chat:write' } : {}) },
    }
  }
  if (fault.kind === 'rate-limited') {
    return {
      status: 429,
      headers: { 'retry-after': String(fault.retryAfterS) },
      body: { ok: false, error: 'ratelimited' },
    }
  }
  return { status: fault.kind === 'status' ? fault.status : 500, body: { error: 'upstream' } }
}
