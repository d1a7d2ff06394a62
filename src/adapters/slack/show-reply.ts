import type { Reply } from '../../news/chat.ts'
import { isNewsError, NewsError } from '../../news/errors.ts'
import type { ChatMessage } from '../../news/message.ts'
import { renderSlack, type SlackPart } from './render.ts'
import { waysToAsker, waysToChannel, type ShowParts, type Shown, type Way } from './reply-ways.ts'

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
