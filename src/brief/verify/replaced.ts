import { MONTHS, WEEKDAYS } from '../../text/calendar.ts'
import type { TextLang } from '../../text/language.ts'
import { nameIsIn, type Name } from '../../text/names.ts'
import { CARDINALS, SCALES, VAGUE } from '../../text/number-words.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import { writtenText, tokensOf, type Comparison } from './comparison.ts'
import { bearsOutDate, bearsOutQuantity, tokensIn } from './facts.ts'
import type { Token } from './tokens.ts'

/** A gap of the evidence this much longer than the line's is a shortening, not a replacement. */
const REPLACED_LONGER_MAX = 4

function factsOf<Fact extends { start: number; end: number }>(
  facts: readonly Fact[],
  tokens: readonly Token[],
): Fact[] {
  const [first, last] = [tokens[0], tokens.at(-1)]
  if (first === undefined || last === undefined) return []
  return facts.filter((fact) => fact.start < last.end && first.start < fact.end)
}

/** "killed 30" where the evidence has "killed 12": a number, date or name stands in another's place. */
export function replacedFacts(comparison: Comparison): readonly string[] {
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
      ...(comparison.cased && hunk.place === 'start' ? replacedOpening(ours, theirs, comparison.lang) : []),
    ]
  })
}

/**
 * "Ely passed the record" for "Ruiz passed the record". A sentence's first word has a capital whatever it is, so names are
 * not told from it; but another word with a capital in its very place is another subject.
 */
function replacedOpening(ours: readonly Token[], theirs: readonly Token[], lang: TextLang): readonly string[] {
  const claimed = ours.filter((token) => !token.stop)
  const given = theirs.filter((token) => !token.stop)
  const isOpening = (tokens: readonly Token[]) =>
    tokens.length > 0 && tokens.every((token) => token.capital && !isDateOrNumber(token, lang))
  if (!isOpening(claimed) || !isOpening(given) || ours.length !== claimed.length) return []
  if (claimed.some((token) => given.some((other) => isAkin(token, other)))) return []
  return [`the name “${writtenText(claimed)}” stands where the evidence has “${writtenText(given)}”`]
}

/** Months, weekdays and number words are capitals without being names: they are judged as dates and numbers. */
function isDateOrNumber({ folded }: Pick<Token, 'folded'>, lang: TextLang): boolean {
  return (
    [MONTHS, WEEKDAYS].some((table) => table.has(folded)) ||
    [CARDINALS, SCALES, VAGUE].some((table) => table[lang].has(folded))
  )
}

/** Beginnings of this length in common make two words forms of one: "Chile", "Chilean". */
const AKIN_LENGTH = 4

function isAkin(one: Token, other: Token): boolean {
  return one.stem === other.stem || one.folded.slice(0, AKIN_LENGTH) === other.folded.slice(0, AKIN_LENGTH)
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
      : wrong.map(({ text }) => `the date “${text}” stands where the evidence has “${given[0]?.text ?? ''}”`)
  })
}

function replacedNames(
  { lang, line, lineFacts, backbone, sourceFacts }: Comparison,
  ours: readonly Token[],
  theirs: readonly Token[],
): readonly string[] {
  const names = factsOf(sourceFacts.names, theirs)
  const strange = factsOf(lineFacts.names, ours).filter(
    (name) =>
      !name.words.every((word) => isDateOrNumber({ folded: word }, lang)) &&
      !standsBeforeWord(ours, name) &&
      !nameIsIn(name, names) &&
      !names.some((given) => nameIsIn(given, [name])),
  )
  const reasons = replaced('name', strange, names, () => false)
  if (reasons.length > 0 || factsOf(lineFacts.names, ours).length > strange.length) return reasons
  // Capitals that are no name to us ("Rev", "Democrats") still stand for something: like may only replace like.
  const claimed = ours.filter((token) => !token.stop)
  const given = theirs.filter((token) => !token.stop)
  const isName = (token: Token): boolean =>
    token.capital && !isDateOrNumber(token, lang) && token !== line[0] && token !== backbone.sentence.tokens[0]
  if (claimed.length === 0 || given.length === 0 || ![...claimed, ...given].every(isName)) return []
  if (claimed.some((token) => given.some((other) => token.stem === other.stem))) return []
  return [`the name “${writtenText(claimed)}” stands where the evidence has “${writtenText(given)}”`]
}

/** "the Chilean president" for "Ruiz" is a description, not another name: a plain word follows inside the gap. */
function standsBeforeWord(tokens: readonly Token[], name: Name): boolean {
  return tokens.some((token) => token.start >= name.end && !token.stop && !token.capital && !token.digits)
}

const CONJUNCTIONS: ReadonlySet<string> = new Set(['and', 'or', 'but', 'y', 'e', 'o', 'u', 'pero'])
const AGENT_WORD: Readonly<Record<TextLang, string>> = { en: 'by', es: 'por' }

/** "Chile invited Peru" from "Peru invited Chile": a name has changed its place, and with it its part. */
export function movedNames(comparison: Comparison): readonly string[] {
  const { line, lineFacts, backbone } = comparison
  const source = backbone.sentence.tokens
  const kept = new Set(backbone.anchored)
  return lineFacts.names
    .filter((name) =>
      tokensIn(line, name).some((at) => {
        if (backbone.anchored[at] !== null || line[at]?.stop === true) return false
        const there = source.findIndex((token, place) => !kept.has(place) && token.folded === line[at]?.folded)
        return there >= 0 && !keepsPart(comparison, at, there)
      }),
    )
    .map(({ text }) => `“${text}” has another part in the evidence: who did what to whom differs`)
}

/** A name that stands elsewhere keeps its part with the same preposition, with its verb of speech, or in the passive. */
function keepsPart({ lang, line, backbone }: Comparison, at: number, there: number): boolean {
  const source = backbone.sentence.tokens
  const [head, headThere] = [headBefore(line, at), headBefore(source, there)]
  if (head !== null && head === headThere && !CONJUNCTIONS.has(head)) return true
  const [next, nextThere] = [line[afterName(line, at)], source[afterName(source, there)]]
  // "Ruiz wrote: …" for "…, Ruiz wrote": the name went with its verb.
  if (next !== undefined && next.folded === nextThere?.folded && isSpeechVerb(next.folded, lang)) return true
  const agent = AGENT_WORD[lang]
  return (head === agent) !== (headThere === agent) || voiceDiffers(line, source, agent)
}

/** The place behind a name: "wrote" in "Ana Ruiz wrote", from any of its words. */
function afterName(tokens: readonly Token[], at: number): number {
  const found = tokens.findIndex((token, place) => place > at && (token.opens || !token.capital))
  return found < 0 ? tokens.length : found
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
    if (token.capital && !token.stop && place > 0) continue
    if (/^(?:the|a|an|el|la|los|las|un|una)$/.test(token.folded)) continue
    return token.capital && !token.stop ? null : token.folded
  }
  return null
}
