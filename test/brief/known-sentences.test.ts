import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { indexKnown } from '../../src/brief/known-sentences.ts'
import { analyseSentence } from '../../src/text/features.ts'

const KNOWN = [
  'Engineers closed two gates of the Norwick dam on Wednesday after water came through the wall.',
  'The mayor asked people in the lower town to leave their houses.',
  'No.',
]

const cases: readonly (readonly [string, string, boolean])[] = [
  ['the same sentence', KNOWN[0] ?? '', true],
  ['a sentence without content', 'No.', true],
  ['a part of one', 'Water came through the wall of the Norwick dam.', true],
  ['the same in another order', 'After water came through the wall, engineers on Wednesday closed two gates.', true],
  ['some words of one', 'Engineers from Calder will look at the turbines of the dam next week.', false],
  [
    'words of two, neither of which holds most',
    'The mayor of Norwick asked engineers for a new wall and lower gates in spring.',
    false,
  ],
  ['something else', 'A bakery gave away 600 loaves.', false],
]
for (const [name, sentence, told] of cases) {
  test(`${name} is ${told ? '' : 'not '}told`, () => {
    const isKnown = indexKnown(KNOWN.map((text) => analyseSentence(text, 'en')))
    equal(isKnown(analyseSentence(sentence, 'en')), told)
  })
}

test('to whom knows nothing, nothing is told', () => {
  equal(indexKnown([])(analyseSentence('A bakery gave away 600 loaves.', 'en')), false)
})
