import type { ChannelRef, Platform } from '../news/message.ts'

/** What is left to do when a workspace or server is gone. */
type Leaving = {
  readonly workspace: string
  /** Channels known to be of it, whether or not their subscriptions name it. */
  readonly channels: readonly string[]
  /** Subscriptions that name no workspace are of this one: those of the token of the environment. */
  readonly unnamed: boolean
  /** The app is in other workspaces of the platform; where that is not known, its last one takes all of the platform along. */
  readonly others?: 'remain'
  readonly at: Temporal.Instant
  /** Stands at deliveries that were under way. */
  readonly because: string
}

/** What the platforms' connections need of a store. */
export type InstallationStore = {
  /** Puts in an installation, or replaces the one of its workspace. `sealed`: its tokens, encrypted. */
  saveInstallation(installation: {
    readonly platform: Platform
    readonly workspace: string
    readonly sealed: string
    readonly at: Temporal.Instant
  }): Promise<void>
  /** The sealed tokens, or null where the app is not installed. */
  findInstallation(platform: Platform, workspace: string): Promise<string | null>
  /** In order of their installing. */
  listInstallations(
    platform: Platform,
  ): Promise<readonly { readonly workspace: string; readonly at: Temporal.Instant }[]>
  /** The workspaces that subscriptions, installations or marks name, in order of their names. */
  listWorkspaces(platform: Platform): Promise<readonly string[]>
  /**
   * Erases, in one transaction, its installation, subscriptions, planned deliveries, mutes, and the marks of its readers; what was posted
   * keeps a row without text, so that no slot is ever posted twice. How many subscriptions went.
   */
  eraseWorkspace(platform: Platform, leaving: Leaving): Promise<number>
  /** Pauses the subscriptions of a channel that are not paused yet, and name no other workspace; how many. */
  pauseChannel(channel: ChannelRef, because: string): Promise<number>
}
