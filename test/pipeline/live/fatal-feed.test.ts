import { deepEqual, equal, match } from 'node:assert/strict'
import { test } from 'node:test'
import { examineFeeds } from '../../../src/pipeline/live/examine-feeds.ts'
import { hashBytes, isLetBe } from '../../../src/pipeline/live/let-feeds-be.ts'
import { LEASE_MS } from '../../../src/pipeline/live/live-parts.ts'
import { FEED, feedOf, inLiveWorld, type LiveWorld } from './live-world.ts'

/** So many end in a row, and the feed is let be. */
const DEATHS = 3

/** Whoever has the feed ends, when it has begun to read it. */
async function die({ store, parts, pass }: LiveWorld, body: string): Promise<void> {
  const now = parts.clock.now()
  const [claimed] = await store.feeds.claimDue({
    now,
    until: now.add({ milliseconds: LEASE_MS }),
    limit: 9,
    hostMax: 9,
  })
  equal(claimed?.url, FEED)
  await store.feeds.saveRisk(FEED, { bytes: hashBytes(Buffer.from(body)), at: now })
  pass({ milliseconds: LEASE_MS + 1 })
}

async function killedBy(body: string, world: LiveWorld): Promise<void> {
  world.web.put(FEED, { body })
  await world.follow()
  for (let deaths = 0; deaths < DEATHS; deaths += 1) await die(world, body)
}

const becauseOf = async ({ store }: LiveWorld) => (await store.feeds.listFeeds())[0]?.because ?? null

test('a feed that ends those who read it, time and again, is asked for and not read; feeds and doctor say so', () =>
  inLiveWorld(async (world) => {
    await killedBy(feedOf({}), world)
    const [polled] = await world.poll()
    deepEqual([polled?.newItems, polled?.poll?.state], [0, 'failing'])
    match(polled?.poll?.because ?? '', /^Reading it ended the program’s reader 3 times; it is read again when/)
    const { store, parts } = world
    const { feeds, rereads } = store
    const given = { now: parts.clock.now(), zone: 'UTC', followsWeb: true, configured: 0 }
    const told = await examineFeeds({ feeds, rereads, ...given })
    match(told[1]?.found ?? '', /Reading it ended/)
    // Each time it is asked for, later: what is asked is not what kills.
    const first = polled?.poll?.nextAt?.since(parts.clock.now()).total('minutes') ?? 0
    world.pass({ hours: 1 })
    const [next] = await world.poll()
    equal((next?.poll?.nextAt?.since(parts.clock.now()).total('minutes') ?? 0) > first, true)
  }))

test('it is read again when it has changed, and is well then', () =>
  inLiveWorld(async (world) => {
    await killedBy(feedOf({}), world)
    await world.poll()
    world.web.put(FEED, { body: feedOf({ title: 'Another title' }) })
    world.pass({ hours: 1 })
    const [polled] = await world.poll()
    deepEqual([polled?.newItems, polled?.poll?.state, await becauseOf(world)], [1, 'ok', null])
    const now = world.parts.clock.now().add({ hours: 48 })
    const [claimed] = await world.store.feeds.claimDue({ now, until: now, limit: 1, hostMax: 1 })
    deepEqual([claimed?.deaths, claimed?.risked], [0, null])
  }))

test('it is read again after a day, whatever it says', () =>
  inLiveWorld(async (world) => {
    await killedBy(feedOf({}), world)
    await world.poll()
    world.pass({ hours: 25 })
    const [polled] = await world.poll()
    equal(polled?.poll?.state, 'ok')
  }))

test('one that ended beside another feed is read', () =>
  inLiveWorld(async (world) => {
    world.web.put(FEED, { body: feedOf({}) })
    await world.follow()
    const now = world.parts.clock.now()
    for (let deaths = 0; deaths < DEATHS; deaths += 1) {
      await world.store.feeds.claimDue({ now, until: now.add({ seconds: 1 }), limit: 1, hostMax: 1 })
      world.pass({ seconds: 1 })
    }
    equal((await world.poll())[0]?.newItems, 1)
  }))

test('each death makes the next reading of something new wait longer, up to a day', () => {
  const at = Temporal.Instant.from('2026-03-02T08:00:00Z')
  const waits = (deaths: number, bytes: string, minutes: number) =>
    isLetBe({ deaths, risked: { bytes: 'a', at } }, { bytes, at: at.add({ minutes }) })
  deepEqual(
    [
      [2, 'a', 0],
      [3, 'a', 1_439],
      [3, 'a', 1_440],
      [3, 'b', 9],
      [3, 'b', 10],
      [5, 'b', 39],
      [5, 'b', 40],
      [50, 'b', 1_439],
      [50, 'b', 1_440],
    ].map(([deaths, bytes, minutes]) => waits(Number(deaths), String(bytes), Number(minutes))),
    [false, true, false, true, false, true, false, true, false],
  )
})
