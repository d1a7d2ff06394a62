import type { ChatStyle } from '../../commands/chat/notice.ts'
import type { ModelState } from '../../commands/chat/status-message.ts'
import type { Ask, Reply } from '../../news/chat.ts'
import type { DeliveryId } from '../../news/ids.ts'
import type { ChannelRef, ChatMessage, Lang, Platform } from '../../news/message.ts'
import type { Subscription } from '../../news/subscription.ts'
import type { Outlet } from '../../news/outlet.ts'
import type { Log } from '../../ops/log.ts'
import type { KnownFeed } from './add-story.ts'
import type { AskHeard } from './hear-asks.ts'
import type { FreshBriefs } from '../reading/fresh-briefs.ts'
import type { Matcher } from '../match.ts'
import type { Newsroom } from '../parts.ts'
import type { Wording } from '../writing/wording.ts'

/** What answering people needs. Built once by main. */
export type ChatParts = Newsroom & {
  readonly fresh: FreshBriefs
  /** Puts answers into words, for those who wait for them as for a page; where there is none, they are extracts. */
  readonly wording?: Wording
  /** How the model is that does it. */
  readonly modelState?: () => ModelState
  readonly matcher: Matcher
  readonly log: Log
  /** Hears what became of each asking, for counting. */
  readonly onAsked?: (heard: AskHeard) => void
  readonly outlets: readonly Outlet[]
  /** The zone and language of those about whom nothing is known. */
  readonly zone: string
  readonly lang: Lang
  readonly knownFeeds: readonly KnownFeed[]
  /** Whose the subscriptions are that name no workspace. */
  readonly unnamedIs: (platform: Platform) => 'everybodys' | 'nobodys'
  /** Who may manage channels beside those whom the platform says: shown in refusals. */
  readonly managers: Readonly<Partial<Record<Platform, string>>>
  /** Lets the bot look at once at what is owed, instead of with the next minute. */
  readonly wake: () => void
  /** Tells the operators' channel; rejects where it cannot. Null where none is set. */
  readonly reportTo: ((message: ChatMessage, id: DeliveryId, signal: AbortSignal) => Promise<void>) | null
  readonly startedAt: Temporal.Instant
}

/** One asking, with what is known of where it was asked. */
export type Asked = {
  readonly ask: Ask
  readonly channel: ChannelRef | null
  readonly lang: Lang
  /** Whom answers are for. */
  readonly style: ChatStyle
  /** IANA: the asker's, else the channel's, else that of the configuration. */
  readonly zone: string
  /** What the channel follows. */
  readonly followed: readonly Subscription[]
}

/** An answer that the asker alone sees, and on which nothing hangs. */
export function toAsker(message: ChatMessage): Reply {
  return { message, audience: 'asker', accepted: null, better: null }
}
