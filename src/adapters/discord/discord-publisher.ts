import { DiscordAPIError, Routes } from 'discord.js'
import type { REST } from 'discord.js'
import { isNewsError, NewsError } from '../../news/errors.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChannelRef, PostedRef } from '../../news/message.ts'
import { postParts, rememberParts } from '../post-parts.ts'
import type { Publisher } from '../publisher.ts'
import { createDiscordCaller } from './discord-call.ts'
import type { DiscordCaller, DiscordOptions } from './discord-call.ts'
import { findNote, findParts, readParts } from './posted-parts.ts'
import type { PostedPart } from './posted-parts.ts'
import { renderDiscord } from './render.ts'
import type { DiscordPart } from './render.ts'
import { createThreads } from './threads.ts'
import type { Threads } from './threads.ts'

/** Discord's limit for a nonce. */
const NONCE_LENGTH_MAX = 25
const SNOWFLAKE = /^\d{1,20}$/
/** "Tried to perform an operation on an archived thread, such as editing a message or adding a user to the thread." */
const ARCHIVED = 50083

/**
 * Posts digests to Discord: the first part in the channel, the others and notes in the thread under it, or behind it in the
 * channel where the bot may start no thread. Each is marked with its delivery in its footer, and for some minutes guarded
 * against a second copy by its nonce. Nothing is retried here; the outbox does that.
 */
export function createDiscordPublisher(options: DiscordOptions): Publisher {
  const memory = rememberParts()
  const caller = createDiscordCaller(options)
  const parts = { caller, threads: createThreads(caller) }

  /** What was found of a delivery: all of it, or the part from which the next `post` or `reply` goes on. */
  function settle(found: readonly PostedPart[], delivery: DeliveryId): PostedPart | null {
    const [first] = found
    if (first === undefined || found.length >= first.parts) {
      memory.forget(delivery)
      return first ?? null
    }
    memory.keep(delivery, { first: first.id, accepted: found.length })
    return null
  }

  return {
    platform: 'discord',
    post: async (channel, message, delivery, signal) => {
      checkChannel(channel)
      const send = (part: DiscordPart, number: number, first: string | null) => {
        const numbered = { delivery, part, number }
        if (first === null) return sendTo(caller, channel, numbered, signal)
        return sendBelow(parts, { ...channel, message: first }, message.title, numbered, signal)
      }
      const first = await postParts({ parts: renderDiscord(message, delivery), delivery, memory, signal, send })
      return { ...channel, message: first }
    },
    reply: async (posted, message, delivery, signal) => {
      checkChannel(posted)
      const send = (part: DiscordPart, number: number) =>
        sendBelow(parts, posted, message.title, { delivery, part, number }, signal)
      const first = await postParts({ parts: renderDiscord(message, delivery), delivery, memory, signal, send })
      return { ...posted, message: first }
    },
    edit: async (posted, message, signal) => {
      checkChannel(posted)
      const old = await readParts(caller, posted, posted.message, signal)
      const delivery = old[0]?.delivery
      if (delivery === undefined) throw notOurs(posted)
      const wanted = renderDiscord(message, delivery)
      for (const [index, part] of wanted.entries()) {
        const there = old[index]
        const numbered = { delivery, part, number: index + 1 }
        if (there === undefined) await sendBelow(parts, posted, message.title, numbered, signal)
        else await change(caller, there, part, signal)
      }
      for (const surplus of old.slice(wanted.length)) await remove(caller, surplus, signal)
    },
    find: async (channel, delivery, signal, since) => {
      checkChannel(channel)
      const first = settle(await findParts(caller, channel, delivery, signal, since), delivery)
      return first === null ? null : { ...channel, message: first.id }
    },
    findReply: async (posted, delivery, signal) => {
      checkChannel(posted)
      const first = settle(await findNote(caller, posted, delivery, signal), delivery)
      return first === null ? null : { ...posted, message: first.id }
    },
    close: async () => caller.close(),
  }
}

type Numbered = { readonly delivery: DeliveryId; readonly part: DiscordPart; readonly number: number }

/** Posts in the thread under `posted`; where there is none for us, in the channel, as an answer to it. */
async function sendBelow(
  { caller, threads }: { readonly caller: DiscordCaller; readonly threads: Threads },
  posted: PostedRef,
  title: string,
  numbered: Numbered,
  signal: AbortSignal,
): Promise<string> {
  const thread = await threads.open(posted, posted.message, title, signal)
  if (thread !== null) {
    try {
      return await sendTo(caller, thread, numbered, signal)
    } catch (error) {
      if (!isNewsError(error, 'channel-refused')) throw error
      threads.refused(posted)
    }
  }
  return sendTo(caller, posted, numbered, signal, posted.message)
}

async function sendTo(
  caller: DiscordCaller,
  channel: ChannelRef,
  { delivery, part, number }: Numbered,
  signal: AbortSignal,
  answered: string | null = null,
): Promise<string> {
  const doing = `Posting part ${number} of delivery ${delivery} to ${channel.id}`
  const nonce = `${delivery}-${number}`.slice(-NONCE_LENGTH_MAX)
  const above =
    answered === null ? {} : { message_reference: { message_id: answered, fail_if_not_exists: false } as const }
  const body = { ...bodyOf(part), ...above, nonce, enforce_nonce: true }
  const answer = await caller.call(doing, signal, (rest, limit) =>
    rest.post(Routes.channelMessages(channel.id), { body, signal: limit }),
  )
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null
  if (typeof id !== 'string') throw new NewsError('unconfirmed', `${doing}: Discord's answer names no message.`)
  return id
}

async function change(
  caller: DiscordCaller,
  { channel, id }: PostedPart,
  part: DiscordPart,
  signal: AbortSignal,
): Promise<void> {
  await caller.call(`Editing message ${id} in ${channel}`, signal, (rest, limit) =>
    unfolded(rest, channel, limit, () =>
      rest.patch(Routes.channelMessage(channel, id), { body: bodyOf(part), signal: limit }),
    ),
  )
}

/** Discord folds a thread away after a day without a message: then nothing in it can be changed before it is brought back. */
async function unfolded(rest: REST, thread: string, signal: AbortSignal, request: () => Promise<unknown>) {
  try {
    return await request()
  } catch (error) {
    if (!isFolded(error)) throw error
  }
  try {
    await rest.patch(Routes.channel(thread), { body: { archived: false }, signal })
    return await request()
  } catch (error) {
    // It is locked, or not ours to open. That says nothing against the channel, which goes on as before.
    if (!(error instanceof DiscordAPIError) || (error.status !== 403 && !isFolded(error))) throw error
    throw new NewsError(
      'input-invalid',
      `The thread ${thread} is archived and cannot be opened: its part of the post stays as it was.`,
    )
  }
}

const isFolded = (error: unknown) => error instanceof DiscordAPIError && Number(error.code) === ARCHIVED

async function remove(caller: DiscordCaller, { channel, id }: PostedPart, signal: AbortSignal): Promise<void> {
  await caller.call(`Deleting message ${id} in ${channel}`, signal, (rest, limit) =>
    unfolded(rest, channel, limit, () => rest.delete(Routes.channelMessage(channel, id), { signal: limit })),
  )
}

/** No mention works, whatever the text holds. An edit without components would leave the old ones standing. */
function bodyOf({ content, embeds, components }: DiscordPart) {
  return { content, embeds, components, allowed_mentions: { parse: [] } }
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
