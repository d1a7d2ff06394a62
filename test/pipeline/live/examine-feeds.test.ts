import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { examineFeeds } from '../../../src/pipeline/live/examine-feeds.ts'
import { inLiveWorld, SITE } from './live-world.ts'

const cases = [
  // followed  configured  told
  [0, 0, 'none is followed; standfirst feeds add URL follows one'],
  [0, 22, 'none is followed yet; from the first start on those of your stories are: 22'],
  [1, 22, '1 followed; not asked yet: 1'],
] as const
for (const [followed, configured, told] of cases) {
  test(`with ${followed} feeds in the store and ${configured} in the stories: ${told}`, () =>
    inLiveWorld(async ({ store: { feeds, rereads }, follow, parts }) => {
      if (followed > 0) await follow(`${SITE}/feed.xml`)
      const given = { now: parts.clock.now(), zone: 'UTC', followsWeb: true, configured }
      equal((await examineFeeds({ feeds, rereads, ...given }))[0]?.found, told)
    }))
}
