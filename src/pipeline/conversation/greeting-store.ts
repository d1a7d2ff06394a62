import type { ChannelRef } from '../../news/message.ts'

/** What greeting a channel needs of a store. */
export type GreetingStore = {
  /** True for one of those who ask about a channel, where it was not greeted since `after`: it is greeted at `at` then. */
  greetFirst(channel: ChannelRef, at: Temporal.Instant, after: Temporal.Instant): Promise<boolean>
}
