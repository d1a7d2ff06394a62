import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { parsePage } from '../../src/ingest/page-dom.ts'
import { readPage } from '../../src/ingest/read-page.ts'
import { askThird } from '../../src/ingest/second-opinion.ts'

const STORY = [
  'Ferry crews on the island line ended an eleven-day strike on Wednesday after a night of talks with the company.',
  'The union said that its members will get six per cent more from March, and that nobody will be dismissed.',
  'The company did not say what the agreement will cost. Fares will rise by a tenth in spring, it said last month.',
  'Some four thousand people live on the islands, and most of them cross to the mainland to work or to study.',
]
const OTHER = [
  'A storm closed the port for a day in autumn, and no boat left before the evening of the day after that.',
  'The lighthouse was built in 1861 of stone from the valley and has burnt twice since then, in 1902 and 1944.',
]
const blocks = (texts: readonly string[]) => texts.map((text) => ({ text, heading: false }))
const page = (html: string) => () => parsePage(html).document
const STORY_PAGE = `<article><h1>Ferry crews end strike</h1>${STORY.map((text) => `<p>${text}</p>`).join('')}</article>`

test('two that agree are not doubted, and the page is not parsed again', () => {
  equal(askThird(blocks(STORY), blocks(STORY), () => { throw new Error('parsed') }), null) // prettier-ignore
  equal(askThird([], [], page('')), null)
})

test('two that share nearly all are not doubted; that they share long names of countries makes no words', () => {
  const parsed = () => { throw new Error('parsed') } // prettier-ignore
  equal(askThird(blocks(STORY), blocks(['By Ines Varga', ...STORY, 'Read more']), parsed), null)
  // Each of these blanks is inside a word.
  const names = blocks(['EE. UU.', 'x EE. UU. EE. UU. EE. UU.'])
  equal(askThird([...names, ...blocks(OTHER)], names, page('')), null)
})

test('of two that disagree, the one that a third agrees with is taken', () => {
  deepEqual(askThird(blocks(OTHER), blocks(STORY), page(STORY_PAGE)), blocks(STORY))
  deepEqual(askThird(blocks(STORY), blocks(OTHER), page(STORY_PAGE)), blocks(STORY))
})

test('a page that is too heavy, empty or broken has no third opinion', () => {
  for (const html of ['', '<p>', '<table>'.repeat(5_000), '<b>x</b>'.repeat(40_000)]) {
    equal(askThird(blocks(OTHER), blocks(STORY), page(html)), null)
  }
})

test('a page whose text stands in linked data alone is read from there, paragraph by paragraph', () => {
  for (const body of [
    STORY.join('\n\n'),
    STORY.map((text) => `<p>${text}</p>`).join(''),
    STORY.map((text) => `&lt;p&gt;${text}&lt;/p&gt;`).join(''),
  ]) {
    // prettier-ignore
    const data = JSON.stringify({ '@type': 'NewsArticle', headline: 'Ferry crews end strike', articleBody: body })
    const html = `<html><head><script type="application/ld+json">${data}</script></head><body><div id="app"></div></body>`
    equal(readPage(html, { input: 'a', url: null, outlets: [] }).text, STORY.join('\n\n'))
  }
})

test('no request is made, and nothing is left in the global object', () => {
  const before = Object.keys(globalThis).length
  const real = globalThis.fetch
  let asked = 0
  globalThis.fetch = () => Promise.reject(new Error(String((asked += 1))))
  try {
    askThird(blocks(OTHER), blocks(STORY), page(STORY_PAGE))
  } finally {
    globalThis.fetch = real
  }
  equal(asked, 0)
  ok(Object.keys(globalThis).length <= before)
})

test('a page at which the third reader stumbles writes nothing into the log', (context) => {
  const complain = context.mock.method(console, 'error', () => undefined)
  const warn = context.mock.method(console, 'warn', () => undefined)
  const moved = '<link rel="canonical" href="/">'
  askThird(blocks(OTHER), blocks(STORY), page(`${moved}${STORY_PAGE}`))
  const odd = "<a=' hidden=,>g %\nl € , g ; <table>U e — \udc66 5 \ufffc\ny — ” . … … ‹ \u0e22 D\nA p t s \\\n? , l"
  readPage(odd, { input: 'page.html', url: null, outlets: [] })
  deepEqual([complain.mock.callCount(), warn.mock.callCount()], [0, 0])
})
