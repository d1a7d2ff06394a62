import type { DeliveryId } from '../news/ids.ts'
import type { ChannelRef, ChatMessage, Platform, PostedRef } from '../news/message.ts'

/** Where a digest goes. One implementation a chat platform: adapters/terminal, adapters/slack, adapters/discord. */
export type Publisher = {
  readonly platform: Platform
  /**
   * Posts `message` once; resolves when the platform has accepted it.
   * Throws NewsError: 'channel-refused' (for good: pause the subscription), 'rate-limited' (wait `retryAfterMs`),
   * 'unconfirmed' (it may have been accepted: `find` it before posting again).
   */
  post(channel: ChannelRef, message: ChatMessage, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef>
  /** Replaces what was posted. Throws as `post`. */
  edit(posted: PostedRef, message: ChatMessage, signal: AbortSignal): Promise<void>
  /** The post that carries `delivery`, or null when the channel's readable history has none. */
  find(channel: ChannelRef, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef | null>
  /** Releases sockets and timers. */
  close(): Promise<void>
}
