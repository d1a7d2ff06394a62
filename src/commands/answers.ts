import type { Source } from '../news/brief.ts'
import type { Citation, Difference, Line } from '../news/claim.ts'
import type { ClaimId, GroupId, StoryId } from '../news/ids.ts'
import type { StoryCounts, StoryState } from '../news/story.ts'
import type { SearchHit } from './reader-store.ts'

/** What `sources` answers. */
export type SourcesAnswer = {
  readonly story: StoryId
  readonly asOf: Temporal.Instant
  readonly counts: StoryCounts
  readonly sources: readonly Source[]
}

/** Of a story's sources those that an answer names, by their own numbers. */
export type NamedSources = {
  readonly sources: readonly Source[]
  /** How many the story has in all: the number of the last. */
  readonly sourceCount: number
}

/** What `differ` answers. */
export type DifferAnswer = {
  readonly story: StoryId
  readonly asOf: Temporal.Instant
  readonly differ: readonly Difference[]
}

/** A dated line. `date` is `2026-01-07`, `2026-01` or `2026`, as precise as `precision`. */
type TimelineEntry = {
  readonly date: string
  readonly precision: 'day' | 'month' | 'year'
  readonly line: Line
}

/** What `timeline` answers: oldest first. */
export type TimelineAnswer = {
  readonly story: StoryId
  readonly asOf: Temporal.Instant
  readonly entries: readonly TimelineEntry[]
}

/** A passage that states a line's claim, and what made it join. `origin` is the name people read. */
export type WhySupport = Citation & {
  readonly origin: string
  readonly group: GroupId
  readonly matchedOn: readonly string[]
  /** Whether it counts as support of the line, or only speaks of the same thing. */
  readonly counts: boolean
}

/** What `why` answers. */
export type WhyAnswer = {
  readonly line: Line
  readonly claim: { readonly id: ClaimId; readonly firstSeenAt: Temporal.Instant }
  readonly supports: readonly WhySupport[]
  /** Passages that retell a supporting one inside its own text group. */
  readonly variants: readonly Citation[]
  readonly leftOut: readonly { readonly line: Line; readonly because: string }[]
}

/** What `stories` answers. */
export type StoriesAnswer = { readonly stories: readonly StoryState[] }

/** What `search` answers: best first. */
export type SearchAnswer = { readonly articles: readonly SearchHit[]; readonly claims: readonly Line[] }
