import type { ArticleStore, KnownArticles } from '../../ingest/article-store.ts'
import type { FeedStore } from '../../ingest/feeds/feed-store.ts'
import type { Fetcher } from '../../ingest/fetch/fetcher.ts'
import type { PageLimits } from '../../ingest/limits.ts'
import type { RereadStore } from '../../ingest/reread-store.ts'
import { isNewsError } from '../../news/errors.ts'
import type { Outlet } from '../../news/outlet.ts'
import type { Clock } from '../../ops/clock.ts'

/** What reading the live web works with. */
export type LiveParts = {
  readonly store: {
    readonly articles: ArticleStore & KnownArticles
    readonly feeds: FeedStore
    readonly rereads: RereadStore
  }
  /**
   * Does what reckons for long between two writes of this process: one that waits for it in its middle holds up the other
   * replicas, which wait for their turn.
   */
  betweenWrites<Result>(work: () => Result): Promise<Result>
  /** Polite: it waits for its turn at a host, and heeds robots.txt. */
  readonly fetcher: Fetcher
  readonly outlets: readonly Outlet[]
  readonly clock: Clock
  readonly limits: LiveLimits
}

type LiveLimits = {
  /** Fetches under way at once, feeds and pages each. */
  readonly atOnce: number
  /** Of one host. */
  readonly hostAtOnce: number
  /** Full text is kept for so long: what a feed lists that is older by its own date is passed over. */
  readonly keepMs: number
  /** Markup of a page; what is beyond is dropped. */
  readonly page: PageLimits
}

/** A piece of work that its process does not end within this is free for another one: waiting for a slow host is counted in. */
export const LEASE_MS = 5 * 60_000

/** An address as it may stand in a log: what follows a question mark may be secret, and so is who it names before its host. */
export function shownAddress(url: string): string {
  const bare = /^[^?#]*/.exec(url)?.[0] ?? url
  return bare.replace(/^([a-z][a-z\d+.-]*:)?[/\\]{2}[^/\\]*@/i, '$1//')
}

/**
 * Why a feed or a page could not be read. A fault of ours in reading one is told like a fault of its own: thrown, it would
 * end the round of all others, at each turn.
 */
export function whyUnread(error: unknown): string {
  if (isNewsError(error)) return error.message
  const fault = error instanceof Error ? error.message.replace(/\s+/g, ' ') : 'unknown fault'
  return `it could not be read (${fault}); report it with its address`
}
