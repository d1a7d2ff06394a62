import type { ArticleId, ClaimId, GroupId } from './ids.ts'
import type { Origin } from './origin.ts'

/** A passage of a stored revision: UTF-16 offsets into its text. */
export type Span = {
  readonly article: ArticleId
  readonly revision: number
  readonly start: number
  readonly end: number
}

export type Citation = Span & {
  readonly text: string
  readonly outlet: string | null
  readonly url: string | null
}

/** One passage that states a claim. */
export type Support = Span & {
  readonly text: string
  readonly lang: string
  readonly seenAt: Temporal.Instant
  /** Whose reporting the passage rests on. */
  readonly origin: Origin
  readonly group: GroupId
  /** What made it join the claim, in words: `7 shared words`, `the same quotation`, `$14 billion`. */
  readonly matchedOn: readonly string[]
  /** True where the passage retells another of the same text group: shown by `why`, never a difference. */
  readonly variant: boolean
}

/** One checkable statement and the passages that state it now. */
export type Claim = {
  readonly id: ClaimId
  readonly firstSeenAt: Temporal.Instant
  readonly supports: readonly Support[]
  /** Passages that stated it in an earlier revision of their article, or in one taken down since. */
  readonly withdrawn: readonly Support[]
}

export type LineFlag =
  'extract' | 'single-source' | 'unattributed' | 'disputed' | 'translated' | 'machine-made' | 'commentary'

/** One published sentence, checked against its citations. */
export type Line = {
  readonly id: ClaimId
  readonly text: string
  readonly lang: string
  /** The line is the exact words of its citation, between quotation marks. */
  readonly quote: boolean
  readonly support: { readonly articles: number; readonly texts: number; readonly origins: number }
  readonly citations: readonly Citation[]
  readonly flags: readonly LineFlag[]
}

export type DifferenceKind = 'value' | 'date' | 'quotation' | 'attribution' | 'framing' | 'scope'

export type Difference = {
  /** The same two sides of the same claim always give the same id. */
  readonly id: string
  readonly kind: DifferenceKind
  readonly topic: string
  readonly severity: 'high' | 'medium' | 'low'
  readonly sides: readonly {
    readonly value: string
    readonly origins: number
    readonly citations: readonly Citation[]
  }[]
}

/** The articles that lines, or sides of differences, cite. */
export function citedArticles(citing: readonly Pick<Line, 'citations'>[]): ReadonlySet<ArticleId> {
  return new Set(citing.flatMap(({ citations }) => citations.map(({ article }) => article)))
}

/** Whether two lines cite a passage in common. */
export function sharePassage(one: Pick<Line, 'citations'>, other: Pick<Line, 'citations'>): boolean {
  return one.citations.some(({ article, revision, start }) =>
    other.citations.some((its) => its.article === article && its.revision === revision && its.start === start),
  )
}
