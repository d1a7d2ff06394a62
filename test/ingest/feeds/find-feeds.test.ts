import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { findFeeds } from '../../../src/ingest/feeds/find-feeds.ts'

const PAGE = 'https://a.example/news/today.html'
const link = (attributes: string) => `<link ${attributes}>`
const named = (html: string, url = PAGE) =>
  findFeeds(html, url)
    .filter(({ by }) => by !== 'guessed')
    .map((lead) => lead.url)

const stated: readonly (readonly [name: string, html: string, found: readonly string[]])[] = [
  ['RSS', link('rel="alternate" type="application/rss+xml" href="/feed"'), ['https://a.example/feed']],
  ['Atom', link('rel=alternate type=application/atom+xml href=atom.xml'), ['https://a.example/news/atom.xml']],
  [
    'JSON Feed',
    link('rel="alternate" type="application/feed+json" href="/feed.json"'),
    ['https://a.example/feed.json'],
  ],
  ['in capitals', '<LINK REL="ALTERNATE" TYPE="APPLICATION/RSS+XML" HREF="/feed">', ['https://a.example/feed']],
  [
    'with a charset',
    link('rel="alternate" type="application/rss+xml; charset=utf-8" href="/feed"'),
    ['https://a.example/feed'],
  ],
  ['by rel=feed', link('rel="feed" href="/f"'), ['https://a.example/f']],
  [
    'JSON that looks like a feed',
    link('rel="alternate" type="application/json" href="/feed.json"'),
    ['https://a.example/feed.json'],
  ],
  ['no JSON of an interface', link('rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/1"'), []],
  ['no oEmbed', link('rel="alternate" type="text/xml+oembed" href="/wp-json/oembed/1.0/embed?format=xml"'), []],
  ['no other language', link('rel="alternate" hreflang="es" href="/es/"'), []],
  ['no style', link('rel="alternate stylesheet" type="text/css" href="/dark.css"'), []],
  ['no script', link('rel="alternate" type="application/rss+xml" href="javascript:run(1)"'), []],
  ['without an address', link('rel="alternate" type="application/rss+xml"'), []],
  ['not the page itself', link('rel="alternate" type="application/rss+xml" href=""'), []],
  [
    'by the base of the page',
    `<base href="https://cdn.example/x/">${link('rel="alternate" type="application/rss+xml" href="feed"')}`,
    ['https://cdn.example/x/feed'],
  ],
  [
    'by references',
    link('rel="alternate" type="application/rss+xml" href="/f?a=1&amp;feed=rss2"'),
    ['https://a.example/f?a=1&feed=rss2'],
  ],
  [
    'feed: before the address',
    link('rel="alternate" type="application/rss+xml" href="feed:https://a.example/f"'),
    ['https://a.example/f'],
  ],
  [
    'feed:// for the scheme',
    link('rel="alternate" type="application/rss+xml" href="feed://a.example/f"'),
    ['https://a.example/f'],
  ],
  [
    'each once',
    link('rel="alternate" type="application/rss+xml" href="/feed"') +
      link('rel="alternate" type="application/rss+xml" href="http://a.example/feed/"') +
      '<a href="/feed#top">RSS</a>',
    ['https://a.example/feed'],
  ],
  [
    'comments last, a part of the paper before them',
    link('rel="alternate" type="application/rss+xml" title="A » Comments Feed" href="/comments/feed/"') +
      link('rel="alternate" type="application/rss+xml" title="A » Ports" href="/tag/ports/feed/"') +
      link('rel="alternate" type="application/rss+xml" title="A » Feed" href="/feed/"'),
    ['https://a.example/feed/', 'https://a.example/tag/ports/feed/', 'https://a.example/comments/feed/'],
  ],
]
for (const [name, html, found] of stated) {
  test(`a page states ${name}`, () => deepEqual(named(`<html><head>${html}</head><body><p>x</p></body></html>`), found))
}

const anchors: readonly (readonly [name: string, html: string, found: readonly string[]])[] = [
  ['a path', '<a href="/world/rss.xml">World</a>', ['https://a.example/world/rss.xml']],
  ['an ending', '<a href="https://b.example/ports.rss">Ports</a>', ['https://b.example/ports.rss']],
  [
    'a query',
    '<a href="/index.php?format=feed&amp;type=rss">x</a>',
    ['https://a.example/index.php?format=feed&type=rss'],
  ],
  ['a word', '<a href="/abc"><span>RSS</span> Feed</a>', ['https://a.example/abc']],
  ['an article', '<a href="/2026/01/feed-the-world">Feed the world</a>', []],
  ['a page about feeds', '<a href="/about/rss-feeds.html">How we use feeds</a>', []],
  ['mail', '<a href="mailto:rss@a.example">RSS</a>', []],
]
for (const [name, html, found] of anchors) {
  test(`a link that looks like a feed, or not: ${name}`, () => deepEqual(named(`<body>${html}</body>`), found))
}

test('what a page states comes before what it links, and a title goes with it', () => {
  deepEqual(
    findFeeds(
      '<a href="/rss" title="All news">x</a><link rel=alternate type="application/rss+xml" title="A &amp;amp; B" href=/feed>',
      PAGE,
    ),
    [
      { url: 'https://a.example/feed', title: 'A & B', by: 'stated' },
      { url: 'https://a.example/rss', title: 'All news', by: 'linked' },
    ],
  )
})

test('a page that states none has places worth trying, its own folder first', () => {
  const leads = findFeeds('<p>x</p>', 'https://a.example/world/')
  ok(leads.every(({ by }) => by === 'guessed'))
  deepEqual(
    leads.slice(0, 2).map(({ url }) => url),
    ['https://a.example/world/feed/', 'https://a.example/world/rss'],
  )
  ok(leads.some(({ url }) => url === 'https://a.example/feed/'))
})

test('a directory of feeds is read to its thirtieth', () => {
  const html = Array.from({ length: 500 }, (_, at) => `<a href="/${at}/rss">x</a>`).join('')
  equal(findFeeds(html, PAGE).length, 30)
})

test('whatever the page, addresses are absolute, of the web, each once, thirty at most', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '<a href="',
      '<link rel=alternate type="application/rss+xml" href="',
      '">',
      '/rss',
      '//',
      ':',
      'javascript:',
      'feed:',
      'http://[',
      '<base href="',
      '</a>',
      '<script>',
      '&#',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 60 }),
      fc.constantFrom(PAGE, 'https://a.example', 'not an address'),
      (pieces, url) => {
        const found = findFeeds(pieces.join(''), url).map((lead) => lead.url)
        ok(found.length <= 30 && new Set(found).size === found.length)
        for (const each of found) ok(/^https?:$/.test(new URL(each).protocol), each)
      },
    ),
    { numRuns: 1_000 },
  )
})
