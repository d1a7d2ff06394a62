import type { ClaimedFeed } from '../../ingest/feeds/feed-store.ts'
import type { Matcher } from '../match.ts'
import { createHostDays } from './host-days.ts'
import { LEASE_MS, shownAddress, type LiveParts } from './live-parts.ts'
import { readDue } from './live-reader.ts'
import { pollFeed, type FeedPolled } from './poll-feed.ts'
import type { AddressRead } from './read-address.ts'
import { claimInTurn, workOff } from './work-off.ts'

export type FeedsChecked = {
  /** In the order in which they were asked for. */
  readonly polled: readonly FeedPolled[]
  /** Feeds that another process is asking at this moment. */
  readonly busy: readonly string[]
  /** Pages that were asked for, and articles of them that are new or that changed. */
  readonly read: number
  readonly kept: number
  /** Pages that were asked for and not read, and why. */
  readonly unread: readonly { readonly url: string; readonly because: string }[]
}

export type CheckHears = {
  readonly onPolled: (polled: FeedPolled) => void
  readonly onRead: (read: AddressRead) => void
}

/**
 * Asks feeds now, due or not, reads the pages that are due, and brings the stories up to date. When it is stopped, what is
 * under way is let go of. Throws what the store throws, and NewsError 'interrupted'.
 */
export async function checkFeeds(
  urls: readonly string[],
  parts: LiveParts,
  matcher: Matcher,
  heard: CheckHears,
  signal: AbortSignal,
): Promise<FeedsChecked> {
  const { feeds } = parts.store
  const followed = new Set((await feeds.listFeeds()).map(({ url }) => url))
  const polled = new Map<string, FeedPolled>()
  const claim = (some: readonly string[]) => {
    const now = parts.clock.now()
    return feeds.claimFeeds(some, { now, until: now.add({ milliseconds: LEASE_MS }) })
  }
  await workOff<ClaimedFeed>(
    {
      atOnce: parts.limits.atOnce,
      claim: claimInTurn(urls, claim),
      release: async (left) => feeds.release(left.map(({ url }) => url)),
      work: async (feed) => {
        const one = await pollFeed(feed, parts, (url) => followed.has(url), signal)
        if (one.poll === null) return
        polled.set(feed.url, one)
        heard.onPolled(one)
      },
    },
    signal,
  )
  let [read, kept] = [0, 0]
  const unread: FeedsChecked['unread'][number][] = []
  const count = (one: AddressRead) => {
    if (one.read) read += 1
    if (one.kept) kept += 1
    const { url, because } = one
    if (one.read && because !== null) unread.push({ url: shownAddress(url), because })
    heard.onRead(one)
  }
  await readDue(parts, createHostDays(), count, signal)
  signal.throwIfAborted()
  await matcher.matchAll(signal)
  const given = urls.map((url) => polled.get(url) ?? null)
  return {
    polled: given.filter((one) => one !== null),
    busy: urls.filter((_, at) => (given[at] ?? null) === null),
    read,
    kept,
    unread,
  }
}
