import { deepEqual, equal } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { targetOf } from '../../../src/ingest/feeds/aggregators.ts'
import { feedItemReading } from '../../../src/ingest/feeds/feed-item-reading.ts'
import { readWholeFeed } from '../../../src/ingest/feeds/read-feed.ts'
import { inspectFeed } from '../../../src/ingest/read-bytes.ts'
import { BOOK } from '../book.ts'

const source = { input: 'feed', url: null, outlets: BOOK }
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/ingest/${name}`, import.meta.url), 'utf8')

test('Google News: the source is the outlet, its name leaves the title, the link is not the address', () => {
  const feed = readWholeFeed(fixture('feed-google-news.xml'), source)
  deepEqual(
    feed.items.map(({ title, outlet, site, hidesAddress }) => [title, outlet, site, hidesAddress]),
    [
      ['Ferry crews end strike after nine days', 'Harbour Post', 'https://www.harbourpost.example', true],
      ['What the strike cost - and who pays', 'Island Gazette - Sunday', 'https://islandgazette.example/sunday', true],
    ],
  )
  const readings = feed.items.map((item) => feedItemReading(item, feed, source))
  deepEqual(
    readings.map(({ url, text, flags, keys }) => [url, text, flags, keys?.titles]),
    [
      [null, '', ['stub'], ['harbourpost.example 2026-01-07 ferry crews end strike after nine days']],
      [null, '', ['stub'], ['islandgazette.example 2026-01-08 what the strike cost and who pays']],
    ],
  )
})

test('GDELT: outlets by domain, titles without the blanks around signs, times of the sighting', () => {
  const bytes = new TextEncoder().encode(fixture('gdelt.json'))
  const feed = inspectFeed(bytes, { ...source, itemsMax: 10 })
  deepEqual([feed.title, feed.lang], ['GDELT', 'en'])
  deepEqual(
    feed.items.map(({ title, outlet, publishedAt }) => [title, outlet, publishedAt]),
    [
      ["Ferry crews end strike, port says it won't pay - sources", 'Harbour Post', '2026-01-07T23:15:00Z'],
      ['The strike cost $1.5 million (so far)', 'islandgazette.example', '2026-01-08T08:15:00Z'],
    ],
  )
})

const item = (inner: string, spaces = '') =>
  readWholeFeed(
    `<rss version="2.0" ${spaces}><channel><title>Search - News</title><link>https://www.bing.com/news</link><item>${inner}</item></channel></rss>`,
    source,
  ).items[0]

test('Bing: the address stands in the link, the outlet in a field of its own, by whatever prefix', () => {
  for (const [prefix, space] of [
    ['News', 'https://www.bing.com/news/search?q=ferry&amp;format=rss'],
    ['n', 'https://www.bing.com:443/news/search?q=ferry&amp;format=rss'],
    ['n', 'http://www.bing.com/news/search?q=ferry'],
  ]) {
    const found = item(
      `<title>Ferry crews end strike</title><link>http://www.bing.com/news/apiclick.aspx?ref=FexRss&amp;aid=&amp;tid=1&amp;url=https%3a%2f%2fgazette.example%2fa%3fb%3d1&amp;c=2&amp;mkt=en-us</link><${prefix}:Source>Island Gazette</${prefix}:Source>`,
      `xmlns:${prefix}="${space}"`,
    )
    deepEqual(
      [found?.url, found?.outlet, found?.hidesAddress],
      ['https://gazette.example/a?b=1', 'Island Gazette', false],
    )
  }
})

test('a copy on a portal: the source is the outlet where the book does not know the portal', () => {
  const found = item(
    '<title>Ferry crews end strike</title><link>https://portal.example/news/1</link><source url="https://harbourpost.example/">Harbour Post</source>',
  )
  deepEqual(
    [found?.url, found?.outlet, found?.title],
    ['https://portal.example/news/1', 'Harbour Post', 'Ferry crews end strike'],
  )
})

const titles: readonly (readonly [name: string, title: string, source: string | null, cut: string])[] = [
  ['the source at its end', 'Crews end strike - Harbour Post', 'Harbour Post', 'Crews end strike'],
  ['in other letters', 'Crews end strike - HARBOUR POST', 'Harbour Post', 'Crews end strike'],
  ['after a bar', 'Crews end strike | Harbour Post', 'Harbour Post', 'Crews end strike'],
  ['another name than the source', 'Crews end strike - a report', 'Harbour Post', 'Crews end strike - a report'],
  ['no source', 'Crews end strike - Harbour Post', null, 'Crews end strike - Harbour Post'],
]
for (const [name, title, from, cut] of titles) {
  test(`a title with ${name}`, () => {
    const found = item(
      `<title>${title}</title>${from === null ? '' : `<source url="https://h.example/">${from}</source>`}`,
    )
    equal(found?.title, cut)
  })
}

const links: readonly (readonly [link: string, target: string])[] = [
  ['https://www.google.com/url?rct=j&sa=t&url=https://a.example/x&ct=ga', 'https://a.example/x'],
  ['https://news.google.com/news/url?sa=t&fd=R&url=http://a.example/x', 'http://a.example/x'],
  ['https://duckduckgo.com/l/?uddg=https%3A%2F%2Fa.example%2Fx', 'https://a.example/x'],
  [
    'https://r.search.yahoo.com/_ylt=A0/RV=2/RE=1/RO=10/RU=https%3a%2f%2fa.example%2fx/RK=2/RS=1',
    'https://a.example/x',
  ],
  ['http://us.rd.yahoo.com/dailynews/rss/world/*http://a.example/x', 'http://a.example/x'],
  ['https://l.social.example/l.php?u=https%3A%2F%2Fa.example%2Fx&h=1', 'https://a.example/x'],
  [
    'https://out.b.example/redirect?to=https%3A%2F%2Fc.example%2Furl%3Furl%3Dhttps%253A%252F%252Fa.example%252Fx',
    'https://a.example/x',
  ],
  // Addresses of their own.
  ['https://a.example/login?url=https://b.example/', 'https://a.example/login?url=https://b.example/'],
  ['https://a.example/url?url=https://a.example/x', 'https://a.example/url?url=https://a.example/x'],
  ['https://a.example/url?url=javascript:run(1)', 'https://a.example/url?url=javascript:run(1)'],
  ['https://a.example/x?utm_source=rss', 'https://a.example/x?utm_source=rss'],
  ['not an address', 'not an address'],
]
for (const [link, target] of links) {
  test(`leads to ${target}: ${link.slice(0, 60)}`, () => equal(targetOf(link), target))
}
