import type { DeliveryId } from '../news/ids.ts'
import type { ChannelRef, ChatMessage, Platform, PostedRef } from '../news/message.ts'

/** Where a digest goes. One implementation a chat platform: adapters/terminal, adapters/slack, adapters/discord. */
export type Publisher = {
  readonly platform: Platform
  /**
   * Posts `message` once; resolves when the platform has accepted it.
   * Throws NewsError: 'channel-refused' (for good: pause the subscription), 'token-refused' (so are all channels that the
   * same token posts to), 'rate-limited' (wait `retryAfterMs`), 'unconfirmed' (it may have been accepted: `find` it before
   * posting again), 'input-invalid' (the message itself cannot be posted or changed, and nothing was).
   */
  post(channel: ChannelRef, message: ChatMessage, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef>
  /** Replaces what was posted. Throws as `post`. */
  edit(posted: PostedRef, message: ChatMessage, signal: AbortSignal): Promise<void>
  /**
   * The post that carries `delivery`, or null when the channel has none. It was not posted before `since`. Throws as `post`, and
   * 'not-offered' where more was posted since then than can be searched: then nobody but a reader can tell.
   */
  find(
    channel: ChannelRef,
    delivery: DeliveryId,
    signal: AbortSignal,
    since: Temporal.Instant,
  ): Promise<PostedRef | null>
  /**
   * Posts `message` as a note about what was posted: in its thread, or behind it in the channel where there can be none.
   * `delivery` is the note's own. Throws as `post`.
   */
  reply(posted: PostedRef, message: ChatMessage, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef>
  /** The note about `posted` that carries `delivery`, or null. */
  findReply(posted: PostedRef, delivery: DeliveryId, signal: AbortSignal): Promise<PostedRef | null>
  /** Releases sockets and timers. */
  close(): Promise<void>
}
