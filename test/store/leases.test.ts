import { deepEqual, equal } from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { openStore } from '../../src/store/open-store.ts'
import { at } from '../contract/store-samples.ts'

const FEEDS = 60

test('of two processes on one store no two poll the same feed, and what a killed one took is free after its lease', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-leases-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const stores = await Promise.all([1, 2].map(() => openStore(join(folder, 'store.db'))))
  t.after(() => Promise.all(stores.map((store) => store.close())))
  const [one, other] = stores
  const wishes = Array.from({ length: FEEDS }, (_, n) => ({ url: `https://f${n}.example/rss`, outlet: null }))
  await one?.feeds.seedFeeds(wishes, at('10:00'))

  const lease = { now: at('10:00'), until: at('10:05'), limit: 4, hostMax: 2 }
  const taking = Array.from({ length: FEEDS / 4 }, (_, n) => stores[n % 2]?.feeds.claimDue(lease))
  const taken = (await Promise.all(taking)).flatMap((feeds) => (feeds ?? []).map(({ url }) => url))
  equal(taken.length, FEEDS)
  equal(new Set(taken).size, FEEDS)
  deepEqual(await one?.feeds.claimDue({ ...lease, now: at('10:04'), until: at('10:09') }), [])
  equal((await other?.feeds.claimDue({ ...lease, now: at('10:05'), until: at('10:10'), limit: 99 }))?.length, FEEDS)
})
