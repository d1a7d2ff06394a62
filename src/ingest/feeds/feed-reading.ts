import type { NewsError } from '../../news/errors.ts'
import type { Outlet } from '../../news/outlet.ts'
import { siteOf } from '../../news/site.ts'
import { outletName, outletOfUrl } from '../outlet.ts'
import type { AggregatedItem } from './aggregators.ts'
import type { FeedHints } from './feed-hints.ts'

export type Enclosure = { readonly url: string; readonly type: string | null; readonly length: number | null }

export type FeedItem = {
  readonly id: string | null
  readonly url: string | null
  readonly title: string | null
  readonly publishedAt: string | null
  readonly updatedAt: string | null
  readonly author: string | null
  /** Safe markup. */
  readonly summary: string | null
  /** Safe markup. */
  readonly content: string | null
  readonly categories: readonly string[]
  readonly enclosures: readonly Enclosure[]
  readonly outlet: string | null
  /** The site of the outlet, where the item names it as its source. */
  readonly site: string | null
  /** `url` is an aggregator's and tells nothing of the article's own. */
  readonly hidesAddress: boolean
}

/** What `inspect feed` shows. */
export type FeedReading = {
  readonly title: string | null
  readonly url: string | null
  /** Safe markup. */
  readonly description: string | null
  readonly lang: string | null
  readonly items: readonly FeedItem[]
}

export type FeedSource = { readonly input: string; readonly url: string | null; readonly outlets: readonly Outlet[] }

/** More than these say nothing more of an item; the rest is left out. */
export const CATEGORIES_MAX = 100
export const ENCLOSURES_MAX = 100

/**
 * `hints`: how often the feed says it may be asked for. `brokenOff`: the file ends inside the feed; the items before that place are whole and in `feed`.
 */
export type FeedOutcome = {
  readonly feed: FeedReading
  readonly hints: FeedHints
  readonly brokenOff: NewsError | null
}

/** What an item takes from its feed. */
export type FeedContext = { readonly site: string | null; readonly title: string | null; readonly source: FeedSource }

/** By the item's address, by the source it names, or the feed's own title where the item stands on the feed's site. */
export function itemOutlet(
  { url, hidesAddress, source }: Pick<AggregatedItem, 'url' | 'hidesAddress' | 'source'>,
  context: FeedContext,
): string | null {
  const { outlets } = context.source
  const named = outletOfUrl(source.url, outlets)?.name ?? outletName(source.name, outlets)
  if (hidesAddress) return named
  const known = outletOfUrl(url, outlets)?.name ?? named
  if (known !== null) return known
  const isOwn = url === null || context.site === null || siteOf(url) === siteOf(context.site)
  return isOwn ? outletName(context.title, outlets) : null
}
