import { findNames } from '../text/names.ts'
import type { TextRange } from '../text/range.ts'
import type { Derivation, Source } from './derive.ts'
import { bearsOutDate, bearsOutName, bearsOutQuantity, readFacts, tokensIn, type Facts } from './facts.ts'
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
}

/** Content words taken from a sentence from which on the line rests on it. */
const RESTS_ON_WORDS = 2

/** Every number, date and name of the line must be in the evidence sentences it rests on; a name may come from elsewhere. */
export function checkFacts(reading: Reading): FactCheck {
  const { line, facts } = reading
  const support = supportingSentences(reading)
  const given = support.map((sentence) => readFacts(sentence.text, sentence.lang, reading.publishedAt))
  const reasons: string[] = []
  const vouched = new Set<number>()
  const known = new Set<number>()
  const check = (range: TextRange & { text: string }, kind: string, borneOut: () => boolean): void => {
    const at = tokensIn(line.tokens, range)
    for (const place of at) known.add(place)
    if (isTakenWhole(reading, at, support)) return
    if (!borneOut()) reasons.push(`the ${kind} “${range.text}” ${whereabouts(reading, at)}`)
    else for (const place of at) vouched.add(place)
  }
  for (const date of facts.dates) {
    check(date, 'date', () => given.some(({ dates }) => dates.some((other) => bearsOutDate(other, date))))
  }
  for (const quantity of facts.quantities) {
    check(quantity, 'number', () =>
      given.some(({ quantities }) => quantities.some((other) => bearsOutQuantity(other, quantity))),
    )
  }
  const near = foldedWords(support)
  const anywhere = foldedWords(reading.given)
  for (const name of facts.names) {
    if (given.some(({ names }) => bearsOutName(names, near, name))) check(name, 'name', () => true)
    else if (!bearsOutName(namesOf(reading.given), anywhere, name)) check(name, 'name', () => false)
  }
  for (const [at, token] of line.tokens.entries()) {
    if (!token.digits || known.has(at) || near.has(token.folded)) continue
    reasons.push(`the number “${token.folded}” ${whereabouts(reading, [at])}`)
  }
  return { reasons, vouched }
}

const foldedWords = (sentences: readonly SourceSentence[]): ReadonlySet<string> =>
  new Set(sentences.flatMap((sentence) => sentence.tokens.map((token) => token.folded)))

function namesOf(sentences: readonly SourceSentence[]): Facts['names'] {
  return sentences.flatMap((sentence) => findNames(sentence.text, sentence.lang))
}

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
