import { NewsError } from '../../src/news/errors.ts'
import type { DeliveryId } from '../../src/news/ids.ts'
import type { PostedRef } from '../../src/news/message.ts'
import type { Poster } from '../../src/schedule/sender.ts'

/** What the platform does with one post. `lost`: it answers nothing; `taken-silently`: neither, but it was accepted. */
export type PostFault =
  'none' | 'lost' | 'taken-silently' | 'rate-limited' | 'refused' | 'token' | 'crash-before' | 'crash-after'

/** What it does with one search. */
export type FindFault = 'none' | 'rate-limited' | 'refused' | 'cannot' | 'breaks'

/** What it does with one edit. */
export type EditFault = 'none' | 'lost' | 'taken-silently' | 'rate-limited' | 'gone'

/** A chat channel that keeps what was posted, and fails as it is told: faults are used up in order, then all is well. */
export function faultyPoster(postFaults: PostFault[] = [], findFaults: FindFault[] = [], editFaults: EditFault[] = []) {
  const channel: DeliveryId[] = []
  const calls: string[] = []
  /** The titles that the edited messages have, by message. */
  const edited = new Map<string, string>()
  const put = (name: string): Poster['post'] =>
    async function (where, _message, delivery) {
      const fault = postFaults.shift() ?? 'none'
      calls.push(`${name} ${fault}`)
      const accepted: PostedRef = { platform: where.platform, id: where.id, message: `m${channel.length + 1}` }
      if (fault === 'lost') throw new NewsError('unconfirmed', 'the connection broke')
      if (fault === 'crash-before') throw new TypeError('terminated')
      if (fault === 'rate-limited') throw new NewsError('rate-limited', 'too many', { retryAfterMs: 5_000 })
      if (fault === 'refused') throw new NewsError('channel-refused', 'C1: is_archived')
      if (fault === 'token') throw new NewsError('token-refused', 'the token was revoked')
      channel.push(delivery)
      if (fault === 'taken-silently') throw new NewsError('unconfirmed', 'the connection broke')
      if (fault === 'crash-after') throw new TypeError('terminated')
      return accepted
    }
  const look = (name: string): Poster['findReply'] =>
    async function (where, delivery) {
      const fault = findFaults.shift() ?? 'none'
      calls.push(`${name} ${fault}`)
      if (fault === 'rate-limited') throw new NewsError('rate-limited', 'too many', { retryAfterMs: 5_000 })
      if (fault === 'refused') throw new NewsError('channel-refused', 'C1: is_archived')
      if (fault === 'cannot') throw new NewsError('not-offered', 'the history cannot be read')
      if (fault === 'breaks') throw new TypeError('terminated')
      const at = channel.indexOf(delivery)
      return at < 0 ? null : { platform: where.platform, id: where.id, message: `m${at + 1}` }
    }
  const poster: Poster = {
    post: put('post'),
    reply: put('reply'),
    find: look('find'),
    findReply: look('findReply'),
    async edit({ message }, { title }) {
      const fault = editFaults.shift() ?? 'none'
      calls.push(`edit ${fault}`)
      if (fault === 'gone') throw new NewsError('input-invalid', 'the message is gone')
      if (fault === 'rate-limited') throw new NewsError('rate-limited', 'too many', { retryAfterMs: 5_000 })
      if (fault === 'lost') throw new NewsError('unconfirmed', 'the connection broke')
      edited.set(message, title)
      if (fault === 'taken-silently') throw new NewsError('unconfirmed', 'the connection broke')
    },
  }
  return { poster, channel, calls, edited }
}
