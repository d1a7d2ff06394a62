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
   * Keeps a reading as seen at `seenAt`, and the sighting in `source`. The same text again is 'unchanged' and writes
   * at most a sighting. Revisions are numbered in order of `seenAt`. One transaction for each call.
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
