import { mixBits } from './shingles.ts'

/** Rows of a signature: the estimate's standard error is √(J(1−J)/128) ≤ .045. */
const ROWS = 128
/** The top 7 bits of a hash choose one of 128 bins. */
const BIN_SHIFT = 25
const EMPTY = 0xffffffff
/** Draws for one empty bin. Each misses with at most 127/128, so 20,000 all miss with probability 10⁻⁶⁸. */
const DRAWS_MAX = 20_000
/** How often the last bytes of two different rows are the same. */
const CHANCE = 1 / 256

/**
 * MinHash signature of a set by one permutation (Li, Owen, Zhang 2012) with optimal densification: an empty bin takes
 * the value of a bin drawn by a hash of its own number and the draw's (Shrivastava 2017). What comes twice in `shingles`
 * counts once. All rows of an empty set's signature are 2³² − 1.
 */
export function minhash(shingles: Iterable<number>): Uint32Array {
  const bins = new Uint32Array(ROWS).fill(EMPTY)
  for (const shingle of shingles) {
    const hash = mixBits(shingle ^ 0x9e3779b9)
    const bin = hash >>> BIN_SHIFT
    const value = Math.min(hash, EMPTY - 1)
    if (value < (bins[bin] ?? 0)) bins[bin] = value
  }
  if (bins.every((value) => value === EMPTY)) return bins
  return bins.map((value, bin) => (value === EMPTY ? borrow(bins, bin) : value))
}

function borrow(bins: Uint32Array, bin: number): number {
  for (let draw = 1; draw <= DRAWS_MAX; draw++) {
    const value = bins[mixBits(Math.imul(bin + 1, 0x9e3779b1) ^ Math.imul(draw, 0x85ebca77)) >>> BIN_SHIFT]
    if (value !== undefined && value !== EMPTY) return value
  }
  return EMPTY
}

/** The last byte of each row, which is what is kept of a signature; of an empty set's, nothing. */
export function packSignature(signature: Uint32Array): Uint8Array {
  return signature[0] === EMPTY ? new Uint8Array() : Uint8Array.from(signature)
}

/**
 * The Jaccard likeness of two sets by their packed signatures: the share of equal rows, less what chance makes equal
 * (Li, König 2010, "b-bit minwise hashing", b = 8). Unbiased, so that it can fall below 0. 0 when either set was empty.
 */
export function estimateJaccard(a: Uint8Array, b: Uint8Array): number {
  if (a.length === 0 || b.length === 0) return 0
  let equal = 0
  for (let row = 0; row < a.length; row++) if (a[row] === b[row]) equal++
  return (equal / a.length - CHANCE) / (1 - CHANCE)
}
