import { deepEqual, equal, match, ok, throws } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readOpml, writeOpml } from '../../../src/ingest/feeds/opml.ts'
import { isNewsError } from '../../../src/news/errors.ts'

const list = (body: string) =>
  `<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>${body}</body></opml>`
const outline = (attributes: string, inner = '') => `<outline ${attributes}>${inner}</outline>`

test('feeds of folders in folders, by their titles, each once', () => {
  const { feeds, faults } = readOpml(
    list(
      outline(
        'text="World"',
        outline(
          'text="Ports"',
          outline('text="harbour" title="Harbour Post" xmlUrl="https://harbourpost.example/feed"'),
        ),
      ) +
        outline(
          'text="Gazette" type="rss" xmlurl="http://gazette.example/rss?a=1&amp;b=2" htmlUrl="http://gazette.example/"',
        ) +
        outline('TEXT="Gazette again" XMLURL="http://gazette.example/rss?a=1&amp;b=2"') +
        outline('text="https://c.example/feed" xmlUrl="https://c.example/feed"'),
    ),
    'mine.opml',
  )
  deepEqual(feeds, [
    { url: 'https://harbourpost.example/feed', outlet: 'Harbour Post' },
    { url: 'http://gazette.example/rss?a=1&b=2', outlet: 'Gazette' },
    { url: 'https://c.example/feed', outlet: null },
  ])
  deepEqual(faults, [])
})

test('a name and a password before a host are not kept', () => {
  const { feeds } = readOpml(
    list(outline('text="A" xmlUrl="https://jane:secret@post.example/feed?to=a@b"')),
    'mine.opml',
  )
  deepEqual(feeds, [{ url: 'https://post.example/feed?to=a@b', outlet: 'A' }])
})

test('entries that lead nowhere are told, and stop no other', () => {
  const { feeds, faults } = readOpml(
    list(
      '\n' +
        outline('text="A script" xmlUrl="javascript:run(1)"') +
        outline('text="A file" xmlUrl="file:///etc/hosts"') +
        outline('xmlUrl="feed"') +
        outline('xmlUrl=""') +
        outline('text="Good" xmlUrl="https://a.example/feed"'),
    ),
    'mine.opml',
  )
  deepEqual(
    feeds.map(({ url }) => url),
    ['https://a.example/feed'],
  )
  deepEqual(faults, [
    'Line 2: "A script" has no http or https address; it was left out.',
    'Line 2: "A file" has no http or https address; it was left out.',
    'Line 2: "feed" has no http or https address; it was left out.',
    'Line 2: "without an address" has no http or https address; it was left out.',
  ])
})

const refused: readonly (readonly [name: string, text: string, about: RegExp])[] = [
  ['a feed', '<rss><channel/></rss>', /not OPML: its outermost element is <rss>/],
  ['no markup', 'https://a.example/feed', /not XML/],
  ['a list cut short', list(outline('text="A" xmlUrl="https://a.example/"')).slice(0, -20), /breaks off \(line 1\)/],
  ['an entity bomb', `<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>${list('')}`, /entities made of entities/],
  [
    'a catalogue',
    list(Array.from({ length: 10_001 }, (_, at) => `<outline xmlUrl="https://a.example/${at}"/>`).join('')),
    /more than 10000 feeds/,
  ],
]
for (const [name, text, about] of refused) {
  test(`${name} is refused`, () => {
    throws(
      () => readOpml(text, 'mine.opml'),
      (error) => isNewsError(error) && about.test(error.message),
    )
  })
}

test('what is written is read the same', () => {
  const name = fc.string({ unit: 'binary', maxLength: 60 }).map((text) =>
    text
      .toWellFormed()
      // What XML cannot hold, and white space that names do not have.
      .replace(/[\p{Cc}\uFFFE\uFFFF]/gu, '')
      .replace(/\s+/g, ' ')
      .trim(),
  )
  const feed = fc.record({
    url: fc.webUrl({ withQueryParameters: true, withFragments: true }).map((url) => new URL(url).href),
    outlet: fc.option(
      name.filter((text) => text !== '' && !text.startsWith('http')),
      { nil: null },
    ),
  })
  fc.assert(
    fc.property(fc.uniqueArray(feed, { selector: ({ url }) => url }), fc.string(), (feeds, title) => {
      equal(JSON.stringify(readOpml(writeOpml(feeds, title), 'mine.opml')), JSON.stringify({ feeds, faults: [] }))
    }),
    { numRuns: 500 },
  )
})

test('a written list is one that other readers take', () => {
  const text = writeOpml([{ url: 'https://a.example/?a=1&b="2"', outlet: 'Sands & "Tide" <A>' }], 'Mine')
  match(text, /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<opml version="2\.0">/)
  ok(text.includes('text="Sands &amp; &quot;Tide&quot; &lt;A&gt;" title='))
  ok(text.includes('xmlUrl="https://a.example/?a=1&amp;b=&quot;2&quot;"'))
  equal(text.split('<outline').length, 2)
})

test('an address with what XML cannot hold is read as it is written', () => {
  const { feeds } = readOpml(list(outline('xmlUrl="https://a.example/\udc00\uffff?b"')), 'mine.opml')
  deepEqual(feeds, [{ url: 'https://a.example/\ufffd?b', outlet: null }])
  deepEqual(readOpml(writeOpml(feeds, 'x'), 'mine.opml').feeds.map(({ url }) => url), ['https://a.example/\ufffd?b']) // prettier-ignore
})

test('any text is a list or one clear fault', () => {
  const good = list(outline('text="A" xmlUrl="https://a.example/"').repeat(5))
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.nat(good.length).map((at) => good.slice(0, at)),
      ),
      (text) => {
        try {
          readOpml(text, 'mine.opml')
        } catch (error) {
          ok(isNewsError(error, 'input-invalid'), String(error))
        }
      },
    ),
  )
})
