import { packSignature } from '../../../src/text/minhash.ts'
import { mixBits } from '../../../src/text/shingles.ts'

/** Rows of a band: two sets with J = .5 share one of 42 bands with probability 1 − (1 − .5³)⁴² = .996, with J = .1, .04. */
const BAND_ROWS = 3

/** 42 keys, one a band of 3 rows: two signatures that share a key at the same place are candidates. None if empty. */
export function bandKeys(signature: Uint32Array): readonly number[] {
  if (packSignature(signature).length === 0) return []
  const keys: number[] = []
  for (let start = 0; start + BAND_ROWS <= signature.length; start += BAND_ROWS) {
    let key = mixBits(start + 1)
    for (let row = start; row < start + BAND_ROWS; row++) key = mixBits(key ^ (signature[row] ?? 0))
    keys.push(key)
  }
  return keys
}
