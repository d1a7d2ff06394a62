import { charsetOf, decodeBytes } from '../../ingest/decode-bytes.ts'
import type { ClaimedFeed, FeedPoll, StoredFeed } from '../../ingest/feeds/feed-store.ts'
import { statedGap } from '../../ingest/feeds/poll-interval.ts'
import type { PollOutcome } from '../../ingest/feeds/poll-outcome.ts'
import { planNextPoll, pollAddress } from '../../ingest/feeds/poll-plan.ts'
import { readFeed } from '../../ingest/feeds/read-feed.ts'
import type { FetchOutcome } from '../../ingest/fetch/fetcher.ts'
import { hashBytes, isLetBe, whyLetBe } from './let-feeds-be.ts'
import { shownAddress, whyUnread, type LiveParts } from './live-parts.ts'
import { takeItems } from './take-items.ts'

/** What one poll of a feed did. `poll`: null where it was broken off, and nothing is known. */
export type FeedPolled = {
  readonly feed: StoredFeed
  readonly poll: FeedPoll | null
  /** Items that were not known before. */
  readonly newItems: number
}

/** A feed that is no feed says why in so many characters. */
const BECAUSE_LENGTH_MAX = 300

/**
 * Asks a feed once, keeps what is new in it, plans the pages to read, and its next poll. What ended those who read it is asked
 * for, and not read. `isFollowed`: whether another feed has that address. Throws what the store throws.
 */
export async function pollFeed(
  { deaths, risked, ...feed }: ClaimedFeed,
  parts: LiveParts,
  isFollowed: (url: string) => boolean,
  signal: AbortSignal,
): Promise<FeedPolled> {
  const { store, fetcher, clock } = parts
  const { etag, lastModified } = feed
  const answer = await fetcher.fetch({ url: pollAddress(feed), accept: 'feed', etag, lastModified }, signal)
  if (answer.kind === 'failed' && answer.fault === 'stopped') {
    await store.feeds.release([feed.url])
    return { feed, poll: null, newItems: 0 }
  }
  const risk = answer.kind === 'fetched' && deaths > 0 ? { bytes: hashBytes(answer.bytes), at: clock.now() } : null
  const letBe = risk !== null && isLetBe({ deaths, risked }, risk)
  if (risk !== null && !letBe) await store.feeds.saveRisk(feed.url, risk)
  const isRead = answer.kind === 'fetched' && !letBe
  const outcome: PollOutcome = letBe
    ? { kind: 'unreadable', because: whyLetBe(deaths) }
    : answer.kind === 'fetched'
      ? await takeFeed(feed, answer, parts)
      : answer
  const poll = planNextPoll(feed, outcome, { now: clock.now(), isFollowed })
  await store.feeds.savePoll(feed.url, poll, isRead ? 'read' : 'unread')
  return { feed, poll, newItems: outcome.kind === 'fetched' ? outcome.newItems : 0 }
}

/** Keeps what the feed lists. A feed that breaks off is read as far as it goes. */
async function takeFeed(
  { url, outlet }: StoredFeed,
  { bytes, contentType, redirects, freshness, tookMs, url: address }: Extract<FetchOutcome, { kind: 'fetched' }>,
  parts: LiveParts,
): Promise<PollOutcome> {
  const { outlets, clock } = parts
  let read
  try {
    const input = shownAddress(url)
    read = await parts.betweenWrites(() =>
      readFeed(decodeBytes(bytes, input, charsetOf(contentType)), { input, url: address, outlets }),
    )
  } catch (error) {
    return { kind: 'unreadable', because: whyUnread(error).slice(0, BECAUSE_LENGTH_MAX) }
  }
  const { feed, hints, brokenOff } = read
  if (feed.items.length === 0 && brokenOff !== null) {
    return { kind: 'unreadable', because: brokenOff.message.slice(0, BECAUSE_LENGTH_MAX) }
  }
  const now = clock.now()
  const { newItems } = await takeItems({ feed, url, outlet }, parts)
  return {
    kind: 'fetched',
    items: feed.items.length,
    newItems,
    gapMs: statedGap(
      feed.items.map(({ publishedAt }) => publishedAt),
      now,
    ),
    incomplete: brokenOff === null ? null : brokenOff.message.slice(0, BECAUSE_LENGTH_MAX),
    tookMs,
    redirects,
    freshness,
    hints,
  }
}
