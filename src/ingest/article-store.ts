import type { Article, ArticleReading, Revision, Sighting } from '../news/article.ts'
import type { ArticleId } from '../news/ids.ts'

/** What keeping one reading did. `older`: it was seen before what is stored, and became an earlier revision. */
export type SaveOutcome = {
  readonly kind: 'new' | 'revised' | 'unchanged' | 'deleted' | 'older'
  readonly article: ArticleId
  readonly revision: number
}

/** What ingest needs of a store. */
export type ArticleStore = {
  /**
   * Keeps a reading as seen at `seenAt` (to the millisecond), and the sighting in `source`. The same title and text
   * again, from where it was read before or by another way, is 'unchanged'. One transaction for each call.
   *
   * A revision's number and text never change: spans point at them. Numbers count arrivals; `seenAt` gives the order
   * (numbers break ties), so a backfilled reading becomes an earlier revision with a later number, and a text found to
   * have stood earlier than known moves its revision's `seenAt` back. Whatever the order of arrival, the article stands
   * the same at every moment.
   * Readings joined by their keys are one article, known by the id it was first seen under, of those with an address;
   * its other ids go on leading to it everywhere. What was read without address is then a sighting and tells nothing.
   * Where a key turns out to join what is not one, each article is by itself again.
   * Throws NewsError 'input-empty' for a reading with neither address, keys nor text: nothing tells which article it is.
   */
  saveReading(reading: ArticleReading, source: string, seenAt: Temporal.Instant): Promise<SaveOutcome>
  /** The same for many, in one transaction: all are kept or none. */
  saveReadings(
    readings: readonly { reading: ArticleReading; source: string; seenAt: Temporal.Instant }[],
  ): Promise<readonly SaveOutcome[]>
  /** The article as it stood at `asOf` (default: now), or null when it was not known then. */
  findArticle(id: ArticleId, asOf?: Temporal.Instant): Promise<Article | null>
  /** Oldest first. */
  listRevisions(id: ArticleId): Promise<readonly Revision[]>
  /** Oldest first. */
  listSightings(id: ArticleId): Promise<readonly Sighting[]>
}

/** What tells which article something is. */
type KnownBy = Pick<ArticleReading, 'url' | 'title' | 'keys'>

/** What following feeds needs of the same store: articles that are known need not be read again. */
export type KnownArticles = {
  /**
   * Which article each would be a reading of, in their order; null for one that would be new. Pruned articles are
   * known too, so that a feed that still lists them brings nothing again.
   */
  findKnown(readings: readonly KnownBy[]): Promise<readonly (ArticleId | null)[]>
  /**
   * Of known articles that a feed lists, those whose page is worth a look: the article was taken down and is listed all
   * the same, or it is listed at an address where it was never seen. One that is listed at ever new addresses is not.
   */
  findDoubted(listed: readonly (KnownBy & { readonly article: ArticleId })[]): Promise<
    readonly {
      readonly article: ArticleId
      readonly url: string
      readonly because: 'deleted' | 'moved'
    }[]
  >
  /**
   * Keeps that known articles were seen, without their being read again, and the keys they came with. What is unknown
   * is passed over. One transaction.
   */
  saveSightings(
    sightings: readonly (KnownBy & {
      readonly article: ArticleId
      readonly source: string
      readonly seenAt: Temporal.Instant
    })[],
  ): Promise<void>
}
