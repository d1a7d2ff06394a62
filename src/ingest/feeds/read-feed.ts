import type { FeedOutcome, FeedReading, FeedSource } from './feed-reading.ts'
import { readJsonFeed } from './json-feed.ts'
import { readXmlFeed } from './xml-feed.ts'

/**
 * A saved feed: RSS 0.9x–2.0, RDF, Atom 0.3 and 1.0, JSON Feed.
 * Throws NewsError 'input-invalid' for what is no feed, or is one that attacks its reader.
 */
export function readFeed(text: string, source: FeedSource): FeedOutcome {
  return /^\s*\{/.test(text) ? readJsonFeed(text, source) : readXmlFeed(text, source)
}

/** The same for a program that wants all or nothing. Throws where the feed breaks off. */
export function readWholeFeed(text: string, source: FeedSource): FeedReading {
  const { feed, brokenOff } = readFeed(text, source)
  if (brokenOff !== null) throw brokenOff
  return feed
}
