import { Routes } from 'discord.js'
import { NewsError } from '../../news/errors.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChannelRef, PostedRef } from '../../news/message.ts'
import { postParts, rememberParts } from '../post-parts.ts'
import type { Publisher } from '../publisher.ts'
import { createDiscordCaller } from './discord-call.ts'
import type { DiscordCaller, DiscordOptions } from './discord-call.ts'
import { findParts, readParts } from './posted-parts.ts'
import { renderDiscord } from './render.ts'
import type { DiscordPart } from './render.ts'

/** Discord's limit for a nonce. */
const NONCE_LENGTH_MAX = 25
const SNOWFLAKE = /^\d{1,20}$/

/**
 * Posts digests to Discord: the parts one after the other in the channel, each marked with its delivery in its footer, and for
 * some minutes guarded against a second copy by its nonce. Nothing is retried here; the outbox does that.
 */
export function createDiscordPublisher(options: DiscordOptions): Publisher {
  const memory = rememberParts()
  const caller = createDiscordCaller(options)

  return {
    platform: 'discord',
    post: async (channel, message, delivery, signal) => {
      checkChannel(channel)
      const first = await postParts({
        parts: renderDiscord(message, delivery),
        delivery,
        memory,
        signal,
        send: (part, number) => send(caller, channel, delivery, part, number, signal),
      })
      return { ...channel, message: first }
    },
    edit: async (posted, message, signal) => {
      checkChannel(posted)
      const old = await readParts(caller, posted, posted.message, signal)
      const delivery = old[0]?.delivery
      if (delivery === undefined) throw notOurs(posted)
      const parts = renderDiscord(message, delivery)
      for (const [index, part] of parts.entries()) {
        const id = old[index]?.id
        if (id === undefined) await send(caller, posted, delivery, part, index + 1, signal)
        else await change(caller, posted, id, part, signal)
      }
      for (const surplus of old.slice(parts.length)) await remove(caller, posted, surplus.id, signal)
    },
    find: async (channel, delivery, signal) => {
      checkChannel(channel)
      const parts = await findParts(caller, channel, delivery, signal)
      const [first] = parts
      if (first === undefined || parts.length >= first.parts) {
        memory.forget(delivery)
        return first === undefined ? null : { ...channel, message: first.id }
      }
      // Half a digest: the next `post` goes on behind it.
      memory.keep(delivery, { first: first.id, accepted: parts.length })
      return null
    },
    close: async () => caller.close(),
  }
}

async function send(
  caller: DiscordCaller,
  channel: ChannelRef,
  delivery: DeliveryId,
  part: DiscordPart,
  number: number,
  signal: AbortSignal,
): Promise<string> {
  const doing = `Posting part ${number} of delivery ${delivery} to ${channel.id}`
  const nonce = `${delivery}-${number}`.slice(-NONCE_LENGTH_MAX)
  const body = { ...bodyOf(part), nonce, enforce_nonce: true }
  const answer = await caller.call(doing, signal, (rest, limit) =>
    rest.post(Routes.channelMessages(channel.id), { body, signal: limit }),
  )
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null
  if (typeof id !== 'string') throw new NewsError('unconfirmed', `${doing}: Discord's answer names no message.`)
  return id
}

async function change(
  caller: DiscordCaller,
  posted: PostedRef,
  id: string,
  part: DiscordPart,
  signal: AbortSignal,
): Promise<void> {
  await caller.call(`Editing message ${id} in ${posted.id}`, signal, (rest, limit) =>
    rest.patch(Routes.channelMessage(posted.id, id), { body: bodyOf(part), signal: limit }),
  )
}

async function remove(caller: DiscordCaller, posted: PostedRef, id: string, signal: AbortSignal): Promise<void> {
  await caller.call(`Deleting message ${id} in ${posted.id}`, signal, (rest, limit) =>
    rest.delete(Routes.channelMessage(posted.id, id), { signal: limit }),
  )
}

/** No mention works, whatever the text holds. */
function bodyOf(part: DiscordPart) {
  return { content: part.content, embeds: part.embeds, allowed_mentions: { parse: [] } }
}

/** An id goes into a path: anything else than a snowflake would ask another question. */
function checkChannel(channel: ChannelRef): void {
  if (SNOWFLAKE.test(channel.id)) return
  const message = `${channel.id} is no Discord channel: give the channel's id, a number of 17 to 20 digits (Copy Channel ID).`
  throw new NewsError('channel-refused', message)
}

function notOurs(posted: PostedRef): NewsError {
  const message = `Message ${posted.message} in ${posted.id} is no digest's first part; nothing was changed.`
  return new NewsError('input-invalid', message)
}
