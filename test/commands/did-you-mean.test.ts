import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { closestName, editDistance } from '../../src/commands/did-you-mean.ts'

const STORIES = ['trump-petro', 'amazon-fires', 'elections-2026']

const cases = [
  ['trump-petr', 'trump-petro'],
  ['tramp-petro', 'trump-petro'],
  ['trump-pertoo', 'trump-petro'], // a swap and a letter
  ['TRUMP-PETRO', 'trump-petro'],
  ['amazón-fires', 'amazon-fires'],
  ['elections', 'elections-2026'], // the only one that begins so
  ['petro', null],
  ['xxxxx-petro', null],
  ['', null],
  ['t'.repeat(1000), null],
] as const
for (const [given, meant] of cases) {
  test(`"${given.slice(0, 20)}" most likely means ${meant}`, () => equal(closestName(given, STORIES), meant))
}

test('a short word is allowed one slip only', () => {
  equal(closestName('wyh', ['why']), 'why')
  equal(closestName('abc', ['why']), null)
})

test('a beginning shared by several names means none of them', () => {
  equal(closestName('feed', ['feeds-add', 'feeds-remove']), null)
})

const distances = [
  ['brief', 'brief', 0],
  ['breif', 'brief', 1],
  ['brie', 'brief', 1],
  ['briefs', 'brief', 1],
  ['brxxf', 'brief', 2],
  ['ca', 'abc', 3], // restricted: no part is edited twice
] as const
for (const [a, b, slips] of distances) {
  test(`"${a}" is ${slips} slips from "${b}"`, () => equal(editDistance(a, b), slips))
}

test('the distance is the same both ways, and nothing from itself', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 })
  fc.assert(
    fc.property(word, word, (a, b) => {
      equal(editDistance(a, a), 0)
      equal(editDistance(a, b), editDistance(b, a))
    }),
  )
})
