import { channelKey, type ChannelRef, type Platform } from '../news/message.ts'
import type { Clock } from '../ops/clock.ts'

/** What a rate limit costs where the platform does not say. */
const RETRY_DEFAULT_MS = 30_000

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
      if (left <= 0) channels.delete(channelKey(channel))
      return Math.max(0, left)
    },
    heed(channel, retryAfterMs) {
      const ms = Math.ceil(retryAfterMs ?? RETRY_DEFAULT_MS)
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
