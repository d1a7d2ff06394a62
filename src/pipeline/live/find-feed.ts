import { charsetOf, decodeBytes } from '../../ingest/decode-bytes.ts'
import type { FeedOutcome } from '../../ingest/feeds/feed-reading.ts'
import { findFeeds, type FeedLead } from '../../ingest/feeds/find-feeds.ts'
import { readFeed } from '../../ingest/feeds/read-feed.ts'
import { isFeed } from '../../ingest/read-bytes.ts'
import { isNewsError, NewsError } from '../../news/errors.ts'
import { fetchOnce } from './fetch-once.ts'
import { shownAddress, type LiveParts } from './live-parts.ts'

/** A page's feeds that are tried until one is read: a person waits. */
const TRIES_MAX = 12
/** Other feeds of a page that are named. */
const OTHERS_MAX = 10

/** A feed that was read at an address, or that the page there names. */
export type FeedFound = {
  readonly url: string
  readonly title: string | null
  readonly items: number
  /** What else the page names. */
  readonly others: readonly Pick<FeedLead, 'url' | 'title'>[]
}

/**
 * An address as people write it: `https://` may be left out. A name and a password before its host are: they are sent to
 * nobody. Throws NewsError 'usage'.
 */
export function readFeedAddress(text: string): string {
  const url = URL.parse(/^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  if (url === null || !/^https?:$/.test(url.protocol) || !/^[[\d]|\./.test(url.hostname)) {
    throw new NewsError('usage', `“${text}” is no web address. Write it whole: https://example.org/feed.xml`)
  }
  url.hash = ''
  url.username = ''
  url.password = ''
  return url.href
}

/**
 * The feed at an address, or the best of those that the page there names: each is fetched and read before it is given.
 * Throws NewsError: 'input-unreadable' (nothing is to be had there), 'input-invalid' (there is no feed), 'interrupted'.
 */
export async function findFeed(
  url: string,
  parts: Pick<LiveParts, 'fetcher' | 'outlets'>,
  signal: AbortSignal,
): Promise<FeedFound> {
  const answer = await fetchOnce({ url, accept: 'page' }, parts.fetcher, signal)
  const text = decodeBytes(answer.bytes, shownAddress(url), charsetOf(answer.contentType))
  if (isFeed(text)) {
    return {
      url,
      ...describe(readFeed(text, { input: shownAddress(url), url: answer.url, outlets: parts.outlets })),
      others: [],
    }
  }
  const leads = findFeeds(text, answer.url)
  for (const lead of leads.slice(0, TRIES_MAX)) {
    const found = await tryLead(lead, parts, signal)
    if (found === null) continue
    // A place that was only guessed names nothing.
    const others = leads.filter((other) => other !== lead && other.by !== 'guessed').slice(0, OTHERS_MAX)
    return { url: lead.url, ...found, others: others.map(({ url: address, title }) => ({ url: address, title })) }
  }
  throw new NewsError(
    'input-invalid',
    `${shownAddress(url)}: this is a page that names no feed, and none is where feeds mostly are. Give the feed’s own address.`,
  )
}

function describe({ feed }: FeedOutcome): Pick<FeedFound, 'title' | 'items'> {
  return { title: feed.title, items: feed.items.length }
}

/** Null where there is no feed with an item. */
async function tryLead(
  { url }: FeedLead,
  { fetcher, outlets }: Pick<LiveParts, 'fetcher' | 'outlets'>,
  signal: AbortSignal,
): Promise<Pick<FeedFound, 'title' | 'items'> | null> {
  try {
    const { bytes, contentType, url: address } = await fetchOnce({ url, accept: 'feed' }, fetcher, signal)
    const text = decodeBytes(bytes, shownAddress(url), charsetOf(contentType))
    const found = describe(readFeed(text, { input: shownAddress(url), url: address, outlets }))
    return found.items === 0 ? null : found
  } catch (error) {
    if (!isNewsError(error) || isNewsError(error, 'interrupted')) throw error
    return null
  }
}
