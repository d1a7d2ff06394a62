import type { ArticleId } from './ids.ts'

/** What a text says of itself that a reader should weigh. */
export type ArticleFlag =
  /** The page says that a machine wrote or drew some of it. */
  | 'machine-made'
  /** A comment, column or editorial: what it argues is not a report. */
  | 'commentary'
  /** Only the start of the article is on the page. */
  | 'stub'

/**
 * A time as precise as the page states it, never more: `2026-01-07` or `2026-01-07T23:10:00Z` (ISO 8601, UTC).
 */
export type StatedTime = string

/**
 * Other names by which a reading's article may be known. Articles of two sites are never joined by any of them.
 * Which articles are one follows from all that was ever claimed, whatever came first.
 */
export type ArticleKeys = {
  /** Canonical addresses that led here: redirected from, its AMP or mobile page. Believed. */
  readonly addresses: readonly string[]
  /** An item of a feed, see `itemKey`: the same item at a new address. Not believed where its titles are quite unlike. */
  readonly items: readonly string[]
  /** Site, day and title, see `titleKey`: believed for a reading without address, where one article alone claims it. */
  readonly titles: readonly string[]
}

/** One article as a reader of files, pages or feeds gives it. Unknown facts are null, never guessed. */
export type ArticleReading = {
  /** The path, URL or feed item it was read from, as a person would name it. */
  readonly input: string
  /** Canonical address, or null for a file that states none. */
  readonly url: string | null
  readonly outlet: string | null
  readonly title: string | null
  readonly dek: string | null
  readonly byline: string | null
  readonly publishedAt: StatedTime | null
  /** ISO 639-1. */
  readonly lang: string | null
  /** The agency whose copy the whole text is, by its credit line: `Reuters`. */
  readonly wire: string | null
  /** The body: paragraphs separated by one blank line. Offsets anywhere in the house point into this string. */
  readonly text: string
  /** The lines of the page that are not the article, in order. */
  readonly furniture: readonly string[]
  readonly flags: readonly ArticleFlag[]
  /** A tombstone: the outlet took the article down. */
  readonly deleted: boolean
  readonly keys?: ArticleKeys
}

/** An immutable version of an article's text, numbered from 1. */
export type Revision = Pick<
  ArticleReading,
  'title' | 'dek' | 'byline' | 'publishedAt' | 'lang' | 'wire' | 'text' | 'flags' | 'deleted'
> & {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
}

/** One revision of one article as a key. */
export const revisionKey = ({ article, revision }: Pick<Revision, 'article' | 'revision'>) => `${article} ${revision}`

/** One published piece as it stood at some moment. */
export type Article = {
  readonly id: ArticleId
  readonly url: string | null
  readonly input: string
  readonly outlet: string | null
  /** When its first revision was seen. */
  readonly seenAt: Temporal.Instant
  /** The latest revision at that moment. */
  readonly latest: Revision
}

/** An article seen in a feed, a folder or on a page. */
export type Sighting = { readonly article: ArticleId; readonly source: string; readonly seenAt: Temporal.Instant }
