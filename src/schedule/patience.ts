import { channelKey, type ChannelRef, type Platform } from '../news/message.ts'
import type { Clock } from '../ops/clock.ts'

/** What a rate limit costs where the platform does not say. */
const RETRY_DEFAULT_MS = 30_000
/** A platform that asks for less would be asked in a tight loop, and Discord bans who is refused 10,000 times in ten minutes. */
const RETRY_MIN_MS = 250
/** One that asks for more is asked once an hour all the same: nothing would ever tell that it meant less. */
const RETRY_MAX_MS = 3_600_000

/** Who asked for patience, and until when. In memory only: after a restart asking once more does no harm. */
export type Patience = {
  /** How long the channel has to wait, in milliseconds; 0 when it may be asked. */
  leftMs(channel: ChannelRef): number
  /** A platform asked to wait before the next post to the channel; gives how long, in milliseconds. */
  heed(channel: ChannelRef, retryAfterMs: number | null): number
}

/**
 * Remembers rate limits. One channel's limit holds up that channel. When a second one is limited while the first still
 * waits, the limit is the whole platform's: asking its other channels would only be refused too.
 */
export function createPatience(clock: Clock): Patience {
  const channels = new Map<string, { readonly platform: Platform; readonly untilMs: number }>()
  const platforms = new Map<Platform, number>()
  const nowMs = () => clock.now().epochMilliseconds

  return {
    leftMs(channel) {
      const until = Math.max(channels.get(channelKey(channel))?.untilMs ?? 0, platforms.get(channel.platform) ?? 0)
      const left = until - nowMs()
      if (left > 0 && left <= RETRY_MAX_MS) return left
      // It is over; or the clock was set back, and asking once more does no harm.
      channels.delete(channelKey(channel))
      if (left > 0) platforms.delete(channel.platform)
      return 0
    },
    heed(channel, retryAfterMs) {
      // A zero comes of an answer that names no time.
      const wanted = retryAfterMs === null || retryAfterMs <= 0 ? RETRY_DEFAULT_MS : Math.ceil(retryAfterMs)
      const ms = Math.min(RETRY_MAX_MS, Math.max(RETRY_MIN_MS, wanted))
      const now = nowMs()
      const key = channelKey(channel)
      const isShared = [...channels].some(
        ([other, { platform, untilMs }]) => other !== key && platform === channel.platform && untilMs > now,
      )
      if (isShared) platforms.set(channel.platform, Math.max(platforms.get(channel.platform) ?? 0, now + ms))
      channels.set(key, { platform: channel.platform, untilMs: now + ms })
      return ms
    },
  }
}
