import { findNames } from '../../text/names.ts'
import type { TextRange } from '../../text/range.ts'
import type { Derivation, Source } from './derive.ts'
import {
  bearsOutDate,
  bearsOutName,
  bearsOutQuantity,
  mayBeOneFigure,
  readFacts,
  sharesFigure,
  tokensIn,
  type Facts,
} from './facts.ts'
import { misplacedQuotations } from './quoted.ts'
import type { SourceSentence } from './tokens.ts'

/** One sentence of a line with all it is judged by. */
export type Reading = {
  readonly line: SourceSentence
  readonly facts: Facts
  /** The evidence sentences most like it, and its derivation from them. */
  readonly source: Source
  readonly derivation: Derivation
  /** All evidence and the context. */
  readonly given: readonly SourceSentence[]
  readonly publishedAt: string | null
}

export type FactCheck = {
  readonly reasons: readonly string[]
  /** Tokens of the line that the derivation lacks but that are part of a fact the evidence gives in another form. */
  readonly vouched: ReadonlySet<number>
  /** The evidence sentences the line takes words from. */
  readonly support: readonly SourceSentence[]
}

/** Content words taken from a sentence from which on the line rests on it. */
const RESTS_ON_WORDS = 2

/** Every number, date, name and short quotation must be in the sentences the line rests on; a name may come from elsewhere. */
export function checkFacts(reading: Reading): FactCheck {
  const { line, facts } = reading
  const support = supportingSentences(reading)
  const given = support.map((sentence) => readFacts(sentence.text, sentence.lang, reading.publishedAt))
  const near = foldedWords(support)
  const claims = [...dateClaims(facts, given), ...numberClaims(facts, given), ...nameClaims(reading, given, near)]
  const quotations = misplacedQuotations(
    line.text,
    support.map(({ tokens }) => tokens),
    line.lang,
  )
  const reasons = quotations.map((text) => `the quotation “${text}” is in no sentence that the line rests on`)
  const vouched = new Set<number>()
  const known = new Set<number>()
  for (const { range, kind, copied, borneOut } of claims) {
    const at = tokensIn(line.tokens, range)
    for (const place of at) known.add(place)
    if (copied && isTakenWhole(reading, at, support)) continue
    if (!borneOut) reasons.push(`the ${kind} “${range.text}” ${whereabouts(reading, at)}`)
    else for (const place of at) vouched.add(place)
  }
  for (const [at, token] of line.tokens.entries()) {
    if (!token.digits || known.has(at) || near.has(token.folded)) continue
    reasons.push(`the number “${token.text}” ${whereabouts(reading, [at])}`)
  }
  return { reasons, vouched, support }
}

/** "40" or "more than 40" for "up to 40": a figure without its bound, or with a stricter one. */
export function overstatedFigures(
  facts: Facts,
  support: readonly SourceSentence[],
  publishedAt: string | null,
): readonly string[] {
  const given = support.flatMap((sentence) => readFacts(sentence.text, sentence.lang, publishedAt).quantities)
  return facts.quantities.flatMap((claimed) => {
    const alike = given.filter((other) => sharesFigure(other, claimed) && mayBeOneFigure(other, claimed))
    const bounded = alike.find(({ bound }) => BOUNDS.has(bound))
    if (bounded === undefined || alike.some((other) => other.bound === claimed.bound && !isStricter(other, claimed)))
      return []
    return alike.some(({ bound }) => !BOUNDS.has(bound))
      ? []
      : [`the evidence has “${bounded.text}”, the line “${claimed.text}”`]
  })
}

const BOUNDS: ReadonlySet<Facts['quantities'][number]['bound']> = new Set(['at-least', 'at-most'])
const STRICT = /^(?:more than|over|less than|fewer than|under|más de|menos de)\b/iu

const isStricter = (given: { readonly text: string }, claimed: { readonly text: string }): boolean =>
  STRICT.test(claimed.text) && !STRICT.test(given.text)

type Claim = {
  readonly range: TextRange & { readonly text: string }
  readonly kind: 'date' | 'number' | 'name'
  /** Enough that the same words stand at that place of the evidence. */
  readonly copied: boolean
  readonly borneOut: boolean
}

function dateClaims(facts: Facts, given: readonly Facts[]): readonly Claim[] {
  const dates = given.flatMap((sentence) => sentence.dates)
  return facts.dates.map((range) => {
    return { range, kind: 'date', copied: true, borneOut: dates.some((other) => bearsOutDate(other, range)) }
  })
}

function numberClaims(facts: Facts, given: readonly Facts[]): readonly Claim[] {
  const quantities = given.flatMap((sentence) => sentence.quantities)
  return facts.quantities.map((range) => {
    const alike = quantities.filter((other) => sharesFigure(other, range))
    const copied = alike.length === 0 || alike.some((other) => mayBeOneFigure(other, range))
    return { range, kind: 'number', copied, borneOut: quantities.some((other) => bearsOutQuantity(other, range)) }
  })
}

/** A name may also come from elsewhere in the evidence or from the context; then its place is the derivation's to judge. */
function nameClaims(
  { facts, given }: Reading,
  near: readonly Facts[],
  nearWords: ReadonlySet<string>,
): readonly Claim[] {
  const nearNames = near.flatMap((sentence) => sentence.names)
  const anyWords = foldedWords(given)
  let anyNames: Facts['names'] | null = null
  return facts.names.flatMap((range): readonly Claim[] => {
    const claim = { range, kind: 'name', copied: true } as const
    if (bearsOutName(nearNames, nearWords, range)) return [{ ...claim, borneOut: true }]
    anyNames ??= given.flatMap((sentence) => findNames(sentence.text, sentence.lang))
    return bearsOutName(anyNames, anyWords, range) ? [] : [{ ...claim, borneOut: false }]
  })
}

const foldedWords = (sentences: readonly SourceSentence[]): ReadonlySet<string> =>
  new Set(sentences.flatMap((sentence) => sentence.tokens.map((token) => token.folded)))

function whereabouts({ line, given }: Reading, at: readonly number[]): string {
  const words = new Set(
    given.filter(({ evidence }) => evidence >= 0).flatMap(({ tokens }) => tokens.map((token) => token.folded)),
  )
  return at.every((place) => words.has(line.tokens[place]?.folded ?? ''))
    ? 'is not what the evidence gives here'
    : 'is in no evidence'
}

/** The evidence sentences the line takes words from: those with two or more content words, and the chief one. */
function supportingSentences({ line, source, derivation }: Reading): readonly SourceSentence[] {
  const taken = new Map<number, number>()
  for (const [at, place] of derivation.from.entries()) {
    if (place === null) continue
    const sentence = source.sentenceOf[place] ?? 0
    taken.set(sentence, (taken.get(sentence) ?? 0) + (line.tokens[at]?.stop === true ? 0 : 1))
  }
  const most = Math.max(0, ...taken.values())
  return [...taken]
    .filter(([, words]) => words >= RESTS_ON_WORDS || words === most)
    .flatMap(([at]) => source.sentences[at] ?? [])
    .filter((sentence) => sentence.evidence >= 0)
}

/** The tokens come from the evidence as one run, whole words of it, joined to a word beside them. */
function isTakenWhole(
  { source, derivation }: Reading,
  at: readonly number[],
  support: readonly SourceSentence[],
): boolean {
  const [first, last] = [at[0], at.at(-1)]
  if (first === undefined || last === undefined) return true
  const start = derivation.from[first] ?? null
  if (start === null || !at.every((place, offset) => derivation.from[place] === start + offset)) return false
  const end = start + at.length - 1
  const sentence = source.sentences[source.sentenceOf[start] ?? 0]
  if (sentence === undefined || !support.includes(sentence)) return false
  if (isSameWord(source, start - 1, start) || isSameWord(source, end, end + 1)) return false
  return derivation.from[first - 1] === start - 1 || derivation.from[last + 1] === end + 1
}

function isSameWord({ tokens, sentenceOf }: Source, a: number, b: number): boolean {
  const [left, right] = [tokens[a], tokens[b]]
  return left !== undefined && right !== undefined && left.start === right.start && sentenceOf[a] === sentenceOf[b]
}
