import { deepEqual, equal } from 'node:assert/strict'
import type { FeedPoll, StoredFeed } from '../../src/ingest/feeds/feed-store.ts'
import type { StoreTest } from './store-contract.ts'
import { at, equalFacts, reading } from './store-samples.ts'

const [NEWS, SPORT, OTHER] = [
  'https://courier.example/news.xml',
  'https://courier.example/sport.xml',
  'https://gazette.example/feed',
] as const
const GONE = 'https://late.example/rss'

const UNCHECKED: FeedPoll = {
  state: 'unchecked',
  since: at('10:00'),
  because: null,
  nextAt: at('10:00'),
  intervalMs: null,
  checkedAt: null,
  changedAt: null,
  failures: 0,
  etag: null,
  lastModified: null,
  redirect: null,
  hints: null,
}

/** A poll that has something in every place. */
const POLL: FeedPoll = {
  state: 'failing',
  since: at('10:30'),
  because: 'The server answers 500.',
  nextAt: at('12:00'),
  intervalMs: 900_000,
  checkedAt: at('10:30'),
  changedAt: at('09:00'),
  failures: 3,
  etag: 'W/"x"',
  lastModified: 'Wed, 07 Jan 2026 09:00:00 GMT',
  redirect: { to: OTHER, times: 2 },
  hints: { ttlMs: 3_600_000, periodMs: null, skipHours: [0, 23], skipDays: [6, 7] },
}

const lease = (from: string, until: string, limit = 100, hostMax = 100) => ({
  now: at(from),
  until: at(until),
  limit,
  hostMax,
})

const urls = (feeds: readonly Pick<StoredFeed, 'url'>[]): readonly string[] => feeds.map(({ url }) => url)

export function feedContract(testStore: StoreTest): void {
  wishContract(testStore)
  claimContract(testStore)

  testStore('a poll is kept as it was told', async ({ feeds }) => {
    await feeds.addFeed({ url: NEWS, outlet: 'Courier' }, at('10:00'))
    equalFacts(await feeds.listFeeds(), [{ url: NEWS, outlet: 'Courier', ...UNCHECKED }])
    await feeds.savePoll(NEWS, POLL)
    equalFacts(await feeds.listFeeds(), [{ url: NEWS, outlet: 'Courier', ...POLL }])
  })

  testStore('a feed that was removed while it was polled stays removed', async ({ feeds }) => {
    await feeds.addFeed({ url: NEWS, outlet: null }, at('10:00'))
    equal(await feeds.removeFeed(NEWS), true)
    equal(await feeds.removeFeed(NEWS), false)
    await feeds.savePoll(NEWS, POLL)
    deepEqual(await feeds.listFeeds(), [])
  })

  testStore('articles are counted in each feed they were seen in', async ({ articles, feeds }) => {
    for (const url of [NEWS, SPORT, OTHER]) await feeds.addFeed({ url, outlet: null }, at('10:00'))
    for (const [name, source, time] of [
      ['cranes', NEWS, '10:00'],
      ['cranes', NEWS, '11:00'],
      ['cranes', SPORT, '10:00'],
      ['docks', NEWS, '10:00'],
      ['docks', 'a folder', '10:00'],
    ] as const) {
      await articles.saveReading(reading(name, 'A'), source, at(time))
    }
    deepEqual([...(await feeds.countArticles())].toSorted(), [
      [NEWS, 2],
      [SPORT, 1],
    ])
  })
}

function wishContract(testStore: StoreTest): void {
  testStore('the configuration brings in what it says anew, and nothing of what people changed', async ({ feeds }) => {
    const seed = (...list: readonly string[]) =>
      feeds.seedFeeds(
        list.map((url) => ({ url, outlet: 'Courier' })),
        at('10:00'),
      )
    await seed(NEWS, SPORT)
    await feeds.savePoll(NEWS, POLL)
    await feeds.removeFeed(SPORT)
    await feeds.addFeed({ url: OTHER, outlet: null }, at('10:00'))
    await seed(NEWS, SPORT)
    deepEqual(urls(await feeds.listFeeds()), [NEWS, OTHER])
    await feeds.seedFeeds([{ url: SPORT, outlet: 'Gazette' }], at('11:00'))
    await feeds.seedFeeds([{ url: NEWS, outlet: 'Gazette' }], at('11:00'))
    const [news, sport] = await feeds.listFeeds()
    equalFacts(news, { url: NEWS, outlet: 'Gazette', ...POLL })
    equal(sport?.outlet, 'Gazette')
  })

  testStore('a feed is added once; one that is gone begins anew', async ({ feeds }) => {
    equal(await feeds.addFeed({ url: NEWS, outlet: 'Courier' }, at('10:00')), 'added')
    await feeds.savePoll(NEWS, { ...POLL, state: 'ok' })
    equal(await feeds.addFeed({ url: NEWS, outlet: null }, at('11:00')), 'known')
    equalFacts(await feeds.listFeeds(), [{ url: NEWS, outlet: 'Courier', ...POLL, state: 'ok' }])
    await feeds.savePoll(NEWS, { ...POLL, state: 'gone', nextAt: null })
    equal(await feeds.addFeed({ url: NEWS, outlet: null }, at('10:00')), 'added')
    equalFacts(await feeds.listFeeds(), [{ url: NEWS, outlet: 'Courier', ...UNCHECKED }])
  })
}

function claimContract(testStore: StoreTest): void {
  testStore('a feed that is due is taken by one, and is free again after its lease', async ({ feeds }) => {
    await feeds.addFeed({ url: NEWS, outlet: null }, at('10:00'))
    const claims: readonly (readonly [from: string, until: string, taken: readonly string[]])[] = [
      ['09:59', '10:30', []],
      ['10:00', '10:30', [NEWS]],
      ['10:29', '10:59', []],
      ['10:30', '11:00', [NEWS]],
    ]
    for (const [from, until, taken] of claims) {
      deepEqual(urls(await feeds.claimDue(lease(from, until))), taken, from)
    }
    await feeds.savePoll(NEWS, { ...POLL, nextAt: at('10:45') })
    equalFacts(await feeds.claimDue(lease('10:45', '11:00')), [
      { url: NEWS, outlet: null, ...POLL, nextAt: at('10:45'), deaths: 0, risked: null },
    ])
    await feeds.release([NEWS])
    deepEqual(urls(await feeds.claimDue(lease('10:45', '11:00'))), [NEWS])
  })

  testStore('how many had a feed and let go of it by no word is counted, until one has read it', async ({ feeds }) => {
    await feeds.addFeed({ url: NEWS, outlet: null }, at('10:00'))
    const claim = async (from: string, until: string) => {
      const [claimed] = await feeds.claimDue(lease(from, until))
      return [claimed?.deaths, claimed?.risked?.bytes, claimed?.risked?.at.toString()]
    }
    deepEqual(await claim('10:00', '10:05'), [0, undefined, undefined])
    await feeds.release([NEWS])
    deepEqual(await claim('10:00', '10:05'), [0, undefined, undefined])
    deepEqual(await claim('10:05', '10:10'), [1, undefined, undefined])
    await feeds.saveRisk(NEWS, { bytes: 'abc', at: at('10:06') })
    const risked = ['abc', at('10:06').toString()]
    deepEqual(await claim('10:10', '10:15'), [2, ...risked])
    await feeds.savePoll(NEWS, { ...POLL, nextAt: at('10:15') }, 'unread')
    deepEqual(await claim('10:15', '10:20'), [2, ...risked])
    await feeds.savePoll(NEWS, { ...POLL, nextAt: at('10:20') })
    deepEqual(await claim('10:20', '10:25'), [0, undefined, undefined])
  })

  testStore('of many who take at once no two get the same feed', async ({ feeds }) => {
    const many = Array.from({ length: 40 }, (_, n) => `https://f${n % 7}.example/${n}.xml`)
    await feeds.seedFeeds(
      many.map((url) => ({ url, outlet: null })),
      at('10:00'),
    )
    const taken = await Promise.all(Array.from({ length: 8 }, () => feeds.claimDue(lease('10:00', '11:00', 6))))
    const all = taken.flatMap(urls)
    deepEqual([all.length, new Set(all).size], [40, 40])
  })

  testStore('the longest due come first, some of each host; what is gone never', async ({ feeds }) => {
    for (const [url, time] of [
      [OTHER, '10:02'],
      [NEWS, '10:01'],
      [SPORT, '10:00'],
      [GONE, '09:00'],
    ] as const) {
      await feeds.addFeed({ url, outlet: null }, at(time))
    }
    await feeds.savePoll(GONE, { ...POLL, state: 'gone', nextAt: null })
    deepEqual(urls(await feeds.claimDue(lease('10:30', '11:00', 9, 1))), [SPORT, OTHER])
    deepEqual(urls(await feeds.claimDue(lease('10:30', '11:00', 9, 1))), [])
    deepEqual(urls(await feeds.claimDue(lease('10:30', '11:00', 9, 2))), [NEWS])
  })

  testStore('never are more of one host under way than may be, whoever took the others', async ({ feeds }) => {
    const paths = ['a', 'b', 'c', 'd', 'e']
    for (const path of paths) await feeds.addFeed({ url: `https://one.example/${path}`, outlet: null }, at('10:00'))
    const counts: number[] = []
    for (const [limit, hostMax] of [
      [2, 3],
      [9, 3],
      [9, 3],
      [9, 4],
    ] as const) {
      counts.push((await feeds.claimDue(lease('10:30', '11:00', limit, hostMax))).length)
    }
    deepEqual(counts, [2, 1, 0, 1])
  })

  testStore('named feeds are taken due or not, but not from who has them', async ({ feeds }) => {
    for (const url of [NEWS, SPORT, OTHER]) await feeds.addFeed({ url, outlet: null }, at('12:00'))
    deepEqual(urls(await feeds.claimFeeds([SPORT], lease('10:00', '11:00'))), [SPORT])
    const rest = await feeds.claimFeeds([SPORT, NEWS, 'https://unknown.example/'], lease('10:30', '11:00'))
    deepEqual(urls(rest), [NEWS])
  })
}
