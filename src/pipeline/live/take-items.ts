import { itemKey, titleKey } from '../../ingest/article-keys.ts'
import { boundFields } from '../../ingest/bound-fields.ts'
import { feedItemReading } from '../../ingest/feeds/feed-item-reading.ts'
import type { FeedItem, FeedReading } from '../../ingest/feeds/feed-reading.ts'
import { planReread } from '../../ingest/reread-plan.ts'
import type { PlannedRead } from '../../ingest/reread-store.ts'
import type { ArticleReading } from '../../news/article.ts'
import type { ArticleId } from '../../news/ids.ts'
import type { LiveParts } from './live-parts.ts'

/** Items of one answer: feeds list 10 to 100; one that lists its whole archive is read to here. */
const ITEMS_MAX = 1_000
/** An item of so many words holds its article: no page is read for it. */
const WHOLE_WORDS_MIN = 200

/** A feed that was read, the address it is followed under, and the outlet it was added for. */
export type TakenFeed = { readonly feed: FeedReading; readonly url: string; readonly outlet: string | null }

/**
 * Keeps what a feed lists: a sighting of each article that is known, the articles that stand in the feed whole, and a
 * plan to read the pages of the others. How many were not known before. Throws what the store throws.
 */
export async function takeItems(taken: TakenFeed, parts: LiveParts): Promise<number> {
  const { store, clock } = parts
  const seenAt = clock.now()
  const oldest = seenAt.subtract({ milliseconds: parts.limits.keepMs })
  const readings = readItems(taken, parts).filter(
    ({ publishedAt }) => publishedAt === null || isSince(publishedAt, oldest),
  )
  const known = await store.articles.findKnown(readings)
  await store.articles.saveSightings(
    readings.flatMap((reading, at) => {
      const article = known[at] ?? null
      return article === null ? [] : [{ ...reading, article, source: taken.url, seenAt }]
    }),
  )
  const unknown = readings.filter((_, at) => (known[at] ?? null) === null)
  const planned = await store.rereads.findPlanned(unknown.flatMap(({ url }) => url ?? []))
  const [whole, paged] = [unknown.filter(needsNoPage), unknown.filter((reading) => !needsNoPage(reading))]
  const saved = await store.articles.saveReadings(whole.map((reading) => ({ reading, source: taken.url, seenAt })))
  const again = saved.flatMap(({ article }, at) => planAgain(whole[at]?.url ?? null, article, seenAt))
  await store.rereads.plan([...paged.map((reading) => planFirst(reading, taken.url, seenAt)), ...again])
  return unknown.filter(({ url }) => url === null || !planned.has(url)).length
}

function readItems({ feed, url, outlet }: TakenFeed, { outlets }: LiveParts): readonly ArticleReading[] {
  const items = feed.items.slice(0, ITEMS_MAX)
  const ids = items.map(({ id }) => id).filter((id) => id !== null)
  // An id that stands twice names nothing.
  const isOwn = (id: string) => ids.indexOf(id) === ids.lastIndexOf(id)
  const readings = items.map((item, at) => {
    const reading = feedItemReading(item, feed, { input: `${url} (item ${at + 1})`, outlets })
    return boundFields({ ...reading, outlet: reading.outlet ?? outlet, keys: keysOf(item, reading, url, isOwn) })
  })
  return readings.filter(({ url: address, title, text }) => address !== null || (title ?? text) !== '')
}

function keysOf(
  { id, site }: FeedItem,
  { url, publishedAt, title }: ArticleReading,
  feedUrl: string,
  isOwn: (id: string) => boolean,
) {
  // Of an item that hides its article's address, the site that it names as its source counts.
  const named = titleKey(url ?? site, publishedAt, title)
  return {
    addresses: [],
    items: id !== null && isOwn(id) ? [itemKey(feedUrl, id)] : [],
    titles: named === null ? [] : [named],
  }
}

/** What the feed holds whole, and what has no page that could be read. */
function needsNoPage({ url, text, flags }: ArticleReading): boolean {
  return url === null || (!flags.includes('stub') && text.split(/\s+/, WHOLE_WORDS_MIN).length >= WHOLE_WORDS_MIN)
}

function planFirst(reading: ArticleReading, source: string, seenAt: Temporal.Instant) {
  return { ...neverRead(reading.url ?? '', null, seenAt), found: [{ reading, source, seenAt }] }
}

/** What stood whole in its feed is read on its page later: there it may be corrected. */
function planAgain(url: string | null, article: ArticleId, seenAt: Temporal.Instant) {
  if (url === null) return []
  const read = { kind: 'read', found: 'new', isStub: false, etag: null, lastModified: null } as const
  const { next } = planReread(neverRead(url, article, seenAt), read, seenAt)
  return next === null ? [] : [{ ...next, found: [] }]
}

function neverRead(url: string, article: ArticleId | null, seenAt: Temporal.Instant): PlannedRead {
  const counts = { reads: 0, failures: 0, missing: 0 }
  return {
    url,
    kind: 'first',
    article,
    firstSeenAt: seenAt,
    nextAt: seenAt,
    ...counts,
    etag: null,
    lastModified: null,
  }
}

/** By the day at least; what states no more than a year is not old. */
function isSince(stated: string, oldest: Temporal.Instant): boolean {
  return stated >= oldest.toString().slice(0, stated.length)
}
