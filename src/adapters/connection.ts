import type { ChannelRef, Platform } from '../news/message.ts'

/** What a platform tells between posts. Carried out elsewhere: an adapter knows no store. None of them throws. */
export type ConnectionHandlers = {
  /**
   * The app was removed from a workspace or server. `channels`: those known to be of it. `unnamed`: subscriptions that name no
   * workspace are of this one. `others`: those it is still in are known to remain.
   */
  onGone(
    workspace: string,
    known: { readonly channels: readonly string[]; readonly unnamed: boolean; readonly others?: 'remain' },
  ): Promise<void>
  /** The workspaces or servers that anything is kept of; none where the store does not answer. */
  kept?(): Promise<readonly string[]>
  /** Nothing can be posted to the channel until a person mends what `because` says. */
  onChannelGone(channel: ChannelRef, because: string): Promise<void>
  /** What a person should know of the connection. Holds no secret. */
  onNote(level: 'info' | 'warn', text: string): void
}

/** What keeps a platform's events coming. One implementation a chat platform. Posting works without it. */
export type Connection = {
  readonly platform: Platform
  /** Connects, and connects again whenever that is lost, until the signal; returns at once and never throws. */
  start(signal: AbortSignal): void
  /** Whether the platform's events come now. */
  isConnected(): boolean
  /** Resolves when sockets and timers are released. */
  close(): Promise<void>
}
