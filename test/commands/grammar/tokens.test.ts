import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { cleanText, foldWord, quoteText, tokenize } from '../../../src/commands/grammar/tokens.ts'

const cases = [
  ['one two', ['one', 'two']],
  ['“smart quotes” «comillas» "plain"', ['smart quotes', 'comillas', 'plain']],
  ['title:"two words" at=8', ['title:', 'two words', 'at=8']],
  ['"say \\"hi\\" \\\\ there"', ['say "hi" \\ there']],
  ['"not closed', ['not', 'closed']],
  ['¿qué? … ! —', ['¿qué?']],
  ['""', ['']],
  ['', []],
] as const
for (const [text, words] of cases) {
  test(`${text} has the words ${JSON.stringify(words)}`, () => {
    deepEqual(
      tokenize(text).map(({ raw }) => raw),
      words,
    )
  })
}

const folded = [
  ['¿Qué?', 'que'],
  ['What’s', 'whats'],
  ['mon–fri', 'mon-fri'],
  ['—since', 'since'],
  ['@mk4abcde', '@mk4abcde'],
  ['(port),', 'port'],
  ['…', ''],
] as const
for (const [text, word] of folded) test(`${text} is compared as "${word}"`, () => equal(foldWord(text), word))

test('text is cleaned of what cannot be seen, once', () => {
  equal(cleanText(' a\u200bb\n\tc\u202e \u00a0d '), 'ab c d')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const clean = cleanText(text)
      equal(cleanText(clean), clean)
      ok(!/[\n\r\t]/.test(clean) && clean.isWellFormed())
    }),
  )
})

test('any cleaned text in quotation marks is one word', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const clean = cleanText(text)
      deepEqual(
        tokenize(quoteText(clean)).map(({ raw }) => raw),
        [clean],
      )
    }),
  )
})
