import { MONTHS, WEEKDAYS } from '../text/calendar.ts'
import type { TextLang } from '../text/language.ts'
import { nameIsIn, type Name } from '../text/names.ts'
import { negations } from '../text/negation.ts'
import { isSpeechVerb } from '../text/speech-words.ts'
import type { Word } from '../text/words.ts'
import type { Backbone, Hunk } from './backbone.ts'
import { bearsOutDate, bearsOutQuantity, type Facts } from './facts.ts'
import { areOpposite } from './opposites.ts'
import type { Token } from './tokens.ts'

/** A line's sentence beside the evidence sentence that is most like it. */
export type Comparison = {
  readonly lang: TextLang
  readonly line: readonly Token[]
  readonly lineFacts: Facts
  readonly backbone: Backbone
  readonly sourceFacts: Facts
  /** Line and evidence write names with capitals: in lower-cased text a capital only opens a sentence. */
  readonly cased: boolean
}

/** Two sentences are compared word for word when they share at least this share of the line's content words. */
const COMPARABLE_SHARE = 0.4
/** A gap of the evidence this much longer than the line's is a shortening, not a replacement. */
const REPLACED_LONGER_MAX = 4

/** What the line says otherwise than the evidence sentence it follows; empty when they are too unlike to compare. */
export function findContradictions(comparison: Comparison): readonly string[] {
  if (comparison.backbone.share < COMPARABLE_SHARE) return []
  return [
    ...replacedFacts(comparison),
    ...movedNames(comparison),
    ...turnedAround(comparison),
    ...droppedDoubt(comparison),
  ]
}

const tokensOf = (tokens: readonly Token[], [from, to]: readonly [number, number]): readonly Token[] =>
  tokens.slice(from, to)

function factsOf<Fact extends { start: number; end: number }>(
  facts: readonly Fact[],
  tokens: readonly Token[],
): Fact[] {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first === undefined || last === undefined) return []
  return facts.filter((fact) => fact.start < last.end && first.start < fact.end)
}

/** "killed 30" where the evidence has "killed 12": a number, date or name stands in another's place. */
function replacedFacts(comparison: Comparison): readonly string[] {
  const { line, lineFacts, backbone, sourceFacts } = comparison
  return backbone.hunks.flatMap((hunk) => {
    const ours = tokensOf(line, hunk.line)
    const theirs = tokensOf(backbone.sentence.tokens, hunk.source)
    if (ours.length === 0 || theirs.length === 0 || theirs.length > ours.length + REPLACED_LONGER_MAX) return []
    return [
      ...replaced('date', factsOf(lineFacts.dates, ours), factsOf(sourceFacts.dates, theirs), bearsOutDate),
      ...replaced(
        'number',
        factsOf(lineFacts.quantities, ours),
        factsOf(sourceFacts.quantities, theirs),
        bearsOutQuantity,
      ),
      ...replacedCalendarWord(ours, theirs),
      ...(comparison.cased ? replacedNames(comparison, ours, theirs) : []),
    ]
  })
}

function replaced<Fact extends { text: string }>(
  kind: string,
  ours: readonly Fact[],
  theirs: readonly Fact[],
  bearsOut: (given: Fact, claimed: Fact) => boolean,
): readonly string[] {
  const instead = theirs[0]
  if (instead === undefined) return []
  const strange = ours.filter((claimed) => !theirs.some((given) => bearsOut(given, claimed)))
  return strange.map(({ text }) => `the ${kind} “${text}” stands where the evidence has “${instead.text}”`)
}

/** "Saturday, February 3" for "Thursday, February 3": one date, but another day of the week. */
function replacedCalendarWord(ours: readonly Token[], theirs: readonly Token[]): readonly string[] {
  return [WEEKDAYS, MONTHS].flatMap((table) => {
    const given = theirs.filter((token) => table.has(token.folded) && token.capital)
    const claimed = ours.filter((token) => table.has(token.folded) && token.capital)
    const wrong = claimed.filter((token) => !given.some((other) => table.get(other.folded) === table.get(token.folded)))
    return given.length === 0
      ? []
      : wrong.map(({ folded }) => `the date “${folded}” stands where the evidence has “${given[0]?.folded ?? ''}”`)
  })
}

function replacedNames(
  { line, lineFacts, backbone, sourceFacts }: Comparison,
  ours: readonly Token[],
  theirs: readonly Token[],
): readonly string[] {
  const names = factsOf(sourceFacts.names, theirs)
  const strange = factsOf(lineFacts.names, ours).filter(
    (name) =>
      !standsBeforeWord(ours, name) && !nameIsIn(name, names) && !names.some((given) => nameIsIn(given, [name])),
  )
  const reasons = replaced('name', strange, names, () => false)
  if (reasons.length > 0 || factsOf(lineFacts.names, ours).length > strange.length) return reasons
  // Capitals that are no name to us ("Rev", "Democrats") still stand for something: like may only replace like.
  const claimed = ours.filter((token) => !token.stop)
  const given = theirs.filter((token) => !token.stop)
  const isName = (token: Token): boolean => token.capital && token !== line[0] && token !== backbone.sentence.tokens[0]
  if (claimed.length === 0 || given.length === 0 || ![...claimed, ...given].every(isName)) return []
  if (claimed.some((token) => given.some((other) => token.stem === other.stem))) return []
  const text = (tokens: readonly Token[]): string => tokens.map((token) => token.folded).join(' ')
  return [`the name “${text(claimed)}” stands where the evidence has “${text(given)}”`]
}

/** "the Chilean president" for "Ruiz" is a description, not another name: a plain word follows inside the gap. */
function standsBeforeWord(tokens: readonly Token[], name: Name): boolean {
  return tokens.some((token) => token.start >= name.end && !token.stop && !token.capital && !token.digits)
}

const CONJUNCTIONS: ReadonlySet<string> = new Set(['and', 'or', 'but', 'y', 'e', 'o', 'u', 'pero'])
const AGENT_WORD: Readonly<Record<TextLang, string>> = { en: 'by', es: 'por' }

/** "Chile invited Peru" from "Peru invited Chile": a name has changed its place, and with it its part. */
function movedNames({ lang, line, lineFacts, backbone }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  const kept = new Set(backbone.anchored)
  const reasons: string[] = []
  for (const name of lineFacts.names) {
    const at = line.findLastIndex((token) => token.start < name.end && name.start < token.end)
    const last = line[at]
    if (last === undefined || backbone.anchored[at] !== null) continue
    const there = source.findIndex((token, place) => !kept.has(place) && token.folded === last.folded)
    if (there < 0) continue
    const lineHead = headBefore(line, at)
    const sourceHead = headBefore(source, there)
    if (lineHead !== null && lineHead === sourceHead && !CONJUNCTIONS.has(lineHead)) continue
    const agent = AGENT_WORD[lang]
    if ((lineHead === agent) !== (sourceHead === agent) || voiceDiffers(line, source, agent)) continue
    reasons.push(`“${name.text}” has another part in the evidence: who did what to whom differs`)
  }
  return reasons
}

/** One of the two is passive: "A invited B", "B was invited by A". */
function voiceDiffers(line: readonly Token[], source: readonly Token[], agent: string): boolean {
  const count = (tokens: readonly Token[]): number =>
    tokens.filter((token, at) => token.folded === agent && tokens[at + 1]?.capital === true).length
  return count(line) !== count(source)
}

/** The word before a name, past its own capitals and articles: "by" in "by President Ruiz". Null at the start. */
function headBefore(tokens: readonly Token[], at: number): string | null {
  for (let place = at - 1; place >= 0; place--) {
    const token = tokens[place]
    if (token === undefined || (tokens[place + 1]?.opens === true && place < at - 1)) return null
    if (token.capital && place > 0) continue
    if (/^(?:the|a|an|el|la|los|las|un|una)$/.test(token.folded)) continue
    return token.capital ? null : token.folded
  }
  return null
}

/** Words that turn a statement into its opposite, as `negations` wants them. */
function negatingPlaces(tokens: readonly Token[], lang: TextLang): ReadonlySet<number> {
  const words: Word[] = tokens.map(({ start, end, folded }) => ({ start, end, text: folded, folded }))
  return new Set(negations(words, lang))
}

function turnedAround({ lang, line, backbone }: Comparison): readonly string[] {
  const source = backbone.sentence.tokens
  const lineNegated = negatingPlaces(line, lang)
  const sourceNegated = negatingPlaces(source, lang)
  const reasons: string[] = []
  for (const hunk of backbone.hunks) {
    const ours = range(hunk.line).filter((at) => lineNegated.has(at))
    const theirs = range(hunk.source).filter((at) => sourceNegated.has(at) && reaches(source, at, hunk))
    const opposite = oppositeIn(tokensOf(line, hunk.line), tokensOf(source, hunk.source), lang)
    const turns = ours.length + theirs.length + (opposite === null ? 0 : 1)
    if (turns % 2 === 0) continue
    if (opposite !== null) reasons.push(`the line says “${opposite[0]}”, the evidence “${opposite[1]}”`)
    else if (ours.length > 0) reasons.push(`the line has “${line[ours[0] ?? 0]?.folded ?? ''}”, the evidence does not`)
    else reasons.push(`the evidence has “${source[theirs[0] ?? 0]?.folded ?? ''}”, which the line leaves out`)
  }
  return reasons
}

const range = ([from, to]: readonly [number, number]): readonly number[] =>
  Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at)

const NEW_CLAUSE: ReadonlySet<string> = new Set(
  'but and who which because although though while pero y aunque porque quien mientras'.split(' '),
)

/** A left-out "not" matters when no clause mark stands between it and the next word that the line keeps. */
function reaches(source: readonly Token[], at: number, hunk: Hunk): boolean {
  if (hunk.place === 'end') return hunk.line[1] > hunk.line[0]
  return !source.slice(at + 1, hunk.source[1] + 1).some((token) => token.opens || NEW_CLAUSE.has(token.folded))
}

function oppositeIn(
  ours: readonly Token[],
  theirs: readonly Token[],
  lang: TextLang,
): readonly [string, string] | null {
  for (const a of ours) {
    for (const b of theirs) if (areOpposite(a.folded, b.folded, lang)) return [a.folded, b.folded]
  }
  return null
}

const DOUBT: Readonly<Record<TextLang, RegExp>> = {
  en: /\b(?:unproven|unfounded|baseless|debunked|unverified|falsely|without (?:any |offering |giving |providing )?(?:evidence|proof)|no evidence)\b/i,
  es: /\b(?:sin (?:aportar |ofrecer )?pruebas|infundad[ao]s?|falsamente|desmentid[ao]s?|sin fundamento|no hay pruebas)\b/i,
}

/** The evidence doubts what it reports ("without evidence") and the line does not pass that on. */
function droppedDoubt({ lang, line, backbone }: Comparison): readonly string[] {
  const doubt = DOUBT[lang].exec(backbone.sentence.tokens.map((token) => token.folded).join(' '))?.[0]
  if (doubt === undefined || DOUBT[lang].test(line.map((token) => token.folded).join(' '))) return []
  return [`the evidence says “${doubt}”, which the line leaves out`]
}

/** True where the evidence sentence only reports that someone said so and the line states it as fact. */
export function dropsAttribution({ lang, line, backbone }: Comparison): boolean {
  if (backbone.share < COMPARABLE_SHARE) return false
  const speaks = (tokens: readonly Token[]): boolean => tokens.some((token) => isSpeechVerb(token.folded, lang))
  return speaks(backbone.sentence.tokens) && !speaks(line)
}
