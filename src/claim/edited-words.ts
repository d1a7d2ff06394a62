import { foldConcept } from '../text/concepts.ts'
import { countryOf, countryOfDemonym } from '../text/countries.ts'
import { datesAgree, type DateMention } from '../text/dates.ts'
import type { SentenceFeatures } from '../text/features.ts'
import { nameIsIn, type Name } from '../text/names.ts'
import { compareQuantities, type Quantity } from '../text/quantities.ts'
import type { TextRange } from '../text/range.ts'
import { isStopword, stemWord } from '../text/stems.ts'
import type { TextLang } from '../text/language.ts'
import { diffWords } from './diff-words.ts'

/** What a word is part of. */
type Fact =
  | { readonly kind: 'name'; readonly value: Name }
  | { readonly kind: 'quantity'; readonly value: Quantity }
  | { readonly kind: 'date'; readonly value: DateMention }

/** A word of an edited sentence. `fact`: the name, figure or date it stands in. */
export type EditedWord = {
  readonly folded: string
  /** Its stem; near-synonyms share one. */
  readonly concept: string
  readonly isContent: boolean
  readonly isQuoted: boolean
  readonly fact: Fact | null
}

/** One place of an edit: content words that came and went and are not the same thing in other words. */
export type EditedPlace = {
  readonly gained: readonly EditedWord[]
  readonly lost: readonly EditedWord[]
  /** Words stood here before, be they words of grammar: something is told otherwise rather than more. */
  readonly isReplaced: boolean
}

// Words that join or weigh what is told and tell nothing themselves, beside the stopwords. Folded.
const CONNECTIVES: Readonly<Record<TextLang, ReadonlySet<string>>> = {
  en: new Set(
    `example instance including include includes included additionally addition moreover furthermore meanwhile
     nevertheless nonetheless consequently accordingly namely respectively especially particularly specifically
     typically generally usually basically actually currently still finally afterward afterwards subsequently
     likewise similarly instead`.split(/\s+/),
  ),
  es: new Set(
    `ejemplo incluyendo incluido incluida incluso ademas asimismo mientras consiguiente igualmente
     especialmente particularmente generalmente habitualmente actualmente finalmente posteriormente despues luego
     respectivamente concretamente`.split(/\s+/),
  ),
}

/** Connectives of two words whose words mean something else apart. */
const CONNECTIVE_PAIRS: ReadonlySet<string> = new Set(['sin embargo', 'no obstante'])

/** Addresses and marks of references: a reader follows them, the text does not say them. */
const MARKS = /https?:\/\/\S+|www\.\S+|\[(?:\d{1,3}|citation needed|cita requerida)\]/giu

/** The words of a sentence, in order. A sentence of page furniture has no content. */
export function wordsOf(sentence: SentenceFeatures): readonly EditedWord[] {
  const { words, lang, quotations, kind } = sentence
  const marks = [...sentence.text.matchAll(MARKS)].map(({ 0: mark, index }) => ({
    start: index,
    end: index + mark.length,
  }))
  const pairs = (at: number): boolean => CONNECTIVE_PAIRS.has(`${words[at]?.folded} ${words[at + 1]?.folded}`)
  return words.map((word, at): EditedWord => {
    const isConnective = CONNECTIVES[lang].has(word.folded) || pairs(at) || pairs(at - 1)
    const isFurniture = kind === 'boilerplate' || findAround(marks, word) !== null
    return {
      folded: word.folded,
      concept: foldConcept(stemWord(word.folded, lang)),
      isContent: !isConnective && !isFurniture && !isStopword(word.folded, lang),
      isQuoted: findAround(quotations, word) !== null,
      fact: isFurniture ? null : factAround(sentence, word),
    }
  })
}

/** The figures that words stand in, each once. */
export function quantitiesOf(words: readonly EditedWord[]): readonly Quantity[] {
  return [...new Set(words.flatMap(({ fact }) => (fact?.kind === 'quantity' ? [fact.value] : [])))]
}

function factAround({ dates, quantities, names }: SentenceFeatures, word: TextRange): Fact | null {
  const date = findAround(dates, word)
  if (date !== null) return { kind: 'date', value: date }
  const quantity = findAround(quantities, word)
  if (quantity !== null) return { kind: 'quantity', value: quantity }
  const name = findAround(names, word)
  return name === null ? null : { kind: 'name', value: name }
}

function findAround<Range extends TextRange>(ranges: readonly Range[], word: TextRange): Range | null {
  return ranges.find(({ start, end }) => start <= word.start && end >= word.end) ?? null
}

/**
 * The places where an edit changed content words. Not counted: spellings and forms of one word, words joined or parted,
 * the same name, figure or date written otherwise, words that moved within the sentence.
 */
export function findEditedPlaces(before: readonly EditedWord[], after: readonly EditedWord[]): readonly EditedPlace[] {
  const hunks = diffWords(
    before.map(({ folded }) => folded),
    after.map(({ folded }) => folded),
  ).map(({ lost, gained }) => ({ lost: before.slice(...lost), gained: after.slice(...gained) }))
  const matched = new Set<EditedWord>()
  const whole = { lost: hunks.flatMap(({ lost }) => lost), gained: hunks.flatMap(({ gained }) => gained) }
  // What stands in one place is one thing first; then what moved.
  for (const { lost, gained } of [...hunks, whole]) {
    matchJoined(gained, lost, matched)
    matchJoined(lost, gained, matched)
    matchSame(lost, gained, matched)
  }
  matchKnown(whole.gained, before, after, matched)
  matchKnown(whole.lost, after, before, matched)
  const unmatched = (words: readonly EditedWord[]): readonly EditedWord[] =>
    words.filter((word) => word.isContent && !matched.has(word))
  return hunks.map(({ lost, gained }) => ({
    gained: unmatched(gained),
    lost: unmatched(lost),
    isReplaced: lost.length > 0,
  }))
}

/** "breakaway" for "break away", "lay offs" for "layoffs". */
function matchJoined(parted: readonly EditedWord[], joined: readonly EditedWord[], matched: Set<EditedWord>): void {
  for (const [at, second] of parted.entries()) {
    const first = parted[at - 1]
    if (first === undefined) continue
    const whole = joined.find(({ folded }) => folded === first.folded + second.folded)
    if (whole !== undefined) for (const word of [first, second, whole]) matched.add(word)
  }
}

function matchSame(lost: readonly EditedWord[], gained: readonly EditedWord[], matched: Set<EditedWord>): void {
  for (const word of gained) {
    if (!word.isContent || matched.has(word)) continue
    const twin = lost.find((other) => other.isContent && !matched.has(other) && areForms(word, other))
    if (twin !== undefined) {
      matched.add(word)
      matched.add(twin)
      continue
    }
    // A fact may have more words than its twin: "EU", "European Union".
    const same = lost.filter((other) => other.fact !== null && word.fact !== null && areSameFact(word.fact, other.fact))
    if (same.length === 0) continue
    for (const other of same) matched.add(other)
    matched.add(word)
  }
}

/** A figure or day written otherwise where its other words stayed ("US$5" for "$5"), and initials behind their long form. */
function matchKnown(
  words: readonly EditedWord[],
  others: readonly EditedWord[],
  own: readonly EditedWord[],
  matched: Set<EditedWord>,
): void {
  const distinct = (list: readonly EditedWord[]): readonly Fact[] => [
    ...new Map(list.flatMap(({ fact }) => (fact === null ? [] : [[fact.value, fact] as const]))).values(),
  ]
  const [known, held] = [distinct(others), distinct(own)]
  for (const word of words) {
    const { fact } = word
    if (fact === null || matched.has(word)) continue
    const same = known.filter((other) => areSameFact(fact, other))
    const isInitials = fact.kind === 'name' && /^\p{Lu}{2,6}$/u.test(fact.value.text)
    const isTold = fact.kind !== 'name' && same.length >= held.filter((other) => areSameFact(fact, other)).length
    if (same.length > 0 && (isInitials || isTold)) matched.add(word)
  }
}

/** A spelling corrected differs from the mistake in this many letters at most, by the length of the longer word. */
const LETTERS_APART: readonly { readonly lengthMin: number; readonly most: number }[] = [
  { lengthMin: 9, most: 2 },
  { lengthMin: 5, most: 1 },
]

/** Two forms or spellings of one word, or two near-synonyms. */
function areForms(a: EditedWord, b: EditedWord): boolean {
  if (a.concept === b.concept) return true
  if (/\d/.test(a.folded + b.folded)) return bareDigits(a.folded) === bareDigits(b.folded)
  // "Monday" is no misspelt "Sunday", "Austria" no misspelt "Australia", "illegal" no misspelt "legal".
  if ([a, b].every(isKnownWord) || negates(a.folded, b.folded) || negates(b.folded, a.folded)) return false
  const length = Math.max(a.folded.length, b.folded.length)
  const most = LETTERS_APART.find(({ lengthMin }) => length >= lengthMin)?.most ?? 0
  return most > 0 && lettersApart(a.folded, b.folded, most) <= most
}

/** Surely spelt right: a number word, a day, a month, a country. */
function isKnownWord({ folded, fact }: EditedWord): boolean {
  return (fact !== null && fact.kind !== 'name') || countryOf(folded) !== null || countryOfDemonym(folded) !== null
}

/** One word is the other with a prefix that turns it round: "insufficient", "sufficient". */
export function negates(word: string, bare: string): boolean {
  return word.endsWith(bare) && /^(?:un|in|im|il|ir|dis|non|des|a)$/.test(word.slice(0, -bare.length))
}

/** Digits without the marks that part thousands, which writers confuse: "30.000", "30,000". */
const bareDigits = (folded: string): string => folded.replace(/[.,](?=\d{3}(?!\d))/g, '')

/** Letters to put in, take out, change or swap (optimal string alignment); more than `most` counts as `most + 1`. */
function lettersApart(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let twoAbove: readonly number[] = []
  let above: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let at = 0; at < a.length; at++) {
    const row = [at + 1]
    for (let place = 0; place < b.length; place++) {
      const changed = (above[place] ?? 0) + (a[at] === b[place] ? 0 : 1)
      const isSwap = at > 0 && place > 0 && a[at] === b[place - 1] && a[at - 1] === b[place]
      const swapped = isSwap ? (twoAbove[place - 1] ?? 0) + 1 : Infinity
      row.push(Math.min(changed, swapped, (above[place + 1] ?? 0) + 1, (row[place] ?? 0) + 1))
    }
    twoAbove = above
    above = row
  }
  return above[b.length] ?? most + 1
}

function areSameFact(a: Fact, b: Fact | null): boolean {
  if (a.kind === 'name' && b?.kind === 'name') return nameIsIn(a.value, [b.value]) || nameIsIn(b.value, [a.value])
  if (a.kind === 'quantity' && b?.kind === 'quantity') return compareQuantities(a.value, b.value) === 'same'
  return a.kind === 'date' && b?.kind === 'date' && datesAgree(a.value, b.value) === 'same'
}
