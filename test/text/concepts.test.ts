import { equal, notEqual } from 'node:assert/strict'
import { test } from 'node:test'
import { foldConcept } from '../../src/text/concepts.ts'
import { stemWord } from '../../src/text/stems.ts'

const concept = (word: string) => foldConcept(stemWord(word, 'en'))

const same = [
  ['call', 'conversation'],
  ['captured', 'seized'],
  ['arrested', 'detained'],
  ['resigned', 'quit'],
  ['bought', 'bought'],
  ['threatened', 'warning'],
  ['boats', 'vessels'],
  ['rose', 'rose'],
  ['increased', 'rising'],
  ['sanctions', 'penalties'],
  ['court', 'judge'],
] as const
for (const [one, other] of same) test(`${one} ~ ${other}`, () => equal(concept(one), concept(other)))

const apart = [
  ['rise', 'fall'],
  ['begin', 'end'],
  ['buy', 'sell'],
  ['kill', 'wound'],
  ['arrest', 'kidnap'],
  ['capture', 'kidnap'],
  ['fire', 'bomb'],
  ['hospital', 'school'],
  ['give', 'require'],
] as const
for (const [one, other] of apart) test(`${one} ≠ ${other}`, () => notEqual(concept(one), concept(other)))

test('a term of no concept is itself', () => equal(foldConcept('hydraul'), 'hydraul'))
test('a concept is its own concept', () => {
  for (const term of ['call', 'captur', 'kill', 'vessel', 'constructor', '__proto__', ''])
    equal(foldConcept(foldConcept(term)), foldConcept(term))
})
