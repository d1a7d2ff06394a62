import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { feedItemReading } from '../../../src/ingest/feeds/feed-item-reading.ts'
import { readFeed, readWholeFeed } from '../../../src/ingest/feeds/read-feed.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { BOOK } from '../book.ts'

const source = { input: 'feed.xml', url: null, outlets: BOOK }
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/ingest/${name}`, import.meta.url), 'utf8')
const firstItem = (text: string) => {
  const [item] = readFeed(text, source).feed.items
  ok(item !== undefined)
  return item
}
const refuses = (text: string, about: RegExp) =>
  throws(
    () => readWholeFeed(text, source),
    (error) => {
      match(String(error), /^NewsError: feed\.xml: [^\n]+\.$/)
      match(String(error), about)
      return isNewsError(error, 'input-invalid')
    },
  )

test('an RSS feed gives its facts, and its items theirs', () => {
  const feed = readWholeFeed(fixture('feed-rss.xml'), source)
  deepEqual(
    [feed.title, feed.url, feed.description, feed.lang],
    ['Harbour Post', 'https://www.harbourpost.example/', 'News of the harbour &amp; the world', 'en-gb'],
  )
  const [first, second] = feed.items
  equal(first?.id, 'hp-1')
  equal(first?.title, 'Ferry crews end strike & return')
  equal(first?.publishedAt, '2026-01-07T23:10:00Z')
  equal(first?.author, 'Tom Hale')
  equal(first?.summary, 'Boats run again from Friday.')
  deepEqual(first?.categories, ['World'])
  deepEqual(first?.enclosures, [{ url: 'https://www.harbourpost.example/boat.mp3', type: 'audio/mpeg', length: 1200 }])
  equal(first?.outlet, 'Harbour Post')
  equal(second?.outlet, 'Example Wire')
})

test('markup in a feed is safe: no script, handler or unsafe address; relative addresses resolved', () => {
  const { content } = firstItem(fixture('feed-rss.xml'))
  ok(content !== null)
  ok(!/script|onclick|javascript/i.test(content))
  ok(content.includes('href="https://www.harbourpost.example/more"'))
})

test('an Atom feed resolves addresses against its base and reads inline markup', () => {
  const feed = readWholeFeed(fixture('feed-atom.xml'), source)
  deepEqual([feed.title, feed.url, feed.lang], ['El Correo del Puerto', 'https://correo.example/', 'es'])
  const [item] = feed.items
  equal(item?.url, 'https://correo.example/mundo/petro-acepta')
  equal(item?.publishedAt, '2026-01-08T01:30:00Z')
  equal(item?.updatedAt, '2026-01-08T02:00:00Z')
  equal(item?.outlet, 'Correo del Puerto')
  ok(item?.content?.includes('<p>El presidente'))
})

test('a JSON Feed is read alike', () => {
  const feed = readWholeFeed(fixture('feed.json'), source)
  deepEqual(
    [feed.items[0]?.author, feed.items[0]?.publishedAt, feed.items[0]?.outlet],
    ['Tom Hale', '2026-01-07T23:10:00Z', 'Harbour Post'],
  )
})

test('an item becomes a reading: canonical address, body without furniture', () => {
  const feed = readWholeFeed(fixture('feed-rss.xml'), source)
  const [whole, stub] = feed.items.map((item) => feedItemReading(item, feed, { input: 'feed.xml', outlets: BOOK }))
  equal(whole?.url, 'https://www.harbourpost.example/world/ferry-strike-ends')
  equal(whole?.text.split('\n\n').length, 2)
  deepEqual(whole?.furniture, ['Share this story:'])
  deepEqual(whole?.flags, [])
  deepEqual(stub?.flags, ['stub'])
  equal(stub?.publishedAt, null)
})

const wrapRss = (item: string) => `<rss version="2.0"><channel><title>T</title><item>${item}</item></channel></rss>`
const wrapOldAtom = (item: string) =>
  `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>${item}</entry></feed>`
const fields = [
  ['RSS: a permanent guid is the link', wrapRss('<guid>https://a.example/1</guid>'), 'url', 'https://a.example/1'],
  [
    'RSS: the name beside an address is the author',
    wrapRss('<author>desk@a.example (Ana Ruiz)</author>'),
    'author',
    'Ana Ruiz',
  ],
  ['RSS: entities once escaped', wrapRss('<title>1 &lt; 2 &amp;amp; 3</title>'), 'title', '1 < 2 & 3'],
  [
    'RSS: an Atom link to the feed is not the item',
    wrapRss('<atom:link rel="self" href="https://a.example/f" xmlns:atom="http://www.w3.org/2005/Atom"/>'),
    'url',
    null,
  ],
  ['RSS: a link that runs a script leads nowhere', wrapRss('<link>javascript:alert(1)</link>'), 'url', null],
  [
    'RSS: summary beside description',
    wrapRss('<summary>Short</summary><description>Long</description>'),
    'content',
    'Long',
  ],
  ['Atom 0.3: base64', wrapOldAtom('<title mode="base64">Qm9nb3TDoQ==</title>'), 'title', 'Bogotá'],
  [
    'Atom 0.3: issued',
    wrapOldAtom('<issued>2026-01-07T18:10:00-05:00</issued>'),
    'publishedAt',
    '2026-01-07T23:10:00Z',
  ],
  [
    'Atom: an update is not a publication',
    wrapOldAtom('<modified>2026-01-07T18:10:00-05:00</modified>'),
    'publishedAt',
    null,
  ],
  [
    'RDF',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel><title>T</title></channel><item rdf:about="https://a.example/1"><title>One</title></item></rdf:RDF>',
    'id',
    'https://a.example/1',
  ],
] as const
for (const [name, text, field, value] of fields) {
  test(`${name}`, () => equal(firstItem(text)[field], value))
}

test('what is no feed is refused by name', () => {
  refuses('<svg><g/></svg>', /outermost element is <svg>/)
  refuses('no markup at all', /not XML/)
  refuses('{"version":"https://jsonfeed.org/version/1"}', /no list of items/)
  refuses('{"items": [', /JSON cannot be read/)
})

test('entities made of entities and entities in files are refused, plain ones are read', () => {
  refuses('<!DOCTYPE r [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><rss><channel/></rss>', /entities made of entities/)
  refuses('<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hosts">]><rss><channel/></rss>', /refers to another file/)
  const feed = readWholeFeed(
    '<!DOCTYPE r [<!ENTITY port "Harbour">]><rss><channel><title>&port; Post</title></channel></rss>',
    source,
  )
  equal(feed.title, 'Harbour Post')
})

test('a feed that breaks off keeps its whole items and says where it broke', () => {
  const text = fixture('feed-rss.xml')
  const cut = text.slice(0, text.indexOf('Example Wire'))
  const { feed, brokenOff } = readFeed(cut, source)
  equal(feed.items.length, 1)
  match(String(brokenOff), /breaks off inside item 2 \(line \d+\)\. The 1 complete item is kept/)
  refuses(cut, /breaks off/)
})

test('any cut of a feed gives items or one clear fault', () => {
  const text = fixture('feed-rss.xml')
  fc.assert(
    fc.property(fc.nat(text.length), (at) => {
      try {
        ok(readFeed(text.slice(0, at), source).feed.items.length <= 2)
      } catch (error) {
        ok(isNewsError(error, 'input-invalid'), String(error))
      }
    }),
  )
})

test('hostile feeds take bounded time', () => {
  const start = performance.now()
  for (const text of [
    '<rss>'.repeat(100_000),
    '<rss a="'.repeat(100_000),
    '<!['.repeat(100_000),
    '<rss><channel>' + '<item><title>x</title></item>'.repeat(20_000),
    '&'.repeat(500_000),
  ]) {
    try {
      readFeed(text, source)
    } catch (error) {
      ok(isNewsError(error, 'input-invalid'), String(error))
    }
  }
  ok(performance.now() - start < 90_000)
})
