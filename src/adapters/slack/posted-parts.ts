import { webApi } from '@slack/bolt'
import { isNewsError, NewsError } from '../../news/errors.ts'
import { deliveryId } from '../../news/ids.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChannelRef } from '../../news/message.ts'
import type { SlackCaller } from './slack-call.ts'

/** A post of a digest as the channel holds it; `parts` is how many there should be. */
export type PostedPart = {
  readonly ts: string
  readonly delivery: DeliveryId
  /** From 1. */
  readonly part: number
  readonly parts: number
}

/** The type of the metadata that marks a digest's posts. */
const EVENT_TYPE = 'standfirst_delivery'
/** A search looks back this far: an unconfirmed delivery is minutes old, and its channel may be busy. */
const HISTORY_PAGE_SIZE = 200
const HISTORY_PAGES_MAX = 5
/** A post is looked for from so long before it was wanted: the clocks of the machine and of Slack differ. */
const CLOCKS_APART_MS = 600_000
/** So long before nothing is looked for, even where the machine's clock went a day fast. */
const SURELY_BEFORE_MS = 24 * 3_600_000
/** Slack's own limit for a page of replies is 1,000; a digest of this many parts would hold 3,000 lines. */
const REPLIES_MAX = 200
/** Of a thread that people talk in, so many pages are looked through. */
const REPLIES_PAGES_MAX = 5

/** The metadata of a digest's post. A reader does not see it, and an edit keeps it. */
export function partMetadata(delivery: DeliveryId, part: number, parts: number) {
  return { event_type: EVENT_TYPE, event_payload: { delivery, part, parts } }
}

const BLOCK_ID = /^standfirst\.(\w{1,40})\.(\d{1,4})\.(\d{1,4})(?:\.|$)/

/** The same mark once more, as the id of a post's first block: where metadata is not given back, this is. An edit ends it anew, as Slack asks. */
export function partBlockId({ delivery, part, parts }: Omit<PostedPart, 'ts'>, iteration: string | null): string {
  return ['standfirst', delivery, part, parts, ...(iteration === null ? [] : [iteration])].join('.')
}

/**
 * The first post of a delivery in the channel's history since `since`, or null. Throws 'unconfirmed' where that cannot be read, and
 * 'not-offered' where there is more of it than can be searched.
 */
export async function findFirstPart(
  called: SlackCaller,
  channel: ChannelRef,
  delivery: DeliveryId,
  signal: AbortSignal,
  since: Temporal.Instant,
): Promise<PostedPart | null> {
  const sinceMs = since.epochMilliseconds
  const doing = `Looking for delivery ${delivery} in ${channel.id}`
  let cursor: string | undefined
  let oldestMs = Infinity
  for (let page = 0; page < HISTORY_PAGES_MAX; page += 1) {
    const from = cursor === undefined ? {} : { cursor }
    const query = { channel: channel.id, limit: HISTORY_PAGE_SIZE, include_all_metadata: true, ...from }
    const answer = await called(doing, signal, (client) => readable(doing, client.conversations.history(query))).catch(
      (error: unknown) => {
        // An app that Slack gives one page of 15 messages a minute need not see what cannot hold the post.
        if (isNewsError(error, 'rate-limited') && oldestMs < sinceMs - SURELY_BEFORE_MS) return null
        throw error
      },
    )
    if (answer === null) return null
    const messages = requireList(answer.messages, doing)
    const found = postedParts(messages).find((part) => part.delivery === delivery && part.part === 1)
    if (found !== undefined) return found
    cursor = answer.response_metadata?.next_cursor
    if (cursor === undefined || cursor === '') return null
    for (const { ts } of messages) oldestMs = Math.min(oldestMs, momentOf(ts))
  }
  if (oldestMs < sinceMs - CLOCKS_APART_MS) return null
  const message = `${doing}: too many messages came since, so only a reader can tell whether it was posted.`
  throw new NewsError('not-offered', message)
}

/** What is no list says nothing of what stands there: to take it for an empty one would post twice. */
function requireList<Message>(messages: Message[] | undefined, doing: string): readonly Message[] {
  if (Array.isArray(messages)) return messages
  throw new NewsError('unconfirmed', `${doing}: Slack's answer is no list of messages.`)
}

/** When a message was posted, in milliseconds: `1712345678.123456`. */
const momentOf = (ts: string | undefined) => Number(ts ?? 0) * 1_000

async function readable<Answer>(doing: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer
  } catch (error) {
    throw isMissingScope(error) ? unreadable(doing) : error
  }
}

function isMissingScope(error: unknown): boolean {
  return error instanceof webApi.WebAPIPlatformError && error.data.error === 'missing_scope'
}

/** A channel that may be posted to but not read refuses no post: the delivery just stays unconfirmed. */
function unreadable(doing: string): NewsError {
  return new NewsError(
    'unconfirmed',
    `${doing}: the app may not read the channel, so only a reader can tell whether it was posted. ` +
      'Add the scopes channels:history and groups:history to the app and install it again.',
  )
}

/** The parts that stand, in order from the first, without a gap. */
export async function readThread(
  called: SlackCaller,
  channel: ChannelRef,
  first: string,
  signal: AbortSignal,
): Promise<readonly PostedPart[]> {
  const found = await readPosts(called, channel, first, signal)
  const head = found.find((part) => part.ts === first)
  return head === undefined ? [] : inOrder(found, head.delivery)
}

/** The parts of another delivery in the thread of the message `first`, such as a note about it. */
export async function readReplies(
  called: SlackCaller,
  channel: ChannelRef,
  first: string,
  delivery: DeliveryId,
  signal: AbortSignal,
): Promise<readonly PostedPart[]> {
  return inOrder(await readPosts(called, channel, first, signal), delivery)
}

/** All posts of ours in a thread, with the message it hangs from. */
async function readPosts(
  called: SlackCaller,
  channel: ChannelRef,
  first: string,
  signal: AbortSignal,
): Promise<readonly PostedPart[]> {
  const found: PostedPart[] = []
  let cursor: string | undefined
  for (let page = 0; page < REPLIES_PAGES_MAX; page += 1) {
    const from = cursor === undefined ? {} : { cursor }
    const query = { channel: channel.id, ts: first, limit: REPLIES_MAX, include_all_metadata: true, ...from }
    const doing = `Reading the thread of message ${first} in ${channel.id}`
    const answer = await called(doing, signal, (client) => readable(doing, client.conversations.replies(query)))
    found.push(...postedParts(requireList(answer.messages, doing)))
    cursor = answer.response_metadata?.next_cursor
    if (cursor === undefined || cursor === '') break
  }
  return found
}

/** The parts of a delivery, without a gap; every page of a thread begins with the message it hangs from. */
function inOrder(found: readonly PostedPart[], delivery: DeliveryId): readonly PostedPart[] {
  const ours = found.filter((part) => part.delivery === delivery).toSorted((a, b) => a.part - b.part)
  const once = ours.filter((part, index) => part.part !== ours[index - 1]?.part)
  return once.filter((part, index) => part.part === index + 1)
}

type Read = { readonly ts?: string; readonly metadata?: unknown; readonly blocks?: unknown }

function postedParts(messages: readonly Read[]): PostedPart[] {
  return messages.flatMap(({ ts, metadata, blocks }) => {
    const marked = readMetadata(metadata) ?? readBlockId(blocks)
    return ts === undefined || marked === null ? [] : [{ ts, ...marked }]
  })
}

function readMetadata(metadata: unknown): Omit<PostedPart, 'ts'> | null {
  if (!isRecord(metadata) || metadata['event_type'] !== EVENT_TYPE || !isRecord(metadata['event_payload'])) return null
  const { delivery, part, parts } = metadata['event_payload']
  if (typeof delivery !== 'string' || typeof part !== 'number' || typeof parts !== 'number') return null
  return { delivery: deliveryId(delivery), part, parts }
}

function readBlockId(blocks: unknown): Omit<PostedPart, 'ts'> | null {
  const first: unknown = Array.isArray(blocks) ? blocks[0] : null
  const id = isRecord(first) ? first['block_id'] : null
  const [, delivery, part, parts] = (typeof id === 'string' ? BLOCK_ID.exec(id) : null) ?? []
  return delivery === undefined ? null : { delivery: deliveryId(delivery), part: Number(part), parts: Number(parts) }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}
