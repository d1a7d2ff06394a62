import { NewsError } from '../../src/news/errors.ts'
import type { DeliveryId } from '../../src/news/ids.ts'
import type { PostedRef } from '../../src/news/message.ts'
import type { Poster } from '../../src/schedule/sender.ts'

/** What the platform does with one post. `lost`: it answers nothing; `taken-silently`: neither, but it was accepted. */
export type PostFault = 'none' | 'lost' | 'taken-silently' | 'rate-limited' | 'refused' | 'crash-before' | 'crash-after'

/** What it does with one search. */
export type FindFault = 'none' | 'rate-limited' | 'refused' | 'cannot' | 'breaks'

/** A chat channel that keeps what was posted, and fails as it is told: faults are used up in order, then all is well. */
export function faultyPoster(postFaults: PostFault[] = [], findFaults: FindFault[] = []) {
  const channel: DeliveryId[] = []
  const calls: string[] = []
  const poster: Poster = {
    async post(where, _message, delivery) {
      const fault = postFaults.shift() ?? 'none'
      calls.push(`post ${fault}`)
      const accepted: PostedRef = { ...where, message: `m${channel.length + 1}` }
      if (fault === 'lost') throw new NewsError('unconfirmed', 'the connection broke')
      if (fault === 'crash-before') throw new TypeError('terminated')
      if (fault === 'rate-limited') throw new NewsError('rate-limited', 'too many', { retryAfterMs: 5_000 })
      if (fault === 'refused') throw new NewsError('channel-refused', 'C1: is_archived')
      channel.push(delivery)
      if (fault === 'taken-silently') throw new NewsError('unconfirmed', 'the connection broke')
      if (fault === 'crash-after') throw new TypeError('terminated')
      return accepted
    },
    async find(where, delivery) {
      const fault = findFaults.shift() ?? 'none'
      calls.push(`find ${fault}`)
      if (fault === 'rate-limited') throw new NewsError('rate-limited', 'too many', { retryAfterMs: 5_000 })
      if (fault === 'refused') throw new NewsError('channel-refused', 'C1: is_archived')
      if (fault === 'cannot') throw new NewsError('not-offered', 'the history cannot be read')
      if (fault === 'breaks') throw new TypeError('terminated')
      const at = channel.indexOf(delivery)
      return at < 0 ? null : { ...where, message: `m${at + 1}` }
    },
  }
  return { poster, channel, calls }
}
