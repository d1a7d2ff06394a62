import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { estimateJaccard, minhash, packSignature } from '../../src/text/minhash.ts'
import { bandKeys } from '../eval/peers/band-keys.ts'

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
      errors.push(estimateJaccard(packSignature(a), packSignature(b)) - truth)
    }
    // Rows that borrow from few members repeat them: small sets vary as their members, not as rows, would.
    // Bytes that are the same by chance, one in 256, add their own error.
    const same = truth + (1 - truth) / 256
    const sigma = Math.sqrt((same * (1 - same)) / Math.min(ROWS, shared + 2 * own))
    const bias = errors.reduce((sum, error) => sum + error, 0) / errors.length
    ok(Math.abs(bias) <= (SIGMAS * sigma) / Math.sqrt(errors.length) + 1e-12, `bias ${bias}, σ ${sigma}`)
    const outside = errors.filter((error) => Math.abs(error) > SIGMAS * sigma).length
    ok(outside <= 1, `${outside} of ${errors.length} beyond ${SIGMAS} σ`)
  })
}

test('a signature has no empty row unless its set is empty; an empty set is like nothing', () => {
  equal(minhash(new Set([7])).includes(0xffffffff), false)
  const empty = minhash(new Set())
  equal(estimateJaccard(packSignature(empty), packSignature(empty)), 0)
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

test('a signature is that of a set: neither order nor repetition changes it', () => {
  const set = fc.array(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { maxLength: 300 })
  fc.assert(
    fc.property(set, fc.integer({ min: 0, max: 300 }), (members, at) => {
      const turned = [...members.slice(at), ...members.slice(0, at), ...members.slice(0, 7)]
      deepEqual(minhash(turned.toReversed()), minhash(members))
    }),
  )
})

test('any two signatures of the same members share all bands, and are as like as can be', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 2 ** 32 - 1 }), { minLength: 1, maxLength: 40 }),
      (members) => {
        const [one, other] = [minhash(members), minhash(new Set(members))]
        deepEqual(bandKeys(one), bandKeys(other))
        equal(estimateJaccard(packSignature(one), packSignature(other)), 1)
      },
    ),
  )
})
