import type { ClaimId, DeliveryId, StoryId, SubscriptionId } from '../../news/ids.ts'
import type { Lang } from '../../news/message.ts'
import type { BreakingWish, Subscription, Weekday } from '../../news/subscription.ts'
import type { Since } from '../parse-since.ts'

/** What a channel wishes of a digest. What is absent was not said: it stays as it is, or gets its default. */
export type Wish = {
  readonly times?: readonly string[]
  readonly days?: readonly Weekday[]
  readonly zone?: string
  /** Null: no quiet hours. */
  readonly quiet?: Subscription['quiet']
  readonly whenQuiet?: Subscription['whenQuiet']
  readonly lang?: Lang
  /** Null: nothing between slots. */
  readonly breaking?: BreakingWish | null
}

/** What a report is about; null where nothing was named. */
export type ReportSubject =
  | { readonly kind: 'delivery'; readonly delivery: DeliveryId }
  | { readonly kind: 'line'; readonly story: StoryId; readonly line: ClaimId }

/** An answer that can be shown again to everybody: of the same moments, so that all read what the asker read. */
export type Shareable =
  | { readonly kind: 'brief' | 'sources' | 'differ' | 'timeline'; readonly story: StoryId }
  | { readonly kind: 'whatchanged'; readonly story: StoryId; readonly since: Temporal.Instant }
  | { readonly kind: 'why'; readonly story: StoryId; readonly line: ClaimId }

/** Everything a person can ask of the bot, read and checked. Its story is one that is covered. */
export type Command =
  | { readonly kind: 'brief' | 'sources' | 'differ' | 'timeline'; readonly story: StoryId }
  /** `since` null: since this person last looked. */
  | { readonly kind: 'whatchanged'; readonly story: StoryId; readonly since: Since | null }
  | { readonly kind: 'stories' }
  /** `subscription` where an existing one of another channel is changed, as from Slack's Home tab. */
  | {
      readonly kind: 'follow'
      readonly story: StoryId
      readonly wish: Wish
      readonly subscription: SubscriptionId | null
    }
  | { readonly kind: 'unfollow'; readonly story: StoryId }
  /** Opens the form in which `follow` is changed. */
  | { readonly kind: 'settings'; readonly of: SettingsSubject }
  | { readonly kind: 'digest'; readonly act: 'now' | 'preview' | 'pause' | 'resume'; readonly story: StoryId }
  /** Of a story: its last digest in this channel. `because` null: still to be asked. */
  | { readonly kind: 'retract'; readonly of: RetractSubject; readonly because: string | null }
  | { readonly kind: 'mute' | 'unmute'; readonly outlet: string }
  | { readonly kind: 'mutes' }
  /** `title` empty: still to be asked. `lang`: of its articles, ISO 639-1; null for any. */
  | {
      readonly kind: 'story-add'
      readonly title: string
      readonly query: string
      readonly aliases: readonly string[]
      readonly lang: string | null
    }
  | { readonly kind: 'story-remove'; readonly story: StoryId }
  | { readonly kind: 'add-url'; readonly story: StoryId; readonly url: string }
  | { readonly kind: 'help' | 'status' | 'forget-me' }
  | { readonly kind: 'why'; readonly story: StoryId; readonly line: ClaimId }
  | { readonly kind: 'more'; readonly delivery: DeliveryId }
  /** `text` null: still to be asked. */
  | { readonly kind: 'report'; readonly about: ReportSubject | null; readonly text: string | null }
  | { readonly kind: 'share'; readonly of: Shareable; readonly asOf: Temporal.Instant }

/** A story: as this channel follows it. */
export type SettingsSubject =
  | { readonly kind: 'subscription'; readonly subscription: SubscriptionId }
  | { readonly kind: 'story'; readonly story: StoryId }

export type RetractSubject =
  { readonly kind: 'delivery'; readonly delivery: DeliveryId } | { readonly kind: 'story'; readonly story: StoryId }

/** What may be changed by those alone who manage the channel. */
const CHANGING: ReadonlySet<Command['kind']> = new Set<Command['kind']>([
  'follow',
  'unfollow',
  'settings',
  'digest',
  'retract',
  'mute',
  'unmute',
  'story-add',
  'story-remove',
  'add-url',
])

/** Whether anyone may ask this, or only who manages the channel. */
export function rightOf(command: Command): 'anyone' | 'manager' {
  return CHANGING.has(command.kind) ? 'manager' : 'anyone'
}
