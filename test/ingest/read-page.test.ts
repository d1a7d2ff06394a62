import { deepEqual, equal, ok } from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readPage } from '../../src/ingest/read-page.ts'
import { BOOK } from './book.ts'

const page = readFileSync(new URL('../fixtures/ingest/page-news.html', import.meta.url), 'utf8')
const read = (html: string, url: string | null = null) => readPage(html, { input: 'a.html', url, outlets: BOOK })

test('a page gives its title, dek, byline, date, address, outlet and language as it states them', () => {
  const reading = read(page)
  equal(reading.title, 'Ferry crews end strike after talks')
  equal(reading.dek, 'Boats will run again from Friday after a night of talks brought a pay deal.')
  equal(reading.byline, 'Tom Hale, Ana Ruiz')
  equal(reading.publishedAt, '2026-01-07T23:10:00Z')
  equal(reading.url, 'https://www.harbourpost.example/world/ferry-strike-ends')
  equal(reading.outlet, 'Harbour Post')
  equal(reading.lang, 'en')
})

test('the body is whole and nothing else is in it', () => {
  const { text, furniture } = read(page)
  for (const part of [
    'end an eleven-day strike',
    'wages by six per cent',
    'What was agreed',
    'hours since Sunday',
    'sail on Friday at dawn',
  ]) {
    ok(text.includes(part), part)
  }
  for (const part of [
    'scripted',
    'cookies',
    'Sign up',
    'Photo:',
    'budget grows',
    'waited eleven days',
    'All rights',
    'WhatsApp',
    'color',
  ]) {
    ok(!text.includes(part), part)
  }
  ok(furniture.some((line) => line.includes('cookies')))
  ok(!furniture.some((line) => line.includes('scripted')))
})

test('a page may not name another site as its address when we know where it came from', () => {
  const forged = page.replaceAll('www.harbourpost.example', 'www.reuters.example')
  equal(read(forged, 'https://valley.example/x').url, 'https://valley.example/x')
  equal(read(forged, 'https://valley.example/x').wire, null)
})

test('an address that is not http is no address', () => {
  equal(
    read(page.replace('https://www.harbourpost.example/world/ferry-strike-ends?utm_source=feed', 'javascript:alert(1)'))
      .url,
    null,
  )
})

test('a page cut off in the middle is read as far as it goes', () => {
  const reading = read(page.slice(0, page.indexOf('brings back the night')))
  ok(reading.text.includes('end an eleven-day strike'))
})

test('a page without any statement of date has none', () => {
  equal(
    read(
      '<h1>Boats</h1><p>The boats sailed on Jan. 7, the authority said, after a long night of talks in the port.</p>',
    ).publishedAt,
    null,
  )
})

test('an article that scripts would have shown is found in linked data', () => {
  const body =
    'The boats sailed again on Wednesday after a long night of talks, the authority said in the port. '.repeat(6)
  const html = `<html><body><div id="root"></div><script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', headline: 'Boats sail', articleBody: body })}</script></body></html>`
  ok(read(html).text.startsWith('The boats sailed again'))
  equal(read(html).title, 'Boats sail')
})

test('sections and linked data mark opinion', () => {
  const html = page.replace('"@type":"NewsArticle"', '"@type":"OpinionNewsArticle"')
  deepEqual(read(html).flags, ['commentary'])
})

const heavy = [
  ['100,000 nested elements', '<div>'.repeat(100_000) + '<p>The boats sail again on Friday at dawn.</p>'],
  ['100,000 nested elements, closed', '<div>'.repeat(100_000) + 'x' + '</div>'.repeat(100_000)],
  ['nested inline elements', '<b>'.repeat(50_000) + 'x'],
  ['unclosed tags', '<a href="'.repeat(50_000)],
  ['opening brackets', '<'.repeat(100_000)],
  ['unclosed comments', '<!--'.repeat(100_000)],
  ['unclosed scripts', '<script>'.repeat(50_000)],
  ['one attribute of 2 MB', `<p title="${'x'.repeat(2_000_000)}">The boats sail again on Friday at dawn.</p>`],
  ['broken linked data', `<script type="application/ld+json">${'['.repeat(200_000)}</script><p>x</p>`],
  ['40,000 paragraphs', '<p>a</p>'.repeat(40_000)],
  ['tables in tables', `${'<table><tr><td>'.repeat(100_000)}The boats sail again on Friday at dawn.`],
  ['lists in lists', '<ul><li>'.repeat(50_000)],
  ['headings in headings', '<h1>a word or two '.repeat(50_000)],
  ['one paragraph of 3 MB', `<p>${'word '.repeat(600_000)}`],
  ['150,000 rows', `<table>${'<tr><td>x'.repeat(150_000)}`],
] as const
for (const [name, html] of heavy) {
  test(`a page of ${name} takes bounded time`, () => {
    const start = performance.now()
    read(html)
    const ms = performance.now() - start
    ok(ms < 90_000, `${Math.round(ms)} ms`)
  })
}

const SAID = '<p>The boats sail again on Friday at dawn, the harbour master said on Wednesday evening.</p>'

test('a page of an outlet’s name at another’s address is not that outlet’s', () => {
  const claim = (url: string) => read(`<head><meta property="og:site_name" content="Harbour Post"></head>${SAID}`, url)
  equal(claim('https://www.harbourpost.example/a').outlet, 'Harbour Post')
  equal(claim('https://evil.example/a').outlet, null)
})

test('linked data nested without end gives no fact and takes no page down', () => {
  const nested = `${'{"@id":'.repeat(50_000)}1${'}'.repeat(50_000)}`
  const data = `<script type="application/ld+json">{"@type":"NewsArticle","url":${nested}}</script>`
  const reading = read(`<head>${data}</head>${SAID}`)
  equal(reading.url, null)
  ok(reading.text.startsWith('The boats'))
})

test('a page of nothing but written-out characters is read in bounded time', () => {
  const startedAt = performance.now()
  ok(read(`<p>${'&amp;'.repeat(300_000)}</p>${SAID}`).text.includes('The boats'))
  ok(performance.now() - startedAt < 90_000)
})
