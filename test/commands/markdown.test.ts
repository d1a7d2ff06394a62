import { equal, match, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { digestMessage } from '../../src/commands/digest-message.ts'
import { escapeMarkdown, toMarkdown } from '../../src/commands/markdown.ts'
import type { ChatMessage } from '../../src/news/message.ts'
import { BOGOTA, brief, EIGHT_AM, firstCall, line, update } from './sample.ts'

const MESSAGE: ChatMessage = {
  lang: 'en',
  title: 'A story',
  notification: 'A story: one line.',
  context: ['as of 18:00', '2 articles'],
  sections: [
    { heading: 'Empty', rows: [] },
    {
      heading: 'The story',
      rows: [
        {
          kind: 'line',
          mark: 'added',
          text: 'They met.',
          citations: [{ n: 1, url: 'https://a.example/1' }],
          aside: 'single source',
        },
        {
          kind: 'line',
          mark: 'corroborated',
          text: 'They spoke.',
          citations: [{ n: 2, url: null }],
          aside: '2 origins, was 1',
        },
        {
          kind: 'difference',
          topic: 'first call',
          sides: [{ value: 'ever', citations: [{ n: 1, url: null }], aside: null }],
        },
        {
          kind: 'origin',
          name: 'Norte Wire',
          entries: [{ citation: { n: 1, url: null }, text: 'Alba', aside: 'wire reprint' }],
        },
        { kind: 'note', text: 'And 2 more.' },
      ],
    },
  ],
}

test('a message becomes headings and lists', () => {
  equal(
    toMarkdown(MESSAGE),
    String.raw`# A story

as of 18:00\
2 articles

## The story

- **New:** They met. [\[1\]](<https://a.example/1>) (single source)
- **Now confirmed by 2 origins, was 1:** They spoke. \[2\]
- **first call**
  - ever \[1\]
- **Norte Wire**
  - \[1\] Alba (wire reprint)
- And 2 more.
`,
  )
})

test('marks are told in the language of the message', () => {
  match(toMarkdown({ ...MESSAGE, lang: 'es' }), /- \*\*Nuevo:\*\* They met.*\n- \*\*Ahora lo confirman 2 origins/)
})

const escapes = [
  ['[click](https://evil.example)', String.raw`\[click\](https\://evil.example)`],
  ['www.evil.example', String.raw`www\.evil.example`],
  ['<script>&amp;', String.raw`\<script\>\&amp;`],
  ['**bold** _it_ `code` ~~no~~ $x$ a|b', String.raw`\*\*bold\*\* \_it\_ \`code\` \~\~no\~\~ \$x\$ a\|b`],
  ['# heading', String.raw`\# heading`],
  ['1. item', String.raw`1\. item`],
  ['- item', String.raw`\- item`],
  ['two\n\n# lines\r\u2028three', 'two # lines three'],
  ['@everyone and a@b.example', '@\u{200b}everyone and a@\u{200b}b.example'],
  ['\u{202e}drow\u{0}\u{1b}[31m', String.raw`drow\[31m`],
  ['About 110, at 8:00 – it’s “fine”.', 'About 110, at 8:00 – it’s “fine”.'],
] as const
for (const [text, escaped] of escapes) {
  test(`${JSON.stringify(text)} stays text`, () => equal(escapeMarkdown(text), escaped))
}

const addresses = [
  ['https://a.example/x(1)?a=1&b=2', '<https://a.example/x%281%29?a=1&amp;b=2>'],
  ['https://a.example/> [x](https://evil.example', '<https://a.example/%3E%20%5Bx%5D%28https://evil.example>'],
  ['javascript:alert(1)', null],
  ['data:text/html,x', null],
  ['ftp://a.example/1', null],
  ['https://user:secret@a.example/1', null],
  ['nonsense', null],
] as const
for (const [url, target] of addresses) {
  test(`the address ${url} ${target === null ? 'is no link' : 'becomes a whole link'}`, () => {
    const rows = [{ kind: 'line', mark: null, text: 'x', citations: [{ n: 1, url }], aside: null }] as const
    const written = toMarkdown({ ...MESSAGE, sections: [{ heading: 'H', rows }] })
    const link = target === null ? String.raw`\[1\]` : String.raw`[\[1\]](${target})`
    ok(written.endsWith(`\n- x ${link}\n`), written)
  })
}

const HOSTILE = [
  '](https://evil.example)',
  '\n# ',
  '@everyone',
  '<b>',
  '`',
  '*',
  '|',
  '\n- ',
  '\\',
  'http://x.example',
  '![',
  ' ',
  'a',
]

test('nothing an article says adds a line, a link or a heading to the Markdown', () => {
  const plain = shape('plain words')
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...HOSTILE), { minLength: 1, maxLength: 8 }), (parts) => {
      const found = shape(`x${parts.join('')}`)
      equal(JSON.stringify(found), JSON.stringify(plain), parts.join(''))
    }),
  )
})

/** What of a digest's Markdown must not depend on what articles say. */
function shape(words: string) {
  const hostile = line('c9', words, ['Alba'])
  const sides = firstCall.sides.map((side) => ({ ...side, value: words }))
  const disputed = { ...firstCall, topic: words, sides }
  const message = digestMessage(
    brief({
      made: { model: words, prompt: words },
      headline: hostile,
      lede: line('c10', words, ['Alba']),
      lines: [hostile],
      whyItMatters: line('c11', words, ['Alba']),
      differ: [disputed],
      update: update({ added: [hostile, line('c8', words, ['Cima'])], disputed: [disputed] }),
    }),
    { lang: 'en', zone: BOGOTA, previousAt: EIGHT_AM },
  )
  const written = toMarkdown(message)
  return {
    lines: written.split('\n').length,
    headings: written.match(/^#/gm)?.length,
    links: written.replaceAll(/\\./g, '').match(/\]\(/g)?.length,
    mentions: written.match(/@[\p{L}\p{N}_]/u),
    html: written
      .replaceAll(/\\./g, '')
      .replaceAll(/\(<https:[^<> ]*>\)/g, '')
      .match(/[<>`*|]/g)?.length,
  }
}
