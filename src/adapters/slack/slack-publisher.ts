import { NewsError } from '../../news/errors.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChannelRef, ChatMessage, PostedRef } from '../../news/message.ts'
import { postParts, rememberParts } from '../post-parts.ts'
import type { Publisher } from '../publisher.ts'
import { findFirstPart, partBlockId, partMetadata, readReplies, readThread } from './posted-parts.ts'
import { renderSlack } from './render.ts'
import type { SlackPart } from './render.ts'
import { createSlackCaller } from './slack-call.ts'
import type { SlackCaller, SlackOptions } from './slack-call.ts'

/** Enough that no edit of a post has the id of another. */
const EDIT_ID_LENGTH = 8

type Numbered = {
  readonly delivery: DeliveryId
  readonly part: SlackPart
  readonly number: number
  readonly of: number
}

/**
 * Posts digests to Slack: the first part in the channel, the others in its thread, each marked with its delivery in the message's
 * metadata. Nothing is retried here; the outbox does that.
 */
export function createSlackPublisher(options: SlackOptions): Publisher {
  const memory = rememberParts()
  const called = createSlackCaller(options)

  /** Posts the parts of a message: the first in the thread `above`, or in the channel, where the others then follow it. */
  async function post(
    channel: ChannelRef,
    message: ChatMessage,
    delivery: DeliveryId,
    above: string | null,
    signal: AbortSignal,
  ): Promise<PostedRef> {
    const parts = renderSlack(message)
    const first = await postParts({
      parts,
      delivery,
      memory,
      signal,
      send: (part, number, thread) =>
        send(called, channel, { delivery, part, number, of: parts.length }, above ?? thread, signal),
    })
    return { ...channel, message: first }
  }

  return {
    platform: 'slack',
    post: (channel, message, delivery, signal) => post(channel, message, delivery, null, signal),
    reply: (posted, message, delivery, signal) => post(posted, message, delivery, posted.message, signal),
    findReply: async (posted, delivery, signal) => {
      const parts = await readReplies(called, posted, posted.message, delivery, signal)
      const [first] = parts
      if (first === undefined || parts.length >= first.parts) {
        memory.forget(delivery)
        return first === undefined ? null : { ...posted, message: first.ts }
      }
      memory.keep(delivery, { first: first.ts, accepted: parts.length })
      return null
    },
    edit: (posted, message, signal) => edit(called, posted, message, signal),
    find: async (channel, delivery, signal, since) => {
      const first = await findFirstPart(called, channel, delivery, signal, since)
      if (first === null) {
        memory.forget(delivery)
        return null
      }
      const parts = first.parts === 1 ? [first] : await readThread(called, channel, first.ts, signal)
      if (parts.length >= first.parts) {
        memory.forget(delivery)
        return { ...channel, message: first.ts }
      }
      // Half a digest: the next `post` goes on behind it.
      memory.keep(delivery, { first: first.ts, accepted: parts.length })
      return null
    },
    close: async () => {},
  }
}

async function send(
  called: SlackCaller,
  channel: ChannelRef,
  numbered: Numbered,
  thread: string | null,
  signal: AbortSignal,
): Promise<string> {
  const { delivery, number, of } = numbered
  const doing = `Posting part ${number} of ${of} of delivery ${delivery} to ${channel.id}`
  const answer = await called(doing, signal, (client) =>
    client.chat.postMessage({
      channel: channel.id,
      ...contentOf(numbered, null),
      ...(thread === null ? {} : { thread_ts: thread }),
      mrkdwn: false,
      unfurl_links: false,
      unfurl_media: false,
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- Slack's method, not the browser's
    }),
  )
  if (typeof answer.ts !== 'string') throw new NewsError('unconfirmed', `${doing}: Slack's answer names no message.`)
  return answer.ts
}

async function edit(called: SlackCaller, posted: PostedRef, message: ChatMessage, signal: AbortSignal): Promise<void> {
  const parts = renderSlack(message)
  const old = await readThread(called, posted, posted.message, signal)
  const delivery = old[0]?.delivery
  if (delivery === undefined) throw notOurs(posted)
  for (const [index, part] of parts.entries()) {
    const numbered = { delivery, part, number: index + 1, of: parts.length }
    const ts = old[index]?.ts
    if (ts === undefined) await send(called, posted, numbered, posted.message, signal)
    else await change(called, posted, ts, contentOf(numbered, crypto.randomUUID().slice(0, EDIT_ID_LENGTH)), signal)
  }
  for (const surplus of old.slice(parts.length)) await remove(called, posted, surplus.ts, signal)
}

function contentOf(numbered: Numbered, iteration: string | null) {
  const { delivery, number: part, of: parts } = numbered
  const [first, ...blocks] = numbered.part.blocks
  const block_id = partBlockId({ delivery, part, parts }, iteration)
  return {
    text: numbered.part.text,
    blocks: first === undefined ? [] : [{ ...first, block_id }, ...blocks],
    metadata: partMetadata(delivery, part, parts),
    parse: 'none' as const,
    link_names: false,
  }
}

async function change(
  called: SlackCaller,
  posted: PostedRef,
  ts: string,
  content: ReturnType<typeof contentOf>,
  signal: AbortSignal,
): Promise<void> {
  await called(`Editing message ${ts} in ${posted.id}`, signal, (client) =>
    client.chat.update({ channel: posted.id, ts, ...content }),
  )
}

async function remove(called: SlackCaller, posted: PostedRef, ts: string, signal: AbortSignal): Promise<void> {
  await called(`Deleting message ${ts} in ${posted.id}`, signal, (client) =>
    client.chat.delete({ channel: posted.id, ts }),
  )
}

function notOurs(posted: PostedRef): NewsError {
  const message = `Message ${posted.message} in ${posted.id} is gone or is none of our digests; nothing was changed.`
  return new NewsError('input-invalid', message)
}
