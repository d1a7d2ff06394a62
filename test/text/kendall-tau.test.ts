import { equal } from 'node:assert/strict'
import { test } from 'node:test'
import { kendallTau } from '../../src/text/kendall-tau.ts'

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
