import { equal, match, ok, throws } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { feedItemReading } from '../../../src/ingest/feeds/feed-item-reading.ts'
import type { FeedReading } from '../../../src/ingest/feeds/feed-reading.ts'
import { readFeed, readWholeFeed } from '../../../src/ingest/feeds/read-feed.ts'
import { parseXml } from '../../../src/ingest/feeds/xml-tree.ts'
import { isNewsError } from '../../../src/news/errors.ts'
import { BOOK } from '../book.ts'
import { assertLinear } from './assert-linear.ts'
import { assertSafeHtml } from './assert-safe-html.ts'
import { HOSTILE_HTML } from './hostile-html.ts'

const source = { input: 'feed.xml', url: null, outlets: BOOK }
const fixture = (name: string) => readFileSync(new URL(`../../fixtures/ingest/${name}`, import.meta.url), 'utf8')
const HOSTILE = Object.values(HOSTILE_HTML).flat()

function assertSafe(feed: FeedReading): void {
  for (const { url, summary, content, enclosures } of feed.items) {
    for (const html of [summary, content, feed.description]) assertSafeHtml(html ?? '')
    for (const address of [url, feed.url, ...enclosures.map((each) => each.url)]) {
      if (address !== null) match(new URL(address, 'https://reader.example/').protocol, /^https?:$/)
    }
  }
}

const refused: readonly (readonly [name: string, text: string, about: RegExp])[] = [
  [
    'laughs of laughs',
    '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY c "&b;&b;">]><rss>&c;</rss>',
    /entities made of entities/,
  ],
  [
    'one entity a million times',
    `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(900)}">]><rss><channel><title>${'&a;'.repeat(2_000)}</title></channel></rss>`,
    /come to more than/,
  ],
  ['too long an entity', `<!DOCTYPE r [<!ENTITY a "${'x'.repeat(2_000)}">]><rss/>`, /too many/],
  [
    'too many entities',
    `<!DOCTYPE r [${Array.from({ length: 300 }, (_, at) => `<!ENTITY e${at} "x">`).join('')}]><rss/>`,
    /too many/,
  ],
  ['a file', '<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/hosts">]><rss>&a;</rss>', /refers to another file/],
  [
    'an address',
    '<!DOCTYPE r [<!ENTITY a PUBLIC "x" "http://169.254.169.254/">]><rss>&a;</rss>',
    /refers to another file/,
  ],
  ['parameters', '<!DOCTYPE r [<!ENTITY % a "<!ENTITY b SYSTEM \'x\'>">%a;]><rss/>', /refers to another file/],
  ['depth', '<rss>'.repeat(300), /nest too deep/],
  ['elements', `<rss>${'<a/>'.repeat(400_001)}`, /too many for a feed/],
  ['a page', '<!DOCTYPE html><html><body>x</body></html>', /it is a page, not a feed/],
  ['a page in XML', '<?xml version="1.0"?>\n<!-- x --><html xmlns="x"><body/></html>', /it is a page, not a feed/],
  ['nothing of a feed', '<svg/>', /outermost element is <svg>/],
  ['a list of something else', '{"things": []}', /no list of items/],
]
for (const [name, text, about] of refused) {
  test(`refused with its reason: ${name}`, () => {
    throws(
      () => readWholeFeed(text, source),
      (error) => isNewsError(error, 'input-invalid') && about.test(error.message) && !error.message.includes('\n'),
    )
  })
}

const escaped = (html: string) => html.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
const carriers: readonly (readonly [name: string, carry: (html: string) => string])[] = [
  [
    'escaped in RSS',
    (html) =>
      `<rss><channel><description>${escaped(html)}</description><item><description>${escaped(html)}</description></item></channel></rss>`,
  ],
  [
    'in CDATA',
    (html) =>
      `<rss><channel><item><content:encoded><![CDATA[${html.replaceAll(']]>', ']]]]><![CDATA[>')}]]></content:encoded></item></channel></rss>`,
  ],
  ['bare in RSS', (html) => `<rss><channel><item><description>${html}</description></item></channel></rss>`],
  [
    'as HTML in Atom',
    (html) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="html">${escaped(html)}</content><summary>${escaped(html)}</summary></entry></feed>`,
  ],
  [
    'as XHTML in Atom',
    (html) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html}</div></content></entry></feed>`,
  ],
  [
    'as base64 in Atom',
    (html) =>
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><content mode="base64" type="text/html">${Buffer.from(html).toString('base64')}</content></entry></feed>`,
  ],
  [
    'in a JSON Feed',
    (html) =>
      JSON.stringify({
        version: 'https://jsonfeed.org/version/1.1',
        description: html,
        items: [{ id: '1', url: html, summary: html, content_html: html, content_text: html }],
      }),
  ],
  [
    'as an address',
    (html) =>
      `<rss><channel><link>${escaped(html)}</link><item><link>${escaped(html)}</link><enclosure url="${escaped(html)}"/></item></channel></rss>`,
  ],
]
for (const [name, carry] of carriers) {
  test(`no attack comes through ${name}`, () => {
    for (const html of HOSTILE) {
      try {
        assertSafe(readFeed(carry(html), source).feed)
      } catch (error) {
        if (!isNewsError(error, 'input-invalid')) throw error
      }
    }
  })
}

test('any text is a safe feed or one clear fault', () => {
  const good = ['feed-rss.xml', 'feed-atom.xml', 'feed.json', 'feed-google-news.xml', 'gdelt.json'].map(fixture)
  const piece = fc.oneof(
    fc.constantFrom(
      '<rss>',
      '<item>',
      '</item>',
      '<feed xmlns="http://www.w3.org/2005/Atom">',
      '<entry>',
      '<title>',
      '<link>',
      '<![CDATA[',
      ']]>',
      '<!--',
      '<!DOCTYPE',
      '[',
      '<!ENTITY a "',
      '">',
      '&a;',
      '<?xml',
      '?>',
      '"',
      "'",
      '=',
      '{"items":[{',
      '"url":"',
      '}]}',
      '{"articles":[',
    ),
    fc.constantFrom(...HOSTILE),
    fc.string({ unit: 'binary', maxLength: 6 }),
  )
  const broken = fc
    .tuple(fc.constantFrom(...good), fc.nat(2_000), fc.nat(40), piece)
    .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length))
  fc.assert(
    fc.property(
      fc.oneof(
        broken,
        fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
        fc.json(),
      ),
      (text) => {
        try {
          const { feed } = readFeed(text, source)
          assertSafe(feed)
          for (const item of feed.items.slice(0, 3)) feedItemReading(item, feed, source)
        } catch (error) {
          ok(isNewsError(error, 'input-invalid'), String(error))
          ok(!error.message.includes('\n'))
        }
      },
    ),
    { numRuns: 1_500 },
  )
})

const rss = (inner: string) => `<rss><channel><item>${inner}</item></channel></rss>`
const endless: Readonly<Record<string, (size: number) => string>> = {
  'tags in tags': (size) => '<rss>'.repeat(size / 5),
  'attributes that never end': (size) => '<rss a="'.repeat(size / 8),
  'attributes without values': (size) => `<rss ${'a'.repeat(size)}><channel/></rss>`,
  'attributes by the thousand': (size) =>
    `<rss ${Array.from({ length: size / 10 }, (_, at) => `a${at}=b`).join(' ')}/>`,
  'namespaces by the thousand': (size) =>
    `<rss ${Array.from({ length: size / 16 }, (_, at) => `xmlns:n${at}="x"`).join(' ')}>${'<a xmlns:b="c"/>'.repeat(1_000)}</rss>`,
  'declarations that open no list': (size) => `${'<!a>'.repeat(size / 4)}[`,
  'declarations that never end': (size) => '<!['.repeat(size / 3),
  'CDATA that never ends': (size) => rss(`<title>${'<![CDATA['.repeat(size / 9)}`),
  'end tags of nothing, deep down': (size) => `<rss>${'<a>'.repeat(200)}${'</b>'.repeat(size / 4)}`,
  items: (size) => `<rss><channel>${'<item><title>x</title></item>'.repeat(size / 29)}</channel></rss>`,
  ampersands: (size) => rss(`<title>${'&'.repeat(size)}</title>`),
  signs: (size) => rss(`<title>${'<'.repeat(size)}</title>`),
  'signs in markup': (size) => rss(`<description>${'<'.repeat(size)}</description>`),
  'a title in one line': (size) => rss(`<title>${'x '.repeat(size / 2)}</title>`),
  'a byline of brackets': (size) => rss(`<author>${'&lt;'.repeat(size / 4)}</author>`),
  'a date of digits': (size) => rss(`<pubDate>${'1 '.repeat(size / 2)}</pubDate>`),
  categories: (size) => rss('<category>x</category>'.repeat(size / 22)),
  enclosures: (size) => rss(Array.from({ length: size / 30 }, (_, at) => `<enclosure url="/${at}"/>`).join('')),
  'a title of dashes': (size) =>
    rss(`<title>${' - x'.repeat(size / 4)}</title><source url="https://a.example/">x</source>`),
  'links in links': (size) =>
    rss(`<link>https://a.example/url?url=${'https://b.example/url?url='.repeat(size / 26)}</link>`),
  'brackets in JSON': (size) => `{"items":${'['.repeat(size)}`,
  'backslashes in JSON': (size) => `{"items":["${'\\x'.repeat(size / 2)}"]}`,
}
for (const [name, make] of Object.entries(endless)) {
  test(`four times the ${name} cost about four times the time`, () => {
    assertLinear((size) => {
      const text = make(size)
      return () => {
        try {
          readFeed(text, source)
        } catch (error) {
          ok(isNewsError(error, 'input-invalid'), String(error))
        }
      }
    })
  })
}

test('signs that begin no tag are one text, however many they are', () => {
  const { root } = parseXml(`<rss><title>${'<'.repeat(1_000)} a < b <1 ${'< '.repeat(1_000)}</title></rss>`, 'feed')
  const [title] = root.children
  ok(typeof title === 'object')
  equal(title.children.length, 1)
})

test('of what breaks off, the text up to its last sign is kept', () => {
  const { root } = parseXml('<rss><title>a < b <1 c', 'feed')
  const [title] = root.children
  ok(typeof title === 'object')
  equal(title.children.join(''), 'a < b <')
})
