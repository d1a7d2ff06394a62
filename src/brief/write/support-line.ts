import type { Citation, Line, LineFlag, Support } from '../../news/claim.ts'
import { analyseSentence } from '../../text/features.ts'
import { toTextLang, type TextLang } from '../../text/language.ts'
import { countOrigins, findAgreeing, isQuotation } from '../extract-line.ts'
import { judgeTranslated } from '../verify/judge-translated.ts'
import type { Passage, Tellable } from './tellable.ts'
import { verifyLine } from '../verify/verify.ts'

/** A line that passed, or why none did. */
export type Judged =
  | { readonly line: Line; readonly claims: readonly Tellable[] }
  | { readonly line: null; readonly reasons: readonly string[] }

/** Passages that one line of several claims cites. */
const CITATIONS_MAX = 6
/** Flags that a line has from its claim, whoever words it. */
const LASTING: ReadonlySet<LineFlag> = new Set(['disputed', 'machine-made', 'commentary'])

/**
 * The text as a line on as few of its claims and passages as bear it out: a claim named for nothing lends it neither a
 * citation nor an origin. Counts are those of passages that say it; of several claims the least. Where no passage is in
 * the line's language it is judged as a translation of one of them.
 */
export function supportLine(text: string, claims: readonly Tellable[], lang: TextLang): Judged {
  const reasons: string[] = []
  for (const claim of claims) {
    const judged = supportByOne(text, claim, lang)
    if (judged.line !== null) return judged
    reasons.push(...judged.reasons)
  }
  for (const several of pairsAndAll(claims)) {
    const judged = supportBySeveral(text, several, lang)
    if (judged.line !== null) return judged
    // Told of all claims together, reasons are the fewest.
    reasons.splice(0, reasons.length, ...judged.reasons)
  }
  return { line: null, reasons: [...new Set(reasons)] }
}

function supportByOne(text: string, claim: Tellable, lang: TextLang): Judged {
  const own = claim.passages.filter((passage) => toTextLang(passage.lang) === lang)
  const isForeign = own.length === 0
  const reasons: string[] = []
  for (const passage of isForeign ? claim.passages : own) {
    const faults = isForeign
      ? judgeTranslated(text, passage.citation.text, lang, toTextLang(passage.lang))
      : faultsOf(text, [passage], lang)
    if (faults.length > 0) {
      if (reasons.length === 0) reasons.push(...faults)
      continue
    }
    return { line: toLine(text, claim, passage, { lang, isForeign }), claims: [claim] }
  }
  return { line: null, reasons: reasons.length === 0 ? ['its claim has no passage'] : reasons }
}

function supportBySeveral(text: string, claims: readonly Tellable[], lang: TextLang): Judged {
  const ofClaim = claims.map((claim) => claim.passages.filter((passage) => toTextLang(passage.lang) === lang))
  const firsts = inOneArticle(ofClaim)
  const [main] = claims
  if (main === undefined || firsts === null) {
    return { line: null, reasons: ['claims of several articles or of another language are told one by one'] }
  }
  const reasons = faultsOf(text, firsts, lang)
  if (reasons.length > 0) return { line: null, reasons }
  const lines = claims.map((claim, at) => toLine(text, claim, firsts[at] ?? firsts[0], { lang, isForeign: false }))
  const least = (count: (line: Line) => number) => Math.min(...lines.map(count))
  const origins = least(({ support }) => support.origins)
  const flags = new Set(lines.flatMap((line) => line.flags))
  const line: Line = {
    id: main.claim.id,
    text,
    lang,
    quote: false,
    support: {
      articles: least(({ support }) => support.articles),
      texts: least(({ support }) => support.texts),
      origins,
    },
    citations: firsts.map(({ citation }) => citation),
    flags: [...flags],
  }
  const more = withMore(
    line,
    lines.flatMap(({ citations }) => citations),
    lang,
  )
  return { line: more, claims }
}

/**
 * A passage of each claim, all of one article, or null. One article's speaker with another's words would be a third thing
 * that neither says, and a planted sentence would borrow whom it names.
 */
function inOneArticle(ofClaim: readonly (readonly Passage[])[]): readonly Passage[] | null {
  for (const { citation } of ofClaim[0] ?? []) {
    const passages = ofClaim.flatMap((of) => of.find((passage) => passage.citation.article === citation.article) ?? [])
    if (passages.length === ofClaim.length) return passages
  }
  return null
}

const pairsAndAll = (claims: readonly Tellable[]): readonly (readonly Tellable[])[] => {
  const pairs = claims.flatMap((one, at) => claims.slice(at + 1).map((other) => [one, other]))
  return claims.length > 2 ? [...pairs, claims] : pairs
}

function faultsOf(text: string, passages: readonly Passage[], lang: TextLang): readonly string[] {
  return verifyLine(
    text,
    passages.map(({ citation }) => citation.text),
    { lang, evidenceLangs: passages.map((passage) => toTextLang(passage.lang)) },
  ).reasons
}

function toLine(
  text: string,
  { claim, extract, passages }: Tellable,
  core: Passage | undefined,
  { lang, isForeign }: { lang: TextLang; isForeign: boolean },
): Line {
  const features = analyseSentence(text, lang)
  const supports = claim.supports.length > 0 ? claim.supports : claim.withdrawn
  const cited = supports.find((support) => core !== undefined && isAt(support, core.citation))
  const agreeing = cited === undefined ? [] : findAgreeing({ support: cited, features }, supports)
  const origins = countOrigins(agreeing)
  const flags = extract.flags.filter((flag) => LASTING.has(flag))
  if (origins <= 1) flags.push('single-source')
  if (agreeing.every(({ origin }) => origin.kind === 'unattributed')) flags.push('unattributed')
  if (isForeign) flags.push('translated')
  const citations = core === undefined ? [] : [core.citation]
  const line: Line = {
    id: claim.id,
    text,
    lang,
    quote: isQuotation(features),
    support: {
      articles: new Set(agreeing.map(({ article }) => article)).size,
      texts: new Set(agreeing.map(({ group }) => group)).size,
      origins,
    },
    citations,
    flags,
  }
  if (isForeign) return line
  const backing = passages.filter(({ citation }) => agreeing.some((support) => isAt(support, citation)))
  return withMore(
    line,
    backing.map(({ citation }) => citation),
    lang,
  )
}

const isAt = (support: Support, { article, revision, start }: Citation): boolean =>
  support.article === article && support.revision === revision && support.start === start

/** The line with further citations, where it still passes beside them. */
function withMore(line: Line, further: readonly Citation[], lang: TextLang): Line {
  const citations = [...new Set([...line.citations, ...further])].slice(0, CITATIONS_MAX)
  if (citations.length === line.citations.length) return line
  const isBorneOut = verifyLine(
    line.text,
    citations.map(({ text }) => text),
    { lang },
  ).ok
  return isBorneOut ? { ...line, citations } : line
}
