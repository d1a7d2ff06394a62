import type { ArticleId, StoryId } from '../news/ids.ts'
import type { ChannelRef } from '../news/message.ts'

/** One article that matches a search, best first. */
export type SearchHit = {
  readonly article: ArticleId
  readonly outlet: string | null
  readonly title: string | null
  readonly url: string | null
  readonly seenAt: Temporal.Instant
  /** A few words around the match, plain text. */
  readonly excerpt: string
}

/** What the commands need of a store beyond a story's view. */
export type ReaderStore = {
  /** Full-text search. Any words are allowed: nothing in them is query syntax. */
  searchArticles(
    words: string,
    options: { story: StoryId | null; asOf: Temporal.Instant | null; limit: number },
  ): Promise<readonly SearchHit[]>
  /** When this reader last saw the story, or null. */
  findReadMark(reader: string, story: StoryId): Promise<Temporal.Instant | null>
  /** When readers last saw the story, since a moment: the newest first, each moment once, at most so many. */
  listReadMarks(story: StoryId, after: Temporal.Instant, max: number): Promise<readonly Temporal.Instant[]>
  saveReadMark(reader: string, story: StoryId, at: Temporal.Instant): Promise<void>
  /** Erases all marks of one reader; how many there were. */
  forgetReader(reader: string): Promise<number>
  /** The same of all readers whose names begin and end so: one person in whatever place. */
  forgetReaders(name: { readonly begins: string; readonly ends: string }): Promise<number>
  /** The outlets a channel does not want to hear. */
  listMutes(channel: ChannelRef): Promise<readonly string[]>
  saveMute(channel: ChannelRef, outlet: string, muted: 'muted' | 'heard'): Promise<void>
}
