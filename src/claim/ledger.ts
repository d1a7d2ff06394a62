import { createHash } from 'node:crypto'
import { claimId, type ArticleId, type ClaimId } from '../news/ids.ts'
import type { Origin, TextRelationKind } from '../news/story.ts'
import { alignSentences, toAlignable, type AlignableText, type AlignedPair } from '../text/align-sentences.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { TextRange } from '../text/range.ts'
import { nameIsIn } from '../text/names.ts'
import { compareQuantities } from '../text/quantities.ts'
import { overlapTerms, termsOf, type Weigher } from '../text/similarity.ts'
import { foldConcept } from '../text/concepts.ts'
import { datesAgree } from '../text/dates.ts'
import { foldText } from '../text/words.ts'
import type { LedgerRelation, LedgerRow } from './ledger-store.ts'

/** Raised with every change to what the engine makes of a text: stored ledgers of another version are made anew. */
export const ENGINE_VERSION = '1'

/** One revision, cut into sentences, ready to be entered. */
export type LedgerText = {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
  readonly places: readonly TextRange[]
  readonly text: AlignableText
}

/** What the ledger leaves to the story room, passed in. */
export type StoryJudgement = {
  /** What two texts are to each other, by their aligned sentences. */
  relate(
    a: AlignableText,
    b: AlignableText,
    pairs: readonly AlignedPair[],
    weigh: Weigher,
  ): { readonly kind: TextRelationKind; readonly coverage: number; readonly order: number }
  /** Whose reporting a passage of the added text rests on. */
  originOf(sentence: SentenceFeatures): Origin
}

type Member = { readonly textAt: number; readonly sentenceAt: number }

/** A story's claims as they grow. Made by `createLedger`, changed by `growLedger` alone. */
export type Ledger = {
  readonly texts: LedgerText[]
  readonly claims: Map<ClaimId, Member[]>
  /** Claims of each sentence: `textAt:sentenceAt`. */
  readonly claimsOf: Map<string, ClaimId[]>
  /** Texts that hold a term. */
  readonly postings: Map<string, number[]>
  /** Sentences that hold a term, copies and rewrites left out: they would make their words look common. */
  readonly frequency: Map<string, number>
  sentenceCount: number
}

export type Growth = { readonly rows: readonly LedgerRow[]; readonly relations: readonly LedgerRelation[] }

/** A new text is compared with this many earlier ones at most: those that share its rarest words. */
const CANDIDATE_TEXTS_MAX = 24
/** A term held by more texts than this says nothing about which to compare. */
const POSTINGS_MAX = 400
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
const NOVEL_SHARE_MIN = 0.4
/** … if they are at least this many. */
const NOVEL_TERMS_MIN = 4

/** An empty ledger. */
export function createLedger(): Ledger {
  return {
    texts: [],
    claims: new Map(),
    claimsOf: new Map(),
    postings: new Map(),
    frequency: new Map(),
    sentenceCount: 0,
  }
}

/** Cuts a revision for `growLedger`. */
export function toLedgerText(
  source: { readonly article: ArticleId; readonly revision: number; readonly seenAt: Temporal.Instant },
  places: readonly TextRange[],
  sentences: readonly SentenceFeatures[],
): LedgerText {
  return {
    article: source.article,
    revision: source.revision,
    seenAt: source.seenAt,
    places,
    text: toAlignable(sentences),
  }
}

/**
 * Enters one revision and returns the rows and relations it adds. Texts must come in order of seenAt, article,
 * revision: the same texts then always make the same ledger, and the ledger of any earlier moment is a beginning of it.
 */
export function growLedger(ledger: Ledger, added: LedgerText, judgement: StoryJudgement): Growth {
  const weigh = weigherOf(ledger)
  const textAt = ledger.texts.length
  const compared = pickCandidates(ledger, added, weigh).map((candidateAt) => {
    const candidate = textOf(ledger, candidateAt)
    const pairs = alignSentences(added.text, candidate.text, weigh)
    return { candidateAt, candidate, pairs, relation: judgement.relate(added.text, candidate.text, pairs, weigh) }
  })
  const others = compared.filter(({ candidate }) => candidate.article !== added.article)
  const relations = others
    .filter(({ relation }) => relation.kind !== 'independent')
    .map(({ candidate, relation }) => ({ a: added.article, b: candidate.article, ...relation, seenAt: added.seenAt }))
  const isRetelling = relations.some(({ kind }) => kind === 'copy' || kind === 'rewrite')
  const retold = compared.filter(({ relation }) => relation.kind === 'copy' || relation.kind === 'rewrite')
  const scores = scoreClaims(ledger, isRetelling ? retold : compared)
  const known = compared.flatMap(({ candidate }) => candidate.text.sentences)
  const rows: LedgerRow[] = []
  ledger.texts.push(added)
  for (const [sentenceAt, sentence] of added.text.sentences.entries()) {
    if (!isClaimable(sentence)) continue
    const joined = pickClaims(ledger, added, sentenceAt, scores.get(sentenceAt) ?? [], { isRetelling, weigh, known })
    for (const { claim, matchedOn } of joined) {
      enter(ledger, claim, { textAt, sentenceAt })
      rows.push({
        ...rowOf(added, sentenceAt),
        claim,
        matchedOn,
        origin: judgement.originOf(sentence),
        variant: isRetelling,
      })
    }
  }
  remember(ledger, textAt, added, isRetelling)
  return { rows, relations }
}

type Score = { readonly claim: ClaimId; readonly mean: number; readonly best: number; readonly with: Member }

/** For each new sentence the claims it may join, with the mean likeness to their first passages. */
function scoreClaims(
  ledger: Ledger,
  compared: readonly { readonly candidateAt: number; readonly pairs: readonly AlignedPair[] }[],
): ReadonlyMap<number, readonly Score[]> {
  const found = new Map<number, Map<string, { score: number; member: Member }>>()
  const textsCompared = new Set(compared.map(({ candidateAt }) => candidateAt))
  for (const { candidateAt, pairs } of compared) {
    for (const pair of pairs) {
      const bySentence = found.get(pair.a) ?? new Map<string, { score: number; member: Member }>()
      const member = { textAt: candidateAt, sentenceAt: pair.b }
      bySentence.set(keyOf(member), { score: pair.score, member })
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
  pairs: ReadonlyMap<string, { score: number; member: Member }>,
  textsCompared: ReadonlySet<number>,
): Score {
  const members = (ledger.claims.get(claim) ?? []).filter(({ textAt }) => textsCompared.has(textAt))
  let total = 0
  let best = 0
  let nearest: Member = members[0] ?? { textAt: 0, sentenceAt: 0 }
  const averaged = members.slice(0, MEMBERS_AVERAGED_MAX)
  for (const member of averaged) {
    const score = pairs.get(keyOf(member))?.score ?? 0
    total += score
    if (score > best) {
      best = score
      nearest = member
    }
  }
  return { claim, mean: averaged.length === 0 ? 0 : total / averaged.length, best, with: nearest }
}

type Joined = { readonly claim: ClaimId; readonly matchedOn: readonly string[] }

function pickClaims(
  ledger: Ledger,
  added: LedgerText,
  sentenceAt: number,
  scores: readonly Score[],
  how: { readonly isRetelling: boolean; readonly weigh: Weigher; readonly known: readonly SentenceFeatures[] },
): readonly Joined[] {
  const sentence = added.text.sentences[sentenceAt]
  const terms = added.text.terms[sentenceAt]
  if (sentence === undefined || terms === undefined) return []
  const [best] = scores
  const joins = best !== undefined && best.mean >= (how.isRetelling ? RETELL_SCORE_MIN : JOIN_SCORE_MIN)
  const fresh = { claim: newClaimId(added.article, sentence.text), matchedOn: [] }
  if (!joins) {
    if (best !== undefined && isTold(sentence, terms, scores, ledger, how.weigh)) {
      return [{ claim: best.claim, matchedOn: explainMatch(sentence, sentenceOf(ledger, best.with)) }]
    }
    return how.isRetelling && !saysMore(ledger, sentence, terms, how.known) ? [] : [fresh]
  }
  const joined = { claim: best.claim, matchedOn: explainMatch(sentence, sentenceOf(ledger, best.with)) }
  const isSame = fresh.claim === best.claim
  return !isSame &&
    isNovel(ledger, terms, how.weigh) &&
    (!how.isRetelling || saysMore(ledger, sentence, terms, how.known))
    ? [joined, fresh]
    : [joined]
}

/** Questions, captions, headings and bare dates claim nothing; a heading has no stop at its end. */
function isClaimable(sentence: SentenceFeatures): boolean {
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

/** What two sentences match on, in words a reader understands. */
function explainMatch(sentence: SentenceFeatures, other: SentenceFeatures | undefined): readonly string[] {
  if (other === undefined) return []
  const otherTerms = new Set(other.stems)
  const shared = new Set(sentence.stems.filter((stem) => otherTerms.has(stem))).size
  const quantities = sentence.quantities.filter((quantity) =>
    other.quantities.some((one) => compareQuantities(quantity, one) === 'same'),
  )
  const quoted = sentence.quotations.filter((quotation) =>
    other.quotations.some((one) => foldText(one.text) === foldText(quotation.text)),
  )
  const names = sentence.names.filter((name) => nameIsIn(name, other.names))
  return [
    ...(shared === 0 ? [] : [`${shared} shared words`]),
    ...(quoted.length === 0 ? [] : ['the same quotation']),
    ...quantities.map(({ text }) => text),
    ...new Set(names.map(({ text }) => text)),
  ]
}

function rowOf(
  added: LedgerText,
  sentenceAt: number,
): Pick<LedgerRow, 'article' | 'revision' | 'start' | 'end' | 'seenAt'> {
  const place = added.places[sentenceAt]
  if (place === undefined) throw new RangeError(`sentence ${sentenceAt} of ${added.article} has no place`)
  const { article, revision, seenAt } = added
  return { article, revision, start: place.start, end: place.end, seenAt }
}

function enter(ledger: Ledger, claim: ClaimId, member: Member): void {
  const members = ledger.claims.get(claim)
  if (members === undefined) ledger.claims.set(claim, [member])
  else members.push(member)
  ledger.claimsOf.set(keyOf(member), [...(ledger.claimsOf.get(keyOf(member)) ?? []), claim])
}

function remember(ledger: Ledger, textAt: number, added: LedgerText, isRetelling: boolean): void {
  for (const [term, places] of added.text.index) {
    const posting = ledger.postings.get(term)
    if (posting === undefined) ledger.postings.set(term, [textAt])
    else posting.push(textAt)
    if (!isRetelling) ledger.frequency.set(term, (ledger.frequency.get(term) ?? 0) + places.length)
  }
  if (!isRetelling) ledger.sentenceCount += added.text.sentences.length
}

/** Inverse sentence frequency inside the story: the story's own names, which stand everywhere, weigh little. */
function weigherOf(ledger: Ledger): Weigher {
  const { frequency, sentenceCount } = ledger
  const weights = new Map<string, number>()
  return (term) => {
    const known = weights.get(term)
    if (known !== undefined) return known
    const weight = Math.log(1 + (sentenceCount + 1) / ((frequency.get(term) ?? 0) + 1))
    weights.set(term, weight)
    return weight
  }
}

function pickCandidates(ledger: Ledger, added: LedgerText, weigh: Weigher): readonly number[] {
  const weights = new Map<number, number>()
  for (const term of added.text.index.keys()) {
    const posting = ledger.postings.get(term)
    if (posting === undefined || posting.length > POSTINGS_MAX) continue
    for (const textAt of posting) weights.set(textAt, (weights.get(textAt) ?? 0) + weigh(term))
  }
  return [...weights]
    .toSorted(([oneAt, one], [otherAt, other]) => other - one || oneAt - otherAt)
    .slice(0, CANDIDATE_TEXTS_MAX)
    .map(([textAt]) => textAt)
}

function textOf(ledger: Ledger, textAt: number): LedgerText {
  const text = ledger.texts[textAt]
  if (text === undefined) throw new RangeError(`no text ${textAt} in the ledger`)
  return text
}

function sentenceOf(ledger: Ledger, member: Member): SentenceFeatures | undefined {
  return ledger.texts[member.textAt]?.text.sentences[member.sentenceAt]
}

function keyOf(member: Member): string {
  return `${member.textAt}:${member.sentenceAt}`
}

function newClaimId(article: ArticleId, sentence: string): ClaimId {
  return claimId(
    `c${createHash('sha256')
      .update(`${article}\n${foldText(sentence)}`)
      .digest('hex')
      .slice(0, 10)}`,
  )
}
