import { foldConcept } from '../text/concepts.ts'
import { countryOf, countryOfDemonym } from '../text/countries.ts'
import type { SentenceFeatures } from '../text/features.ts'
import { interlingua } from '../text/glossary.ts'
import { CARDINALS, SCALES, VAGUE } from '../text/number-words.ts'
import type { TextLang } from '../text/language.ts'
import { digitsValue } from '../text/numbers.ts'
import { compareQuantities, type Quantity } from '../text/quantities.ts'
import { rangesOverlap } from '../text/range.ts'
import { isStopword, stemWord } from '../text/stems.ts'
import type { Word } from '../text/words.ts'

/**
 * A word of a sentence as another sentence's words are held against it. `key` is a number's value, a country's name, or
 * a stem (English where the glossary knows it).
 */
export type SentenceTerm = {
  readonly key: string
  readonly kind: 'number' | 'name' | 'word' | 'grammar'
  readonly weight: number
  /** The first word of it. */
  readonly word: Word
  /** The quantity whose figures it stands for. */
  readonly quantity: Quantity | null
}

/**
 * What a term weighs where a content word weighs 1. Numbers tell events apart, words of grammar hardly anything. Chosen
 * on headlines 2013–14 and MRPC's training part: flat for numbers from 1.5 to 2.5, for grammar from .2 to .4.
 */
const WEIGHTS = { number: 2, name: 1, word: 1, grammar: 0.3 } as const
/** Sentences beyond this many terms are cut: no real sentence is longer, hostile ones are. */
const TERMS_MAX = 120

const ARTICLES: ReadonlySet<string> = new Set(['un', 'una', 'uno'])

const known = new WeakMap<SentenceFeatures, readonly SentenceTerm[]>()

/** The terms of a sentence in order; a country's name is one, and the figures of a quantity. */
export function sentenceTerms(features: SentenceFeatures): readonly SentenceTerm[] {
  const before = known.get(features)
  if (before !== undefined) return before
  const terms = readTerms(features)
  known.set(features, terms)
  return terms
}

function readTerms(features: SentenceFeatures): readonly SentenceTerm[] {
  const terms: SentenceTerm[] = []
  let seen: Quantity | null = null
  for (const word of features.words.slice(0, TERMS_MAX)) {
    const quantity = isNumeric(word.folded, features.lang) ? quantityAt(word, features) : null
    if (quantity !== null && quantity === seen) continue
    seen = quantity ?? seen
    const read = quantity === null ? readTerm(word, features) : { key: quantityKey(quantity), kind: 'number' as const }
    if (read !== null) terms.push({ ...read, weight: WEIGHTS[read.kind], word, quantity })
  }
  return terms
}

function isNumeric(folded: string, lang: TextLang): boolean {
  if (ARTICLES.has(folded)) return false
  return /^\d/.test(folded) || [CARDINALS, SCALES, VAGUE].some((table) => table[lang].has(folded))
}

function quantityAt(word: Word, features: SentenceFeatures): Quantity | null {
  return features.quantities.find((given) => isOneTerm(given, features) && rangesOverlap(given, word)) ?? null
}

function quantityKey({ low, high, unit }: Quantity): string {
  return `${low === high ? low : `${low}…${high}`}${unit === null ? '' : ` ${unit}`}`
}

/** Before a range this makes two figures of it, and a change: "went from 5 to 7". */
const CHANGE_BEFORE = /\b(?:from|de|desde) $/i
const CHANGE_REACH = 8

function isOneTerm({ unit, bound, start }: Quantity, { text }: SentenceFeatures): boolean {
  if (unit === 'ordinal') return false
  return bound !== 'range' || !CHANGE_BEFORE.test(text.slice(Math.max(0, start - CHANGE_REACH), start))
}

function readTerm(word: Word, { names, lang }: SentenceFeatures): Pick<SentenceTerm, 'key' | 'kind'> | null {
  const value = /^\d/.test(word.folded)
    ? digitsValue(word.folded, lang)
    : ARTICLES.has(word.folded)
      ? undefined
      : CARDINALS[lang].get(word.folded)
  if (value !== undefined && !Number.isNaN(value)) return { key: String(value), kind: 'number' }
  const name = names.find(({ start, end }) => word.start >= start && word.end <= end)
  const country = name === undefined ? null : countryOf(name.key)
  if (name !== undefined && country !== null) return word.start === name.start ? { key: country, kind: 'name' } : null
  if (isStopword(word.folded, lang) || word.text === 'us') return { key: word.folded, kind: 'grammar' }
  // One stemmer for names of both languages, so that they bend alike.
  if (name !== undefined) return { key: countryOf(word.folded) ?? stemWord(word.folded, 'en'), kind: 'name' }
  return { key: countryOfDemonym(word.folded) ?? interlingua(stemWord(word.folded, lang), lang), kind: 'word' }
}

/** What words of one concept ("captured", "seized") count against the same word: flat from .5 to .9 on headlines. */
const CONCEPT_CREDIT = 0.8
/** What words of one long beginning ("threat", "threaten") count, and how long it must be. As in text/similarity. */
const PREFIX_CREDIT = 0.7
const PREFIX_LENGTH_MIN = 4
const PREFIX_SHARE_MIN = 0.7
/**
 * From this Dice coefficient of their letter pairs and triples, words count as much as the coefficient says: spellings,
 * forms and cognates ("Qaddafi", "Gadafi"; "incidente", "incident"). Flat from .4 to .55 on headlines and Spanish.
 */
const SPELLING_DICE_MIN = 0.5
const SPELT_LENGTH_MIN = 4

/** What quantities count that overlap and tell different figures: "more than 30", "34". Headlines and Spanish gain .001 on .6. */
const COMPATIBLE_CREDIT = 0.3

// The figure as it was told, before "about" or "at least" made an interval of it.
function figureOf({ low, high, bound }: Quantity): number {
  if (bound === 'at-most') return high
  return bound === 'about' ? (low + high) / 2 : low
}

function quantityCredit(a: Quantity, b: Quantity): number {
  const isOneUnit = a.unit === b.unit || a.unit === null || b.unit === null
  if (isOneUnit && a.bound !== 'range' && b.bound !== 'range' && isEqual(figureOf(a), figureOf(b))) return 1
  const verdict = compareLoosely(a, b)
  return verdict === 'same' ? 1 : verdict === 'compatible' ? COMPATIBLE_CREDIT : 0
}

const TENS = /\b(?:tens|decenas)\b/i

/** As compareQuantities, but "tens" begin at ten: "$14bn" may be "tens of billions" for who tells less. */
export function compareLoosely(a: Quantity, b: Quantity): ReturnType<typeof compareQuantities> {
  const [one, other] = [a, b].map((given) => (TENS.test(given.text) ? { ...given, low: given.low / 2 } : given))
  return one === undefined || other === undefined ? 'unrelated' : compareQuantities(one, other)
}

/** Figures that "about" widened are equal to one part in a million. */
const EQUAL_SHARE = 1e-6
const isEqual = (a: number, b: number): boolean => Math.abs(a - b) <= EQUAL_SHARE * Math.max(Math.abs(a), Math.abs(b))

type Match = { readonly a: SentenceTerm; readonly b: SentenceTerm; readonly credit: number }

/** Pairs the terms of two sentences, each once: equal ones first, then the likest. Credits are above 0, up to 1. */
export function matchTerms(a: readonly SentenceTerm[], b: readonly SentenceTerm[]): readonly Match[] {
  const left = Map.groupBy(b, ({ key }) => key)
  const matches: Match[] = []
  const openA: SentenceTerm[] = []
  for (const term of a) {
    const twin = left.get(term.key)?.shift()
    if (twin === undefined) openA.push(term)
    else matches.push({ a: term, b: twin, credit: 1 })
  }
  const openB = [...left.values()].flat()
  const candidates = openA.flatMap((one) =>
    openB.flatMap((other) => {
      const credit = creditOf(one, other)
      return credit === 0 ? [] : { a: one, b: other, credit }
    }),
  )
  const used = new Set<SentenceTerm>()
  // Ties are taken in an order that is the same from both sides.
  const rank = ({ a: one, b: other }: Match) => [one.key, other.key].toSorted().join(' ')
  candidates.sort((one, other) => other.credit - one.credit || (rank(one) < rank(other) ? -1 : 1))
  for (const match of candidates) {
    if (used.has(match.a) || used.has(match.b)) continue
    used.add(match.a).add(match.b)
    matches.push(match)
  }
  return matches
}

function creditOf(a: SentenceTerm, b: SentenceTerm): number {
  if (a.quantity !== null && b.quantity !== null) return quantityCredit(a.quantity, b.quantity)
  const [quantity, bare] = a.quantity === null ? [b.quantity, a] : [a.quantity, b]
  if (quantity !== null) return bare.kind === 'number' && isEqual(figureOf(quantity), Number(bare.key)) ? 1 : 0
  const isSpelt = ({ kind }: SentenceTerm) => kind === 'word' || kind === 'name'
  if (!isSpelt(a) || !isSpelt(b)) return 0
  const dice = spellingDice(a.key, b.key)
  return Math.max(
    foldConcept(a.key) === foldConcept(b.key) ? CONCEPT_CREDIT : 0,
    sharesBeginning(a.key, b.key) ? PREFIX_CREDIT : 0,
    dice >= SPELLING_DICE_MIN ? dice : 0,
  )
}

function sharesBeginning(a: string, b: string): boolean {
  if (a[0] !== b[0]) return false
  let same = 1
  while (same < a.length && a[same] === b[same]) same += 1
  return same >= PREFIX_LENGTH_MIN && same >= PREFIX_SHARE_MIN * Math.max(a.length, b.length)
}

function spellingDice(a: string, b: string): number {
  if (Math.min(a.length, b.length) < SPELT_LENGTH_MIN) return 0
  const [one, other] = [gramsOf(a), gramsOf(b)]
  let shared = 0
  for (const gram of one) if (other.has(gram)) shared += 1
  return (2 * shared) / (one.size + other.size)
}

/** Words whose letter pairs are kept; the cache starts afresh when full. */
const CACHE_MAX = 20_000
/** Letters of a word that are compared: longer "words" are codes. */
const SPELT_LENGTH_MAX = 40
const cache = new Map<string, ReadonlySet<string>>()

function gramsOf(key: string): ReadonlySet<string> {
  const held = cache.get(key)
  if (held !== undefined) return held
  const padded = ` ${key.slice(0, SPELT_LENGTH_MAX)} `
  const grams = new Set<string>()
  for (let at = 0; at < padded.length - 1; at++) {
    grams.add(padded.slice(at, at + 2))
    if (at + 3 <= padded.length) grams.add(padded.slice(at, at + 3))
  }
  if (cache.size >= CACHE_MAX) cache.clear()
  cache.set(key, grams)
  return grams
}
