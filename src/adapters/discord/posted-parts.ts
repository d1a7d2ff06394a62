import { DiscordAPIError, Routes } from 'discord.js'
import { NewsError } from '../../news/errors.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChannelRef, PostedRef } from '../../news/message.ts'
import type { DiscordCaller } from './discord-call.ts'
import { readFooter } from './footer.ts'
import type { PartMark } from './footer.ts'

/** A post of a digest as the channel holds it; `parts` is how many there should be. */
export type PostedPart = PartMark & { readonly id: string; readonly channel: string }

/** Discord's limit for a page. */
const PAGE_SIZE = 100
/** A search looks back this far: an unconfirmed delivery is minutes old, and its channel may be busy. */
const PAGES_MAX = 5
const UNKNOWN_CHANNEL = 10003
/** A post is looked for from so long before it was wanted: the clocks of the machine and of Discord differ. */
const CLOCKS_APART_MS = 600_000
/** Discord's ids hold the moment in their upper bits, counted from 2015: https://docs.discord.com/developers/reference#snowflakes. */
const ID_EPOCH_MS = 1_420_070_400_000n

/**
 * The parts of a delivery in the channel's recent history and in the thread under its first part, in order from the first,
 * without a gap; none where the first is missing. Throws 'unconfirmed' where the history cannot be read, and 'not-offered' where
 * there is more of it since `since` than can be searched.
 */
export async function findParts(
  caller: DiscordCaller,
  channel: ChannelRef,
  delivery: DeliveryId,
  signal: AbortSignal,
  since: Temporal.Instant,
): Promise<readonly PostedPart[]> {
  const found = inOrder(await searchChannel(caller, channel, delivery, signal, since))
  const [first] = found
  if (first === undefined || found.length >= first.parts) return found
  const thread = await searchThread(caller, { ...channel, id: first.id }, delivery, signal)
  return inOrder([...found, ...thread])
}

/** The parts of the delivery whose first part is the message `first`; none where that is no digest's first part. */
export async function readParts(
  caller: DiscordCaller,
  channel: ChannelRef,
  first: string,
  signal: AbortSignal,
): Promise<readonly PostedPart[]> {
  const doing = `Reading message ${first} in ${channel.id}`
  const message = await caller.call(doing, signal, (rest, limit) =>
    rest.get(Routes.channelMessage(channel.id, first), { signal: limit }),
  )
  const [head] = postedParts(channel, [message])
  if (head === undefined || head.part !== 1) return []
  // A change that broke off may have left more parts than the first one says.
  const thread = await searchThread(caller, { ...channel, id: first }, head.delivery, signal)
  const inThread = inOrder([head, ...thread])
  if (thread.length > 0 && inThread.length >= head.parts) return inThread
  const after = await readPage(caller, channel, { after: first }, doing, signal)
  return inOrder([head, ...thread, ...postedParts(channel, after).filter((part) => part.delivery === head.delivery)])
}

/** The parts of a note about the message `first`: they stand in its thread, or in the channel where there was none. */
export async function findNote(
  caller: DiscordCaller,
  posted: PostedRef,
  delivery: DeliveryId,
  signal: AbortSignal,
): Promise<readonly PostedPart[]> {
  const thread = inOrder(await searchThread(caller, { ...posted, id: posted.message }, delivery, signal))
  return thread.length > 0 ? thread : inOrder(await searchChannel(caller, posted, delivery, signal))
}

async function searchChannel(
  caller: DiscordCaller,
  channel: ChannelRef,
  delivery: DeliveryId,
  signal: AbortSignal,
  since: Temporal.Instant | null = null,
): Promise<readonly PostedPart[]> {
  const doing = `Looking for delivery ${delivery} in ${channel.id}`
  const found: PostedPart[] = []
  let before: string | null = null
  for (let page = 0; page < PAGES_MAX; page += 1) {
    const messages = await readPage(caller, channel, before === null ? {} : { before }, doing, signal)
    if (before === null && messages.length === 0) await checkReadable(caller, channel, doing, signal)
    found.push(...postedParts(channel, messages).filter((part) => part.delivery === delivery))
    before = messages.at(-1)?.id ?? null
    if (messages.length < PAGE_SIZE || before === null || found.some((part) => part.part === 1)) return found
  }
  if (since !== null && before !== null && momentOf(before) > since.epochMilliseconds - CLOCKS_APART_MS) {
    const message = `${doing}: more than ${PAGES_MAX * PAGE_SIZE} messages came since, so only a reader can tell whether it was posted.`
    throw new NewsError('not-offered', message)
  }
  return found
}

/** When a message was posted, in milliseconds. */
const momentOf = (id: string) => (/^\d{1,20}$/.test(id) ? Number((BigInt(id) >> 22n) + ID_EPOCH_MS) : 0)

/** The same in a thread, which may not have been started. */
async function searchThread(
  caller: DiscordCaller,
  thread: ChannelRef,
  delivery: DeliveryId,
  signal: AbortSignal,
): Promise<readonly PostedPart[]> {
  const doing = `Looking for the thread ${thread.id}`
  const exists = await caller.call(doing, signal, async (rest, limit) => {
    try {
      await rest.get(Routes.channel(thread.id), { signal: limit })
      return true
    } catch (error) {
      if (error instanceof DiscordAPIError && Number(error.code) === UNKNOWN_CHANNEL) return false
      throw error
    }
  })
  return exists === true ? searchChannel(caller, thread, delivery, signal) : []
}

async function readPage(
  caller: DiscordCaller,
  channel: ChannelRef,
  from: { readonly before?: string; readonly after?: string },
  doing: string,
  signal: AbortSignal,
): Promise<readonly { readonly id: string }[]> {
  const query = new URLSearchParams({ limit: String(PAGE_SIZE), ...from })
  const answer = await caller.call(doing, signal, (rest, limit) =>
    rest.get(Routes.channelMessages(channel.id), { query, signal: limit }),
  )
  // What is no list says nothing of what stands there: to take it for an empty one would post twice.
  if (!Array.isArray(answer)) throw new NewsError('unconfirmed', `${doing}: Discord's answer is no list of messages.`)
  return answer.filter(hasId)
}

/** Without the right to read the history Discord answers with an empty one. A channel that has had messages shows that. */
async function checkReadable(
  caller: DiscordCaller,
  channel: ChannelRef,
  doing: string,
  signal: AbortSignal,
): Promise<void> {
  const answer = await caller.call(doing, signal, (rest, limit) =>
    rest.get(Routes.channel(channel.id), { signal: limit }),
  )
  if (!isRecord(answer) || typeof answer['last_message_id'] !== 'string') return
  throw new NewsError(
    'unconfirmed',
    `${doing}: the history is empty although the channel has had messages, so only a reader can tell whether it was posted. ` +
      'Give the bot Read Message History there.',
  )
}

function inOrder(parts: readonly PostedPart[]): readonly PostedPart[] {
  const sorted = parts.toSorted((a, b) => a.part - b.part)
  const once = sorted.filter((part, index) => part.part !== sorted[index - 1]?.part)
  return once.filter((part, index) => part.part === index + 1)
}

function postedParts({ id: channel }: ChannelRef, messages: readonly unknown[]): readonly PostedPart[] {
  return messages.filter(hasId).flatMap((message) => {
    const mark = readFooter(lastFooter(message))
    return mark === null ? [] : [{ id: message.id, channel, ...mark }]
  })
}

function lastFooter(message: object): string | undefined {
  const embeds = 'embeds' in message && Array.isArray(message.embeds) ? message.embeds : []
  const last: unknown = embeds.at(-1)
  const footer = isRecord(last) ? last['footer'] : undefined
  const text = isRecord(footer) ? footer['text'] : undefined
  return typeof text === 'string' ? text : undefined
}

function hasId(message: unknown): message is { readonly id: string } {
  return isRecord(message) && typeof message['id'] === 'string'
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
