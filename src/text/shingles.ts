import type { Word } from './words.ts'

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** FNV-1a over UTF-16 units (Fowler, Noll, Vo): 32 bits, unsigned. */
export function hashText(text: string): number {
  let hash = FNV_OFFSET
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME)
  return hash >>> 0
}

/** MurmurHash3's finaliser (Appleby): every input bit reaches every output bit. */
export function mixBits(value: number): number {
  let hash = value
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** 32-bit hashes of the runs of `size` words, in order; none when there are fewer words than `size`. */
export function shingles(words: readonly Word[], size: number): readonly number[] {
  const hashes = words.map((word) => hashText(word.folded))
  const runs: number[] = []
  for (let start = 0; start + size <= hashes.length; start++) {
    let hash = FNV_OFFSET
    for (const part of hashes.slice(start, start + size)) hash = mixBits(Math.imul(hash, FNV_PRIME) ^ part)
    runs.push(hash)
  }
  return runs
}
