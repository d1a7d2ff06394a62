import type { Brief } from '../news/brief.ts'
import type { EditionId, StoryId } from '../news/ids.ts'

/** What writing briefs needs of a store. Editions keep the text of every span they cite, whatever is pruned later. */
export type EditionStore = {
  /** Saving the same edition again changes nothing. */
  saveEdition(brief: Brief): Promise<void>
  findEdition(id: EditionId): Promise<Brief | null>
  /** The newest edition of the story as of a moment, or null. */
  findLatestEdition(story: StoryId, asOf?: Temporal.Instant): Promise<Brief | null>
}
