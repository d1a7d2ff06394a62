/** Elements of each side that are compared; the rest is left out. 3,000 × 3,000 steps take some 50 ms. */
export const ALIGN_LIMIT = 3_000

/** Length of the longest contiguous run that both have (over the first 3,000 elements of each). */
export function commonRun<T>(a: readonly T[], b: readonly T[]): number {
  const right = b.slice(0, ALIGN_LIMIT)
  let above = new Uint32Array(right.length + 1)
  let longest = 0
  for (const item of a.slice(0, ALIGN_LIMIT)) {
    const row = new Uint32Array(right.length + 1)
    for (const [at, other] of right.entries()) {
      if (item !== other) continue
      const run = (above[at] ?? 0) + 1
      row[at + 1] = run
      if (run > longest) longest = run
    }
    above = row
  }
  return longest
}

/** Length of the longest common subsequence (over the first 3,000 elements of each). */
export function longestCommonSubsequence<T>(a: readonly T[], b: readonly T[]): number {
  const right = b.slice(0, ALIGN_LIMIT)
  const row = new Uint32Array(right.length + 1)
  for (const item of a.slice(0, ALIGN_LIMIT)) {
    let diagonal = 0
    for (const [at, other] of right.entries()) {
      const above = row[at + 1] ?? 0
      row[at + 1] = item === other ? diagonal + 1 : Math.max(above, row[at] ?? 0)
      diagonal = above
    }
  }
  return row[right.length] ?? 0
}

/**
 * Agreement of two orders over aligned places, from −1 (reversed) to 1 (same): Kendall's tau-b (Kendall 1945, "The
 * treatment of ties in ranking problems"). 0 for fewer than two pairs, or where one side is all ties. The first
 * 3,000 pairs count.
 */
export function kendallTau(pairs: readonly (readonly [number, number])[]): number {
  const counted = pairs.slice(0, ALIGN_LIMIT)
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
