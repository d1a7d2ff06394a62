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
   * Throws NewsError 'input-empty' for a reading with neither address nor text: nothing tells which article it is.
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
