import { decodeBytes } from '../../ingest/decode-bytes.ts'
import type { StoredFeed } from '../../ingest/feeds/feed-store.ts'
import { readOpml, writeOpml } from '../../ingest/feeds/opml.ts'
import { readFileBytes } from '../../ingest/read-path.ts'
import type { RereadStore } from '../../ingest/reread-store.ts'
import { NewsError } from '../../news/errors.ts'
import type { Clock } from '../../ops/clock.ts'
import type { DeskLive } from '../desk.ts'
import { findFeed, readFeedAddress, type FeedFound } from './find-feed.ts'
import type { LiveParts } from './live-parts.ts'

/** A feed as `feeds --json` gives it. */
export type FeedView = Pick<StoredFeed, 'url' | 'outlet' | 'state' | 'since' | 'because' | 'nextAt'> & {
  readonly articles: number
}

export type FeedsView = {
  readonly feeds: readonly FeedView[]
  readonly pages: Awaited<ReturnType<RereadStore['countWaiting']>>
}

/** The feeds that are followed and how each fares, and how many pages wait to be read. */
export async function viewFeeds(
  { feeds, rereads }: Pick<DeskLive, 'feeds' | 'rereads'>,
  clock: Clock,
): Promise<FeedsView> {
  const [list, counts] = [await feeds.listFeeds(), await feeds.countArticles()]
  return {
    feeds: list.map(({ url, outlet, state, since, because, nextAt }) => {
      return { url, outlet, state, since, because, nextAt, articles: counts.get(url) ?? 0 }
    }),
    pages: await rereads.countWaiting(clock.now()),
  }
}

type Followed = { readonly kind: 'added' | 'known'; readonly url: string }

/** Follows the feed at an address as it is, without asking it. */
export async function followUnchecked(
  url: string,
  outlet: string | null,
  { feeds }: Pick<DeskLive, 'feeds'>,
  clock: Clock,
): Promise<Followed> {
  const address = findFollowed(await feeds.listFeeds(), url)?.url ?? url
  return { kind: await feeds.addFeed({ url: address, outlet }, clock.now()), url: address }
}

/**
 * Follows the feed at an address, or the best of those that the page there names, once it was read. `found`: null where it
 * is followed already and need not be asked. Throws what `findFeed` and the store throw.
 */
export async function followFeed(
  url: string,
  outlet: string | null,
  parts: LiveParts,
  signal: AbortSignal,
): Promise<Followed & { readonly found: FeedFound | null }> {
  const { store, clock } = parts
  const known = findFollowed(await store.feeds.listFeeds(), url)
  if (known !== null && known.state !== 'gone') {
    return { ...(await followUnchecked(url, outlet, store, clock)), found: null }
  }
  const found = await findFeed(url, parts, signal)
  return { ...(await followUnchecked(found.url, outlet, store, clock)), found }
}

/** The followed feeds of those addresses, however they are written. Throws NewsError 'input-invalid', 'usage'. */
export async function requireFollowed(
  urls: readonly string[],
  { feeds }: Pick<DeskLive, 'feeds'>,
): Promise<readonly StoredFeed[]> {
  const followed = await feeds.listFeeds()
  return [...new Set(urls)].map((text) => {
    const feed = findFollowed(followed, readFeedAddress(text))
    if (feed !== null) return feed
    throw new NewsError('input-invalid', `${text}: no such feed is followed. See them with: standfirst feeds`)
  })
}

function findFollowed(followed: readonly StoredFeed[], url: string): StoredFeed | null {
  const href = URL.parse(url)?.href ?? url
  return followed.find((feed) => feed.url === url || URL.parse(feed.url)?.href === href) ?? null
}

/** Follows the feeds of an OPML file, unasked; `faults`: a sentence for each entry that was left out. Throws NewsError. */
export async function importFeeds(
  file: string,
  { feeds }: Pick<DeskLive, 'feeds'>,
  clock: Clock,
): Promise<{ readonly added: number; readonly known: number; readonly faults: readonly string[] }> {
  const list = readOpml(decodeBytes(await readFileBytes(file), file, null), file)
  const followed = new Set((await feeds.listFeeds()).map(({ url }) => URL.parse(url)?.href ?? url))
  let added = 0
  for (const { url, outlet } of list.feeds) {
    // What people named otherwise here stays so.
    if (followed.has(URL.parse(url)?.href ?? url)) continue
    if ((await feeds.addFeed({ url, outlet }, clock.now())) === 'added') added += 1
  }
  return { added, known: list.feeds.length - added, faults: list.faults }
}

/** The feeds as an OPML list. */
export async function exportFeeds({ feeds }: Pick<DeskLive, 'feeds'>): Promise<string> {
  return writeOpml(await feeds.listFeeds(), 'Standfirst feeds')
}
