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

/** By what a model's lines were made: its name, and the version of the prompt: `brief.v2`. */
type Made = { readonly model: string; readonly prompt: string }

/** Cited lines on one story. Once stored it is an edition and never changes. */
export type Brief = {
  readonly story: StoryId
  readonly title: string
  readonly edition: EditionId
  readonly asOf: Temporal.Instant
  readonly newestSourceAt: Temporal.Instant | null
  /** 'openai' where a model wrote at least one of its lines. */
  readonly writer: WriterName
  /** Null where no model wrote any of it. */
  readonly made: Made | null
  readonly lang: string
  readonly counts: StoryCounts
  /** A few words on top, of what a line below tells in full; null where nobody wrote any. */
  readonly headline: Line | null
  /** The first sentence: what it tells, no line tells again. */
  readonly lede: Line | null
  readonly lines: readonly Line[]
  /** What a source says of why it matters; no line tells it again. */
  readonly whyItMatters: Line | null
  readonly differ: readonly Difference[]
  readonly sources: readonly Source[]
  readonly update: Update | null
}

/** What a brief tells, in reading order: each claim once. Its headline is not among them: it repeats one of these. */
export function toldLines({
  lede,
  lines,
  whyItMatters,
}: Pick<Brief, 'lede' | 'lines' | 'whyItMatters'>): readonly Line[] {
  return [lede, ...lines, whyItMatters].filter((line) => line !== null)
}

/** Every sentence that a brief prints and cites: its headline, then what it tells. */
export function printedLines(brief: Pick<Brief, 'headline' | 'lede' | 'lines' | 'whyItMatters'>): readonly Line[] {
  return brief.headline === null ? toldLines(brief) : [brief.headline, ...toldLines(brief)]
}
