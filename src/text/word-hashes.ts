import { foldLetters } from './fold-letters.ts'
import { mixBits } from './shingles.ts'

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193
const LETTER = /[\p{L}\p{N}]/u
const MARK = /\p{M}/u

/** What a UTF-16 unit is in a word: a letter or digit, folded; an accent, which stands for nothing; or no part of one. */
const GAP = 0
const ACCENT = 0xffff
const UNITS = 0x1_00_00
/** Not looked up yet: no letter folds to a surrogate. */
const UNKNOWN = 0xdfff
const folded = new Uint16Array(UNITS).fill(UNKNOWN)

function foldUnit(unit: number): number {
  const letter = String.fromCharCode(unit)
  const part = MARK.test(letter) ? ACCENT : LETTER.test(letter) ? foldLetters(letter).charCodeAt(0) : GAP
  folded[unit] = part
  return part
}

/**
 * 32-bit hashes (FNV-1a) of a text's words in order, whatever their case, accents and punctuation. A word is a run of letters and
 * digits, nothing finer: it takes a tenth of the time that `splitWords` takes.
 */
export function hashWords(text: string): Uint32Array {
  const hashes = new Uint32Array((text.length + 1) >>> 1)
  let count = 0
  let hash = FNV_OFFSET
  let isInside = false
  for (let at = 0; at <= text.length; at++) {
    const unit = at === text.length ? GAP : text.charCodeAt(at)
    let part = folded[unit] ?? GAP
    if (part === UNKNOWN) part = foldUnit(unit)
    if (part === ACCENT) continue
    if (part !== GAP) {
      hash = Math.imul(hash ^ part, FNV_PRIME)
      isInside = true
    } else if (isInside) {
      hashes[count++] = hash
      hash = FNV_OFFSET
      isInside = false
    }
  }
  return hashes.subarray(0, count)
}

/** 32-bit hashes of the runs of `size` words, in order; none when there are fewer words than `size`. */
export function hashRuns(words: Uint32Array, size: number): Uint32Array {
  const runs = new Uint32Array(Math.max(0, words.length - size + 1))
  for (let start = 0; start < runs.length; start++) {
    let hash = FNV_OFFSET
    for (let at = start; at < start + size; at++) hash = mixBits(Math.imul(hash, FNV_PRIME) ^ (words[at] ?? 0))
    runs[start] = hash
  }
  return runs
}
