import type { MessagePort } from 'node:worker_threads'
import type { Config } from '../config/config.ts'
import type { Fetcher } from '../ingest/fetch/fetcher.ts'
import { politeFetcher } from '../ingest/fetch/polite-fetcher.ts'
import { undiciFetcher } from '../ingest/fetch/undici-fetcher.ts'
import { systemClock } from '../ops/clock.ts'
import type { PageFetching } from '../pipeline/inspect/inspect-files.ts'
import { createLiveReader } from '../pipeline/live/live-reader.ts'
import type { LiveParts } from '../pipeline/live/live-parts.ts'
import { serveLive } from '../pipeline/live/live-thread.ts'
import type { Store } from '../store/open-store.ts'

/** As robots.txt names us. */
const PRODUCT_TOKEN = 'Standfirst'

/** What fetches an address without a store. */
export function openFetching(config: Config, version: string): PageFetching {
  return { fetcher: openFetcher(config, version), page: pageLimits(config) }
}

function pageLimits({ fetch: { domNodes, domDepth } }: Config) {
  return { tags: domNodes, depth: domDepth }
}

/** Fetches as the configuration says: within its limits, at its pace, under the program's own name. */
function openFetcher({ fetch }: Config, version: string): Fetcher {
  const { contact, atOnce, hostAtOnce, hostEveryMs, ...limits } = fetch
  const userAgent = `${PRODUCT_TOKEN}/${version} (+${contact})`
  return politeFetcher(undiciFetcher({ userAgent, limits, clock: systemClock }), {
    token: PRODUCT_TOKEN,
    pace: { atOnce, hostAtOnce, hostEveryMs },
    redirects: limits.redirects,
    clock: systemClock,
  })
}

/** Reads the live web with a store of its own, whenever the bot's thread asks. */
export function serveLiveReading(port: MessagePort, config: Config, store: Store, version: string): void {
  serveLive(port, createLiveReader(openLive(config, store, version)))
}

/** What reading feeds and pages works with. Nothing is fetched before something is asked of it. */
export function openLive(config: Config, store: Store, version: string): LiveParts {
  const { atOnce, hostAtOnce } = config.fetch
  return {
    store,
    betweenWrites: store.betweenWrites,
    fetcher: openFetcher(config, version),
    outlets: config.outlets,
    clock: systemClock,
    limits: { atOnce, hostAtOnce, keepMs: config.keepMs, page: pageLimits(config) },
  }
}
