import type { Article, Revision } from '../news/article.ts'
import type { ArticleId, StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'

/** A revision with what its article is called, as the matcher reads it. */
export type StoredRevision = { readonly article: Article; readonly revision: Revision }

/** Which revision of which article. */
export type RevisionKey = { readonly article: ArticleId; readonly revision: number; readonly seenAt: Temporal.Instant }

/** `mark`: which revision it is, when it was seen (`seenAt`, epoch ms), and how its article is named. */
export type StoryMark = { readonly seenAt: number; readonly mark: string }

/** An article that is to belong to a story; `because` says why in words, `since` from when on (default: when it was first seen). */
export type Joining = { readonly article: ArticleId; readonly because: string; readonly since?: Temporal.Instant }

/** What story matching needs of a store. */
export type StoryStore = {
  listStories(): Promise<readonly StoryDefinition[]>
  /** Throws NewsError 'story-exists'. */
  addStory(story: StoryDefinition): Promise<void>
  /** Puts in or brings up to date a story that comes from YAML; its articles stay. */
  seedStory(story: StoryDefinition): Promise<void>
  /** Removes the story, its ledger, editions and subscriptions; articles stay. False when there was none. */
  removeStory(id: StoryId): Promise<boolean>
  /**
   * Marks articles as belonging from a moment on, all of them or none. Told again, the earliest moment counts: an article that
   * came to the story by a later revision is news then. Throws 'story-unknown', 'article-unknown'.
   */
  addToStory(story: StoryId, joining: readonly Joining[]): Promise<void>
  /** The ids of the articles that belong to the story. */
  listMembers(story: StoryId): Promise<readonly ArticleId[]>
  /**
   * Every revision of the story's articles since they belong, seen up to `asOf` (default: all) and later than `after`, in
   * order of seenAt, article, revision. The article's `latest` is the last of them.
   */
  listStoryRevisions(
    story: StoryId,
    asOf?: Temporal.Instant,
    after?: Temporal.Instant,
  ): Promise<readonly StoredRevision[]>
  /** A mark of each of those revisions up to `asOf`, in their order: it differs where it or its article is told otherwise. */
  listStoryMarks(story: StoryId, asOf: Temporal.Instant): Promise<readonly StoryMark[]>
  /**
   * The same without their texts: all, or those that the story's ledger does not hold. The latter costs little where
   * nothing has come in.
   */
  listStoryKeys(story: StoryId, which: 'all' | 'unentered'): Promise<readonly RevisionKey[]>
  /** These revisions, in this order; those that the store does not hold are left out. At most a thousand. */
  findRevisions(keys: readonly RevisionKey[]): Promise<readonly StoredRevision[]>
  /**
   * Revisions that no match has looked at for this story yet, oldest first, at most `limit`. A revision that arrives
   * late with an old `seenAt`, and every revision after the story's query changed, is found too.
   */
  listUnmatched(story: StoryId, limit: number): Promise<readonly StoredRevision[]>
  /** Marks exactly these as looked at, so that what was stored meanwhile is still found. */
  markMatched(story: StoryId, looked: readonly StoredRevision[]): Promise<void>
}
