import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import type { FeedItem } from '../../../src/ingest/feeds/feed-reading.ts'
import { readFeed, readWholeFeed } from '../../../src/ingest/feeds/read-feed.ts'
import { inspectFeed } from '../../../src/ingest/read-bytes.ts'
import { BOOK } from '../book.ts'

const source = { input: 'feed.xml', url: 'https://a.example/feeds/news.xml', outlets: BOOK }
const firstOf = (text: string): Partial<FeedItem> => readWholeFeed(text, source).items[0] ?? {}

const rss = (item: string, attributes = '') =>
  `<rss version="2.0" ${attributes}><channel><title>T</title><item>${item}</item></channel></rss>`
const atom = (entry: string, attributes = '') =>
  `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>T</title><entry>${entry}</entry></feed>`
const CONTENT = 'http://purl.org/rss/1.0/modules/content/'
const DC = 'http://purl.org/dc/elements/1.1/'
const MEDIA = 'http://search.yahoo.com/mrss/'
const ITUNES = 'http://www.itunes.com/dtds/podcast-1.0.dtd'

const forms: readonly (readonly [name: string, text: string, expected: Partial<FeedItem>])[] = [
  [
    'RSS 0.91 with its doctype',
    `<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>T</title><item><title>One</title><link>https://a.example/1</link></item></channel></rss>`,
    { title: 'One', url: 'https://a.example/1' },
  ],
  [
    'RSS 0.90',
    `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>T</title></channel><item><title>One</title><link>https://a.example/1</link></item></r:RDF>`,
    { title: 'One', url: 'https://a.example/1' },
  ],
  [
    'RSS 1.0 with Dublin Core',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="${DC}"><channel><title>T</title></channel><item><title>One</title><d:date>2026-01-07T18:10:00-05:00</d:date><d:creator>Ana Ruiz</d:creator></item></rdf:RDF>`,
    { publishedAt: '2026-01-07T23:10:00Z', author: 'Ana Ruiz' },
  ],
  [
    'content by another prefix',
    rss('<c:encoded>&lt;p&gt;x&lt;/p&gt;</c:encoded>', `xmlns:c="${CONTENT}"`),
    { content: '<p>x</p>' },
  ],
  ['content undeclared', rss('<content:encoded><![CDATA[<p>x</p>]]></content:encoded>'), { content: '<p>x</p>' }],
  ['a namespace on the element itself', rss(`<x:creator xmlns:x="${DC}">Ana Ruiz</x:creator>`), { author: 'Ana Ruiz' }],
  [
    'a namespace with https',
    rss('<d:creator>Ana Ruiz</d:creator>', `xmlns:d="${DC.replace('http:', 'https:')}"`),
    { author: 'Ana Ruiz' },
  ],
  ['a default namespace', rss(`<creator xmlns="${DC}">Ana Ruiz</creator>`), { author: 'Ana Ruiz' }],
  [
    'media by another prefix',
    rss('<m:content url="/a.jpg" type="image/jpeg" fileSize="12"/>', `xmlns:m="${MEDIA}"`),
    { enclosures: [{ url: 'https://a.example/a.jpg', type: 'image/jpeg', length: 12 }] },
  ],
  [
    'itunes by another prefix',
    rss('<i:summary>Boats.</i:summary><i:author>Ana Ruiz</i:author>', `xmlns:i="${ITUNES}"`),
    { summary: 'Boats.', author: 'Ana Ruiz' },
  ],
  [
    'Atom by prefix',
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>T</a:title><a:entry><a:title>One</a:title><a:link href="/1"/><a:updated>2026-01-07T23:10:00Z</a:updated></a:entry></a:feed>`,
    { title: 'One', url: 'https://a.example/1', updatedAt: '2026-01-07T23:10:00Z' },
  ],
  [
    'Atom in RSS',
    rss('<a:updated>2026-01-07T23:10:00Z</a:updated>', 'xmlns:a="http://www.w3.org/2005/Atom"'),
    { updatedAt: '2026-01-07T23:10:00Z' },
  ],
  [
    'HTML in a title',
    rss('<title>&lt;b&gt;Ferry&lt;/b&gt; crews &amp;amp; port</title>'),
    { title: 'Ferry crews & port' },
  ],
  [
    'HTML in an Atom title',
    atom('<title type="html">&lt;i&gt;Ferry&lt;/i&gt; crews</title>'),
    { title: 'Ferry crews' },
  ],
  [
    'XHTML in an Atom title',
    atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Ferry <b>crews</b></div></title>'),
    { title: 'Ferry crews' },
  ],
  ['text that is no tag', rss('<title>Ferries &lt; 5 &gt; 3</title>'), { title: 'Ferries < 5 > 3' }],
  ['CDATA in parts', rss('<title><![CDATA[Ferry ]]>crews<![CDATA[ & port]]></title>'), { title: 'Ferry crews & port' }],
  [
    'CDATA in CDATA',
    rss('<description><![CDATA[a <![CDATA[<b>b</b>]]]]><![CDATA[> c]]></description>'),
    { summary: 'a <b>b</b> c' },
  ],
  [
    'a relative link, by where the feed was fetched',
    rss('<link>../world/1</link>'),
    { url: 'https://a.example/world/1' },
  ],
  [
    'a relative link, by xml:base',
    atom('<link href="1"/>', 'xml:base="https://b.example/x/"'),
    { url: 'https://b.example/x/1' },
  ],
  [
    'a base within a base',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://b.example/"><entry xml:base="x/"><link href="1"/></entry></feed>`,
    { url: 'https://b.example/x/1' },
  ],
  [
    'a link with blanks and line ends',
    rss('<link>\n  https://a.example/\n  1\n</link>'),
    { url: 'https://a.example/1' },
  ],
  [
    'a base that runs',
    atom('<link href="1"/>', 'xml:base="javascript:run(1)//"'),
    { url: 'https://a.example/feeds/1' },
  ],
  ['a link that runs', atom('<link href="javascript:run(1)"/>'), { url: null }],
  ['a link that runs, behind a control character', rss('<link>&#1;javascript:run(1)</link>'), { url: null }],
  ['an enclosure that runs', rss('<enclosure url="data:text/html,x" type="text/html"/>'), { enclosures: [] }],
  ['entities of HTML', rss('<title>Bogot&aacute; &ndash; caf&eacute;</title>'), { title: 'Bogotá – café' }],
  [
    'stray ampersands',
    rss('<title>Fish & chips</title><link>https://a.example/?a=1&b=2</link>'),
    { title: 'Fish & chips', url: 'https://a.example/?a=1&b=2' },
  ],
  ['upper case', '<RSS><CHANNEL><ITEM><TITLE>One</TITLE></ITEM></CHANNEL></RSS>', { title: 'One' }],
  [
    'a warning of the server before it',
    `<br />\n<b>Warning</b>: x in <b>y.php</b>\n<?xml version="1.0"?>${rss('<title>One</title>')}`,
    { title: 'One' },
  ],
  ['blanks before the declaration', `\n\n  <?xml version="1.0"?>${rss('<title>One</title>')}`, { title: 'One' }],
]
for (const [name, text, expected] of forms) {
  test(`read: ${name}`, () => {
    const item = firstOf(text)
    deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, item[key as keyof FeedItem]])), expected)
  })
}

test('a JSON Feed that attacks its reader gives no address that runs and no unsafe markup', () => {
  const item = firstOf(
    JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      home_page_url: 'javascript:run(1)',
      items: [
        {
          id: 7,
          url: 'javascript:run(1)',
          content_html: '<p onclick=run(1)>x<script>run(2)</script></p>',
          summary: '<script>run(3)</script>',
          attachments: [{ url: 'data:text/html,x' }, { url: '/a.mp3', mime_type: 'audio/mpeg' }],
        },
      ],
    }),
  )
  deepEqual(
    [item.id, item.url, item.content, item.summary, item.enclosures],
    [
      '7',
      null,
      '<p>x</p>',
      '&lt;script&gt;run(3)&lt;/script&gt;',
      [{ url: 'https://a.example/a.mp3', type: 'audio/mpeg', length: null }],
    ],
  )
})

const words = 'Niño, café y pingüino: 5 €'
const declared = (label: string) =>
  `<?xml version="1.0"${label === '' ? '' : ` encoding="${label}"`}?>${rss(`<title>${words}</title>`)}`
const bytesOf = (text: string, encoding: BufferEncoding) =>
  Buffer.from(text.replace('€', encoding === 'latin1' ? '\u0080' : '€'), encoding)
const charsets: readonly (readonly [name: string, bytes: Uint8Array, transport: string | null])[] = [
  ['UTF-8', bytesOf(declared('utf-8'), 'utf8'), null],
  ['UTF-8 that nobody names', bytesOf(declared(''), 'utf8'), null],
  ['UTF-8 that says it is Latin 1', bytesOf(declared('iso-8859-1'), 'utf8'), null],
  ['UTF-8 whose server says Latin 1', bytesOf(declared('utf-8'), 'utf8'), 'iso-8859-1'],
  ['Windows Latin that says so', bytesOf(declared('windows-1252'), 'latin1'), null],
  ['Windows Latin that says Latin 1', bytesOf(declared('ISO-8859-1'), 'latin1'), null],
  ['Windows Latin that says UTF-8', bytesOf(declared('utf-8'), 'latin1'), null],
  ['Windows Latin that nobody names', bytesOf(declared(''), 'latin1'), null],
  ['Windows Latin whose server says UTF-8', bytesOf(declared(''), 'latin1'), 'utf-8'],
  ['UTF-16 with a mark', bytesOf(`\uFEFF${declared('utf-16')}`, 'utf16le'), null],
  ['UTF-16 without one', bytesOf(declared('utf-16'), 'utf16le'), null],
  ['a charset nobody knows', bytesOf(declared('klingon'), 'utf8'), 'x-unknown'],
]
for (const [name, bytes, charset] of charsets) {
  test(`letters of ${name}`, () =>
    equal(inspectFeed(bytes, { ...source, itemsMax: 10, charset }).items[0]?.title, words))
}

const MINUTE = 60_000
const hints: readonly (readonly [name: string, channel: string, expected: object])[] = [
  ['none', '', { ttlMs: null, periodMs: null, skipHours: [], skipDays: [] }],
  ['ttl', '<ttl> 45 </ttl>', { ttlMs: 45 * MINUTE }],
  ['ttl of nothing', '<ttl>0</ttl>', { ttlMs: null }],
  ['ttl in words', '<ttl>often</ttl>', { ttlMs: null }],
  [
    'a period',
    '<sy:updatePeriod>\n\thourly\t</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>',
    { periodMs: 30 * MINUTE },
  ],
  [
    'a period by another prefix',
    '<u:updatePeriod xmlns:u="http://purl.org/rss/1.0/modules/syndication/">daily</u:updatePeriod>',
    { periodMs: 1440 * MINUTE },
  ],
  [
    'hours',
    '<skipHours><hour>0</hour><hour>5</hour><hour>24</hour><hour>99</hour></skipHours>',
    { skipHours: [0, 5, 3] },
  ],
  ['days', '<skipDays><day>Saturday</day><day>sunday</day><day>Someday</day></skipDays>', { skipDays: [6, 7] }],
]
for (const [name, channel, expected] of hints) {
  test(`hints for polling: ${name}`, () => {
    const { hints: found } = readFeed(`<rss version="2.0"><channel>${channel}<item/></channel></rss>`, source)
    deepEqual(Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof typeof found]])), expected)
  })
}
