import type { FetchFault, Freshness, Redirect } from '../fetch/fetcher.ts'
import type { FeedHints } from './feed-hints.ts'

/** What came of asking a feed once. */
export type PollOutcome =
  | {
      readonly kind: 'fetched'
      /** Items it holds, and those of them that were not known before. */
      readonly items: number
      readonly newItems: number
      /** The usual time between its items by the dates they state, see `statedGap`; null where they state none. */
      readonly gapMs: number | null
      /** Why only some of it could be read: `it breaks off in line 80`; null for a whole feed. */
      readonly incomplete: string | null
      readonly tookMs: number
      readonly redirects: readonly Redirect[]
      readonly freshness: Freshness
      readonly hints: FeedHints
    }
  | {
      readonly kind: 'not-modified'
      readonly tookMs: number
      readonly redirects: readonly Redirect[]
      readonly freshness: Freshness
    }
  /** 410. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly status: number; readonly retryAfterMs: number | null }
  | { readonly kind: 'failed'; readonly fault: FetchFault; readonly message: string }
  /** It answered, but with no feed: a page, nothing, or a feed without items. `because`: one sentence. */
  | { readonly kind: 'unreadable'; readonly because: string }
