import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { cleanText, foldWord, quoteText, tokenize } from '../../../src/commands/grammar/tokens.ts'
import { foldLetters } from '../../../src/text/fold-letters.ts'

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

/** As the definition says it: signs at either end fall. Slow where there are many. */
const foldedPlainly = (text: string) =>
  foldLetters(text)
    .replaceAll(/[\u2010-\u2015\u2212]/g, '-')
    .replaceAll(/['’‘ʼ`´]/g, '')
    .replaceAll(/^[^\p{L}\p{N}@]+|[^\p{L}\p{N}]+$/gu, '')

test('no sign is left at either end of a word, but an @ before it', () => {
  const sign = fc.constantFrom(...'ab1@(.)-–’№ \n', '👩', '\ud83d', 'É', '\u0301')
  fc.assert(fc.property(fc.string({ unit: sign, maxLength: 12 }), (text) => equal(foldWord(text), foldedPlainly(text))))
})

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
