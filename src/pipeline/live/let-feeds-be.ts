import { createHash } from 'node:crypto'
import type { ClaimedFeed, FeedRisk } from '../../ingest/feeds/feed-store.ts'

/**
 * So many ended in a row while they had a feed, and it is the feed. One that was under way beside such a feed ends with it, but is
 * read in between, or has other bytes than those that were read when the last one ended.
 */
const DEATHS_MAX = 3
/** What has changed is read again after so long; after each further death, after twice as long. */
const WAIT_FIRST_MS = 10 * 60_000
/** After so long it is read again whatever it says: what ended its readers may have been another's, or be mended. */
const WAIT_MAX_MS = 86_400_000

/** Whether what a feed answers now is better not read: reading it, or what it said before, ended those who did. */
export function isLetBe({ deaths, risked }: Pick<ClaimedFeed, 'deaths' | 'risked'>, now: FeedRisk): boolean {
  if (deaths < DEATHS_MAX || risked === null) return false
  // A clock that was set back must not keep it waiting.
  const sinceMs = Math.abs(now.at.epochMilliseconds - risked.at.epochMilliseconds)
  const waitMs = risked.bytes === now.bytes ? WAIT_MAX_MS : WAIT_FIRST_MS * 2 ** Math.min(deaths - DEATHS_MAX, 20)
  return sinceMs < Math.min(waitMs, WAIT_MAX_MS)
}

export function whyLetBe(deaths: number): string {
  return `Reading it ended the program’s reader ${deaths} times; it is read again when it has changed, or a day after the last time.`
}

export function hashBytes(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
