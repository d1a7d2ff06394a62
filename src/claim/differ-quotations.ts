import { areIndependent, keepWidest, settleSides, type Found, type Passage, type Side } from './passage.ts'
import type { Quotation } from '../text/quotations.ts'
import { countryOf } from '../text/countries.ts'
import { findNames, nameIsIn } from '../text/names.ts'
import { findSpeaker } from '../text/quotations.ts'
import { evenWeight, likeness } from '../text/similarity.ts'
import { americanSpelling } from '../text/spelling.ts'
import { contentStems, isStopword } from '../text/stems.ts'
import { foldText, splitWords } from '../text/words.ts'

/** Two quotations are versions of one when this share of the shorter stands in the longer, in order. */
const SAME_QUOTATION_SHARE = 0.6
/** Shorter quotations are compared by their sentences too. */
const WORDS_MIN = 4
/** Words with content that two versions share. */
const TELLING_WORDS_MIN = 2
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
  const found = new Map<string, Found>(differFragments(quoted))
  for (const [at, one] of long.entries()) {
    for (const other of long.slice(at + 1)) {
      if (!areIndependent(one.passage, other.passage) || one.passage.features.lang !== other.passage.features.lang)
        continue
      const parts = differingParts(one, other)
      if (parts === null || areOtherSpeakers(one, other)) continue
      const [mine, theirs] = parts
      const sides = settleSides([
        { value: mine, passages: long.filter((another) => holds(another, mine)).map(({ passage }) => passage) },
        { value: theirs, passages: long.filter((another) => holds(another, theirs)).map(({ passage }) => passage) },
      ])
      const versions = [foldText(mine), foldText(theirs)].toSorted().join(' / ')
      if (sides !== null && !found.has(versions)) {
        const key = `${one.passage.claim} ${versions}`
        found.set(versions, { kind: 'quotation', severity: 'medium', topic: topicOf(one), key, sides })
      }
    }
  }
  return keepWidest([...found.values()], 'passages')
}

/** Quotations of so few words are versions of one by their sentences, and by a share of their words. */
const FRAGMENT_WORDS_MIN = 2
const VERSION_WORDS_MAX = 5
const SAME_FRAGMENT_SHARE = 0.5
/** Shorter stems ("do", "that") tell of no remark. */
const STEM_LENGTH_MIN = 3
/** Sentences this alike outside their quotations quote one remark. */
const SAME_SENTENCE_MIN = 0.5

/** Short quotations at one place of one claim's sentences: “late and costly”, “late and dear”. */
function differFragments(quoted: readonly Quoted[]): readonly (readonly [string, Found])[] {
  const short = quoted.filter(({ words }) => words.length >= FRAGMENT_WORDS_MIN && words.length <= VERSION_WORDS_MAX)
  return short.flatMap((one, at) =>
    short.slice(at + 1).flatMap((other): (readonly [string, Found])[] => {
      const [mine, theirs] = [one, other].map(({ spoken }) => spoken.join(' '))
      if (mine === undefined || theirs === undefined || !areVersions(one, other)) return []
      const sides = settleSides([
        { value: mine, passages: short.filter((another) => holds(another, mine)).map(({ passage }) => passage) },
        { value: theirs, passages: short.filter((another) => holds(another, theirs)).map(({ passage }) => passage) },
      ])
      const versions = [foldText(mine), foldText(theirs)].toSorted().join(' / ')
      const topic = `“${mine}”`
      return sides === null
        ? []
        : [[versions, { kind: 'quotation', severity: 'medium', topic, key: `${one.passage.claim} ${versions}`, sides }]]
    }),
  )
}

function areVersions(one: Quoted, other: Quoted): boolean {
  if (!areIndependent(one.passage, other.passage) || one.passage.features.lang !== other.passage.features.lang)
    return false
  const [mine, theirs] = [stemsOf(one), stemsOf(other)]
  const shared = mine.filter((stem) => theirs.includes(stem) && stem.length >= STEM_LENGTH_MIN).length
  const [shorter, longer] = [Math.min(mine.length, theirs.length), Math.max(mine.length, theirs.length)]
  if (mine.join(' ') === theirs.join(' ')) return false
  if (shorter === 0 || shared < SAME_FRAGMENT_SHARE * longer || isInside(one, other) || isInside(other, one))
    return false
  return likeness(one.passage.features, other.passage.features, evenWeight) >= SAME_SENTENCE_MIN
}

const stemsOf = ({ words, passage }: Quoted): readonly string[] =>
  contentStems(splitWords(words.join(' ').replaceAll(/['’]s\b/g, '')), passage.features.lang)

const isInside = (one: Quoted, other: Quoted): boolean =>
  ` ${other.words.join(' ')} `.includes(` ${one.words.join(' ')} `)

function toQuoted(passage: Passage, quotation: Quotation): Quoted {
  const spoken = splitWords(spellOut(quotation.text.replaceAll(/\[[^\]]{0,80}\]|\([^)]{0,80}\)/g, ' ')))
  return {
    passage,
    quotation,
    words: spoken.map(({ folded }) => americanSpelling(folded)),
    spoken: spoken.map(({ text }) => text),
  }
}

/** Both are put into a named mouth, and not into one. */
function areOtherSpeakers(one: Quoted, other: Quoted): boolean {
  const [mine, theirs] = [one, other].map(({ passage: { features }, quotation }) =>
    findSpeaker(features.text, quotation, features.lang),
  )
  if (mine === null || mine === undefined || theirs === null || theirs === undefined) return false
  return !NO_SPEAKER.test(mine.trim()) && !NO_SPEAKER.test(theirs.trim()) && !isSameSpeaker(mine, theirs)
}

/** "It's" and "it is" are one wording. */
function spellOut(text: string): string {
  return text
    .replaceAll(/\b(it|that|he|she|there|what|who)['’]s\b/gi, '$1 is')
    .replaceAll(/\b(I)['’]m\b/gi, '$1 am')
    .replaceAll(/\b(\p{L}+)['’]re\b/giu, '$1 are')
    .replaceAll(/\b(\p{L}+)['’]ve\b/giu, '$1 have')
    .replaceAll(/\b(\p{L}+)['’]ll\b/giu, '$1 will')
    .replaceAll(/\b(do|does|did|is|are|was|were|would|could|should|have|has|had)n['’]t\b/gi, '$1 not')
    .replaceAll(/\bwon['’]t\b/gi, 'will not')
    .replaceAll(/\bcan(?:['’]t|not)\b/gi, 'can not')
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
  // Words of grammar alone make no two versions: "that is not the way" is in many remarks.
  const tells = (words: readonly string[]) =>
    words.filter((word) => !isStopword(word, one.passage.features.lang)).length
  const telling = tells(pairs.map(([at]) => one.words[at] ?? ''))
  const needed = SAME_QUOTATION_SHARE * Math.min(tells(one.words), tells(other.words))
  if (telling < Math.max(TELLING_WORDS_MIN, needed)) return null
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

/** Words this long that differ in one letter are one, spelled or bent in two ways: a transliteration, a plural. */
const SPELLED_LENGTH_MIN = 5

function isSameWord(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined || a === b) return a !== undefined && a === b
  if (Math.min(a.length, b.length) < SPELLED_LENGTH_MIN || Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < Math.min(a.length, b.length) && a[from] === b[from]) from += 1
  const [restA, restB] = [a.slice(from), b.slice(from)]
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1)
}

/** The longest common subsequence of two word lists as index pairs. */
function matchWords(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] {
  const width = b.length + 1
  const lengths = new Uint16Array((a.length + 1) * width)
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0
  for (let row = a.length - 1; row >= 0; row -= 1) {
    for (let column = b.length - 1; column >= 0; column -= 1) {
      const same = isSameWord(a[row], b[column])
      lengths[row * width + column] = same
        ? at(row + 1, column + 1) + 1
        : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  const pairs: (readonly [number, number])[] = []
  let row = 0
  let column = 0
  while (row < a.length && column < b.length) {
    if (isSameWord(a[row], b[column])) {
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

/** Words of an office, a body or a company: whoever speaks for it is another name for it. */
const OFFICE =
  /\b(?:office|ministry|department|government|commission|council|committee|agency|authority|board|court|police|army|military|company|bank|union|party|group|house|embassy|rights|nations|administration|presidency|press|network|oficina|ministerio|gobierno|comision|consejo|comite|agencia|autoridad|junta|tribunal|policia|ejercito|empresa|banco|sindicato|partido|grupo|embajada|presidencia)\b/

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
  // An office and the person who speaks for it; "Lund's former deputy", who may be anyone: no two speakers for sure.
  if (OFFICE.test(one) !== OFFICE.test(other) || [a, b].some((speaker) => /['’]s?\s\p{Ll}/u.test(speaker))) return true
  const [named, alsoNamed] = [findNames(a, 'en'), findNames(b, 'en')].map((names) =>
    names.filter(({ key }) => countryOf(key) === null),
  )
  if (named === undefined || alsoNamed === undefined || named.length === 0 || alsoNamed.length === 0) return true
  return named.some((name) => nameIsIn(name, alsoNamed)) || alsoNamed.some((name) => nameIsIn(name, named))
}
