import type { FeedStore } from '../ingest/feeds/feed-store.ts'
import type { RereadStore } from '../ingest/reread-store.ts'
import type { EventClaims } from '../adapters/event-claims.ts'
import type { Lang } from '../news/message.ts'
import type { CopyMark } from './doubt-owed.ts'
import type { InstallationStore } from './installation-store.ts'
import type { LiveParts } from './live/live-parts.ts'
import type { Matcher } from './match.ts'
import type { Newsroom } from './parts.ts'
import type { TallyStore } from './store-tally.ts'
import type { KnownStore } from './tasks/known-store.ts'
import type { ReplicaStore } from './tasks/replica.ts'
import type { ModelDesk, ModelTold } from './writing/model-desk.ts'
import type { SharedParts } from './writing/shared-words.ts'

/** A model that is configured. */
type DeskModel = {
  readonly name: string
  /** What it used, and what it may use. */
  told(): Promise<ModelTold>
  /** Opens it for this process; whoever does closes it. */
  open(heard: Pick<SharedParts, 'onWritten' | 'onFault'>): Promise<ModelDesk>
}

/** Feeds and pages of the live web. */
export type DeskLive = {
  readonly feeds: FeedStore
  readonly rereads: RereadStore
  /** Opens what fetches them; whoever does closes its fetcher. */
  open(): Promise<LiveParts>
}

/** A newsroom at work: what the command line sits down at. Its stories are up to date with what is stored. */
export type Desk = Newsroom & {
  readonly matcher: Matcher
  /** IANA zone in which people read times. */
  readonly zone: string
  readonly lang: Lang
  readonly fileBytesMax: number
  /** The model that puts briefs into words; null where none is configured: every line is an extract. */
  readonly model: DeskModel | null
  readonly live: DeskLive
  /** Who installed the app, and what goes with them. */
  readonly installations: InstallationStore
  /** Which process handles what a platform sent to several. */
  readonly events: EventClaims
  /** Processes that share the work of the store, and up to when they matched. */
  readonly replicas: ReplicaStore & KnownStore
  /** What is held, counted. */
  readonly tally: TallyStore
  readonly copyMark: CopyMark
  /** Deletes articles last seen before a moment; how many. */
  prune(before: Temporal.Instant): Promise<number>
  /** How many that would be. */
  countOld(before: Temporal.Instant): Promise<number>
  close(): Promise<void>
}
