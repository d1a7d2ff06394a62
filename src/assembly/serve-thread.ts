import { parentPort } from 'node:worker_threads'
import { createExtractiveWriter } from '../brief/extractive-writer.ts'
import type { Config } from '../config/config.ts'
import { briefLimitsOf } from './desk-settings.ts'
import { openStore } from '../store/open-store.ts'

/** What a thread is told by its maker. */
type Given = { readonly db: string | null; readonly service?: string; readonly replica?: string | null }

/** A thread that matches, or one that reads stories: each has a store and a newsroom of its own. */
export async function serveThread(config: Config, given: Given, version: string): Promise<void> {
  // What the web brought, a power cut may take back: the feed is as it was before that poll, and is polled again.
  const mayLoseLast = given.service === 'live'
  const store = await openStore(given.db ?? config.store, {
    busyTimeoutMs: config.limits.storeBusyMs,
    mayLoseLast,
    arrivesNow: given.service === 'live',
    ...(typeof given.replica === 'string' ? { replica: given.replica } : {}),
  })
  if (parentPort === null) return
  if (given.service === 'read') {
    const { serveReadings } = await import('../pipeline/reading/reading-questions.ts')
    const { dormantAfterMs } = config
    const { tally } = store
    const desk = { store, tally, dormantAfterMs, limits: briefLimitsOf(config), writer: createExtractiveWriter() }
    serveReadings(parentPort, desk)
  } else if (given.service === 'live') {
    const { serveLiveReading } = await import('./live-parts.ts')
    serveLiveReading(parentPort, config, store, version)
  } else if (config.embeddings === null) {
    const { serveMatcher } = await import('../pipeline/matcher-thread.ts')
    const { createMatcher } = await import('../pipeline/match.ts')
    serveMatcher(parentPort, createMatcher({ store, outlets: config.outlets }))
  } else {
    const { serveMatcherWithVectors } = await import('./embedding-parts.ts')
    serveMatcherWithVectors(parentPort, config.embeddings, config, store)
  }
}
