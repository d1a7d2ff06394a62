import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { canonicalUrl } from '../../src/ingest/canonical-url.ts'
import { siteOf } from '../../src/news/site.ts'

const cases = [
  ['https://a.example/x?utm_source=t&id=7&fbclid=9#top', 'https://a.example/x?id=7'],
  ['https://a.example/x?b=2&a=1', 'https://a.example/x?a=1&b=2'],
  ['HTTPS://User:Secret@A.Example:443/x', 'https://a.example/x'],
  ['https://m.a.example/x', 'https://www.a.example/x'],
  ['https://mobile.news.a.example/x', 'https://news.a.example/x'],
  ['https://en.m.a.example/x', 'https://en.a.example/x'],
  ['https://amp.a.example/x', 'https://www.a.example/x'],
  ['https://www.a.example/x/amp/', 'https://www.a.example/x/'],
  ['https://www.a.example/amp/x', 'https://www.a.example/x'],
  ['https://www.a.example/x.amp.html?outputType=amp', 'https://www.a.example/x.html'],
  ['https://a-example.cdn.ampproject.org/c/s/www.a.example/x', 'https://www.a.example/x'],
  ['https://www.google.com/amp/s/www.a.example/x', 'https://www.a.example/x'],
  ['https://m.www.google.com/url?q=https%3A%2F%2Fwww.a.example%2Fx', 'https://www.a.example/x'],
  ['https://cdn.ampproject.org/c/s/;jsessionid=1x/www.a.example/x', 'https://www.a.example/x'],
  ['https://a.example/..;jsessionid=1/amp/x', 'https://a.example/x'],
  ['/x', 'https://a.example/x'],
  ['javascript:alert(1)', null],
  [`https://a.example/${'x'.repeat(3_000)}`, null],
  [`https://${'x'.repeat(3_000)}.example/`, null],
  ['data:text/html,x', null],
  ['ftp://a.example/x', null],
  ['  ', null],
  ['http://', null],
] as const
for (const [raw, expected] of cases) {
  test(`${raw} is known as ${expected}`, () => equal(canonicalUrl(raw, 'https://a.example/y'), expected))
}

test('an address stays as it is when it is made canonical twice', () => {
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
      const once = canonicalUrl(url)
      equal(once === null ? null : canonicalUrl(once), once)
    }),
  )
})

test('a site is the name its owner holds', () => {
  equal(siteOf('https://news.a.example/x'), 'a.example')
  equal(siteOf('https://news.a.co.uk/x'), 'a.co.uk')
  equal(siteOf('nonsense'), null)
})
