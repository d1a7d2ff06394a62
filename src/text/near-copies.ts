import { minhash, packSignature } from './minhash.ts'
import { mixBits } from './shingles.ts'
import { winnow } from './winnow.ts'
import { hashRuns, hashWords } from './word-hashes.ts'

/** Words of a shingle: texts are compared by these (DESIGN §4). */
const SHINGLE_WORDS = 3
/** Words of a run whose fingerprint is kept of a passage: shorter ones are idiom. */
const PASSAGE_WORDS = 5
/** A text has a fingerprint in every window of so many runs: any 29 words in a row that two texts share are found. */
const WINDOW = 25
/** A short text has closer ones, about twice as many as these, so that one that was edited still has some left... */
const WINDOWS_MIN = 16
/** ...and a very long one has wider ones, at most about twice as many: those of wider windows are among those of closer ones. */
const WINDOWS_MAX = 48

/**
 * Far above what texts have: of 6,000 whose words were drawn by chance none had more than 115. One that is built so that each
 * window begins with its smallest run would have a key at every word, and every look-up would read them. Its smallest are
 * kept: copies have the same.
 */
const KEYS_MAX = 4 * WINDOWS_MAX

/** Distinct hashes in rising order: a set that is quick to make and to compare. */
type Hashes = Uint32Array

/** A text as it is compared with others. */
export type TextPrint = {
  readonly shingles: Hashes
  /** One byte a row; empty where the text has no shingle. */
  readonly signature: Uint8Array
  /** Runs of words in order, of which passages are chosen. */
  readonly runs: Uint32Array
}

/** Reads a text for comparing; its case, accents, punctuation and white space tell nothing. */
export function printText(text: string): TextPrint {
  const words = hashWords(text)
  const shingles = distinct(hashRuns(words, SHINGLE_WORDS))
  return { shingles, signature: packSignature(minhash(shingles)), runs: hashRuns(words, PASSAGE_WORDS) }
}

/** The shingles alone: what an exact comparison needs of the other text. */
export function shinglesOf(text: string): Hashes {
  return distinct(hashRuns(hashWords(text), SHINGLE_WORDS))
}

function distinct(hashes: Uint32Array): Hashes {
  hashes.sort()
  let count = 0
  for (let at = 0; at < hashes.length; at++) {
    if (count === 0 || hashes[at] !== hashes[count - 1]) hashes[count++] = hashes[at] ?? 0
  }
  return hashes.subarray(0, count)
}

/**
 * 32-bit keys of passages of a text. Texts that have one in common are likely copies, or have a part in common: where their
 * Jaccard likeness is .4 all have, of any length, with half or twice as many keys too.
 */
export function passageKeys({ runs }: TextPrint): readonly number[] {
  const window = Math.max(Math.min(WINDOW, runs.length / WINDOWS_MIN), runs.length / WINDOWS_MAX, 1)
  // The chosen are the smallest of their windows: mixed again, so that keys are spread evenly.
  const keys = [...new Set(winnow(runs, Math.floor(window)).map(({ hash }) => mixBits(hash)))]
  return keys.length <= KEYS_MAX ? keys : keys.toSorted((one, other) => one - other).slice(0, KEYS_MAX)
}

/** How two texts overlap, by their shingles: shares from 0 to 1. */
export type Overlap = {
  readonly jaccard: number
  /** The share of the first text that stands in the second, and the other way. */
  readonly ofFirst: number
  readonly ofSecond: number
  /** The shorter text's length by the longer's. */
  readonly lengthRatio: number
}

/** Exact, from the texts' shingles. Texts without any have nothing in common. */
export function overlapOf(first: Hashes, second: Hashes): Overlap {
  let [at, other, shared] = [0, 0, 0]
  while (at < first.length && other < second.length) {
    const [hash = 0, otherHash = 0] = [first[at], second[other]]
    if (hash === otherHash) shared++
    if (hash <= otherHash) at++
    if (otherHash <= hash) other++
  }
  return overlapOfCounts(shared, first.length, second.length)
}

/** An empty place of a table, and one that holds a shingle which the text compared last did not have. */
const [FREE, HELD] = [0, 1]

/**
 * Compares texts with one whose shingles these are: as `overlapOf`, for a text of which it is known how many distinct shingles it has. Each
 * run of words is looked up in a table (open addressing, at most half full), and nothing is sorted.
 */
export function compareWith(shingles: Hashes): (text: string, count: number) => Overlap {
  const size = 1 << (33 - Math.clz32(Math.max(1, shingles.length)))
  const [held, marks] = [new Uint32Array(size), new Uint32Array(size)]
  const placeOf = (shingle: number) => {
    let place = shingle & (size - 1)
    while (marks[place] !== FREE && held[place] !== shingle) place = (place + 1) & (size - 1)
    return place
  }
  for (const shingle of shingles) {
    const place = placeOf(shingle)
    held[place] = shingle
    marks[place] = HELD
  }
  let mark: number = HELD
  return (text, count) => {
    mark += 1
    let shared = 0
    for (const shingle of hashRuns(hashWords(text), SHINGLE_WORDS)) {
      const place = placeOf(shingle)
      if (marks[place] === FREE || marks[place] === mark) continue
      marks[place] = mark
      shared += 1
    }
    return overlapOfCounts(shared, shingles.length, count)
  }
}

/** The same where only an estimate of the likeness is known: with J = s / (a + b − s), s = J (a + b) / (1 + J). */
export function overlapOfEstimate(jaccard: number, first: number, second: number): Overlap {
  const shared = Math.max(0, (jaccard * (first + second)) / (1 + jaccard))
  return overlapOfCounts(Math.min(shared, first, second), first, second)
}

function overlapOfCounts(shared: number, first: number, second: number): Overlap {
  const share = (size: number) => (size === 0 ? 0 : shared / size)
  return {
    jaccard: share(first + second - shared),
    ofFirst: share(first),
    ofSecond: share(second),
    lengthRatio: first === 0 || second === 0 ? 0 : Math.min(first, second) / Math.max(first, second),
  }
}
