import { makeClaimId, type ArticleId, type ClaimId } from '../news/ids.ts'
import { foldConcept } from '../text/concepts.ts'
import { datesAgree } from '../text/dates.ts'
import type { SentenceFeatures } from '../text/features.ts'
import { nameIsIn } from '../text/names.ts'
import { compareQuantities } from '../text/quantities.ts'
import { overlapTerms, termsOf, type Weigher } from '../text/similarity.ts'
import { foldText } from '../text/words.ts'
import { explainMatch } from './explain-match.ts'
import { keyOf, sentenceOf, textOf, type Ledger, type LedgerText, type Member } from './ledger-state.ts'
import type { MatchedPair } from './vector-pairs.ts'

/** Average link: the mean likeness to a claim's passages that lets a sentence join. */
const JOIN_SCORE_MIN = 0.4
/** A sentence of a rewrite joins what it retells on less: its text is known to follow. */
const RETELL_SCORE_MIN = 0.25
/** Only this many passages of a claim are averaged: the first ones, which made it. */
const MEMBERS_AVERAGED_MAX = 8
/** Known sentences nearer than this may together tell a new one … */
const TOLD_SCORE_MIN = 0.25
/** … so many of them … */
const TOLD_SENTENCES_MAX = 4
/** … if this share of its words stands in them. */
const TOLD_SHARE_MIN = 0.7
/** Fewer words with content make no statement: a date line, a label. */
const CLAIM_STEMS_MIN = 3
/** A joined sentence that holds this share of words new to the story also says something of its own. */
const NOVEL_SHARE_MIN = 0.5
/** … if they are at least this many. */
const NOVEL_TERMS_MIN = 4

/** How like a sentence is to a claim: on average, at best, to which of its passages, and whether by meaning alone. */
export type Score = {
  readonly claim: ClaimId
  readonly mean: number
  readonly best: number
  readonly with: Member
  readonly alike: boolean
}

type Likeness = { readonly score: number; readonly alike: boolean }

/** For each new sentence the claims it may join, with the mean likeness to their first passages. */
export function scoreClaims(
  ledger: Ledger,
  compared: readonly { readonly candidateAt: number; readonly pairs: readonly MatchedPair[] }[],
): ReadonlyMap<number, readonly Score[]> {
  const found = new Map<number, Map<string, Likeness>>()
  const textsCompared = new Set(compared.map(({ candidateAt }) => candidateAt))
  for (const { candidateAt, pairs } of compared) {
    for (const pair of pairs) {
      const bySentence = found.get(pair.a) ?? new Map<string, Likeness>()
      const member = { textAt: candidateAt, sentenceAt: pair.b }
      bySentence.set(keyOf(member), { score: pair.score, alike: pair.alike === true })
      found.set(pair.a, bySentence)
    }
  }
  const scores = new Map<number, readonly Score[]>()
  for (const [sentenceAt, bySentence] of found) {
    const claims = new Set([...bySentence.keys()].flatMap((key) => ledger.claimsOf.get(key) ?? []))
    const list = [...claims].map((claim) => averageLink(ledger, claim, bySentence, textsCompared))
    scores.set(
      sentenceAt,
      list.toSorted((one, other) => other.mean - one.mean || one.claim.localeCompare(other.claim)),
    )
  }
  return scores
}

function averageLink(
  ledger: Ledger,
  claim: ClaimId,
  pairs: ReadonlyMap<string, Likeness>,
  textsCompared: ReadonlySet<number>,
): Score {
  const averaged: Member[] = []
  for (const member of ledger.claims.get(claim) ?? []) {
    if (averaged.length === MEMBERS_AVERAGED_MAX) break
    if (textsCompared.has(member.textAt)) averaged.push(member)
  }
  let total = 0
  let best = 0
  let alike = false
  let nearest: Member = averaged[0] ?? { textAt: 0, sentenceAt: 0 }
  for (const member of averaged) {
    const likeness = pairs.get(keyOf(member))
    const score = likeness?.score ?? 0
    total += score
    if (score > best) {
      best = score
      alike = likeness?.alike === true
      nearest = member
    }
  }
  return { claim, mean: averaged.length === 0 ? 0 : total / averaged.length, best, with: nearest, alike }
}

/** A claim that a sentence states, and what made it join; nothing where it founds the claim. */
type Joined = { readonly claim: ClaimId; readonly matchedOn: readonly string[] }

type Circumstances = {
  readonly isRetelling: boolean
  readonly weigh: Weigher
  /** Sentences of the texts it was compared with. */
  readonly known: readonly SentenceFeatures[]
}

/**
 * The claims a new sentence states: those it had in its article's revision before; else the likest one, by average
 * link; with it, or without, one of its own where it says something that was not told.
 */
export function pickClaims(
  ledger: Ledger,
  added: LedgerText,
  sentenceAt: number,
  scores: readonly Score[],
  how: Circumstances,
): readonly Joined[] {
  const sentence = added.text.sentences[sentenceAt]
  const terms = added.text.terms[sentenceAt]
  if (sentence === undefined || terms === undefined) return []
  const kept = claimsBefore(ledger, added.article, sentence.text)
  if (kept.length > 0) return kept.map((claim) => ({ claim, matchedOn: ['the revision before'] }))
  const [best] = scores
  const fresh = { claim: newClaimId(added.article, sentence.text), matchedOn: [] }
  const addsNothing = how.isRetelling && !saysMore(ledger, sentence, terms, how.known)
  if (best === undefined) return addsNothing ? [] : [fresh]
  const joins = best.mean >= (how.isRetelling ? RETELL_SCORE_MIN : JOIN_SCORE_MIN)
  if (!joins && !isTold(sentence, terms, scores, ledger, how.weigh)) return addsNothing ? [] : [fresh]
  const nearest = sentenceOf(ledger, best.with)
  const shared = nearest === undefined ? [] : explainMatch(sentence, nearest)
  const joined = { claim: best.claim, matchedOn: best.alike ? [ALIKE, ...shared] : shared }
  // Words of another language, and other words for the same, look new: only names and figures tell that it says more.
  const isInOtherWords = best.alike || (nearest !== undefined && nearest.lang !== sentence.lang)
  const isTranslation = isInOtherWords && !saysMore(ledger, sentence, terms, how.known)
  const saysBoth =
    joins && !addsNothing && !isTranslation && fresh.claim !== best.claim && isNovel(ledger, terms, how.weigh)
  return saysBoth ? [joined, fresh] : [joined]
}

/** The claims that the same words had in the article's revision before: an edit elsewhere moves nothing here. */
function claimsBefore(ledger: Ledger, article: ArticleId, sentence: string): readonly ClaimId[] {
  const textAt = ledger.latestOf.get(article)
  const sentences = textAt === undefined ? [] : textOf(ledger, textAt).text.sentences
  const sentenceAt = sentences.findIndex(({ text }) => text === sentence)
  return textAt === undefined || sentenceAt === -1 ? [] : (ledger.claimsOf.get(keyOf({ textAt, sentenceAt })) ?? [])
}

/** Questions, captions, headings and bare dates claim nothing; a heading has no stop at its end. */
export function isClaimable(sentence: SentenceFeatures): boolean {
  return (
    sentence.kind === 'statement' &&
    /[.!?…]["”»’')\]]*$/.test(sentence.text.trimEnd()) &&
    sentence.stems.filter((stem) => /\p{L}{2}/u.test(stem)).length >= CLAIM_STEMS_MIN
  )
}

/**
 * Several known sentences together tell what this one does: it puts them in one, and adds no name, figure or day. Where
 * words have near-synonyms, those count.
 */
function isTold(
  sentence: SentenceFeatures,
  terms: readonly string[],
  scores: readonly Score[],
  ledger: Ledger,
  weigh: Weigher,
): boolean {
  const nearest = scores.filter(({ best }) => best >= TOLD_SCORE_MIN).slice(0, TOLD_SENTENCES_MAX)
  const sources = nearest.flatMap((score) => sentenceOf(ledger, score.with) ?? [])
  const told = sources.flatMap((source) => termsOf(source).map(foldConcept))
  const { ofA } = overlapTerms(terms.map(foldConcept), told, weigh)
  if (ofA < TOLD_SHARE_MIN) return false
  const names = sources.flatMap((source) => source.names)
  const quantities = sources.flatMap((source) => source.quantities)
  const dates = sources.flatMap((source) => source.dates)
  return (
    sentence.names.every((name) => nameIsIn(name, names)) &&
    sentence.quantities.every((quantity) =>
      quantities.some((other) => AGREEING.has(compareQuantities(quantity, other))),
    ) &&
    sentence.dates.every((date) => dates.some((other) => AGREEING.has(datesAgree(date, other))))
  )
}

/** What two sentences match on that vectors alone took for the same. */
const ALIKE = 'the meaning'

const AGREEING: ReadonlySet<string> = new Set(['same', 'compatible'])

/** A large part of the sentence is in words that the story has not had. */
function isNovel(ledger: Ledger, terms: readonly string[], weigh: Weigher): boolean {
  const novel = [...new Set(terms)].filter((term) => !ledger.frequency.has(term))
  let total = 0
  for (const term of new Set(terms)) total += weigh(term)
  let share = 0
  for (const term of novel) share += weigh(term)
  return novel.length >= NOVEL_TERMS_MIN && share >= NOVEL_SHARE_MIN * total
}

/** A retelling adds something when it brings a name or a number that the story has not had. */
function saysMore(
  ledger: Ledger,
  sentence: SentenceFeatures,
  terms: readonly string[],
  known: readonly SentenceFeatures[],
): boolean {
  if (terms.every((term) => ledger.frequency.has(term))) return false
  const names = known.flatMap((one) => one.names)
  if (sentence.names.some((name) => !nameIsIn(name, names))) return true
  const quantities = known.flatMap((one) => one.quantities)
  return sentence.quantities.some((quantity) =>
    quantities.every((other) => !AGREEING.has(compareQuantities(quantity, other))),
  )
}

function newClaimId(article: ArticleId, sentence: string): ClaimId {
  return makeClaimId(`${article}\n${foldText(sentence)}`)
}
