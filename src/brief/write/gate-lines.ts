import type { Line } from '../../news/claim.ts'
import { analyseSentence, type SentenceFeatures } from '../../text/features.ts'
import { toTextLang, type TextLang } from '../../text/language.ts'
import { isSpeechVerb } from '../../text/speech-words.ts'
import { evenWeight, overlapTerms } from '../../text/similarity.ts'
import { bareTerms } from '../back-line.ts'
import { sharesFigure } from '../verify/facts.ts'
import { addedWords } from './added-words.ts'
import { pencilFaults } from './pencil.ts'
import { HEADLINE_LENGTH_MAX, LINE_LENGTH_MAX, unfitReasons, withoutQuotations } from './plain-line.ts'
import { placeQuotations, type Quotable } from './place-quotations.ts'
import type { LineKind, Proposal } from './read-reply.ts'
import { supportLine } from './support-line.ts'
import type { Tellable } from './tellable.ts'

/** A line of the model's that may be published, with the claims it rests on. */
export type Passed = { readonly kind: LineKind; readonly line: Line; readonly claims: readonly Tellable[] }
export type Refused = { readonly proposal: Proposal; readonly reasons: readonly string[] }
export type Gated = { readonly passed: readonly Passed[]; readonly refused: readonly Refused[] }

export type GateParts = {
  readonly tellables: readonly Tellable[]
  readonly quotables: readonly Quotable[]
  readonly lang: TextLang
}

/** Two lines that share this much of the shorter, names apart, say the same: as where claims are chosen. */
const REPEATED_SHARE = 0.5
/** A headline or first sentence tells one of the foremost claims: which they are, no model decides. */
const FOREMOST = 2
/** A headline carries no marks: more than one origin tells it. */
const HEADLINE_ORIGINS_MIN = 2

/** What an outlet says where it tells why something matters: consequence, cause, first time. General words. */
const SIGNIFICANCE: Readonly<Record<TextLang, RegExp>> = {
  en: /\b(?:because|matters?|means?|meaning|significan(?:t|ce)|importan(?:t|ce)|consequences?|as a result|result(?:s|ed|ing)? in|lead(?:s|ing)? to|led to|so that|affect(?:s|ed|ing)?|impact|at stake|for the first time|the first (?:time|such|since)|since|threat(?:s|ens?|ened)?|risks?|crucial|key|vital|essential|depends?|relies|rely|raises?|would|could)\b/iu,
  es: /(?<!\p{L})(?:porque|debido a|importa|significa|significativ[oa]|importan(?:te|cia)|consecuencias?|como resultado|result[oó] en|lleva a|llev[oó] a|afecta(?:r[aá]n?|ron|n)?|impacto|en juego|por primera vez|el primer[oa]?|la primera|desde|amenaza[ns]?|riesgos?|crucial|clave|vital|esencial|depende|podr[ií]an?|permitir[aá]n?)(?!\p{L})/iu,
}

/** Judges what a model proposes: fit to be printed, in the reader's language, borne out by what it cites, told once. */
export function gateLines(proposals: readonly Proposal[], parts: GateParts, before: readonly Passed[] = []): Gated {
  const passed: Passed[] = []
  const refused: Refused[] = []
  for (const proposal of proposals) {
    const judged = judge(proposal, parts, [...before, ...passed])
    if ('reasons' in judged) refused.push({ proposal, reasons: judged.reasons })
    else passed.push(judged)
  }
  return { passed, refused }
}

function judge(proposal: Proposal, parts: GateParts, before: readonly Passed[]): Passed | Pick<Refused, 'reasons'> {
  const { kind, unknown } = proposal
  const { lang } = parts
  const claims = proposal.claims.flatMap((n) => parts.tellables.find((tellable) => tellable.n === n) ?? [])
  if (unknown.length > 0) return { reasons: [`there is no claim ${unknown.join(', ')}`] }
  if (claims.length === 0) return { reasons: ['it names no claim'] }
  const placed = placeQuotations(proposal.text, claims, parts.quotables)
  const text = kind === 'headline' ? placed.text : asSentence(placed.text)
  const lengthMax = kind === 'headline' ? HEADLINE_LENGTH_MAX : LINE_LENGTH_MAX
  const unfit = [...unfitReasons(text, lang, lengthMax), ...strangeLetters(text, claims)]
  if (placed.reasons.length + unfit.length > 0) return { reasons: [...placed.reasons, ...unfit] }
  const judged = supportLine(text, claims, lang)
  if (judged.line === null) return { reasons: judged.reasons }
  const features = analyseSentence(text, lang)
  const reasons = [
    ...missingSpeaker(features, judged.line, judged.claims),
    ...missingAbout(features, judged.line),
    ...oneSpeakerForTwo(features, judged.line),
    ...(judged.line.flags.includes('translated') ? [] : beyondPencil(kind, features, passagesOf(judged.line))),
    ...(kind === 'line' ? [] : unfitFor(kind, judged.line, judged.claims, lang)),
    ...(kind === 'headline' ? [] : repeated(features, judged.line, before)),
  ]
  return reasons.length > 0 ? { reasons } : { kind, line: judged.line, claims: judged.claims }
}

/** What is more than its passages with parts struck out. A headline may have no verb. */
function beyondPencil(kind: LineKind, told: SentenceFeatures, given: readonly SentenceFeatures[]): readonly string[] {
  const faults = pencilFaults(told, given, kind !== 'headline')
  return [...addedWords(told, given), ...faults]
}

const passagesOf = (line: Line): readonly SentenceFeatures[] =>
  line.citations.map(({ text }) => analyseSentence(text, toTextLang(line.lang)))

/** As a sentence is printed: a capital first, a stop last. */
function asSentence(text: string): string {
  const begun = text.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase())
  return /[.!?…]["”»)]?$/u.test(begun) ? begun : `${begun.replace(/[,;:–—-]$/u, '')}.`
}

const OTHER_SCRIPT = /(?!\p{Script=Latin})\p{L}/gu

/** Letters of another script that no passage has: a name may hold them, a decoration or a disguise does. */
function strangeLetters(text: string, claims: readonly Tellable[]): readonly string[] {
  const given = claims.flatMap(({ passages }) => passages.map(({ citation }) => citation.text)).join(' ')
  const isStrange = text.match(OTHER_SCRIPT)?.some((letter) => !given.includes(letter)) ?? false
  return isStrange ? ['it holds letters that its claims do not have'] : []
}

const isAttributed = (features: SentenceFeatures): boolean => {
  const own = withoutQuotations(features.text)
  if (
    /\b(?:according to|told|accus(?:es?|ed)|alleges?|alleged that|seg[uú]n|acusan?|acus(?:ó|aron))(?!\p{L})/iu.test(own)
  )
    return true
  return features.words.some(({ start, folded }) => own[start] !== ' ' && isSpeechVerb(folded, features.lang))
}

/** What the passage ascribes to somebody may not become the brief's own word. */
function missingSpeaker(told: SentenceFeatures, line: Line, claims: readonly Tellable[]): readonly string[] {
  if (isAttributed(told)) return []
  const cited = claims.flatMap(({ passages }) => passages.filter(({ citation }) => line.citations.includes(citation)))
  const isSaid =
    cited.length > 0 &&
    cited.every((passage) => isAttributed(analyseSentence(passage.citation.text, toTextLang(passage.lang))))
  return isSaid ? ['it leaves out who says so'] : []
}

/** What two passages ascribe, each to its own speaker, may not be told as one speaker's. */
function oneSpeakerForTwo(told: SentenceFeatures, line: Line): readonly string[] {
  const texts = [...new Set(line.citations.map(({ text }) => text))]
  const isOne = texts.length < 2 || texts.some((text) => text === told.text)
  const saying = told.words.filter(({ folded }) => isSpeechVerb(folded, told.lang)).length
  if (isOne || saying !== 1) return []
  const alone = passagesOf(line).filter((passage) => pencilFaults(told, [passage], false).length === 0)
  const bearsAll = alone.some((passage) => addedWords(told, [passage]).length === 0 && hasSpeakersOf(told, passage))
  return bearsAll ? [] : ['it tells two claims by one speaker: tell them one by one']
}

/** Each word of the line that carries meaning, who speaks included, is in the passage. */
function hasSpeakersOf(told: SentenceFeatures, passage: SentenceFeatures): boolean {
  const known = new Set(passage.stems)
  return told.stems.every((stem) => known.has(stem) || isSpeechVerb(stem, told.lang))
}

/** "About 4,000" may not become "4,000": a rounded figure told as a counted one. */
function missingAbout({ quantities }: SentenceFeatures, line: Line): readonly string[] {
  const given = line.citations.flatMap(({ text }) => analyseSentence(text, toTextLang(line.lang)).quantities)
  return quantities.flatMap((told) => {
    const alike = given.filter((other) => sharesFigure(other, told))
    const isSure = told.bound !== 'exact' || alike.length === 0 || alike.some(({ bound }) => bound !== 'about')
    return isSure ? [] : [`it makes “${alike[0]?.text ?? ''}” an exact figure`]
  })
}

function unfitFor(kind: LineKind, line: Line, claims: readonly Tellable[], lang: TextLang): readonly string[] {
  if (kind === 'why') {
    const says = line.citations.some(({ text }) => SIGNIFICANCE[lang].test(withoutQuotations(text)))
    return says && claims.length === 1 ? [] : ['no source of its claim says why it matters']
  }
  if (!claims.some(({ n }) => n <= FOREMOST)) return [`a ${kind} tells one of the first claims`]
  if (kind === 'lede') return []
  const isSure = line.support.origins >= HEADLINE_ORIGINS_MIN && !line.flags.includes('disputed')
  return isSure ? [] : ['a headline needs two origins that do not differ']
}

function repeated(told: SentenceFeatures, line: Line, before: readonly Passed[]): readonly string[] {
  const others = before.filter(({ kind }) => kind !== 'headline')
  if (others.some((other) => other.line.id === line.id)) return [ALREADY_TOLD]
  const terms = bareTerms(told)
  const isTold = others.some((other) => {
    const { ofA, ofB } = overlapTerms(
      terms,
      bareTerms(analyseSentence(other.line.text, toTextLang(other.line.lang))),
      evenWeight,
    )
    return Math.max(ofA, ofB) >= REPEATED_SHARE
  })
  return isTold ? [ALREADY_TOLD] : []
}

/** Not asked to be mended: the line before it tells it. */
export const ALREADY_TOLD = 'a line before tells it'
