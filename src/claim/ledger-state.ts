import { revisionKey } from '../news/article.ts'
import type { ArticleId, ClaimId } from '../news/ids.ts'
import { toAlignable, type AlignableText } from '../text/align-sentences.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { TextRange } from '../text/range.ts'
import type { Weigher } from '../text/similarity.ts'
import type { TextVectors } from './sentence-vectors.ts'

/** One revision, cut into sentences, ready to be entered. */
export type LedgerText = {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
  readonly places: readonly TextRange[]
  readonly text: AlignableText
  /** Where a model of embeddings is configured: what it makes of the sentences. */
  readonly vectors?: TextVectors
}

/** One sentence of one entered text. */
export type Member = { readonly textAt: number; readonly sentenceAt: number }

/** Which revision an entered text is. */
type TextKey = Pick<LedgerText, 'article' | 'revision' | 'seenAt'>

/** A story's claims as they grow. Made by `createLedger`, changed by `growLedger` alone. */
export type Ledger = {
  readonly texts: TextKey[]
  /** The texts used last, by their place; others are read again when they are wanted (`bringText`). */
  readonly atHand: Map<number, LedgerText>
  readonly atHandMax: number
  readonly claims: Map<ClaimId, Member[]>
  /** Claims of each sentence: `textAt:sentenceAt`. */
  readonly claimsOf: Map<string, ClaimId[]>
  /** Texts that hold a term. */
  readonly postings: Map<string, number[]>
  /** Sentences that hold a term, copies and rewrites left out: they would make their words look common. */
  readonly frequency: Map<string, number>
  /** The first text of each article. */
  readonly firstOf: Map<ArticleId, number>
  /** The latest text of each article. */
  readonly latestOf: Map<ArticleId, number>
  sentenceCount: number
}

/** An empty ledger. It keeps `atHandMax` texts whole, and of the others only which words they hold. */
export function createLedger(atHandMax = Infinity): Ledger {
  return {
    texts: [],
    atHand: new Map(),
    atHandMax,
    claims: new Map(),
    claimsOf: new Map(),
    postings: new Map(),
    frequency: new Map(),
    firstOf: new Map(),
    latestOf: new Map(),
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

/** Puts a sentence into a claim. */
export function enter(ledger: Ledger, claim: ClaimId, member: Member): void {
  const members = ledger.claims.get(claim)
  if (members === undefined) ledger.claims.set(claim, [member])
  else members.push(member)
  ledger.claimsOf.set(keyOf(member), [...(ledger.claimsOf.get(keyOf(member)) ?? []), claim])
}

/** What a stored ledger keeps of a text, so that it goes on growing without reading its texts again. */
export type TextTrace = TextKey & {
  /** Where its sentences begin. */
  readonly starts: readonly number[]
  /** The terms of its sentences, each as often as sentences hold it. */
  readonly terms: readonly string[]
  /** `repeats`: its words are not counted, as the text it repeats was. */
  readonly weight: 'repeats' | 'new'
}

/** The trace of an added text. */
export function traceOf(added: LedgerText, weight: TextTrace['weight']): TextTrace {
  const { article, revision, seenAt } = added
  const terms = [...added.text.index].flatMap(([term, places]) => places.map(() => term))
  return { article, revision, seenAt, starts: added.places.map(({ start }) => start), terms, weight }
}

/** Takes a text into the indexes. */
export function remember(ledger: Ledger, trace: TextTrace): void {
  const { article, revision, seenAt, starts, terms, weight } = trace
  const textAt = ledger.texts.push({ article, revision, seenAt }) - 1
  if (!ledger.firstOf.has(article)) ledger.firstOf.set(article, textAt)
  ledger.latestOf.set(article, textAt)
  for (const term of terms) {
    const posting = ledger.postings.get(term)
    if (posting === undefined) ledger.postings.set(term, [textAt])
    else if (posting.at(-1) !== textAt) posting.push(textAt)
    if (weight === 'new') ledger.frequency.set(term, (ledger.frequency.get(term) ?? 0) + 1)
  }
  if (weight === 'new') ledger.sentenceCount += starts.length
}

/** A passage of a stored claim, by where it begins. */
export type StoredMember = {
  readonly claim: ClaimId
  readonly article: ArticleId
  readonly revision: number
  readonly start: number
}

/** A ledger as it was when these, in the order in which they were entered, were stored; its texts are not at hand. */
export function restoreLedger(
  traces: readonly TextTrace[],
  members: readonly StoredMember[],
  atHandMax: number,
): Ledger {
  const ledger = createLedger(atHandMax)
  const byText = Map.groupBy(members, revisionKey)
  for (const [textAt, trace] of traces.entries()) {
    remember(ledger, trace)
    const sentences = new Map(trace.starts.map((start, sentenceAt) => [start, sentenceAt]))
    const stated = byText.get(revisionKey(trace)) ?? []
    for (const { claim, start } of stated.toSorted((one, other) => one.start - other.start)) {
      const sentenceAt = sentences.get(start)
      if (sentenceAt !== undefined) enter(ledger, claim, { textAt, sentenceAt })
    }
  }
  return ledger
}

/** Puts a text at hand; the one that was used longest ago gives way. */
export function bringText(ledger: Ledger, textAt: number, text: LedgerText): void {
  ledger.atHand.delete(textAt)
  ledger.atHand.set(textAt, text)
  for (const oldest of ledger.atHand.keys()) {
    if (ledger.atHand.size <= ledger.atHandMax) break
    ledger.atHand.delete(oldest)
  }
}

/** Inverse sentence frequency inside the story: the story's own names, which stand everywhere, weigh little. */
export function weigherOf(ledger: Ledger): Weigher {
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

/** The text at a place. Throws RangeError when it is not at hand. */
export function textOf(ledger: Ledger, textAt: number): LedgerText {
  const text = ledger.atHand.get(textAt)
  if (text === undefined) throw new RangeError(`text ${textAt} of the ledger is not at hand`)
  return text
}

/** The sentence a member stands for, where its text is at hand. */
export function sentenceOf(ledger: Ledger, member: Member): SentenceFeatures | undefined {
  return ledger.atHand.get(member.textAt)?.text.sentences[member.sentenceAt]
}

/** A member as a key of `claimsOf`. */
export function keyOf(member: Member): string {
  return `${member.textAt}:${member.sentenceAt}`
}
