import { areIndependent, keepWidest, settleSides, type Found, type Passage } from './passage.ts'
import type { Quotation } from '../text/quotations.ts'
import { isSameSpeaker, NO_SPEAKER } from './differ-attributions.ts'
import { findSpeaker } from '../text/quotations.ts'
import { evenWeight, likeness } from '../text/similarity.ts'
import { americanSpelling } from '../text/spelling.ts'
import type { TextLang } from '../text/language.ts'
import { contentStems, isStopword, stemWord } from '../text/stems.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import { areOfOtherTimes } from './same-event.ts'
import { foldText, splitWords } from '../text/words.ts'

/** Two quotations are versions of one when this share of the shorter stands in the longer, in order. */
const SAME_QUOTATION_SHARE = 0.6
/** Shorter quotations are compared by their sentences too. */
const WORDS_MIN = 4
/** Words with content that two versions share: "a lot of people" is in many remarks. */
const TELLING_WORDS_MIN = 3
const WORDS_MAX = 120
/** Words of a quotation that name it. */
const TOPIC_WORDS = 5
/** Words shown on each side of what differs. */
const SHOWN_AROUND = 3
/** Quotations of one claim compared pair by pair. */
const QUOTED_MAX = 150
/** Articles further apart quote two occasions. */
const SAME_OCCASION_DAYS = 7

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
  const quoted = passages
    .flatMap((passage) => passage.features.quotations.map((quotation) => toQuoted(passage, quotation)))
    .filter((one) => !isBetween(one))
    .slice(0, QUOTED_MAX)
  const long = quoted.filter(({ words }) => words.length >= WORDS_MIN && words.length <= WORDS_MAX)
  const found = new Map<string, Found>(differFragments(quoted))
  for (const [at, one] of long.entries()) {
    for (const other of long.slice(at + 1)) {
      if (!mayBeOne(one, other)) continue
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

/** “…,” she said in a statement, “…”: where marks are lost, what stands between two quotations looks like one. */
const isBetween = ({ words, passage: { features } }: Quoted): boolean =>
  words.length <= BETWEEN_WORDS_MAX && words.slice(1).some((word) => isSpeechVerb(word, features.lang))
const BETWEEN_WORDS_MAX = 8

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

/** Independent texts of one language and of one time. */
function mayBeOne({ passage: one }: Quoted, { passage: other }: Quoted): boolean {
  return (
    areIndependent(one, other) &&
    one.features.lang === other.features.lang &&
    !areOfOtherTimes(one, other, SAME_OCCASION_DAYS)
  )
}

function areVersions(one: Quoted, other: Quoted): boolean {
  if (!mayBeOne(one, other)) return false
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
    .replaceAll(/\s?(['’])\s(?=(?:s|m|re|ve|ll|t|d)\b)/gi, '$1')
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
  if (!isReworded(one, other, pairs) || isScattered(pairs)) return null
  const from = firstGap === null ? undefined : pairs[Math.max(0, firstGap - SHOWN_AROUND + 1)]
  const to = pairs[Math.min(pairs.length - 1, lastGap + SHOWN_AROUND - 1)]
  if (from === undefined || to === undefined) return null
  return [one.spoken.slice(from[0], to[0] + 1).join(' '), other.spoken.slice(from[1], to[1] + 1).join(' ')]
}

/** Words between two matched ones, in either version. */
type Gap = { readonly mine: readonly string[]; readonly theirs: readonly string[] }

/** Small places at which two versions differ, that together make another wording: "likes making and selling". */
const PLACES_MIN = 3
/** A verb's mood and a denial change what is said, though they are words of grammar. */
const MOODS =
  /^(?:will|would|can|could|may|might|must|should|shall|not|never|no|all|none|puede|podria|debe|nunca|jamas)$/
/** How a time, a day or a number is written is not what was said. */
const WRITTEN =
  /\d|^(?:am|pm|a\.m\.?|p\.m\.?|gmt|est|pst|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|january|february|march|april|may|june|july|august|september|october|november|december)$/

/**
 * Other words were said, not fewer: words of content or of mood in place of others, words in another order, or several
 * small changes. What one version only leaves out is a cut.
 */
function isReworded(one: Quoted, other: Quoted, pairs: readonly (readonly [number, number])[]): boolean {
  const { lang } = one.passage.features
  const gaps = gapsOf(one.words, other.words, pairs).map(({ mine, theirs }) => withoutForms(mine, theirs, lang))
  const tells = (words: readonly string[]) => words.some((word) => MOODS.test(word) || !isStopword(word, lang))
  if (gaps.some(({ mine, theirs }) => mine.length > 0 && theirs.length > 0 && (tells(mine) || tells(theirs))))
    return true
  // Moved: each leaves out at one place what it tells at another.
  if (gaps.some(({ mine }) => tells(mine)) && gaps.some(({ theirs }) => tells(theirs))) return true
  const replaced = gapsOf(one.words, other.words, pairs).filter(
    ({ mine, theirs }) => mine.length > 0 && theirs.length > 0,
  )
  return replaced.length >= PLACES_MIN
}

function gapsOf(a: readonly string[], b: readonly string[], pairs: readonly (readonly [number, number])[]): Gap[] {
  return pairs.slice(1).flatMap(([atA, atB], at) => {
    const [fromA, fromB] = pairs[at] ?? [atA, atB]
    const gap = { mine: a.slice(fromA + 1, atA), theirs: b.slice(fromB + 1, atB) }
    return gap.mine.length + gap.theirs.length === 0 ? [] : [gap]
  })
}

/** A gap without forms of one word ("want", "wanted") and ways to write a number. */
function withoutForms(mine: readonly string[], theirs: readonly string[], lang: TextLang): Gap {
  const stems = (words: readonly string[]) => words.map((word) => stemWord(word, lang))
  const [ofMine, ofTheirs] = [stems(mine), stems(theirs)]
  if (areInitials(mine, theirs) || areInitials(theirs, mine)) return { mine: [], theirs: [] }
  const keep = (words: readonly string[], others: readonly string[]) =>
    words.filter((word) => !others.includes(stemWord(word, lang)) && !WRITTEN.test(word))
  return { mine: keep(mine, ofTheirs), theirs: keep(theirs, ofMine) }
}

/** "EU" for "European Union". */
const areInitials = (short: readonly string[], long: readonly string[]): boolean =>
  short.length === 1 && long.length > 1 && short[0] === long.map((word) => word.charAt(0)).join('')

/** More lies between the matched words than is matched: two remarks with some words in common. */
function isScattered(pairs: readonly (readonly [number, number])[]): boolean {
  const [first, last] = [pairs[0], pairs.at(-1)]
  if (first === undefined || last === undefined) return true
  return Math.max(last[0] - first[0], last[1] - first[1]) + 1 > pairs.length / SPAN_MATCHED_MIN
}

/** Of the stretch that two versions share, at least this much is the same words. */
const SPAN_MATCHED_MIN = 0.5

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
