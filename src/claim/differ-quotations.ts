import { areIndependent, keepWidest, settleSides, type Found, type Passage, type Side } from './passage.ts'
import type { Quotation } from '../text/quotations.ts'
import { countryOf } from '../text/countries.ts'
import { findNames, nameIsIn } from '../text/names.ts'
import { findSpeaker } from '../text/quotations.ts'
import { americanSpelling } from '../text/spelling.ts'
import { foldText, splitWords } from '../text/words.ts'

/** Two quotations are versions of one when this share of the shorter stands in the longer, in order. */
const SAME_QUOTATION_SHARE = 0.6
/** Shorter quotations have no wording to differ in. */
const WORDS_MIN = 4
const WORDS_MAX = 120
/** Words of a quotation that name it. */
const TOPIC_WORDS = 5
/** Words shown on each side of what differs. */
const SHOWN_AROUND = 3
/** Quoted fragments up to this long are compared by who said them. */
const FRAGMENT_WORDS_MAX = 6

type Quoted = {
  readonly passage: Passage
  readonly quotation: Quotation
  readonly words: readonly string[]
  readonly spoken: readonly string[]
}

/**
 * One quotation in two wordings. A spelling, a case, a bracketed insertion or a shorter cut of the same words is no
 * difference; only passages in one language are compared.
 */
export function differQuotations(passages: readonly Passage[]): readonly Found[] {
  const quoted = passages.flatMap((passage) =>
    passage.features.quotations.map((quotation) => toQuoted(passage, quotation)),
  )
  const long = quoted.filter(({ words }) => words.length >= WORDS_MIN && words.length <= WORDS_MAX)
  const found = new Map<string, Found>()
  for (const [at, one] of long.entries()) {
    for (const other of long.slice(at + 1)) {
      if (!areIndependent(one.passage, other.passage) || one.passage.features.lang !== other.passage.features.lang)
        continue
      const parts = differingParts(one, other)
      if (parts === null) continue
      const [mine, theirs] = parts
      const sides = settleSides([
        { value: mine, passages: long.filter((another) => holds(another, mine)).map(({ passage }) => passage) },
        { value: theirs, passages: long.filter((another) => holds(another, theirs)).map(({ passage }) => passage) },
      ])
      const versions = [foldText(mine), foldText(theirs)].toSorted().join(' / ')
      if (sides !== null && !found.has(versions)) {
        const key = one.passage.claim
        found.set(versions, { kind: 'quotation', severity: 'medium', topic: topicOf(one), key, sides })
      }
    }
  }
  return keepWidest([...found.values()])
}

function toQuoted(passage: Passage, quotation: Quotation): Quoted {
  const spoken = splitWords(quotation.text.replaceAll(/\[[^\]]{0,80}\]/g, ' '))
  return {
    passage,
    quotation,
    words: spoken.map(({ folded }) => americanSpelling(folded)),
    spoken: spoken.map(({ text }) => text),
  }
}

/** What the wording is of: the quotation's first words. */
function topicOf({ spoken }: Quoted): string {
  const shown = spoken.slice(0, TOPIC_WORDS).join(' ')
  return `“${shown}${spoken.length > TOPIC_WORDS ? ' …' : ''}”`
}

function holds({ spoken }: Quoted, part: string): boolean {
  return foldText(spoken.join(' ')).includes(foldText(part))
}

/** The differing words of two versions of one quotation with a few around, or null when they are no two versions. */
function differingParts(one: Quoted, other: Quoted): readonly [string, string] | null {
  const pairs = matchWords(one.words, other.words)
  const shorter = Math.min(one.words.length, other.words.length)
  if (pairs.length < SAME_QUOTATION_SHARE * shorter) return null
  const [first] = pairs
  const last = pairs.at(-1)
  if (first === undefined || last === undefined) return null
  let firstGap: number | null = null
  let lastGap = 0
  for (const [at, pair] of pairs.entries()) {
    const next = pairs[at + 1]
    if (next === undefined || (next[0] === pair[0] + 1 && next[1] === pair[1] + 1)) continue
    firstGap ??= at
    lastGap = at + 1
  }
  const from = firstGap === null ? undefined : pairs[Math.max(0, firstGap - SHOWN_AROUND + 1)]
  const to = pairs[Math.min(pairs.length - 1, lastGap + SHOWN_AROUND - 1)]
  if (from === undefined || to === undefined) return null
  return [one.spoken.slice(from[0], to[0] + 1).join(' '), other.spoken.slice(from[1], to[1] + 1).join(' ')]
}

/** The longest common subsequence of two word lists as index pairs. */
function matchWords(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      const same = a[row] === b[column]
      lengths[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  let row = 0
  let column = 0
  while (row < a.length && column < b.length) {
    if (a[row] === b[column]) {
      pairs.push([row, column])
      row += 1
      column += 1
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1
    else column += 1
  }
  return pairs
}

/** Words for people who would not be named: a broader claim is made of them by others. */
const UNNAMED = /\b(?:sources?|officials?|aides?|persons?|people familiar|fuentes?|funcionari[oa]s?)\b/

/** A pronoun or a day is nobody to compare. */
const NO_SPEAKER =
  /^(?:he|she|it|they|we|i|who|él|ella|ellos|ellas|quien|(?:mon|tues|wednes|thurs|fri|satur|sun)day|lunes|martes|miércoles|jueves|viernes|sábado|domingo)$/i

/** The same quoted words put into different mouths: another speaker, or an unnamed source against an office. */
export function differAttributions(passages: readonly Passage[]): readonly Found[] {
  const fragments = new Map<string, { speaker: string; passage: Passage }[]>()
  for (const passage of passages) {
    for (const quotation of passage.features.quotations) {
      const words = splitWords(quotation.text)
      if (words.length === 0 || words.length > FRAGMENT_WORDS_MAX) continue
      const speaker = findSpeaker(passage.features.text, quotation, passage.features.lang)
      if (speaker === null || NO_SPEAKER.test(speaker.trim())) continue
      const key = words.map(({ folded }) => folded).join(' ')
      fragments.set(key, [...(fragments.get(key) ?? []), { speaker, passage }])
    }
  }
  return keepWidest([...fragments].flatMap(([key, list]) => toAttribution(key, list) ?? []))
}

function toAttribution(key: string, list: readonly { speaker: string; passage: Passage }[]): Found | null {
  const sides: { value: string; passages: Passage[] }[] = []
  for (const { speaker, passage } of list) {
    const side = sides.find(({ value }) => isSameSpeaker(value, speaker))
    if (side === undefined) sides.push({ value: speaker, passages: [passage] })
    else side.passages.push(passage)
  }
  const settled: readonly Side[] | null = settleSides(sides)
  return settled === null ? null : { kind: 'attribution', severity: 'medium', topic: `“${key}”`, key, sides: settled }
}

/** Names decide where both have one; an unnamed source is another speaker than its office. A bare role says nothing. */
function isSameSpeaker(a: string, b: string): boolean {
  const [one, other] = [foldText(a), foldText(b)]
  if (UNNAMED.test(one) !== UNNAMED.test(other)) return false
  const [named, alsoNamed] = [findNames(a, 'en'), findNames(b, 'en')].map((names) =>
    names.filter(({ key }) => countryOf(key) === null),
  )
  if (named === undefined || alsoNamed === undefined || named.length === 0 || alsoNamed.length === 0) return true
  return named.some((name) => nameIsIn(name, alsoNamed)) || alsoNamed.some((name) => nameIsIn(name, named))
}
