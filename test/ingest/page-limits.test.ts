import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { PAGE_LIMITS } from '../../src/ingest/limits.ts'
import { parsePage, type PageElement } from '../../src/ingest/page-dom.ts'
import { readPage } from '../../src/ingest/read-page.ts'

const PROSE =
  'The harbour council met on Monday and agreed to repair the northern pier before the winter storms arrive. '
const depthOf = (element: PageElement): number => 1 + Math.max(0, ...[...element.children].map(depthOf))

function measured(html: string, limits = PAGE_LIMITS) {
  const { body } = parsePage(html, limits).document
  ok(body !== null)
  return { tags: [...body.querySelectorAll('*')].length, depth: depthOf(body), text: body.textContent ?? '' }
}

const cases = [
  // markup, limits, tags at most, depth at most
  ['<div>'.repeat(1_000), { tags: 100, depth: 200 }, 100, 102],
  ['<div>'.repeat(1_000), { tags: 50_000, depth: 20 }, 20, 21],
  ['<b></b>'.repeat(1_000), { tags: 100, depth: 20 }, 50, 2],
  ['<div>'.repeat(1_000_000), PAGE_LIMITS, 200, 201],
  ['<p>'.repeat(200_000), PAGE_LIMITS, 50_000, 2],
  ['<table><tr><td>'.repeat(100_000), PAGE_LIMITS, 50_000, 500],
] as const
for (const [markup, limits, tags, depth] of cases) {
  const what = `${markup.length} characters of ${markup.slice(0, 15)} within ${JSON.stringify(limits)}`
  test(`${what} have ${tags} tags, ${depth} deep, and all their text`, () => {
    const found = measured(`${markup}${PROSE}`, limits)
    ok(found.tags <= tags, `${found.tags} tags`)
    ok(found.depth <= depth, `${found.depth} deep`)
    ok(found.text.includes(PROSE))
  })
}

test('a page is cut between two tags where it is longer than any page', () => {
  const { text } = measured(`<p>${PROSE}</p>`.repeat(30_000))
  ok(text.length < 2_000_000)
  equal(/[<>]/.test(text), false)
})

test('the limits of whoever reads a page count', () => {
  const paragraphs = Array.from({ length: 20 }, (_, at) => `<p>On day ${at} of the works, ${PROSE}</p>`)
  const html = `<html><body><article>${paragraphs.join('')}</article></body></html>`
  const source = { input: 'page.html', url: 'https://post.example/pier', outlets: [] }
  const whole = readPage(html, source).text
  equal(whole.split('\n').filter((line) => line.includes('northern pier')).length, 20)
  equal(readPage(html, { ...source, pageLimits: { tags: 50_000, depth: 200 } }).text, whole)
  ok(readPage(html, { ...source, pageLimits: { tags: 1, depth: 1 } }).text !== whole)
})
