import { equal, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { createHostDays } from '../../../src/pipeline/live/host-days.ts'
import { readDue } from '../../../src/pipeline/live/live-reader.ts'
import { DAM, DAM_PAGE, DAM_TEXT, FEED, feedOf, inLiveWorld, onlyArticle, SITE, type LiveWorld } from './live-world.ts'

const CONSENT = `${SITE}/consent`
const MOVED = `${SITE}/stories/dam-breaks-at-orrin`
const EMPTY = '<!doctype html><html lang="en"><head><title>Cookies</title></head><body><p>Accept?</p></body></html>'

/** Polls and reads each quarter of an hour. */
async function live(world: LiveWorld, hours: number): Promise<void> {
  for (let quarter = 0; quarter <= hours * 4; quarter += 1) {
    await world.poll()
    await world.read()
    world.pass({ minutes: 15 })
  }
}
const askedFor = ({ web }: LiveWorld, url: string) => web.asked.filter((request) => request.url === url).length

async function openWithDam(world: LiveWorld): Promise<void> {
  world.web.put(FEED, { body: feedOf({ guid: 'dam' }) })
  world.web.put(DAM, { body: DAM_PAGE })
  await world.follow()
  await live(world, 2)
}

describe('an outlet in trouble', () => {
  test('that sends all readers to its consent page took no article down', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(CONSENT, { body: EMPTY })
      world.web.put(DAM, { status: 302, location: CONSENT })
      await live(world, 90)
      const { article, revisions } = await onlyArticle(world)
      equal(article?.latest.deleted, false)
      equal(revisions.length, 1)
    }))

  for (const [what, status, asked] of [
    ['404', 404, 2],
    ['410', 410, 1],
  ] as const) {
    test(`whose feed lists a page that is ${what} from the start is asked for it ${asked} times, its feed's words are kept`, () =>
      inLiveWorld(async (world) => {
        world.web.put(FEED, { body: feedOf({}) })
        world.web.put(DAM, { status })
        await world.follow()
        await live(world, 48)
        equal(askedFor(world, DAM), asked)
        const { article } = await onlyArticle(world)
        ok(article?.latest.flags.includes('stub'))
      }))
  }
})

describe('an article', () => {
  test('that was taken down, is back and still listed, is there again', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(DAM, { status: 410 })
      await live(world, 48)
      equal((await onlyArticle(world)).article?.latest.deleted, true)
      ok(askedFor(world, DAM) < 8)
      world.web.put(DAM, { body: DAM_PAGE })
      await live(world, 24)
      const { article, revisions } = await onlyArticle(world)
      equal(article?.latest.deleted, false)
      equal(revisions.length, 3)
    }))

  test('that its feed lists at a new address is read there, and not taken down where it was', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(DAM, null)
      world.web.put(MOVED, { body: DAM_PAGE })
      world.web.put(FEED, { body: feedOf({ url: MOVED, guid: 'dam' }) })
      await live(world, 90)
      const { article, revisions } = await onlyArticle(world)
      ok(askedFor(world, MOVED) > 1)
      equal(article?.latest.deleted, false)
      equal(revisions.length, 1)
    }))

  test('that each listing names by another address is read at a few of them', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const visits = Array.from({ length: 30 }, (_, visit) => `${DAM}?visit=${visit}`)
      for (const visit of visits) {
        world.web.put(visit, { body: DAM_PAGE })
        world.web.put(FEED, { body: feedOf({ url: visit, guid: 'dam' }) })
        await live(world, 1)
      }
      equal((await onlyArticle(world)).revisions.length, 1)
      ok(visits.filter((visit) => askedFor(world, visit) > 0).length <= 4)
    }))
})

test('pages that lead to another host count in that host’s day', () =>
  inLiveWorld(async (world) => {
    const led = 'https://led-to.example/news/the-page-they-lead-to'
    world.web.put(FEED, { body: feedOf({}) })
    world.web.put(DAM, { status: 302, location: led })
    world.web.put(led, { body: DAM_PAGE })
    await world.follow()
    await world.poll()
    const days = createHostDays()
    await readDue(world.parts, days, () => undefined, new AbortController().signal)
    equal(days.count(led, world.parts.clock.now()), 1)
  }))

describe('a clock', () => {
  test('that was years ahead and is set right again stops no feed and no page', () =>
    inLiveWorld(async (world) => {
      world.web.put(FEED, { body: feedOf({}) })
      await world.follow()
      world.pass({ hours: 24 * 1_000 })
      world.web.put(DAM, { body: DAM_PAGE })
      // It is too old for that clock.
      await world.poll()
      world.pass({ hours: -24 * 1_000 })
      await live(world, 2)
      equal((await onlyArticle(world)).article?.latest.text, DAM_TEXT.join('\n\n'))
      ok(askedFor(world, FEED) > 2)
    }))

  test('that is set back by years after a page was read does not end its being read again', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const before = askedFor(world, DAM)
      world.pass({ hours: -24 * 1_000 })
      await live(world, 100)
      ok(askedFor(world, DAM) > before)
    }))
})
