/** Pairs that are compared; the rest is left out. Comparing each of 3,000 with the others takes some 60 ms. */
const PAIRS_MAX = 3_000

/**
 * Agreement of two orders over aligned places, from −1 (reversed) to 1 (same): Kendall's tau-b (Kendall 1945, "The
 * treatment of ties in ranking problems"). 0 for fewer than two pairs, or where one side is all ties. The first
 * 3,000 pairs count.
 */
export function kendallTau(pairs: readonly (readonly [number, number])[]): number {
  const counted = pairs.slice(0, PAIRS_MAX)
  let balance = 0
  let orderedLeft = 0
  let orderedRight = 0
  for (const [at, [left, right]] of counted.entries()) {
    for (const [otherLeft, otherRight] of counted.slice(0, at)) {
      const onLeft = Math.sign(left - otherLeft)
      const onRight = Math.sign(right - otherRight)
      balance += onLeft * onRight
      if (onLeft !== 0) orderedLeft++
      if (onRight !== 0) orderedRight++
    }
  }
  return orderedLeft === 0 || orderedRight === 0 ? 0 : balance / Math.sqrt(orderedLeft * orderedRight)
}
