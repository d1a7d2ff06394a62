import { itemKey, titleKey } from '../../ingest/article-keys.ts'
import { boundFields, boundTitle } from '../../ingest/bound-fields.ts'
import { addressKey } from '../../ingest/canonical-url.ts'
import { feedItemHead, feedItemReading, type ItemHead } from '../../ingest/feeds/feed-item-reading.ts'
import type { FeedItem, FeedReading } from '../../ingest/feeds/feed-reading.ts'
import type { SaveOutcome } from '../../ingest/article-store.ts'
import type { ArticleKeys, ArticleReading } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'
import type { LiveParts } from './live-parts.ts'
import { planAgain, planDoubted, planFirst } from './plan-reads.ts'

/** Items of one answer: feeds list 10 to 100; one that lists its whole archive is read to here. */
const ITEMS_MAX = 1_000
/** An item of so many words holds its article: no page is read for it. */
const WHOLE_WORDS_MIN = 200

/** A feed that was read, the address it is followed under, and the outlet it was added for. */
export type TakenFeed = { readonly feed: FeedReading; readonly url: string; readonly outlet: string | null }

/** What became of a feed's items. */
export type ItemsTaken = {
  /** Items that nobody knew of. */
  readonly newItems: number
  readonly known: readonly ArticleId[]
  /** Articles that stand in the feed whole. */
  readonly saved: readonly { readonly url: string | null; readonly outcome: SaveOutcome }[]
  /** Addresses of the pages that are to be read. */
  readonly pages: readonly string[]
}

/**
 * Keeps what a feed lists: a sighting of each article that is known, the articles that stand in the feed whole, and a
 * plan to read the pages of the others. Throws what the store throws.
 */
export async function takeItems(taken: TakenFeed, parts: LiveParts): Promise<ItemsTaken> {
  const { store, clock } = parts
  const seenAt = clock.now()
  const oldest = seenAt.subtract({ milliseconds: parts.limits.keepMs })
  const listed = listItems(taken).filter(({ publishedAt }) => publishedAt === null || isSince(publishedAt, oldest))
  const known = await store.articles.findKnown(listed)
  const seen = listed.flatMap(({ url, title, keys }, at) => {
    const article = known[at] ?? null
    return article === null ? [] : [{ url, title, keys, article, source: taken.url, seenAt }]
  })
  const doubted = await store.articles.findDoubted(seen)
  await store.articles.saveSightings(seen)
  // A feed lists mostly what it listed before: only the rest is read.
  const unknown = await parts.betweenWrites(() =>
    listed.flatMap((item, at) => ((known[at] ?? null) === null ? readItem(item, taken, parts) : [])),
  )
  const planned = await store.rereads.findPlanned(unknown.flatMap(({ url }) => url ?? []))
  const [whole, paged] = [unknown.filter(needsNoPage), unknown.filter((reading) => !needsNoPage(reading))]
  const saved = await store.articles.saveReadings(whole.map((reading) => ({ reading, source: taken.url, seenAt })))
  const again = saved.flatMap(({ article }, at) => planAgain(whole[at]?.url ?? null, article, WHOLE, seenAt))
  await store.rereads.plan([
    ...paged.map((reading) => planFirst(reading, taken.url, seenAt)),
    ...again,
    ...doubted.map((each) => planDoubted(each, seenAt)),
  ])
  return {
    newItems: unknown.filter(({ url }) => url === null || !planned.has(url)).length,
    known: [...new Set(known.filter((article) => article !== null))],
    saved: saved.map((outcome, at) => ({ url: whole[at]?.url ?? null, outcome })),
    pages: [...new Set(paged.flatMap(({ url }) => url ?? []))],
  }
}

/** What stood whole in its feed is read on its page later: there it may be corrected. */
const WHOLE = { isStub: false, etag: null, lastModified: null }

type ListedItem = ItemHead & { readonly item: FeedItem; readonly keys: ArticleKeys; readonly input: string }

function listItems({ feed, url }: TakenFeed): readonly ListedItem[] {
  const items = feed.items.slice(0, ITEMS_MAX)
  const ids = items.map(({ id }) => id).filter((id) => id !== null)
  // An id that stands twice names nothing.
  const isOwn = (id: string) => ids.indexOf(id) === ids.lastIndexOf(id)
  return items.map((item, at) => {
    const head = feedItemHead(item)
    const keys = keysOf(item, head, url, isOwn)
    return { ...head, title: boundTitle(head.title), item, keys, input: `${url} (item ${at + 1})` }
  })
}

/** None for an item that holds nothing. */
function readItem({ item, keys, input }: ListedItem, { feed, outlet }: TakenFeed, { outlets }: LiveParts) {
  const reading = feedItemReading(item, feed, { input, outlets })
  const bound = boundFields({ ...reading, outlet: reading.outlet ?? outlet, keys })
  return bound.url !== null || (bound.title ?? bound.text) !== '' ? [bound] : []
}

function keysOf(
  { id, site }: FeedItem,
  { url, publishedAt, title }: ItemHead,
  feedUrl: string,
  isOwn: (id: string) => boolean,
) {
  // Of an item that hides its article's address, the site that it names as its source counts.
  const named = titleKey(url ?? site, publishedAt, title)
  return {
    // http and https, with `www.` and without: one page, as a rule.
    addresses: [url === null ? null : addressKey(url)].filter((key) => key !== null),
    items: id !== null && isOwn(id) ? [itemKey(feedUrl, id)] : [],
    titles: named === null ? [] : [named],
  }
}

/** What the feed holds whole, and what has no page that could be read. */
function needsNoPage({ url, text, flags }: ArticleReading): boolean {
  return url === null || (!flags.includes('stub') && text.split(/\s+/, WHOLE_WORDS_MIN).length >= WHOLE_WORDS_MIN)
}

/** By the day at least; what states no more than a year is not old. */
function isSince(stated: string, oldest: Temporal.Instant): boolean {
  return stated >= oldest.toString().slice(0, stated.length)
}
