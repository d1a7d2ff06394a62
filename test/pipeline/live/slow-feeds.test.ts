import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '../../../src/ops/clock.ts'
import { pollDue } from '../../../src/pipeline/live/live-reader.ts'
import { openMemoryStore } from '../../fakes/memory-store.ts'
import { fakeFetcher } from '../../fakes/fake-fetcher.ts'

const NEWS = `<rss version="2.0"><channel><title>Paper</title><item><title>The lock is shut</title>
<link>https://paper.example/lock</link><description>It was shut at noon.</description></item></channel></rss>`
const FEED = 'https://paper.example/feed'

for (const [what, { tookMs, waitedS }, state] of [
  ['whose server takes long', { tookMs: 12_000, waitedS: 12 }, 'slow'],
  ['that had to wait for its turn with us', { tookMs: 60, waitedS: 40 }, 'ok'],
] as const) {
  test(`a feed ${what} is ${state}`, async () => {
    const clock = manualClock(Temporal.Instant.from('2026-03-01T08:00:00Z'))
    const store = await openMemoryStore()
    await store.feeds.addFeed({ url: FEED, outlet: null }, clock.now())
    const web = fakeFetcher({ [FEED]: { body: NEWS, tookMs } })
    const fetcher: typeof web = {
      ...web,
      fetch: (request, signal) => {
        clock.set(clock.now().add({ seconds: waitedS }))
        return web.fetch(request, signal)
      },
    }
    const limits = { atOnce: 4, hostAtOnce: 2, keepMs: 90 * 86_400_000, page: { tags: 1_000, depth: 50 } }
    const parts = { store, betweenWrites: store.betweenWrites, fetcher, outlets: [], clock, limits }
    await pollDue(parts, () => undefined, new AbortController().signal)
    assert.equal((await store.feeds.listFeeds())[0]?.state, state)
    await store.close()
  })
}
