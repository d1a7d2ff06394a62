import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { bandKeys, estimateJaccard, minhash } from '../eval/peers/minhash.ts'
import { shingles } from '../../src/text/shingles.ts'
import { winnow } from '../../src/text/winnow.ts'
import { splitWords } from '../../src/text/words.ts'

const ROWS = 128
const SIGMAS = 3

/** Deterministic 32-bit numbers (Marsaglia's xorshift). */
function numbers(seed: number, count: number): number[] {
  let state = seed | 1
  return Array.from({ length: count }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  })
}

test('shingles are the runs of words, whatever their case, accents and punctuation', () => {
  const a = shingles(splitWords('The dam broke, at NOON'), 3)
  deepEqual(a, shingles(splitWords('the dam — broke at noon.'), 3))
  equal(a.length, 3)
  equal(new Set(a).size, 3)
  deepEqual(shingles(splitWords('too short'), 3), [])
})

for (const [shared, own] of [
  [300, 0],
  [300, 30],
  [300, 300],
  [300, 1_200],
  [0, 400],
  [20, 10],
  [3, 3],
] as const) {
  test(`a signature estimates the likeness of sets with ${shared} shared and ${own} own members`, () => {
    const truth = shared / (shared + 2 * own)
    const errors: number[] = []
    for (let round = 1; round <= 40; round++) {
      const all = numbers(round * 7_919, shared + 2 * own)
      const a = minhash(new Set(all.slice(0, shared + own)))
      const b = minhash(new Set([...all.slice(0, shared), ...all.slice(shared + own)]))
      errors.push(estimateJaccard(a, b) - truth)
    }
    // Rows that borrow from few members repeat them: small sets vary as their members, not as rows, would.
    const sigma = Math.sqrt((truth * (1 - truth)) / Math.min(ROWS, shared + 2 * own))
    const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length
    ok(Math.abs(bias) <= (SIGMAS * sigma) / Math.sqrt(errors.length) + 1e-12, `bias ${bias}, σ ${sigma}`)
    const outside = errors.filter((error) => Math.abs(error) > SIGMAS * sigma).length
    ok(outside <= 1, `${outside} of ${errors.length} beyond ${SIGMAS} σ`)
  })
}

test('a signature has no empty row unless its set is empty; an empty set is like nothing', () => {
  equal(minhash(new Set([7])).includes(0xffffffff), false)
  const empty = minhash(new Set())
  equal(estimateJaccard(empty, empty), 0)
  deepEqual(bandKeys(empty), [])
})

test('near-duplicates share a band, strangers do not', () => {
  const all = numbers(11, 900)
  const one = bandKeys(minhash(new Set(all.slice(0, 300))))
  const near = new Set(bandKeys(minhash(new Set(all.slice(40, 300)))))
  const far = new Set(bandKeys(minhash(new Set(all.slice(400, 700)))))
  equal(one.length, 42)
  ok(one.some((key) => near.has(key)))
  equal(
    one.some((key) => far.has(key)),
    false,
  )
})

test('any shared run as long as the window gives both sides a common fingerprint', () => {
  const hash = fc.integer({ min: 0, max: 50 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.array(hash),
      fc.array(hash),
      fc.array(hash),
      (window, head, tail, extra) => {
        const run = Array.from({ length: window }, (_, at) => extra[at] ?? at)
        const a = winnow([...head, ...run, ...tail], window).map((print) => print.hash)
        const b = new Set(winnow([...tail, ...run, ...head], window).map((print) => print.hash))
        ok(a.some((print) => b.has(print)))
      },
    ),
  )
})

test('fingerprints are the windows’ minima, rightmost of equals, each place once', () => {
  // The example of Schleimer et al., window 4.
  const hashes = [77, 74, 42, 17, 98, 50, 17, 98, 8, 88, 67, 39, 77, 74, 42, 17, 98]
  deepEqual(
    winnow(hashes, 4).map(({ hash, at }) => [hash, at]),
    [
      [17, 3],
      [17, 6],
      [8, 8],
      [39, 11],
      [17, 15],
    ],
  )
  deepEqual(winnow([5, 3], 4), [{ hash: 3, at: 1 }])
  deepEqual(winnow([], 4), [])
})
