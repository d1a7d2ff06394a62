import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { readPage } from '../../src/ingest/read-page.ts'

const SAID = '<p>The boats sail again on Friday at dawn, the harbour master said on Wednesday evening.</p>'
const HERE = 'https://www.a.example/world/ferry-crews-end-strike'
const read = (head: string, body = '<h1>Ferry crews end strike</h1>', url: string | null = HERE) =>
  readPage(`<html><head>${head}</head><body>${body}${SAID}</body></html>`, { input: 'a.html', url, outlets: [] })
const data = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`
const article = (rest: object) => ({ '@type': 'NewsArticle', headline: 'Ferry crews end strike', ...rest })
const canonical = (href: string) => `<link rel="canonical" href="${href}">`
const meta = (name: string, content: string) => `<meta property="${name}" content="${content}">`

// What the head states, and the one fact it gives.
const cases: readonly (readonly [
  string,
  head: string,
  fact: 'title' | 'byline' | 'publishedAt' | 'url' | 'outlet' | 'lang',
  string | null,
])[] = [
  [
    'a graph',
    data({ '@graph': [{ '@type': 'WebSite', name: 'Post' }, article({ datePublished: '2026-01-07' })] }),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a list of nodes',
    data([{ '@type': 'Organization' }, article({ datePublished: '2026-01-07' })]),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a list of types',
    data(article({ '@type': ['Thing', 'NewsArticle'], datePublished: '2026-01-07' })),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a type with its address',
    data(article({ '@type': 'https://schema.org/NewsArticle', datePublished: '2026-01-07' })),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'another article first',
    data([
      article({ headline: 'Storm closes port', url: 'https://www.a.example/storm', datePublished: '2025-01-01' }),
      article({ url: HERE, datePublished: '2026-01-07' }),
    ]),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a list’s entries first',
    data([
      {
        '@type': 'ItemList',
        itemListElement: [article({ headline: 'Storm closes port', datePublished: '2025-01-01' })],
      },
      article({ datePublished: '2026-01-07' }),
    ]),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a live blog’s entries',
    data({
      '@type': 'LiveBlogPosting',
      headline: 'Ferry crews end strike',
      datePublished: '2026-01-07',
      liveBlogUpdate: [{ '@type': 'BlogPosting', datePublished: '2026-01-09' }],
    }),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a comma too many',
    '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-01-07",}</script>',
    'publishedAt',
    '2026-01-07',
  ],
  [
    'a raw line break',
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"a\nb","datePublished":"2026-01-07"}</script>',
    'publishedAt',
    '2026-01-07',
  ],
  ['a date without zone', data(article({ datePublished: '2026-01-07T23:10:00' })), 'publishedAt', '2026-01-07'],
  [
    'a date with zone',
    data(article({ datePublished: '2026-01-07T23:10:00-05:00' })),
    'publishedAt',
    '2026-01-08T04:10:00Z',
  ],
  ['milliseconds', data(article({ datePublished: 1767827400000 })), 'publishedAt', '2026-01-07T23:10:00Z'],
  ['seconds as text', data(article({ datePublished: '1767827400' })), 'publishedAt', '2026-01-07T23:10:00Z'],
  ['a number that is no time', data(article({ datePublished: 42 })), 'publishedAt', null],
  ['a date never set', data(article({ datePublished: '1970-01-01T00:00:00Z' })), 'publishedAt', null],
  [
    'a date never set, and one in the head',
    data(article({ datePublished: '0001-01-01T00:00:00Z' })) + meta('article:published_time', '2026-01-07'),
    'publishedAt',
    '2026-01-07',
  ],
  [
    'published after it was modified, as planned ones are',
    data(article({ datePublished: '2026-01-07', dateModified: '2026-01-05' })),
    'publishedAt',
    '2026-01-07',
  ],
  ['a date in a list', data(article({ datePublished: ['2026-01-07', '2026-01-09'] })), 'publishedAt', '2026-01-07'],
  ['a date of the wrong type', data(article({ datePublished: { '@type': 'Date' } })), 'publishedAt', null],
  ['microdata', '<meta itemprop="datePublished" content="2026-01-07">', 'publishedAt', '2026-01-07'],
  [
    'an author by reference',
    data({
      '@graph': [article({ author: { '@id': '#jane' } }), { '@type': 'Person', '@id': '#jane', name: 'Jane Roe' }],
    }),
    'byline',
    'Jane Roe',
  ],
  [
    'authors as strings and objects',
    data(article({ author: ['Jane Roe', { name: 'Tom Hale' }, { name: 'Jane Roe' }] })),
    'byline',
    'Jane Roe, Tom Hale',
  ],
  [
    'an author that is an address',
    data(article({ author: 'https://a.example/jane' })) + meta('author', 'Jane Roe'),
    'byline',
    'Jane Roe',
  ],
  ['an author of the wrong type', data(article({ author: { name: { first: 'x' } } })), 'byline', null],
  [
    'a headline escaped twice',
    data({ '@type': 'NewsArticle', headline: 'Ferry crews&amp;#8217; &lt;em&gt;last&lt;/em&gt; strike' }),
    'title',
    'Ferry crews’ last strike',
  ],
  [
    'a canonical address',
    canonical('https://www.a.example/world/2026/ferry-crews-end-strike'),
    'url',
    'https://www.a.example/world/2026/ferry-crews-end-strike',
  ],
  [
    'one without scheme',
    canonical('//www.a.example/ferry-crews-end-strike'),
    'url',
    'https://www.a.example/ferry-crews-end-strike',
  ],
  ['one without host', canonical('/ferry-crews-end-strike'), 'url', 'https://www.a.example/ferry-crews-end-strike'],
  ['a front page', canonical('https://www.a.example/'), 'url', HERE],
  ['a section', canonical('https://www.a.example/world/'), 'url', HERE],
  ['another article', canonical('https://www.a.example/world/storm-closes-the-port'), 'url', HERE],
  [
    'another article, and the right one',
    canonical('https://www.a.example/world/storm-closes-the-port') + meta('og:url', `${HERE}-2`),
    'url',
    `${HERE}-2`,
  ],
  [
    'a number for the same',
    canonical('https://www.a.example/node/4821') + meta('og:url', 'https://www.a.example/node/4821'),
    'url',
    'https://www.a.example/node/4821',
  ],
  ['another site', canonical('https://www.b.example/ferry-crews-end-strike'), 'url', HERE],
  ['another site in og:url', meta('og:url', 'https://www.b.example/ferry-crews-end-strike'), 'url', HERE],
  ['no address', canonical('javascript:void(0)'), 'url', HERE],
  ['an empty one', canonical(''), 'url', HERE],
  [
    'another language’s page',
    '<link rel="alternate" hreflang="es" href="https://www.a.example/es/huelga-de-los-ferris">',
    'url',
    HERE,
  ],
  ['two canonical addresses', canonical('https://www.a.example/') + canonical(`${HERE}-2`), 'url', `${HERE}-2`],
  [
    'a publisher by reference',
    data({
      '@graph': [
        article({ publisher: { '@id': '#org' } }),
        { '@type': 'NewsMediaOrganization', '@id': '#org', name: 'Harbour Post' },
      ],
    }),
    'outlet',
    'Harbour Post',
  ],
]
for (const [what, head, fact, expected] of cases) {
  test(`${what}: ${fact} ${expected}`, () => equal(read(head)[fact], expected))
}

test('of a saved page without address, its own address is believed, but no front page', () => {
  equal(read(canonical(HERE), '<h1>x</h1>', null).url, HERE)
  equal(read(canonical('https://www.a.example/'), '<h1>x</h1>', null).url, null)
  equal(
    read(canonical('//www.a.example/ferry-crews-end-strike'), '<h1>x</h1>', null).url,
    'https://www.a.example/ferry-crews-end-strike',
  )
})

test('whatever linked data hold, a page is read', () => {
  const names = [
    '@type',
    '@graph',
    '@id',
    'headline',
    'author',
    'name',
    'datePublished',
    'url',
    'articleBody',
    'publisher',
    'wordCount',
    'isAccessibleForFree',
  ]
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('NewsArticle', '#x', HERE, '2026-01-07'),
      fc.anything({ maxDepth: 1 }),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('node'),
    ),
    node: fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
  }))
  fc.assert(
    fc.property(value, (any) => {
      let json = ''
      try {
        json = JSON.stringify(any) ?? ''
      } catch {
        return
      }
      // Data that give another title make a line of the page's heading.
      const { text } = read(`<script type="application/ld+json">${json.replaceAll('<', '')}</script>`)
      equal(/^(?:Ferry crews end strike\s+)?The boats/.test(text), true)
    }),
    { numRuns: 60 },
  )
})
