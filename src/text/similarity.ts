import type { SentenceFeatures } from './features.ts'
import { countryOf, countryOfDemonym } from './countries.ts'
import { interlingua } from './glossary.ts'
import { contentStems, isStopword, stemWord } from './stems.ts'
import type { Word } from './words.ts'

/** How much a term tells: rare terms more. Never negative. */
export type Weigher = (term: string) => number

/** Every term tells the same: for two sentences without a collection around them. */
export const evenWeight: Weigher = () => 1

/** Terms shorter than this must match whole: a shared beginning of short words means nothing. */
const PREFIX_LENGTH_MIN = 5
/** The shared beginning must be this share of the longer term: `threat` ~ `threaten`, not `contract` ~ `contra`. */
const PREFIX_SHARE_MIN = 0.7
/** What a match by beginning counts against an exact one. */
const PREFIX_CREDIT = 0.7
/** Sentences beyond this many terms are cut: no real sentence is longer, hostile ones are. */
const TERMS_MAX = 120

/** By the words: a sentence read for several days has them in common. */
const known = new WeakMap<SentenceFeatures['words'], readonly string[]>()

/**
 * The content terms by which sentences of either language are compared: words of names as they are (a stemmer of
 * another language would bend them), countries and their people as one, other words as stems, Spanish ones folded to
 * English where the glossary knows them.
 */
export function termsOf(features: SentenceFeatures): readonly string[] {
  const before = known.get(features.words)
  if (before !== undefined) return before
  const terms = features.words.slice(0, TERMS_MAX).flatMap((word) => termOf(word, features) ?? [])
  known.set(features.words, terms)
  return terms
}

function termOf(word: Word, { names, lang }: SentenceFeatures): string | null {
  const name = names.find(({ start, end }) => word.start >= start && word.end <= end)
  if (name === undefined) {
    const [stem] = contentStems([word], lang)
    return stem === undefined ? null : (countryOfDemonym(word.folded) ?? interlingua(stem, lang))
  }
  const country = countryOf(name.key)
  if (country !== null) return word.start === name.start ? country : null
  if (isStopword(word.folded, lang)) return null
  // One stemmer for names of both languages, so that they bend alike.
  return countryOf(word.folded) ?? stemWord(word.folded, 'en')
}

/** How two sentences' terms overlap: the weighted share of each that the other holds, 0…1. */
export type Overlap = { readonly ofA: number; readonly ofB: number; readonly shared: readonly string[] }

/** A sentence's terms, made ready to be compared with those of many others. */
export type CountedTerms = {
  readonly terms: readonly string[]
  readonly weight: number
  /** How often each stands there, in the order in which they first do. */
  readonly counts: ReadonlyMap<string, number>
  /** Those that another may match by a shared beginning. */
  readonly long: readonly string[]
}

export function countTerms(terms: readonly string[], weigh: Weigher): CountedTerms {
  const counts = new Map<string, number>()
  let weight = 0
  for (const term of terms) {
    weight += weigh(term)
    counts.set(term, (counts.get(term) ?? 0) + 1)
  }
  return { terms, weight, counts, long: [...counts.keys()].filter(({ length }) => length >= PREFIX_LENGTH_MIN) }
}

/** Weighted overlap of two term lists, words matched once each: first whole, then by a shared beginning. */
export function overlapTerms(a: readonly string[], b: readonly string[], weigh: Weigher): Overlap {
  return overlapCounted(countTerms(a, weigh), countTerms(b, weigh), weigh)
}

/** The same of terms that were counted with the same weights. */
export function overlapCounted(a: CountedTerms, b: CountedTerms, weigh: Weigher): Overlap {
  const used = new Map<string, number>()
  const shared: string[] = []
  const unmatched: string[] = []
  let sharedWeight = 0
  for (const term of a.terms) {
    const taken = used.get(term) ?? 0
    if (taken < (b.counts.get(term) ?? 0)) {
      used.set(term, taken + 1)
      shared.push(term)
      sharedWeight += weigh(term)
    } else unmatched.push(term)
  }
  for (const term of unmatched) {
    if (term.length < PREFIX_LENGTH_MIN) continue
    const twin = findByPrefix(term, b, used)
    if (twin === null) continue
    used.set(twin, (used.get(twin) ?? 0) + 1)
    shared.push(term)
    sharedWeight += (PREFIX_CREDIT * (weigh(term) + weigh(twin))) / 2
  }
  return {
    ofA: a.weight === 0 ? 0 : Math.min(1, sharedWeight / a.weight),
    ofB: b.weight === 0 ? 0 : Math.min(1, sharedWeight / b.weight),
    shared,
  }
}

function findByPrefix(term: string, { long, counts }: CountedTerms, used: ReadonlyMap<string, number>): string | null {
  const first = term.charCodeAt(0)
  for (const other of long) {
    if (other.charCodeAt(0) !== first || prefixShare(term, other) < PREFIX_SHARE_MIN) continue
    if ((used.get(other) ?? 0) < (counts.get(other) ?? 0)) return other
  }
  return null
}

function prefixShare(a: string, b: string): number {
  const limit = Math.min(a.length, b.length)
  let same = 0
  while (same < limit && a[same] === b[same]) same += 1
  return same < PREFIX_LENGTH_MIN ? 0 : same / Math.max(a.length, b.length)
}

/** The weight of agreement on both sides against the better side alone: a sentence inside a longer one is still told. */
const BOTH_SIDES_SHARE = 0.65
/** Sentences that both name somebody, and nobody in common, are rarely about one thing. */
const NO_SHARED_NAME = 0.75

/**
 * How likely two sentences state the same, 0…1: the cosine-like mean of both overlaps, with a share for the better
 * side, so that a sentence told inside a longer one still scores.
 */
export function likeness(a: SentenceFeatures, b: SentenceFeatures, weigh: Weigher): number {
  return likenessOf(overlapTerms(termsOf(a), termsOf(b), weigh), a, b)
}

/** The same, where the overlap is at hand. */
export function likenessOf(overlap: Overlap, a: SentenceFeatures, b: SentenceFeatures): number {
  const both = Math.sqrt(overlap.ofA * overlap.ofB)
  const better = Math.max(overlap.ofA, overlap.ofB)
  const score = BOTH_SIDES_SHARE * both + (1 - BOTH_SIDES_SHARE) * better * Math.min(1, overlap.shared.length / 4)
  return a.names.length > 0 && b.names.length > 0 && !sharesName(a, b) ? score * NO_SHARED_NAME : score
}

function sharesName(a: SentenceFeatures, b: SentenceFeatures): boolean {
  return a.names.some((one) =>
    b.names.some((other) => one.key === other.key || one.words.some((word) => other.words.includes(word))),
  )
}
