import type { Citation, Claim, Line, LineFlag, Support } from '../news/claim.ts'
import type { ArticleId, ClaimId } from '../news/ids.ts'
import type { StoryArticle } from '../news/story.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { findSpeaker } from '../text/quotations.ts'
import { languageOfSentence } from '../text/sentence-language.ts'
import { isStopword } from '../text/stems.ts'
import { isNoReport } from './report-marks.ts'
import { isOvertaken, saysTheSame } from './represent.ts'
import { backsLine } from './back-line.ts'
import { tidyExtract } from './tidy-extract.ts'
import { verifyLine } from './verify/verify.ts'

/** What a line is made from besides its claim. */
export type LineParts = {
  readonly articles: Pick<ReadonlyMap<ArticleId, StoryArticle>, 'get'>
  /** Claims on which sources differ. */
  readonly disputed: ReadonlySet<ClaimId>
  /** The language a reader wants: a passage in it is preferred. */
  readonly lang: string
}

/** A line cites its own passage and this many others at most, one for each further origin. */
const CITATIONS_MAX = 4
/** Shorter passages say too little alone, longer ones are not a line. */
const WORDS_MIN = 6
const WORDS_MAX = 60
/** A passage that is quotation by this share is a quotation. */
const QUOTED_SHARE_MIN = 0.55
/** Only the most fitting passages are tried. */
const TRIED_MAX = 12

/** Dots after a blank: the sentence breaks off. */
const BROKEN_OFF = /\s(?:\.{3,}|…)["”»]?$/u

/** A quotation said by one of these has lost its speaker. */
const PRONOUN = /^(?:he|she|it|they|él|ella|ellos|ellas|este|esta)$/i

const ORIGIN_WEIGHT = { wire: 5, primary: 5, outlet: 4, credited: 3, unattributed: 0 } as const

/**
 * The line an extract makes of a claim: the most fitting passage that stands alone and passes the verifier, with a
 * citation for each further origin that says the same; never one from an article to `avoid`. Null when none is left.
 */
export function extractLine(claim: Claim, parts: LineParts, avoid: ReadonlySet<ArticleId> = new Set()): Line | null {
  return extractFrom(claim, claim.supports, parts, avoid)
}

/** The same for what was withdrawn: its last passages speak. */
export function extractWithdrawn(claim: Claim, parts: LineParts): Line | null {
  return extractFrom(claim, claim.withdrawn, parts, new Set())
}

/** A passage that may speak for its claim, as a line. */
type Candidate = { readonly support: Support; readonly features: SentenceFeatures }

/**
 * What a claim says and who backs it is found without regard to the reader: one passage speaks, none that a better
 * backed or newer one has overtaken. The reader's language then chooses among those that say the very same.
 */
function extractFrom(
  claim: Claim,
  supports: readonly Support[],
  parts: LineParts,
  avoid: ReadonlySet<ArticleId>,
): Line | null {
  const open = supports.filter(({ article }) => !avoid.has(article))
  const ranked = fittestFirst(open, claim, parts).slice(0, TRIED_MAX)
  const candidates = ranked.flatMap((support) => toCandidate(support, parts) ?? [])
  const first = candidates.find((one) => !isOvertaken(one, candidates)) ?? candidates[0]
  if (first === undefined) return null
  const core = findCore(first, candidates, supports)
  const agreeing = findAgreeing(core, supports)
  const speaking = findSpeaking(core, agreeing, candidates, parts.lang)
  if (speaking !== undefined) return toLine(claim, speaking, agreeing, parts)
  const alone = candidates.find(
    (one) =>
      one.support.lang === parts.lang &&
      !isOvertaken(one, candidates) &&
      saysTheSame(core.features, one.features) &&
      countOrigins(findAgreeing(one, supports)) === countOrigins(agreeing),
  )
  return alone === undefined
    ? toLine(claim, core, agreeing, parts)
    : toLine(claim, alone, findAgreeing(alone, supports), parts)
}

/** The fittest passage, or one that says the same in another language and that more origins back. */
function findCore(first: Candidate, candidates: readonly Candidate[], supports: readonly Support[]): Candidate {
  const backed = (one: Candidate) => countOrigins(findAgreeing(one, supports))
  const others = candidates.filter(
    (one) =>
      one.support.lang !== first.support.lang &&
      !isOvertaken(one, candidates) &&
      saysTheSame(first.features, one.features),
  )
  return others.find((one) => backed(one) > backed(first)) ?? first
}

/** The core, or what backs it and says the very same, in the reader's language. */
function findSpeaking(
  core: Candidate,
  agreeing: readonly Support[],
  candidates: readonly Candidate[],
  lang: string,
): Candidate | undefined {
  if (core.support.lang === lang) return core
  return candidates.find(
    ({ support, features }) =>
      support.lang === lang && agreeing.includes(support) && saysTheSame(core.features, features),
  )
}

/** Independent origins among passages; those that name none count for none. */
export const countOrigins = (agreeing: readonly Support[]): number =>
  new Set(agreeing.flatMap(({ origin }) => (origin.kind === 'unattributed' ? [] : [origin.name]))).size

function toCandidate(support: Support, parts: LineParts): Candidate | null {
  const publishedAt = parts.articles.get(support.article)?.article.latest.publishedAt ?? null
  const lang = toTextLang(support.lang)
  const text = tidyExtract(support.text, lang)
  if (text === null) return null
  const features = analyseSentence(text, lang, publishedAt)
  if (!canStandAlone(features) || isForeign(features, support.lang)) return null
  return verifyLine(text, [support.text], { lang, publishedAt }).ok ? { support, features } : null
}

/** The core, what backs it, and retellings of those: they may count as articles, never decide. */
export function findAgreeing({ support: core, features }: Candidate, supports: readonly Support[]): readonly Support[] {
  const backing = new Set(
    supports.filter((support) => support === core || (!support.variant && backsLine(features, support))),
  )
  const backed = new Set([...backing].map(({ group }) => group))
  return supports.filter((support) => backing.has(support) || (support.variant && backed.has(support.group)))
}

function fittestFirst(supports: readonly Support[], claim: Claim, parts: LineParts): readonly Support[] {
  return supports
    .map((support) => ({ support, fit: fitness(support, claim, parts) }))
    .toSorted((one, other) => other.fit - one.fit)
    .map(({ support }) => support)
}

/**
 * Which passage speaks for a claim: no retelling; the one that made the claim, so that a line
 * stays what it was as others join; the wire's, then an outlet's own.
 */
function fitness(support: Support, claim: Claim, parts: LineParts): number {
  const article = parts.articles.get(support.article)
  const flags = article?.article.latest.flags ?? []
  return (
    ORIGIN_WEIGHT[article?.origins[0]?.kind ?? 'unattributed'] +
    (Temporal.Instant.compare(support.seenAt, claim.firstSeenAt) === 0 ? 3 : 0) -
    (support.variant ? 3 : 0) -
    (article !== undefined && article.of !== null ? 1 : 0) -
    (flags.includes('machine-made') ? 2 : 0) -
    (flags.includes('commentary') ? 2 : 0) -
    support.start / 10_000
  )
}

function canStandAlone(features: SentenceFeatures): boolean {
  const count = features.words.length
  if (features.kind !== 'statement' || count < WORDS_MIN || count > WORDS_MAX) return false
  if (isNoReport(features) || BROKEN_OFF.test(features.text)) return false
  const speaker = isQuotation(features) ? findMainSpeaker(features) : null
  return !isQuotation(features) || (speaker !== null && !PRONOUN.test(speaker))
}

/** A sentence in another language than its article is not its report. */
function isForeign(features: SentenceFeatures, articleLang: string): boolean {
  const own = languageOfSentence(features)
  if (own !== null) return own !== articleLang
  // Letters in a row that are no language: every sentence of news has a word that only joins others.
  return isRead(articleLang) && !features.words.some(({ folded }) => isStopword(folded, features.lang))
}

const isRead = (lang: string): boolean => /^(?:en|es)\b/i.test(lang)

/** True where most of a sentence is someone's words. */
export function isQuotation(features: SentenceFeatures): boolean {
  let quoted = 0
  for (const { start, end } of features.quotations) quoted += end - start
  return quoted >= QUOTED_SHARE_MIN * features.text.length
}

function findMainSpeaker(features: SentenceFeatures): string | null {
  for (const quotation of features.quotations) {
    const speaker = findSpeaker(features.text, quotation, features.lang)
    if (speaker !== null) return speaker
  }
  return null
}

function toLine(
  claim: Claim,
  { support: chosen, features: line }: Candidate,
  agreeing: readonly Support[],
  parts: LineParts,
): Line {
  const cited = [chosen]
  for (const support of fittestFirst(agreeing, claim, parts)) {
    const isNew = cited.every(({ origin, group }) => origin.name !== support.origin.name && group !== support.group)
    if (isNew && cited.length < CITATIONS_MAX) cited.push(support)
  }
  const origins = countOrigins(agreeing)
  return {
    id: claim.id,
    text: line.text,
    lang: chosen.lang,
    quote: isQuotation(line),
    support: {
      articles: new Set(agreeing.map(({ article }) => article)).size,
      texts: new Set(agreeing.map(({ group }) => group)).size,
      origins,
    },
    citations: cited.map((support) => toCitation(support, parts.articles)),
    flags: flagsOf(claim, agreeing, origins, parts),
  }
}

/** A support as a citation. */
export function toCitation(support: Support, articles: LineParts['articles']): Citation {
  const { article, revision, start, end, text } = support
  const source = articles.get(article)?.article
  return { article, revision, start, end, text, outlet: source?.outlet ?? null, url: source?.url ?? null }
}

function flagsOf(claim: Claim, agreeing: readonly Support[], origins: number, parts: LineParts): readonly LineFlag[] {
  const carries = (flag: 'machine-made' | 'commentary') =>
    agreeing.every(({ article }) => parts.articles.get(article)?.article.latest.flags.includes(flag) ?? false)
  const flags: LineFlag[] = ['extract']
  if (origins <= 1) flags.push('single-source')
  if (agreeing.every(({ origin }) => origin.kind === 'unattributed')) flags.push('unattributed')
  if (parts.disputed.has(claim.id)) flags.push('disputed')
  if (carries('machine-made')) flags.push('machine-made')
  if (carries('commentary')) flags.push('commentary')
  return flags
}
