import type { Article, StatedTime } from './article.ts'
import type { Claim } from './claim.ts'
import type { ArticleId, GroupId, StoryId } from './ids.ts'
import type { Origin } from './origin.ts'

/** What makes a story. Made from YAML or by `stories add`; kept in the store. */
export type StoryDefinition = {
  readonly id: StoryId
  readonly title: string
  /** An article belongs when it holds all words of the query, or all words of one alias, prominently. */
  readonly query: string
  readonly aliases: readonly string[]
  /** The languages of the articles wanted, ISO 639-1; empty for any. */
  readonly langs: readonly string[]
  /** Articles published (or, if they state no date, seen) outside the window stay out. */
  readonly window: { readonly from: StatedTime | null; readonly to: StatedTime | null }
}

export type StoryCounts = {
  readonly articles: number
  readonly texts: number
  readonly origins: number
  readonly unattributed: number
}

export type StoryState = {
  readonly id: StoryId
  readonly title: string
  readonly state: 'live' | 'dormant'
  readonly counts: StoryCounts
  readonly lastChangeAt: Temporal.Instant | null
}

export type TextRelationKind = 'copy' | 'rewrite' | 'shared-wire' | 'independent'

/** How much of the shorter of two texts stands in the other (`coverage`, 0…1), and in the same order (`order`, -1…1). */
export type TextRelation = {
  readonly a: ArticleId
  readonly b: ArticleId
  readonly kind: TextRelationKind
  readonly coverage: number
  readonly order: number
}

export type SourceRelation = 'original' | 'copy' | 'rewrite' | 'wire reprint' | 'own report' | 'unattributed'

/** An article inside a story, with what it rests on. */
export type StoryArticle = {
  readonly article: Article
  readonly group: GroupId
  readonly relation: SourceRelation
  /** The article it is a copy, rewrite or reprint of, where that one is at hand. */
  readonly of: ArticleId | null
  /** Why it was grouped so, in words a reader understands. */
  readonly why: string
  /** The first is what the article as a whole rests on; the others are named in passages of it. */
  readonly origins: readonly Origin[]
}

/** All that is known of a story at a moment. The input of brief, changed, sources, differ, timeline and why. */
export type StoryView = {
  readonly story: StoryDefinition
  readonly asOf: Temporal.Instant
  readonly articles: readonly StoryArticle[]
  /** Ordered by first sight. Claims whose supporters all withdrew them have no supports left but stay listed. */
  readonly claims: readonly Claim[]
  /** How its texts relate, those that do. */
  readonly relations: readonly TextRelation[]
}
