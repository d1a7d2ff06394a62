import { deepEqual } from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { collapseSpace } from '../../src/ingest/collapse-space.ts'
import { countLetters, countTokens } from '../../src/ingest/count-letters.ts'

const cases = [
  // text           letters capitals dense
  ['', 0, 0, 0],
  ['The lock, 3 m.', 8, 1, 0],
  ['ÁRBOL y niño', 10, 5, 0],
  ['水門 is shut', 8, 0, 2],
  ['𝐀 bold one 😀', 8, 1, 0],
  ['\ud835 half a sign', 9, 0, 0],
] as const
for (const [text, letters, capitals, dense] of cases) {
  test(`“${text}” has ${letters} letters`, () => deepEqual(countLetters(text), { letters, capitals, dense }))
}

test('letters are counted as Unicode counts them, in any text', () => {
  const count = (text: string, kind: RegExp) => text.match(kind)?.length ?? 0
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      deepEqual(countLetters(text), {
        letters: count(text, /\p{L}/gu),
        capitals: count(text, /\p{Lu}/gu),
        dense: count(text, /[\u3040-\u30FF\u4E00-\u9FFF]/gu),
      })
    }),
  )
})

test('white space is collapsed in any text as it is by one regular expression', () => {
  const unit = fc.constantFrom('a', ' ', '\n', '\t', '\u00A0', '\u200B', '\uFEFF', '。')
  fc.assert(
    fc.property(fc.string({ unit }), (text) => {
      deepEqual(collapseSpace(text), text.replace(/[\s\u00A0\u200B\uFEFF]+/gu, ' '))
    }),
  )
})

test('parts between white space are counted in any text as a regular expression parts it', () => {
  const unit = fc.constantFrom(
    'a',
    ' ',
    '\n',
    '\u000B',
    '\u001F',
    '\u0085',
    '\u00A0',
    '\u2028',
    '\u3000',
    '\uFEFF',
    '。',
  )
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: 'binary' })), (text) => {
      deepEqual(countTokens(text), text.split(/\s+/).length)
    }),
  )
})
