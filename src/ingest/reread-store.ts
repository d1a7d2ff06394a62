import type { ArticleReading } from '../news/article.ts'
import type { ArticleId } from '../news/ids.ts'
import type { ClaimRequest } from './feeds/feed-store.ts'

/** What a feed told of an article whose page is not read yet: kept in its place where the page cannot be read. */
export type FoundItem = {
  readonly reading: ArticleReading
  readonly source: string
  readonly seenAt: Temporal.Instant
}

/** A page to be read for the first time, or again to see what changed. */
export type PlannedRead = {
  /** What is fetched; one plan an address. */
  readonly url: string
  readonly kind: 'first' | 'again'
  /** Of which article; null for one that is to be read for the first time. */
  readonly article: ArticleId | null
  /** When its article was first seen: re-reading grows rarer from then on. */
  readonly firstSeenAt: Temporal.Instant
  readonly nextAt: Temporal.Instant
  /** How often it was read. */
  readonly reads: number
  /** Tries in a row that failed, those of `missing` among them. */
  readonly failures: number
  /** Tries in a row to which the server said that there is no such page. */
  readonly missing: number
  readonly etag: string | null
  readonly lastModified: string | null
}

/** A planned read as it is taken for work: with the feed items by which it was found, the first seen first. */
export type ClaimedRead = PlannedRead & { readonly found: readonly FoundItem[] }

/** What reading pages, and reading them again, needs of a store. */
export type RereadStore = {
  /**
   * Plans pages that are not planned yet. One that is stays as it is, but learns of a further feed in which it was
   * found: one item a source, the first.
   */
  plan(reads: readonly (PlannedRead & { readonly found: readonly FoundItem[] })[]): Promise<void>
  /** Which of these addresses are planned. */
  findPlanned(urls: readonly string[]): Promise<ReadonlySet<string>>
  /** The addresses at which an article is to be read again. */
  findAddresses(article: ArticleId): Promise<readonly string[]>
  /**
   * Takes pages that are due, the longest due first: no two processes have the same one at a time. Of one kind, where one
   * is given. One whose last lease ran out has a failed try more: whoever had it did not outlive it.
   */
  claimDue(request: ClaimRequest & { readonly kind?: PlannedRead['kind'] }): Promise<readonly ClaimedRead[]>
  /** Takes these, due or not, but those that another process has. */
  claimReads(urls: readonly string[], lease: Pick<ClaimRequest, 'now' | 'until'>): Promise<readonly ClaimedRead[]>
  /**
   * Keeps what comes next for a page that was claimed, under its new address where it moved, or null when it is done
   * with; and lets go of it. Once it was read, the items by which it was found are forgotten.
   */
  saveDone(url: string, next: PlannedRead | null): Promise<void>
  /** Lets go of pages that were not read after all. */
  release(urls: readonly string[]): Promise<void>
  /** How many wait, and since when the oldest is due; null for none. */
  countWaiting(now: Temporal.Instant): Promise<{ readonly planned: number; readonly due: number }>
}
