import type { Reply } from '../../news/chat.ts'
import { isNewsError, NewsError } from '../../news/errors.ts'
import type { ChatMessage } from '../../news/message.ts'
import type { Place } from './place.ts'
import { renderSlack, type SlackPart } from './render.ts'
import type { ResponseUrl } from './response-url.ts'
import type { SlackCaller } from './slack-call.ts'

export type ShowParts = {
  readonly called: SlackCaller
  readonly place: Place
  /** The asker. */
  readonly user: string
  readonly respond: ResponseUrl | null
  readonly signal: AbortSignal
  readonly note: (level: 'info' | 'warn', text: string) => void
}

/** A part that stands somewhere. What cannot be changed has null. */
type Shown = {
  readonly change: ((part: SlackPart) => Promise<void>) | null
  readonly remove: (() => Promise<void>) | null
}

/** A way to show parts, in order; it throws NewsError where Slack does not take one. */
type Way = (part: SlackPart) => Promise<Shown>

/** What stands at present of an answer. */
type Standing = { readonly audience: Reply['audience']; readonly isWorking: boolean; readonly shown: readonly Shown[] }

export type ShownReply = {
  /** The next message that is shown only says that the answer is under way. */
  expectWorking(): void
  /** As answerInTime wants it: false where the message could not be shown. Never throws. */
  show(message: ChatMessage, audience: Reply['audience']): Promise<boolean>
}

/** Of one pause and one answer; a longer wait is not worth it. */
const PAUSES_MAX = 5
const PAUSE_MAX_MS = 10_000
/** The id of a direct message begins with it. */
const DIRECT = /^D/

/**
 * Shows answers where they were asked: to the asker alone or to the whole channel, in the thread where there is one, the parts of a
 * long one in order. Where one way is refused, or Slack's limit for it is reached, the next one goes on: nobody is left without
 * the rest. A later message takes the place of what was shown where Slack lets it; where it does not, the answer
 * stands below the word that it is under way, and nothing comes after the answer.
 */
export function showReply(parts: ShowParts): ShownReply {
  let standing: Standing | null = null
  let isWorking = false

  async function show(message: ChatMessage, audience: Reply['audience']): Promise<boolean> {
    const posts = renderSlack(message)
    const before = standing
    const now: Shown[] = []
    const next = { audience, isWorking, shown: now }
    isWorking = false
    if (before !== null && before.audience === audience && before.shown.every(({ change }) => change !== null)) {
      if (await replace(before.shown, posts, audience, now)) {
        standing = next
        return true
      }
    }
    // Two whole answers, one below the other, say less than one.
    if (before !== null && !before.isWorking) return false
    await send(posts, audience, now)
    standing = next
    // The word that it is under way has had its time; where it cannot be taken away it stays.
    for (const { remove } of before?.shown ?? []) await remove?.().catch(() => undefined)
    return true
  }

  /** False where the first part could not be changed: then everything stands as it was. */
  async function replace(
    before: readonly Shown[],
    posts: readonly SlackPart[],
    audience: Reply['audience'],
    now: Shown[],
  ): Promise<boolean> {
    for (const [index, part] of posts.entries()) {
      const old = before[index]
      try {
        await old?.change?.(part)
      } catch (error) {
        if (index === 0) return false
        throw error
      }
      if (old === undefined) {
        await send(posts.slice(index), audience, now)
        break
      }
      now.push(old)
    }
    for (const { remove } of before.slice(posts.length)) await remove?.()
    return true
  }

  const ways = { asker: waysToAsker(parts), channel: waysToChannel(parts) }

  async function send(posts: readonly SlackPart[], audience: Reply['audience'], now: Shown[]): Promise<void> {
    for (const part of posts) now.push(await sendPart(part, ways[audience], audience, parts.signal))
  }

  return {
    expectWorking: () => {
      isWorking = true
    },
    show: async (message, audience) => {
      try {
        return await show(message, audience)
      } catch (error) {
        const why = isNewsError(error) ? error.message : 'its cause is not known'
        parts.note(
          'warn',
          `Slack: an answer could not be shown in ${parts.place.channel ?? 'a direct message'}. ${why}`,
        )
        return false
      }
    },
  }
}

/** By the first way that takes it; those before it are not tried again, so that parts stay in order. */
async function sendPart(
  part: SlackPart,
  ways: Way[],
  audience: Reply['audience'],
  signal: AbortSignal,
): Promise<Shown> {
  let pauses = 0
  for (;;) {
    const [way] = ways
    if (way === undefined) throw new NewsError('channel-refused', 'Slack takes it in no way.')
    try {
      return await way(part)
    } catch (error) {
      const pauseMs = isNewsError(error, 'rate-limited') ? (error.retryAfterMs ?? PAUSE_MAX_MS) : null
      if (pauseMs !== null && pauseMs <= PAUSE_MAX_MS && pauses < PAUSES_MAX && !signal.aborted) {
        pauses += 1
        await pause(pauseMs, signal)
      } else if (ways.length > 1 && !signal.aborted && mayGoOn(error, audience)) {
        ways.shift()
      } else {
        throw error
      }
    }
  }
}

/** One person who reads an answer twice is better off than one who reads none; a channel is not. */
function mayGoOn(error: unknown, audience: Reply['audience']): boolean {
  return audience === 'asker' || isNewsError(error, 'channel-refused')
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const end = () => resolve()
  const timer = setTimeout(end, ms)
  signal.addEventListener('abort', end, { once: true })
  await promise
  clearTimeout(timer)
  signal.removeEventListener('abort', end)
}

function waysToAsker(parts: ShowParts): Way[] {
  const { place, user } = parts
  const direct = posting(parts, user, null)
  const { channel } = place
  if (channel === null) return [direct]
  const own = posting(parts, channel, place.thread)
  if (place.by === 'direct') return [own]
  const alone = aloneIn(parts, channel)
  const respond = responding(parts, 'asker')
  if (place.by === 'press' && DIRECT.test(channel)) return [own, ...respond, direct]
  // What a response address shows stands in the channel, never in a thread.
  return place.thread === null ? [...respond, alone, direct] : [alone, ...respond, direct]
}

function waysToChannel(parts: ShowParts): Way[] {
  const { channel, thread, by } = parts.place
  if (channel === null) return waysToAsker(parts)
  return [posting(parts, channel, thread), ...(by === 'direct' ? [] : responding(parts, 'channel'))]
}

/** Posts; the parts after the first go into its thread, but for a direct message, which is read from top to bottom. */
function posting({ called, signal }: ShowParts, channel: string, thread: string | null): Way {
  let above = thread
  const isDirect = !channel.startsWith('C') && !channel.startsWith('G')
  return async (part) => {
    const doing = `Answering in ${channel}`
    const content = { text: part.text, blocks: [...part.blocks], parse: 'none', link_names: false } as const
    const answer = await called(doing, signal, (client) =>
      client.chat.postMessage({
        channel,
        ...content,
        ...(above === null ? {} : { thread_ts: above }),
        mrkdwn: false,
        unfurl_links: false,
        unfurl_media: false,
      }),
    )
    const { ts, channel: at = channel } = answer
    if (ts === undefined) throw new NewsError('unconfirmed', `${doing}: Slack's answer names no message.`)
    if (!isDirect) above ??= ts
    return {
      change: async (other) => {
        await called(`Changing an answer in ${at}`, signal, (client) =>
          client.chat.update({
            channel: at,
            ts,
            text: other.text,
            blocks: [...other.blocks],
            parse: 'none',
            link_names: false,
          }),
        )
      },
      remove: async () => {
        await called(`Removing an answer in ${at}`, signal, (client) => client.chat.delete({ channel: at, ts }))
      },
    }
  }
}

/** To the asker alone, by a call: such a message cannot be changed. */
function aloneIn({ called, signal, user, place }: ShowParts, channel: string): Way {
  return async (part) => {
    await called(`Answering one person in ${channel}`, signal, (client) =>
      client.chat.postEphemeral({
        channel,
        user,
        text: part.text,
        blocks: [...part.blocks],
        parse: 'none',
        link_names: false,
        ...(place.thread === null ? {} : { thread_ts: place.thread }),
      }),
    )
    return { change: null, remove: null }
  }
}

/**
 * By the address that Slack gave. A command's first message may be replaced while it is the only one. What was pressed is
 * another's: a digest, which replacing would wipe out.
 */
function responding({ respond, place, signal }: ShowParts, to: Reply['audience']): readonly Way[] {
  if (respond === null) return []
  let shown = 0
  const way: Way = async (part) => {
    await respond.show(part, to, signal)
    shown += 1
    if (place.by !== 'command' || to === 'channel' || shown > 1) return { change: null, remove: null }
    const alone = () => {
      if (shown > 1)
        throw new NewsError('channel-refused', 'Which of several messages it replaces, Slack does not say.')
    }
    return {
      change: async (other) => {
        alone()
        await respond.show(other, 'in place', signal)
      },
      remove: async () => {
        alone()
        await respond.remove(signal)
      },
    }
  }
  return [way]
}
