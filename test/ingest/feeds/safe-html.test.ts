import { equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { plainText, safeHtml } from '../../../src/ingest/feeds/safe-html.ts'
import { assertLinear } from './assert-linear.ts'
import { assertSafeHtml } from './assert-safe-html.ts'
import { HOSTILE_HTML } from './hostile-html.ts'

const HOSTILE = Object.values(HOSTILE_HTML).flat()
const BASES = [null, 'https://a.example/news/', 'javascript:run(1)', 'data:text/html,x']

for (const [kind, sources] of Object.entries(HOSTILE_HTML)) {
  test(`made harmless: ${kind}`, () => {
    for (const source of sources) for (const base of BASES) assertSafeHtml(safeHtml(source, base))
  })
}

test('two hundred attacks are tried, none twice', () => {
  ok(HOSTILE.length >= 180, String(HOSTILE.length))
  equal(new Set(HOSTILE).size, HOSTILE.length)
})

const kept: readonly (readonly [name: string, source: string, safe: string])[] = [
  ['plain text', ' Boats run again. ', 'Boats run again.'],
  ['text with signs', 'fish & chips < 5 > 4', 'fish &amp; chips &lt; 5 &gt; 4'],
  ['references', 'Bogot&aacute; &#8211; &amp;c', 'Bogot&aacute; &#8211; &amp;c'],
  ['what an article is made of', '<h2>A</h2><p>One <em>two</em>.</p>', '<h2>A</h2><p>One <em>two</em>.</p>'],
  ['paragraphs left open', '<p>One<p>Two', '<p>One</p><p>Two</p>'],
  ['lists left open', '<ul><li>One<li>Two</ul>', '<ul><li>One</li><li>Two</li></ul>'],
  ['terms left open', '<dl><dt>A<dd>B<dt>C</dl>', '<dl><dt>A</dt><dd>B</dd><dt>C</dt></dl>'],
  ['nested badly', '<b><i>x</b></i>y', '<b><i>x</i></b>y'],
  ['end tags of nothing', 'x</div></p>y', 'xy'],
  ['unknown elements', '<font color=red><o:p>x</o:p></font>', 'x'],
  ['a form is its text', '<form action=/s><p>x</p></form>', '<p>x</p>'],
  ['a control and what it holds', 'a<button>Share</button>b', 'ab'],
  ['a drawing that never ends', '<p>a<svg><path></p><p>b</p>', '<p>a</p><p>b</p>'],
  ['a frame and what stands in it', 'a<iframe src="x">old browser</iframe>b', 'ab'],
  ['comments', 'a<!-- x > y -->b<!-->c', 'abc'],
  ['relative addresses', '<a href="/more?a=1&b=2">x</a>', '<a href="https://a.example/more?a=1&amp;b=2">x</a>'],
  ['pictures', '<img src=b.png alt="A boat" width=3>', '<img src="https://a.example/b.png" alt="A boat" width="3">'],
  ['mail', '<a href="mailto:desk@a.example">x</a>', '<a href="mailto:desk@a.example">x</a>'],
  ['a sign in a value', '<a href="/x" title="1 > 0">x</a>', '<a href="https://a.example/x" title="1 &gt; 0">x</a>'],
  ['a quotation mark that never closes', '<a href="/x>one</a> two', '<a href="https://a.example/x">one</a> two'],
  ['the first of two', '<a href=/a href=/b>x</a>', '<a href="https://a.example/a">x</a>'],
  ['CDATA twice wrapped', '<![CDATA[<p>x</p>]]>', '<p>x</p>'],
]
for (const [name, source, safe] of kept) {
  test(`kept: ${name}`, () => equal(safeHtml(source, 'https://a.example/'), safe))
}

const texts: readonly (readonly [source: string, text: string])[] = [
  ['<p>One</p><p>Two</p>', 'One Two'],
  ['wo<b>rd</b>', 'word'],
  ['Caf&eacute; &amp;amp; bar&nbsp;&hellip;', 'Café &amp; bar …'],
  ['&#8220;Yes&#x201d; &#150; &bogus; &', '“Yes” – &bogus; &'],
  ['a<script>run(1)</script>b', 'ab'],
  ['1 < 2', '1 < 2'],
]
for (const [source, text] of texts) {
  test(`text of ${source}`, () => equal(plainText(source), text))
}

/** Strings made of what markup is made of, and of pieces of attacks. */
const markup = fc
  .array(
    fc.oneof(
      fc.constantFrom(...'<>/="\'&;!-?[]: \n\t\u0000`x'),
      fc.constantFrom('<!--', '-->', '<![CDATA[', ']]>', '&lt;', '&#', 'javascript:', 'onerror=run(1)', 'href=', '</'),
      fc.constantFrom('script', 'style', 'svg', 'math', 'p', 'a', 'li', 'table', 'title', 'img src=x'),
      fc.constantFrom(...HOSTILE),
      fc.string({ unit: 'binary', maxLength: 8 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => pieces.join(''))

test('any string comes out harmless, and the same again', () => {
  fc.assert(
    fc.property(fc.oneof(markup, fc.string({ unit: 'binary' })), fc.constantFrom(...BASES), (source, base) => {
      const safe = safeHtml(source, base)
      assertSafeHtml(safe)
      equal(safeHtml(safe, base), safe)
    }),
    { numRuns: 3_000 },
  )
})

test('any attack cut anywhere and put into another is harmless', () => {
  const attack = fc.constantFrom(...HOSTILE)
  fc.assert(
    fc.property(attack, attack, fc.nat(200), fc.nat(200), (one, other, at, from) => {
      assertSafeHtml(safeHtml(one.slice(0, at) + other.slice(from % (other.length + 1)) + one.slice(at), null))
    }),
    { numRuns: 3_000 },
  )
})

const endless: Readonly<Record<string, (size: number) => string>> = {
  'tags that never end': (size) => '<a href="'.repeat(size / 9),
  'signs in quotes': (size) => '<a x=">" '.repeat(size / 9),
  'deep nesting': (size) => '<div>'.repeat(size / 5),
  'end tags that never end': (size) => `<script>${'</script '.repeat(size / 9)}`,
  'comments that never end': (size) => '<!--'.repeat(size / 4),
  references: (size) => '&eacute;'.repeat(size / 8),
  'references nobody knows': (size) => Array.from({ length: size / 10 }, (_, at) => `&q${at};`).join(''),
  attributes: (size) => `<p ${'a=b '.repeat(size / 4)}>`,
  'blanks in a tag': (size) => `<p a${' '.repeat(size)}b>`,
  misnested: (size) => '<b><i></b>'.repeat(size / 10),
  'one long line': (size) => 'x'.repeat(size),
}
for (const [name, make] of Object.entries(endless)) {
  test(`four times the ${name} cost about four times the time`, () => {
    assertLinear((size) => {
      const source = `${make(size)}<b>`
      return () => {
        safeHtml(source, null)
        plainText(source)
      }
    })
  })
}
