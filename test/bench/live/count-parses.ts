// Stands in for ingest's reader of feeds in a program that is measured: counts, and passes on.
import { BroadcastChannel } from 'node:worker_threads'
import type { FeedOutcome, FeedSource } from '../../../src/ingest/feeds/feed-reading.ts'
import { readFeed as parse } from '../../../src/ingest/feeds/read-feed.ts'
import { PARSES } from './live-probe.ts'

const channel = new BroadcastChannel(PARSES)
channel.unref()

export function readFeed(text: string, source: FeedSource): FeedOutcome {
  channel.postMessage(1)
  return parse(text, source)
}
