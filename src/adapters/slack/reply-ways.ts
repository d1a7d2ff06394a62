import type { Reply } from '../../news/chat.ts'
import { NewsError } from '../../news/errors.ts'
import type { Place } from './place.ts'
import type { SlackPart } from './render.ts'
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
export type Shown = {
  readonly change: ((part: SlackPart) => Promise<void>) | null
  readonly remove: (() => Promise<void>) | null
}

/** A way to show parts, in order; it throws NewsError where Slack does not take one. */
export type Way = (part: SlackPart) => Promise<Shown>

/** The id of a direct message begins with it. */
const DIRECT = /^D/

/** The ways to show an asker their answer, the best first. */
export function waysToAsker(parts: ShowParts): Way[] {
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

/** The ways to show everybody in the channel an answer. */
export function waysToChannel(parts: ShowParts): Way[] {
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
