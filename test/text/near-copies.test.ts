import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import {
  compareWith,
  overlapOf,
  overlapOfEstimate,
  passageKeys,
  printText,
  shinglesOf,
} from '../../src/text/near-copies.ts'
import { hashRuns, hashWords } from '../../src/text/word-hashes.ts'

const same = [
  ['The dam broke, at NOON', 'the dam — broke at noon.'],
  ['El niño cruzó la vía', 'EL NINO CRUZO LA VIA'],
  ['cafe\u0301 “au lait”', 'café "au lait"'],
  ['won’t', "won't"],
] as const
for (const [one, other] of same) {
  test(`“${one}” and “${other}” have the same words`, () => {
    deepEqual(hashWords(one), hashWords(other))
    ok(hashWords(one).length > 0)
  })
}

test('words are runs of letters and digits, whatever stands between them', () => {
  equal(hashWords('').length, 0)
  equal(hashWords(' — … ¿? 🙂').length, 0)
  equal(hashWords('x').length, 1)
  equal(hashWords('1,650 lost in F-16s').length, 6)
  equal(hashWords('Łódź és Ωmega 東京').length, 4)
})

test('runs are as many as there are places for them, and other words make others', () => {
  const word = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(fc.array(word, { maxLength: 30 }), fc.integer({ min: 1, max: 6 }), (words, size) => {
      const runs = hashRuns(hashWords(words.join(' ')), size)
      equal(runs.length, Math.max(0, words.length - size + 1))
      const expected = words.slice(0, runs.length).map((_, at) => words.slice(at, at + size).join(' '))
      equal(new Set(runs).size, new Set(expected).size)
    }),
  )
})

test('the overlap is counted exactly', () => {
  const [long, short] = ['a b c d e f g h i j k l', 'c d e f x'].map(shinglesOf)
  ok(long !== undefined && short !== undefined)
  deepEqual(overlapOf(long, short), { jaccard: 2 / 11, ofFirst: 2 / 10, ofSecond: 2 / 3, lengthRatio: 3 / 10 })
  const none = shinglesOf('two words')
  deepEqual(overlapOf(none, short), { jaccard: 0, ofFirst: 0, ofSecond: 0, lengthRatio: 0 })
})

test('texts compared with one, one after another, overlap as each alone does', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'dam', 'water'), { maxLength: 60 })
    .map((words) => words.join(' '))
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 5 }), (one, others) => {
      const shingles = shinglesOf(one)
      const compare = compareWith(shingles)
      for (const other of others) {
        const theirs = shinglesOf(other)
        deepEqual(compare(other, theirs.length), overlapOf(shingles, theirs))
      }
    }),
  )
})

test('an estimated likeness gives the shares that a true one would', () => {
  const sizes = fc.integer({ min: 1, max: 2_000 })
  fc.assert(
    fc.property(sizes, sizes, fc.double({ min: 0, max: 1, noNaN: true }), (first, second, part) => {
      const shared = Math.floor(Math.min(first, second) * part)
      const overlap = overlapOfEstimate(shared / (first + second - shared), first, second)
      ok(Math.abs(overlap.ofFirst - shared / first) < 1e-9)
      ok(Math.abs(overlap.ofSecond - shared / second) < 1e-9)
    }),
  )
  equal(overlapOfEstimate(-0.01, 10, 10).ofFirst, 0)
})

const word = fc.integer({ min: 0, max: 400 }).map((number) => `w${number}`)
const textOf = (words: readonly string[]) => words.join(' ')

test('30 words that one text shares with another of up to a thousand lead from either to the other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(word, { minLength: 30, maxLength: 60 }),
      fc.array(word, { maxLength: 500 }),
      fc.array(word, { maxLength: 500 }),
      (short, before, behind) => {
        const [small, large] = [printText(textOf(short)), printText(textOf([...before, ...short, ...behind]))]
        ok(new Set(passageKeys(small)).intersection(new Set(passageKeys(large))).size > 0)
      },
    ),
  )
})

test('a text has no more keys than are bearable, however long it is', () => {
  for (const length of [0, 4, 5, 40, 600, 2_000, 20_000]) {
    const { length: keys } = passageKeys(printText(textOf(Array.from({ length }, (_, at) => `w${at}`))))
    ok(keys <= 120, `${length}: ${keys}`)
    equal(keys > 0, length >= 5)
  }
})

test('a text that is built to have a key at every word has no more than any other, the same as its copies', () => {
  const runs = Uint32Array.from({ length: 20_000 }, (_, at) => at * 100_000)
  const [whole, most] = [runs, runs.subarray(0, 19_000)].map((each) => passageKeys({ ...printText(''), runs: each }))
  equal(whole?.length, 192)
  ok(new Set(whole).intersection(new Set(most)).size > 150)
})
