import type { Citation, Claim, Line, LineFlag, Support } from '../news/claim.ts'
import type { ArticleId, ClaimId } from '../news/ids.ts'
import type { StoryArticle } from '../news/story.ts'
import { foldConcept } from '../text/concepts.ts'
import { datesAgree } from '../text/dates.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { compareQuantities } from '../text/quantities.ts'
import { findSpeaker } from '../text/quotations.ts'
import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'
import { stemWord } from '../text/stems.ts'
import { tidyExtract } from './tidy-extract.ts'
import { verifyLine } from './verify.ts'

/** What a line is made from besides its claim. */
export type LineParts = {
  readonly articles: ReadonlyMap<ArticleId, StoryArticle>
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
/** A passage that tells this share of a line's words, names apart, backs it. */
const BACKED_SHARE_MIN = 0.4
/** Only the most fitting passages are tried. */
const TRIED_MAX = 12

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

function extractFrom(
  claim: Claim,
  supports: readonly Support[],
  parts: LineParts,
  avoid: ReadonlySet<ArticleId>,
): Line | null {
  const open = supports.filter(({ article }) => !avoid.has(article))
  const ranked = fittestFirst(open, claim, parts).slice(0, TRIED_MAX)
  for (const support of ranked) {
    const publishedAt = parts.articles.get(support.article)?.article.latest.publishedAt ?? null
    const lang = toTextLang(support.lang)
    const text = tidyExtract(support.text, lang)
    if (text === null) continue
    const features = analyseSentence(text, lang, publishedAt)
    if (!canStandAlone(features)) continue
    if (!verifyLine(text, [support.text], { lang, publishedAt }).ok) continue
    return toLine(claim, support, features, supports, parts)
  }
  return null
}

function fittestFirst(supports: readonly Support[], claim: Claim, parts: LineParts): readonly Support[] {
  return supports
    .map((support) => ({ support, fit: fitness(support, claim, parts) }))
    .toSorted((one, other) => other.fit - one.fit)
    .map(({ support }) => support)
}

/**
 * Which passage speaks for a claim: in the reader's language; no retelling; the one that made the claim, so that a line
 * stays what it was as others join; the wire's, then an outlet's own.
 */
function fitness(support: Support, claim: Claim, parts: LineParts): number {
  const article = parts.articles.get(support.article)
  const flags = article?.article.latest.flags ?? []
  return (
    ORIGIN_WEIGHT[article?.origins[0]?.kind ?? 'unattributed'] +
    (support.lang === parts.lang ? 6 : 0) +
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
  const speaker = isQuotation(features) ? findMainSpeaker(features) : null
  return !isQuotation(features) || (speaker !== null && !PRONOUN.test(speaker))
}

function isQuotation(features: SentenceFeatures): boolean {
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
  chosen: Support,
  line: SentenceFeatures,
  supports: readonly Support[],
  parts: LineParts,
): Line {
  const backing = supports.filter((support) => support === chosen || (!support.variant && backsLine(line, support)))
  // A retelling backs what its text backs: it may count as an article, never decide.
  const backed = new Set(backing.map(({ group }) => group))
  const isBacking = new Set(backing)
  const agreeing = supports.filter(
    (support) => isBacking.has(support) || (support.variant && backed.has(support.group)),
  )
  const cited = [chosen]
  for (const support of fittestFirst(agreeing, claim, parts)) {
    const isNew = cited.every(({ origin, group }) => origin.name !== support.origin.name && group !== support.group)
    if (isNew && cited.length < CITATIONS_MAX) cited.push(support)
  }
  const origins = new Set(
    agreeing.filter(({ origin }) => origin.kind !== 'unattributed').map(({ origin }) => origin.name),
  ).size
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

/**
 * A passage of the claim backs the line when it tells a good part of it, names apart (two sentences on one person are
 * not two origins of one fact), holds each of its figures, and states no other day and not the opposite.
 */
export function backsLine(line: SentenceFeatures, support: Support): boolean {
  const other = analyseSentence(support.text, toTextLang(support.lang))
  const { ofA } = overlapTerms(bareTerms(line), bareTerms(other), evenWeight)
  if (ofA < BACKED_SHARE_MIN || line.negated !== other.negated) return false
  const holdsFigures = line.quantities.every((one) =>
    other.quantities.some((two) => ['same', 'compatible'].includes(compareQuantities(one, two))),
  )
  return holdsFigures && !line.dates.some((one) => other.dates.some((two) => datesAgree(one, two) === 'conflict'))
}

/** Content terms without the words of names; all of them where a sentence is names alone. */
export function bareTerms(features: SentenceFeatures): readonly string[] {
  const named = new Set(features.names.flatMap(({ words }) => words.map((word) => stemWord(word, features.lang))))
  const bare = termsOf(features).filter((term) => !named.has(term))
  return (bare.length === 0 ? termsOf(features) : bare).map(foldConcept)
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
