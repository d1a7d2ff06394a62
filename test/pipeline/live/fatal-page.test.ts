import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { LEASE_MS } from '../../../src/pipeline/live/live-parts.ts'
import { DAM, FEED, feedOf, inLiveWorld, onlyArticle } from './live-world.ts'

/** A page is tried so often. */
const TRIES = 6

test('a page that ends the process that reads it, each time, is let be; its feed’s words stand for it', () =>
  inLiveWorld(async (world) => {
    const { store, web, parts } = world
    web.put(FEED, { body: feedOf({}) })
    await world.follow()
    await world.poll()
    const claim = async () => {
      const now = parts.clock.now()
      const until = now.add({ milliseconds: LEASE_MS })
      const [claimed] = await store.rereads.claimDue({ now, until, limit: 1, hostMax: 1 })
      return claimed?.failures
    }
    // Whoever has it dies, and lets go of nothing.
    for (let tries = 0; tries < TRIES; tries += 1) {
      equal(await claim(), tries)
      world.pass({ milliseconds: LEASE_MS + 1 })
    }
    const [read] = await world.read()
    deepEqual([read?.url, read?.isPlanned, read?.kept], [DAM, false, true])
    match(read?.because ?? '', /broke off/)
    equal(web.asked.some(({ url }) => url === DAM), false) // prettier-ignore
    equal((await onlyArticle(world)).article?.latest.flags.includes('stub'), true)
  }))
