import type { TextLang } from '../../text/language.ts'
import { findBackbone } from './backbone.ts'
import { checkFacts, overstatedFigures, type Reading } from './check-facts.ts'
import type { Comparison } from './comparison.ts'
import { uncoveredWords, weakestWords, WORDING_MIN, wordingScore } from './coverage.ts'
import { derive, layOut } from './derive.ts'
import { readFacts } from './facts.ts'
import { dropsAttribution, findContradictions } from './meaning.ts'
import { changedMeasures } from './measures.ts'
import { addedCauses, otherSpeakers } from './pieced.ts'
import { droppedQualifiers } from './qualifiers.ts'
import { unfoundQuotations } from './quoted.ts'
import { chooseSentences } from './support.ts'
import { readSentences, tidyMarks, type SourceSentence, type Token } from './tokens.ts'

export type Verdict = {
  /** Publishable: nothing in the line lacks support. */
  readonly ok: boolean
  /** How well supported, 0…1, for ranking. From one half up the wording is; `ok` wants the facts too. */
  readonly score: number
  /** What is not supported, in words; empty when ok. */
  readonly reasons: readonly string[]
}

export type VerifyOptions = {
  readonly lang: TextLang
  /** The language of each evidence text, where it is not the line's. */
  readonly evidenceLangs?: readonly TextLang[]
  /** Text around the line or its evidence: may lend a name to a pronoun, nothing else. */
  readonly context?: string
  /** ISO time the evidence states as its publication; without it weekdays stay words. */
  readonly publishedAt?: string | null
}

/** Each unsupported fact leaves this share of the score. */
const REASON_FACTOR = 0.4
/** A claim that the evidence ascribes to a speaker, stated as fact. */
const ATTRIBUTION_FACTOR = 0.97
/** Only facts can be compared across languages: the wording counts as barely supported. */
const FOREIGN_SCORE = 0.5
/** A line is a sentence or a few: longer text is none, and would take long to check. */
const LINE_LENGTH_MAX = 2_000

/** Does the evidence support the line? The gate on every published line; see `Verdict`. */
export function verifyLine(line: string, evidence: readonly string[], options: VerifyOptions): Verdict {
  const text = tidyMarks(line).trim()
  if (text.length > LINE_LENGTH_MAX) return refused(`the line is longer than ${LINE_LENGTH_MAX} characters`)
  const sentences = readSentences(text, options.lang, 0).filter(({ tokens }) => tokens.length > 0)
  if (sentences.length === 0) return refused('the line is empty')
  // A whole passage supports itself; a part of one may not: “it denied that …”.
  if (evidence.some((passage) => passage.trim() === line.trim())) return { ok: true, score: 1, reasons: [] }
  const given = readEvidence(evidence, options)
  if (!given.some((sentence) => sentence.evidence >= 0 && sentence.tokens.length > 0))
    return refused('there is no evidence')
  const verdicts = sentences.map((sentence) => judge(sentence, given, options))
  const quotations = unfoundQuotations(text, byText(given), options.lang).map(
    (quotation) => `the quotation “${quotation}” is not word for word in any evidence`,
  )
  const reasons = [...new Set([...quotations, ...verdicts.flatMap((verdict) => verdict.reasons)])]
  const score = Math.min(...verdicts.map((verdict) => verdict.score)) * REASON_FACTOR ** quotations.length
  return { ok: reasons.length === 0, score, reasons }
}

const refused = (reason: string): Verdict => ({ ok: false, score: 0, reasons: [reason] })

function readEvidence(
  evidence: readonly string[],
  { lang, evidenceLangs, context }: VerifyOptions,
): readonly SourceSentence[] {
  const given = evidence.flatMap((text, at) => readSentences(tidyMarks(text), evidenceLangs?.[at] ?? lang, at))
  return context === undefined ? given : [...given, ...readSentences(tidyMarks(context), lang, -1)]
}

function byText(sentences: readonly SourceSentence[]): readonly (readonly Token[])[] {
  const texts = new Map<number, Token[]>()
  for (const { evidence, tokens } of sentences) {
    if (evidence < 0) continue
    const text = texts.get(evidence)
    if (text === undefined) texts.set(evidence, [...tokens])
    else text.push(...tokens)
  }
  return [...texts.values()]
}

function judge(line: SourceSentence, given: readonly SourceSentence[], options: VerifyOptions): Omit<Verdict, 'ok'> {
  const own = given.filter((sentence) => sentence.lang === options.lang)
  const foreign = !own.some((sentence) => sentence.evidence >= 0)
  const source = layOut(chooseSentences(line.tokens, foreign ? given : own))
  const derivation = derive(line.tokens, source)
  const publishedAt = options.publishedAt ?? null
  const facts = readFacts(line.text, line.lang, publishedAt)
  const reading: Reading = { line, facts, source, derivation, given, publishedAt }
  const { reasons: factReasons, vouched, support } = checkFacts(reading)
  if (foreign) return { score: FOREIGN_SCORE * REASON_FACTOR ** factReasons.length, reasons: factReasons }
  const comparisons = compare(reading)
  const [comparison] = comparisons
  const contradictions = comparison === undefined ? [] : findContradictions(comparison)
  const overstated = [
    ...fewest(comparisons.map(droppedQualifiers)),
    ...overstatedFigures(facts, support, publishedAt),
    ...changedMeasures(line, line.lang, support),
    ...addedCauses(
      line.tokens,
      line.lang,
      support.map(({ tokens }) => tokens),
    ),
    ...otherSpeakers(reading),
  ]
  const wording = wordingScore(line.tokens, derivation, vouched)
  const windows = uncoveredWords(line.tokens, source, vouched)
  const reasons = [...factReasons, ...contradictions, ...overstated, ...windows]
  if (reasons.length === 0 && wording < WORDING_MIN) reasons.push(weakestWords(line.tokens, derivation))
  const attributed = comparison !== undefined && dropsAttribution(comparison) ? ATTRIBUTION_FACTOR : 1
  return { score: wording * attributed * REASON_FACTOR ** (factReasons.length + contradictions.length), reasons }
}

/** The line beside the evidence sentence that has most of it in order, or each that has; none where only context is left. */
function compare({ line, facts, source, given, publishedAt }: Reading): readonly Comparison[] {
  const backbones = source.sentences
    .filter((sentence) => sentence.evidence >= 0)
    .map((sentence) => findBackbone(line.tokens, sentence))
  const most = Math.max(...backbones.map(({ weight }) => weight))
  const cased = isCased(given)
  return backbones
    .filter(({ weight }) => weight === most)
    .map((backbone) => {
      const sourceFacts = readFacts(backbone.sentence.text, backbone.sentence.lang, publishedAt)
      return { lang: line.lang, line: line.tokens, lineText: line.text, lineFacts: facts, backbone, sourceFacts, cased }
    })
}

/** Two sentences may say it as well, one with an “if” and one without: the plainer one supports the line. */
const fewest = (lists: readonly (readonly string[])[]): readonly string[] =>
  lists.toSorted((a, b) => a.length - b.length)[0] ?? []

/** Share of words with a capital, not counting the first of a sentence, from which on a text writes names in capitals. */
const CAPITALS_MIN = 0.01

function isCased(sentences: readonly SourceSentence[]): boolean {
  const inner = sentences.flatMap(({ tokens }) => tokens.slice(1))
  return inner.filter((token) => token.capital).length >= CAPITALS_MIN * inner.length
}
