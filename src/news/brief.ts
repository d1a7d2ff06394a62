import type { StatedTime } from './article.ts'
import type { Difference, Line } from './claim.ts'
import type { ArticleId, EditionId, GroupId, StoryId } from './ids.ts'
import type { SourceRelation, StoryCounts } from './story.ts'
import type { Update } from './update.ts'

export type WriterName = 'extractive' | 'openai'

/** A source as a brief lists it; `n` is the number its citations carry. */
export type Source = {
  readonly n: number
  readonly article: ArticleId
  readonly input: string
  readonly outlet: string | null
  readonly title: string | null
  readonly url: string | null
  readonly publishedAt: StatedTime | null
  readonly seenAt: Temporal.Instant
  readonly lang: string | null
  /** Names of origins; the first is what the article as a whole rests on. */
  readonly origins: readonly string[]
  readonly group: GroupId
  readonly relation: SourceRelation
  readonly of: ArticleId | null
  readonly why: string
}

/** Cited lines on one story. Once stored it is an edition and never changes. */
export type Brief = {
  readonly story: StoryId
  readonly title: string
  readonly edition: EditionId
  readonly asOf: Temporal.Instant
  readonly newestSourceAt: Temporal.Instant | null
  readonly writer: WriterName
  readonly lang: string
  readonly counts: StoryCounts
  readonly lines: readonly Line[]
  readonly differ: readonly Difference[]
  readonly sources: readonly Source[]
  readonly update: Update | null
}
