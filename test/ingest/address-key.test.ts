import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { addressKey, canonicalUrl } from '../../src/ingest/canonical-url.ts'

const A = 'https://www.a.example/world/2026/01/07/ferry-crews-end-strike'
const B = 'https://www.a.example/news/48213907'

// Two ways to one text.
const same: readonly (readonly [string, string])[] = [
  [A, `${A}/`],
  [A, `${A}/index.html`],
  [A, `${A}/index.php`],
  [A, `${A}/default.aspx`],
  [A, A.replace('https:', 'http:')],
  [A, A.replace('www.', '')],
  [A, A.replace('www.', 'm.')],
  [A, A.replace('www.', 'mobile.')],
  [A, A.replace('www.', 'movil.')],
  [A, A.replace('www.', 'amp.')],
  [A, A.replace('www.', 'amp.m.')],
  [A, A.replace('a.example', 'A.EXAMPLE')],
  [A, A.replace('a.example', 'a.example:443')],
  [A, `${A}/amp`],
  [A, `${A}/amp/`],
  [A, `${A}/amp.html`],
  [A, A.replace('/world', '/amp/world')],
  [A, `${A}?amp`],
  [A, `${A}?amp=1`],
  [A, `${A}?_amp=true`],
  [A, `${A}?outputType=amp`],
  [A, `${A}?view=amp`],
  [A, `${A}?type=amp`],
  [A, `https://www-a-example.cdn.ampproject.org/c/s/www.a.example${new URL(A).pathname}`],
  [A, `https://www-a-example.cdn.ampproject.org/v/s/www.a.example${new URL(A).pathname}/amp?amp_js_v=0.1&usqp=mq331`],
  [A, `https://www.google.com/amp/s/www.a.example${new URL(A).pathname}`],
  [A, `https://www.google.co.uk/amp/s/amp.a.example${new URL(A).pathname}`],
  [A, `http://www.google.es/amp/www.a.example${new URL(A).pathname}`],
  [A, `https://a-example.bing-amp.com/c/s/www.a.example${new URL(A).pathname}`],
  [A, `https://www.google.com/url?q=${encodeURIComponent(A)}&sa=D`],
  [A, `https://www.google.com/url?rct=j&url=${encodeURIComponent(`${A}/amp`)}`],
  [A, `https://l.facebook.com/l.php?u=${encodeURIComponent(`${A}?fbclid=x`)}&h=AT0`],
  [A, `${A}?utm_source=feed&utm_medium=rss&utm_campaign=x`],
  [A, `${A}?fbclid=IwAR0x`],
  [A, `${A}?gclid=Cj0`],
  [A, `${A}?msclkid=1&twclid=2&ttclid=3&wbraid=4`],
  [A, `${A}?irclid=7`],
  [A, `${A}?mc_cid=1&mc_eid=2`],
  [A, `${A}?at_medium=RSS&at_campaign=KARANGA`],
  [A, `${A}?ref=homepage`],
  [A, `${A}?source=twitter&via=someone`],
  [A, `${A}?from=newsletter`],
  [A, `${A}?cid=social_share`],
  [A, `${A}?share=facebook`],
  [A, `${A}?output=rss`],
  [A, `${A}?replytocom=5512`],
  [A, `${A}?showComments=true`],
  [A, `${A}?print=1`],
  [A, `${A}?print=true`],
  [A, `${A}?view=print`],
  [A, `${A}/print`],
  [A, `${A}/print/`],
  [A, `${A}/imprimir`],
  [A, `${A}?m=1`],
  [A, `${A};jsessionid=0A1B2C`],
  [A, `${A}?PHPSESSID=abc`],
  [A, `${A}#comments`],
  [A, `${A}#block-65a1`],
  [A, `${A}?`],
  [A, A.replace('/world/', '/world//')],
  [A, A.replace('ferry', '%66erry')],
  ['https://a.example/elecci%c3%b3n-de-hoy-es', 'https://a.example/elección-de-hoy-es'],
  [B, `${B}?xtor=RSS-1`],
  [B, `${B}?ns_mchannel=social`],
  [B, `${B}?ocid=socialflow&spm=1`],
  ['https://a.example/?p=123', 'https://www.a.example/index.php?p=123'],
  ['https://a.example/nota?id=7&sec=2', 'https://a.example/nota?sec=2&id=7&utm_source=t'],
  ['https://en.a.example/wiki/Ferry', 'https://en.m.a.example/wiki/Ferry'],
  ['https://a.example/#!/news/12', 'https://www.a.example/#!/news/12'],
]
for (const [one, other] of same) test(`${other} is ${one}`, () => equal(addressKey(other), addressKey(one)))

// Two texts.
const different: readonly (readonly [string, string])[] = [
  [A, `${A}-2`],
  [A, A.replace('07', '08')],
  [A, A.replace('a.example', 'b.example')],
  [A, A.replace('www.', 'news.')],
  [A, A.replace('www.', 'es.')],
  [A, `${A}?page=2`],
  [A, `${A}/2`],
  [A, `${A}?lang=es`],
  [A, `https://a.example:8443${new URL(A).pathname}`],
  [A, 'https://www.a.example/'],
  [B, 'https://www.a.example/news/48213908'],
  [B, 'https://www.a.example/sport/48213907'],
  ['https://a.example/?p=1', 'https://a.example/?p=2'],
  ['https://a.example/?id=1', 'https://a.example/'],
  ['https://a.example/nota.php?id=1', 'https://a.example/nota.php?id=2'],
  ['https://a.example/nota.asp?ref=1', 'https://a.example/nota.asp?ref=2'],
  ['https://a.example/nota?source=112233', 'https://a.example/nota?source=445566'],
  ['https://a.example/read-the-full-story?source=112233', 'https://a.example/read-the-full-story?source=445566'],
  ['https://a.example/modules.php?name=News&sid=41', 'https://a.example/modules.php?name=News&sid=42'],
  [
    'https://a.example/index.php?option=content&view=article&id=4',
    'https://a.example/index.php?option=content&view=article&id=5',
  ],
  ['https://a.example/?m=202601', 'https://a.example/?m=202602'],
  ['https://a.example/show?type=1', 'https://a.example/show?type=2'],
  ['https://a.example/show?view=12', 'https://a.example/show?view=13'],
  ['https://a.example/Abc', 'https://a.example/abc'],
  ['https://a.example/fashion/print', 'https://a.example/fashion'],
  ['https://a.example/reviews/best-guitar-amp', 'https://a.example/reviews/best-guitar'],
  ['https://a.example/amplifier', 'https://a.example/lifier'],
  ['https://a.example/#!/news/12', 'https://a.example/#!/news/13'],
  ['https://a.example/#/news/12', 'https://a.example/'],
  ['https://a.example/a%2Fb', 'https://a.example/a/b'],
  ['https://a.example/x?q=a%26b', 'https://a.example/x?q=a&b'],
  ['https://m.example/x', 'https://www.example/x'],
  ['https://www.google.com/url?q=javascript:alert(1)', 'https://www.google.com/'],
  ['https://news.google.com/rss/articles/CBMiA?oc=5', 'https://news.google.com/rss/articles/CBMiB?oc=5'],
]
for (const [one, other] of different) {
  test(`${other} is not ${one}`, () => equal(addressKey(other) === addressKey(one), false))
}

const word = fc.stringMatching(/^[a-z]{1,8}$/)
const part = fc.oneof(
  word,
  fc.constantFrom('amp', 'print', 'index.html', 'x.amp', 'amp.html', 'm', ''),
  fc.stringMatching(/^\d{1,6}$/),
)
const address = fc
  .record({
    host: fc.array(fc.oneof(word, fc.constantFrom('m', 'amp', 'www')), { minLength: 1, maxLength: 4 }),
    path: fc.array(part, { maxLength: 5 }),
    query: fc.array(fc.tuple(fc.oneof(word, fc.constantFrom('amp', 'ref', 'id', 'utm_x', 'view')), part), {
      maxLength: 4,
    }),
    hash: fc.constantFrom('', '#x', '#!/x', '#/x', '#/'),
  })
  .map(
    ({ host, path, query, hash }) =>
      `https://${host.join('.')}.example/${path.join('/')}?${new URLSearchParams(query)}${hash}`,
  )

test('what is canonical stays so, and keeps its key', () => {
  fc.assert(
    fc.property(address, (url) => {
      const once = canonicalUrl(url)
      equal(once === null ? null : canonicalUrl(once), once)
      equal(once === null ? null : addressKey(once), addressKey(url))
    }),
    { numRuns: 1_000 },
  )
})

test('any string has an address or none, and nothing is thrown', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.webUrl(),
        fc.webUrl().map((url) => `https://www.google.com/url?q=${url}`),
      ),
      (raw) => void addressKey(raw),
    ),
  )
})

test('an address wrapped ever so often is unwrapped in bounded time', () => {
  equal(addressKey(`https://${'www.google.com/amp/s/'.repeat(90)}a.example/x`), 'a.example/x')
  equal(canonicalUrl(`https://${'www.google.com/amp/s/'.repeat(9_000)}a.example/x`), null)
})
