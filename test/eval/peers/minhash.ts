import { mixBits } from '../../../src/text/shingles.ts'

/** Rows of a signature: the estimate's standard error is √(J(1−J)/128) ≤ .045. */
const ROWS = 128
/** The top 7 bits of a hash choose one of 128 bins. */
const BIN_SHIFT = 25
/** Rows of a band: two sets with J = .5 share one of 42 bands with probability 1 − (1 − .5³)⁴² = .996, with J = .1, .04. */
const BAND_ROWS = 3
const EMPTY = 0xffffffff
/** Draws for one empty bin. Each misses with at most 127/128, so 20,000 all miss with probability 10⁻⁶⁸. */
const DRAWS_MAX = 20_000

/**
 * MinHash signature of a set by one permutation (Li, Owen, Zhang 2012) with optimal densification: an empty bin takes
 * the value of a bin drawn by a hash of its own number and the draw's (Shrivastava 2017). All rows of an empty set's
 * signature are 2³² − 1.
 */
export function minhash(shingles: ReadonlySet<number>): Uint32Array {
  const bins = new Uint32Array(ROWS).fill(EMPTY)
  for (const shingle of shingles) {
    const hash = mixBits(shingle ^ 0x9e3779b9)
    const bin = hash >>> BIN_SHIFT
    const value = Math.min(hash, EMPTY - 1)
    if (value < (bins[bin] ?? 0)) bins[bin] = value
  }
  if (shingles.size === 0) return bins
  return bins.map((value, bin) => (value === EMPTY ? borrow(bins, bin) : value))
}

function borrow(bins: Uint32Array, bin: number): number {
  for (let draw = 1; draw <= DRAWS_MAX; draw++) {
    const value = bins[mixBits(Math.imul(bin + 1, 0x9e3779b1) ^ Math.imul(draw, 0x85ebca77)) >>> BIN_SHIFT]
    if (value !== undefined && value !== EMPTY) return value
  }
  return EMPTY
}

/** Share of equal rows: an unbiased estimate of the sets' Jaccard likeness. 0 when either set was empty. */
export function estimateJaccard(a: Uint32Array, b: Uint32Array): number {
  let equal = 0
  for (const [row, value] of a.entries()) if (value !== EMPTY && value === b[row]) equal++
  return a.length === 0 ? 0 : equal / a.length
}

/** 42 keys, one a band of 3 rows: two signatures that share a key at the same place are candidates. None if empty. */
export function bandKeys(signature: Uint32Array): readonly number[] {
  const keys: number[] = []
  for (let start = 0; start + BAND_ROWS <= signature.length; start += BAND_ROWS) {
    if (signature[start] === EMPTY) return []
    let key = mixBits(start + 1)
    for (const row of signature.subarray(start, start + BAND_ROWS)) key = mixBits(key ^ row)
    keys.push(key)
  }
  return keys
}
