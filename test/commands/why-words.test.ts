import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { matchWords, namedOrigins } from '../../src/commands/why-words.ts'

const matches = [
  [
    ['1 shared words', 'Petra Lund'],
    'shares with the earlier ones: 1 word; Petra Lund',
    'comparte con los anteriores: 1 palabra; Petra Lund',
  ],
  [
    ['9 shared words', 'the same quotation', '4,000', 'Calder', 'Norwick', 'Lund', 'Marsh'],
    'shares with the earlier ones: 9 words; the same quotation; 4,000, Calder, Norwick and Lund',
    'comparte con los anteriores: 9 palabras; la misma cita; 4,000, Calder, Norwick y Lund',
  ],
  [
    ['the meaning', '1 shared words'],
    'shares with the earlier ones: the meaning; 1 word',
    'comparte con los anteriores: el sentido; 1 palabra',
  ],
  [
    ['the revision before'],
    'stood there in the article’s text before, too',
    'ya estaba en el texto anterior del artículo',
  ],
] as const
for (const [matchedOn, en, es] of matches) {
  test(`matched on ${matchedOn.join(', ')} is told in both languages`, () => {
    equal(matchWords(matchedOn, 'en'), en)
    equal(matchWords(matchedOn, 'es'), es)
  })
}

test('origins are counted and named', () => {
  equal(namedOrigins(['Northline'], 'en'), '1 origin: Northline')
  equal(namedOrigins(['Northline', 'The Upland Review'], 'es'), '2 orígenes: Northline y The Upland Review')
})
