import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { ALIGN_LIMIT, commonRun, kendallTau, longestCommonSubsequence } from '../../src/text/align.ts'

const runs = [
  ['the dam broke at noon', 'at noon the dam broke', 3, 3],
  ['a b c d e', 'a x c y e', 1, 3],
  ['a b', 'c d', 0, 0],
  ['', 'a', 0, 0],
  ['a a a', 'a a', 2, 2],
] as const
for (const [a, b, run, sequence] of runs) {
  test(`"${a}" and "${b}" share a run of ${run} and a sequence of ${sequence}`, () => {
    const [left, right] = [a.split(' '), b.split(' ')]
    equal(commonRun(left, right), run)
    equal(longestCommonSubsequence(left, right), sequence)
  })
}

test('a run is never longer than the sequence, and both ways round are equal', () => {
  const items = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 30 })
  fc.assert(
    fc.property(items, items, (a, b) => {
      equal(commonRun(a, b) <= longestCommonSubsequence(a, b), true)
      equal(commonRun(a, b), commonRun(b, a))
      equal(longestCommonSubsequence(a, b), longestCommonSubsequence(b, a))
    }),
  )
})

test('what stands beyond the limit is left out', () => {
  const long = Array.from({ length: ALIGN_LIMIT + 5 }, () => 1)
  equal(commonRun(long, long), ALIGN_LIMIT)
})

const orders = [
  [
    [
      [1, 1],
      [2, 2],
      [3, 3],
    ],
    1,
  ],
  [
    [
      [1, 3],
      [2, 2],
      [3, 1],
    ],
    -1,
  ],
  [
    [
      [1, 1],
      [2, 3],
      [3, 2],
    ],
    1 / 3,
  ],
  [
    [
      [1, 1],
      [1, 2],
      [2, 3],
    ],
    2 / Math.sqrt(2 * 3),
  ],
  [[[1, 1]], 0],
  [
    [
      [1, 1],
      [1, 2],
    ],
    0,
  ],
  [[], 0],
] as const
for (const [pairs, tau] of orders) {
  test(`the order of ${JSON.stringify(pairs)} agrees to ${tau.toFixed(2)}`, () => {
    equal(Math.abs(kendallTau(pairs) - tau) < 1e-12, true)
  })
}
