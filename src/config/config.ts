import type { EnvironmentSettings } from './environment.ts'
import type { EmbeddingSettings } from './embeddings-schema.ts'
import type { ModelSettings } from './model-schema.ts'
import type { Secret } from './secret.ts'
import { makeSubscriptionId } from '../news/ids.ts'
import type { StoryId, SubscriptionId } from '../news/ids.ts'
import type { ChannelRef, Lang } from '../news/message.ts'
import type { Outlet } from '../news/outlet.ts'
import type { StoryDefinition } from '../news/story.ts'
import type { Subscription } from '../news/subscription.ts'

type StoryFeed = {
  readonly url: string
  /** The name of an outlet of outlets.yaml. */
  readonly outlet: string
  /** The day somebody saw it answer, or `unchecked`. */
  readonly checked: string
}

export type StoryConfig = { readonly definition: StoryDefinition; readonly feeds: readonly StoryFeed[] }

/** A subscription as the configuration wishes it: the store knows since when, and whether it is paused. */
export type SubscriptionPlan = Omit<Subscription, 'createdAt' | 'pausedBecause'>

type Limits = {
  /** Words of a brief. */
  readonly words: number
  readonly lines: number
  /** Words of one article's own sentences that one brief may show. */
  readonly extractWords: number
  readonly fileBytes: number
  readonly storeBusyMs: number
  readonly matchEveryMs: number
}

/** How feeds and pages are fetched. */
type FetchSettings = {
  /** Where an outlet finds who reads it. */
  readonly contact: string
  readonly timeoutMs: number
  readonly connectMs: number
  readonly bodyBytes: number
  readonly headerBytes: number
  readonly redirects: number
  /** Tags of a page, and how deep they stand in each other. */
  readonly domNodes: number
  readonly domDepth: number
  readonly atOnce: number
  readonly hostAtOnce: number
  readonly hostEveryMs: number
  readonly ports: readonly number[]
  /** Networks, as CIDR, that may be reached though they are not public. */
  readonly allow: readonly string[]
}

/** Everything the program is told before it starts, checked whole. */
export type Config = Omit<EnvironmentSettings, 'healthPort'> & {
  readonly folder: string
  readonly zone: string
  readonly lang: Lang
  readonly dormantAfterMs: number
  /** Articles last seen longer ago are deleted. */
  readonly keepMs: number
  readonly limits: Limits
  readonly fetch: FetchSettings
  readonly stories: readonly StoryConfig[]
  readonly outlets: readonly Outlet[]
  readonly subscriptions: readonly SubscriptionPlan[]
  /** Ids of Slack's user groups and Discord's roles whose members manage every channel. */
  readonly managers: { readonly slack: readonly string[]; readonly discord: readonly string[] }
  /** Where health and metrics are told; null: nowhere. */
  readonly health: { readonly host: string; readonly port: number } | null
  /** Where what people report is posted. */
  readonly reports: ChannelRef | null
  /** How the model is used; `openai` says whether there is one. */
  readonly model: ModelSettings
  /** Null: claims are matched by words alone. */
  readonly embeddings: EmbeddingSettings | null
  /** Every secret there is, for the log to hide. */
  readonly secrets: readonly Secret[]
  /** What works, but surely was not meant: a line each, ready to print. */
  readonly warnings: readonly string[]
}

/** `s` and 16 hex digits of platform, channel and story: the same channel and story are always the same subscription. */
export function subscriptionIdOf(channel: ChannelRef, story: StoryId): SubscriptionId {
  const text = `${channel.platform}\n${channel.id}\n${story}`
  return makeSubscriptionId(text)
}
