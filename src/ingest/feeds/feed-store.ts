import type { FeedHints } from './feed-hints.ts'

/**
 * How a feed fares. `unchecked`: not polled yet. `slow`: it answers, but late. `failing`: the last polls brought
 * nothing. `gone`: retired for good; it is polled no more until somebody adds it again.
 */
export type FeedState = 'unchecked' | 'ok' | 'slow' | 'failing' | 'gone'

/** What a poll leaves behind for the next one. */
export type FeedPoll = {
  readonly state: FeedState
  /** Since when it is in this state. */
  readonly since: Temporal.Instant
  /** Why, in a sentence for a person; null where nothing is wrong. */
  readonly because: string | null
  /** Null for one that is retired. */
  readonly nextAt: Temporal.Instant | null
  readonly intervalMs: number | null
  readonly checkedAt: Temporal.Instant | null
  /** When a poll last brought something new. */
  readonly changedAt: Temporal.Instant | null
  /** Polls in a row that failed. */
  readonly failures: number
  readonly etag: string | null
  readonly lastModified: string | null
  /** Where it moved for good by its own word, and how many polls in a row said so. */
  readonly redirect: { readonly to: string; readonly times: number } | null
  /** How often it said it may be asked for, when it was last read: an unchanged answer does not say it again. */
  readonly hints: FeedHints | null
}

/** A feed, known by the address under which it was added. */
export type StoredFeed = FeedPoll & { readonly url: string; readonly outlet: string | null }

/** What a feed had answered, by a hash of its bytes, when it was read although reading it had ended others; and when that was. */
export type FeedRisk = { readonly bytes: string; readonly at: Temporal.Instant }

/** A feed that was taken. */
export type ClaimedFeed = StoredFeed & {
  /** Processes, or threads, that ended while they had it, one after the other: it, or something beside it, may have ended them. */
  readonly deaths: number
  readonly risked: FeedRisk | null
}

/** What to take for work: at most `limit` in all and `hostMax` of one host, for this process alone until `until`. */
export type ClaimRequest = {
  readonly now: Temporal.Instant
  /** Then what was not saved or released is free again: its process is dead. */
  readonly until: Temporal.Instant
  readonly limit: number
  /** So many of one host are under way at most, whoever took them. */
  readonly hostMax: number
}

type FeedWish = { readonly url: string; readonly outlet: string | null }

/** What following feeds needs of a store. Configuration seeds them; the store is the truth. */
export type FeedStore = {
  /**
   * Puts in the configuration's feeds, to be polled from `at`: new ones, and those of which it says something else than
   * before. What people added, changed or removed since stays so.
   */
  seedFeeds(feeds: readonly FeedWish[], at: Temporal.Instant): Promise<void>
  /** Puts in a feed, to be polled from `at`, and one that is gone anew. A known one takes the outlet, where one is given. */
  addFeed(feed: FeedWish, at: Temporal.Instant): Promise<'added' | 'known'>
  /** What it brought stays. False when there was none. */
  removeFeed(url: string): Promise<boolean>
  /** In order of their addresses. */
  listFeeds(): Promise<readonly StoredFeed[]>
  /** Of each feed how many of the stored articles were seen in it: sightings whose source is its address. */
  countArticles(): Promise<ReadonlyMap<string, number>>
  /** Takes feeds that are due, the longest due first: no two processes have the same one at a time. */
  claimDue(request: ClaimRequest): Promise<readonly ClaimedFeed[]>
  /** Takes these, due or not, but those that another process has. */
  claimFeeds(urls: readonly string[], lease: Pick<ClaimRequest, 'now' | 'until'>): Promise<readonly ClaimedFeed[]>
  /**
   * Keeps what came of a poll, and lets go of the feed. One that was removed meanwhile stays removed. `was`: whether what it
   * answered was read, and its reader lives; else the deaths before it count on.
   */
  savePoll(url: string, poll: FeedPoll, was?: 'read' | 'unread'): Promise<void>
  /** Keeps what is read at some risk, before it is. */
  saveRisk(url: string, risk: FeedRisk): Promise<void>
  /** Lets go of feeds that were not polled after all. */
  release(urls: readonly string[]): Promise<void>
}
