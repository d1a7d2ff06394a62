import { deepEqual, equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { foldText, splitWords } from '../../src/text/words.ts'

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['The U.S. and the EU agreed.', ['the', 'us', 'and', 'the', 'eu', 'agreed']],
  ['EE. UU. y EE.UU. firmaron', ['eeuu', 'y', 'eeuu', 'firmaron']],
  ['at 8 a.m. sharp', ['at', '8', 'am', 'sharp']],
  ['Chile’s coast, the ministers’ plan', ['chile', 'coast', 'the', 'ministers', 'plan']],
  ["They didn't, he's sure", ['they', "didn't", 'he', 'sure']],
  ['El niño y la canción del pingüino', ['el', 'nino', 'y', 'la', 'cancion', 'del', 'pinguino']],
  ['1,650.5 points, 14.000 pesos, 3 of 7', ['1,650.5', 'points', '14.000', 'pesos', '3', 'of', '7']],
  ['$14bn, 3rd, the 1990s, 5G', ['14', 'bn', '3rd', 'the', '1990s', '5', 'G'.toLowerCase()]],
  ['an F-16 and an A320 in mid-2024', ['an', 'f16', 'and', 'an', 'a320', 'in', 'mid', '2024']],
  ['an hour-long, one-hour call', ['an', 'hour', 'long', 'one', 'hour', 'call']],
  ['they re-established co-operation', ['they', 'reestablished', 'cooperation']],
  ["the man did n't say `` yes '' .", ['the', 'man', 'did', "n't", 'say', 'yes']],
  ['… — ! «»', []],
]
for (const [text, folded] of cases) {
  test(`the words of "${text}" are ${folded.join(' ')}`, () => {
    deepEqual(
      splitWords(text).map((word) => word.folded),
      folded,
    )
  })
}

test('a word is the text between its offsets, and words stand in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
      let end = 0
      for (const word of splitWords(text)) {
        equal(word.text, text.slice(word.start, word.end))
        equal(word.start >= end && word.end > word.start, true)
        end = word.end
      }
    }),
  )
})

const folds = [
  ['  “Señal”  —  ‘uno’ ', '"senal" - \'uno\''],
  ["``Wait…''", '"wait..."'],
  ['A\u00a0B\u200bC\n\nD', 'a b c d'],
] as const
for (const [text, folded] of folds)
  test(`${JSON.stringify(text)} folds to ${folded}`, () => equal(foldText(text), folded))
