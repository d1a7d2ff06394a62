import type { ArticleId } from '../news/ids.ts'
import type { Overlap } from '../text/near-copies.ts'

/** A stored article as it stands, and how its text overlaps with the one asked of, which is the first. */
export type StoredCopy = Overlap & {
  readonly article: ArticleId
  readonly revision: number
  readonly outlet: string | null
  readonly title: string | null
  readonly url: string | null
  readonly seenAt: Temporal.Instant
}

/** Copies among all that is stored, whatever story they are of. */
export type CopyFinder = {
  /**
   * Stored articles that share half of the shorter text with this one, the likest first, at most twenty; `except` is none of them.
   * A text that thousands hold is found in the first that held it.
   */
  findCopies(text: string, options: { readonly except: ArticleId | null }): Promise<readonly StoredCopy[]>
}
