import { deepEqual, throws } from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { outlineOf, parsePage } from '../../src/ingest/page-dom.ts'
import { closestOf, firstOf, selector } from '../../src/ingest/page-select.ts'

const SELECTORS = [
  'h1',
  '.title',
  '[hidden]',
  '[role="alert"]',
  '[class*="date"], [class*="Date"], [id*="date"]',
  '[class*="PAY" i], [id*="pay" i]',
  'a[rel~="author" i], time[class*="date"]',
  'input[type="submit"]',
  '[class*="date"] time, header time, article h1',
  '[class~="byline"], aside, p',
  '[rel="author"], h1',
] as const

const NAMES = ['div', 'p', 'h1', 'time', 'a', 'article', 'header', 'aside', 'input', 'span']
const attribute = fc.constantFrom(
  'hidden',
  'class="title"',
  'class="sub-title  date"',
  'class="Date\tbyline"',
  'class="paywall"',
  'class=""',
  'id="update"',
  'id="Pay"',
  'role="alert"',
  'rel="AUTHOR"',
  'rel="me author"',
  'type="Submit"',
)
const element = fc.record({
  name: fc.constantFrom(...NAMES),
  attributes: fc.uniqueArray(attribute, { maxLength: 3, selector: (written) => written.split('=')[0] }),
  closes: fc.nat(2),
})
const page = fc.array(element, { maxLength: 30 }).map((elements) => {
  const open: string[] = []
  const parts = elements.map(({ name, attributes, closes }) => {
    const ends = open.splice(Math.max(0, open.length - closes)).toReversed()
    if (name !== 'input') open.push(name)
    return `${ends.map((end) => `</${end}>`).join('')}<${[name, ...attributes].join(' ')}>x`
  })
  return parts.join('') + open.toReversed().map((end) => `</${end}>`).join('') // prettier-ignore
})

describe('a compiled selector', () => {
  test('names the elements that the parser’s own names, in the same order', () => {
    fc.assert(
      fc.property(page, (html) => {
        const { document } = parsePage(html)
        const outline = outlineOf(document)
        for (const css of SELECTORS) {
          const found = firstOf(outline, selector(css), outline.elements.length + 1)
          deepEqual(
            found.map((each) => outline.elements.indexOf(each)),
            [...document.querySelectorAll(css)].map((each) => outline.elements.indexOf(each)),
            `${css} in ${html}`,
          )
        }
      }),
      { numRuns: 200 },
    )
  })

  test('is found nearest around an element, which may be it', () => {
    const outline = outlineOf(parsePage('<aside id="out"><div><aside id="in"><p>x</p></aside></div></aside>').document)
    const isAside = selector('aside')
    const ids = ['p', 'aside'].map((name) => {
      const [one] = firstOf(outline, ({ localName, id }) => localName === name && id !== 'out', 1)
      return one === undefined ? null : closestOf(one, isAside)?.id
    })
    deepEqual(ids, ['in', 'in'])
  })

  test('is refused where it asks for more than is known here', () => {
    for (const css of ['a > b', 'a:not(b)', '[class^="x"]', '']) throws(() => selector(css), css)
  })
})
