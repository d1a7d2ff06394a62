import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { describe, test } from 'node:test'
import { LEASE_MS } from '../../../src/pipeline/live/live-parts.ts'
import {
  DAM,
  DAM_PAGE,
  DAM_TEXT,
  FEED,
  feedOf,
  inLiveWorld,
  onlyArticle,
  pageOf,
  SITE,
  type LiveWorld,
} from './live-world.ts'

const TITLE = 'Dam breaks at Lake Orrin'
const CONSENT = `<!doctype html><html lang="en"><head><title>Before you continue</title></head><body>
  <h1>We value your privacy</h1><p>We and our 120 partners use cookies. Accept all cookies to continue to the site.</p>
  <button>Accept all</button><button>Reject all</button></body></html>`

/** The feed lists the dam, its page is there, and both were read. */
async function openWithDam(world: LiveWorld): Promise<void> {
  world.web.put(FEED, { body: feedOf({}), etag: '"1"' })
  world.web.put(DAM, { body: DAM_PAGE })
  await world.follow()
  await world.poll()
  await world.read()
}
const askedFor = ({ web }: LiveWorld, url: string) => web.asked.filter((request) => request.url === url).length

describe('a feed', () => {
  test('a new item’s page is read; it is one article, seen in the feed', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const { article, revisions, sources } = await onlyArticle(world)
      equal(article?.latest.text, DAM_TEXT.join('\n\n'))
      equal(revisions.length, 1)
      deepEqual([...new Set(sources)], [FEED])
    }))

  test('an unchanged feed costs a question without an answer; nothing is read for it', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.pass({ minutes: 40 })
      const [polled] = await world.poll()
      equal(polled?.poll?.state, 'ok')
      equal(world.web.asked.at(-1)?.etag, '"1"')
      equal((await world.read()).length, 0)
      equal(askedFor(world, DAM), 1)
    }))

  test('a known item is a sighting; its page is not read for it again', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(FEED, { body: feedOf({ title: `${TITLE}: what we know` }, { url: `${SITE}/news/other-thing` }) })
      world.web.put(`${SITE}/news/other-thing`, { status: 404 })
      world.pass({ minutes: 40 })
      const [polled] = await world.poll()
      equal(polled?.newItems, 1)
      await world.read()
      equal(askedFor(world, DAM), 1)
      equal((await onlyArticle(world)).revisions.length, 1)
    }))

  test('an item that holds its article whole is kept at once, and read on its page an hour later', () =>
    inLiveWorld(async (world) => {
      const whole = Array.from({ length: 4 }, (_, at) => DAM_TEXT.map((text) => `${text.slice(0, -1)}, part ${at}.`))
      const text = whole
        .flat()
        .map((line) => `&lt;p&gt;${line}&lt;/p&gt;`)
        .join('')
      world.web.put(FEED, { body: feedOf({ text }) })
      await world.follow()
      await world.poll()
      equal((await world.read()).length, 0)
      equal((await onlyArticle(world)).article?.latest.flags.includes('stub'), false)
      world.pass({ minutes: 70 })
      world.web.put(DAM, { body: DAM_PAGE })
      equal((await world.read()).length, 1)
    }))

  test('five feeds that list an article are five sightings of one article', () =>
    inLiveWorld(async (world) => {
      const feeds = Array.from({ length: 5 }, (_, at) => `https://feed${at}.example/rss`)
      for (const [at, url] of feeds.entries())
        world.web.put(url, { body: feedOf({ url: `${DAM}?utm_source=feed${at}`, guid: `tag-${at}` }) })
      world.web.put(DAM, { body: DAM_PAGE })
      await world.follow(...feeds)
      await world.poll()
      await world.read()
      equal(askedFor(world, DAM), 1)
      const { revisions, sources } = await onlyArticle(world)
      equal(revisions.length, 1)
      deepEqual([...new Set(sources)].toSorted(), feeds)
      deepEqual([...(await world.store.feeds.countArticles()).values()], [1, 1, 1, 1, 1])
    }))

  test('a page in a feed’s place is told with what to do, and nothing is kept', () =>
    inLiveWorld(async (world) => {
      world.web.put(FEED, { body: DAM_PAGE })
      await world.follow()
      const [polled] = await world.poll()
      equal(polled?.poll?.state, 'failing')
      match(polled?.poll?.because ?? '', /it is a page, not a feed/)
    }))

  test('it fails, since the first time, and recovers', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(FEED, { status: 503 })
      for (const minutes of [40, 30]) {
        world.pass({ minutes })
        await world.poll()
      }
      const [failing] = await world.store.feeds.listFeeds()
      equal(failing?.state, 'failing')
      equal(failing?.since.toString(), '2026-03-02T08:40:00Z')
      equal(failing?.because, 'post.example is not available (503).')
      world.web.put(FEED, { body: feedOf({}) })
      world.pass({ hours: 2 })
      await world.poll()
      const [well] = await world.store.feeds.listFeeds()
      deepEqual([well?.state, well?.because], ['ok', null])
    }))

  test('it moved for good: asked twice it is remembered, and asked there', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const moved = `${SITE}/rss/all.xml`
      world.web.put(FEED, { status: 301, location: moved })
      world.web.put(moved, { body: feedOf({}) })
      for (let time = 0; time < 3; time += 1) {
        world.pass({ hours: 25 })
        await world.poll()
      }
      equal(world.web.asked.at(-1)?.url, moved)
      equal(askedFor(world, FEED), 3)
      equal((await onlyArticle(world)).revisions.length, 1)
    }))

  test('a 410, twice, retires it', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(FEED, { status: 410 })
      for (let time = 0; time < 3; time += 1) {
        world.pass({ hours: 25 })
        await world.poll()
      }
      const [feed] = await world.store.feeds.listFeeds()
      deepEqual([feed?.state, feed?.nextAt], ['gone', null])
    }))
})

describe('a page', () => {
  test('that asks for consent is tried again, and never taken for the article', () =>
    inLiveWorld(async (world) => {
      world.web.put(FEED, { body: feedOf({}) })
      world.web.put(DAM, { body: CONSENT })
      await world.follow()
      await world.poll()
      const [read] = await world.read()
      deepEqual([read?.saved, read?.isPlanned], [null, true])
      match(read?.because ?? '', /consent/)
      world.web.put(DAM, { body: DAM_PAGE })
      world.pass({ minutes: 20 })
      await world.read()
      equal((await onlyArticle(world)).article?.latest.text, DAM_TEXT.join('\n\n'))
    }))

  test('that is refused leaves the feed’s own words, marked as a start', () =>
    inLiveWorld(async (world) => {
      world.web.put(FEED, { body: feedOf({}) })
      world.web.put(DAM, { status: 403 })
      await world.follow()
      await world.poll()
      const [read] = await world.read()
      match(read?.note?.text ?? '', /its feed’s words stand for it: the server refuses us \(403\)/)
      const { article } = await onlyArticle(world)
      ok(article?.latest.flags.includes('stub'))
      equal(article?.latest.text, 'The old dam at Lake Orrin broke in the night.')
    }))

  test('that cannot be had is tried six times in a day or so; then the feed’s words stand for it', () =>
    inLiveWorld(async (world) => {
      world.web.put(FEED, { body: feedOf({}) })
      world.web.put(DAM, { status: 500 })
      await world.follow()
      await world.poll()
      for (let hour = 0; hour < 30; hour += 1) {
        await world.read()
        world.pass({ hours: 1 })
      }
      equal(askedFor(world, DAM), 6)
      ok((await onlyArticle(world)).article?.latest.flags.includes('stub'))
    }))

  test('with other counters and clocks is no edit; one whose figure changed is', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      world.web.put(DAM, { body: pageOf(TITLE, ['Updated 5 minutes ago', ...DAM_TEXT, '1,204 shares']) })
      world.pass({ minutes: 70 })
      equal((await world.read()).length, 1)
      equal((await onlyArticle(world)).revisions.length, 1)
      const edited = DAM_TEXT.map((text) => text.replace('400 homes', '460 homes'))
      world.web.put(DAM, { body: pageOf(TITLE, edited) })
      world.pass({ hours: 4 })
      const [read] = await world.read()
      equal(read?.saved?.kind, 'revised')
      const { revisions } = await onlyArticle(world)
      deepEqual(
        revisions.map(({ text }) => /\d+ homes/.exec(text)?.[0]),
        ['400 homes', '460 homes'],
      )
    }))

  test('is read again after 1 h, 4 h, 1 d and 3 d, and then no more', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const hours: number[] = []
      for (let hour = 1; hour <= 24 * 8; hour += 1) {
        world.pass({ hours: 1 })
        if ((await world.read()).length > 0) hours.push(hour)
      }
      deepEqual(
        hours,
        [2, 5, 27, 80].map((_, at) => hours[at] ?? 0),
      )
      equal(hours.length, 4)
      for (const [at, least] of [1, 4, 24, 72].entries()) {
        ok((hours[at] ?? 0) >= least && (hours[at] ?? 0) <= least * 1.15 + 1, `read ${at} at ${hours[at]} h`)
      }
    }))

  for (const [what, answers, withdrawn] of [
    ['404 once', [{ status: 404 }, { body: DAM_PAGE }], false],
    ['404 twice', [{ status: 404 }, { status: 404 }], true],
    ['410', [{ status: 410 }], true],
    [
      'a redirect to the front page twice',
      [
        { status: 302, location: `${SITE}/` },
        { status: 302, location: `${SITE}/` },
      ],
      true,
    ],
  ] as const) {
    test(`that answers with ${what} is ${withdrawn ? 'withdrawn' : 'not withdrawn'}`, () =>
      inLiveWorld(async (world) => {
        await openWithDam(world)
        world.web.put(`${SITE}/`, {
          body: '<html><head><title>The Post</title></head><body><p>News of today.</p></body></html>',
        })
        for (const answer of answers) {
          world.web.put(DAM, answer)
          world.pass({ hours: 5 })
          await world.read()
        }
        equal((await onlyArticle(world)).article?.latest.deleted, withdrawn)
      }))
  }

  test('that moved for good is the same article, read there from then on', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const moved = `${SITE}/2026/03/dam-breaks-at-lake-orrin-400-homes`
      world.web.put(DAM, { status: 301, location: moved })
      world.web.put(moved, { body: pageOf(TITLE, [...DAM_TEXT, 'The army sends boats, its spokesman said at noon.']) })
      world.pass({ minutes: 70 })
      await world.read()
      const { id, revisions } = await onlyArticle(world)
      equal(revisions.length, 2)
      deepEqual(await world.store.articles.findKnown([{ url: moved, title: null }]), [id])
      const before = askedFor(world, DAM)
      world.pass({ hours: 4 })
      equal((await world.read())[0]?.url, moved)
      equal(askedFor(world, DAM), before)
    }))

  test('of a feed that moved it and gave it another id stays one article', () =>
    inLiveWorld(async (world) => {
      await openWithDam(world)
      const moved = `${SITE}/archive/dam-breaks-at-lake-orrin`
      world.web.put(FEED, {
        body: feedOf({ url: moved, guid: 'new-id', title: 'Dam break at Lake Orrin floods 400 homes' }),
      })
      world.web.put(moved, { body: DAM_PAGE.replace('</head>', `<link rel="canonical" href="${DAM}"></head>`) })
      world.pass({ minutes: 40 })
      await world.poll()
      await world.read()
      const [one, other] = await world.store.articles.findKnown([
        { url: DAM, title: null },
        { url: moved, title: null },
      ])
      equal(one, other)
      equal((await onlyArticle(world)).revisions.length, 1)
    }))
})

describe('work that a process had when it was killed', () => {
  test('a feed and a page are free again when the lease ends, not before', () =>
    inLiveWorld(async (world) => {
      world.web.put(FEED, { body: feedOf({}) })
      world.web.put(DAM, { body: DAM_PAGE })
      await world.follow()
      const lease = () => {
        const now = world.parts.clock.now()
        return { now, until: now.add({ milliseconds: LEASE_MS }), limit: 5, hostMax: 5 }
      }
      equal((await world.store.feeds.claimDue(lease())).length, 1)
      equal((await world.poll()).length, 0)
      world.pass({ milliseconds: LEASE_MS })
      equal((await world.poll()).length, 1)
      equal((await world.store.rereads.claimDue(lease())).length, 1)
      equal((await world.read()).length, 0)
      world.pass({ milliseconds: LEASE_MS })
      equal((await world.read()).length, 1)
      equal((await onlyArticle(world)).revisions.length, 1)
    }))
})
