import type { ArticleId, ClaimId } from '../news/ids.ts'
import { toAlignable, type AlignableText } from '../text/align-sentences.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { TextRange } from '../text/range.ts'
import type { Weigher } from '../text/similarity.ts'

/** One revision, cut into sentences, ready to be entered. */
export type LedgerText = {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
  readonly places: readonly TextRange[]
  readonly text: AlignableText
}

/** One sentence of one entered text. */
export type Member = { readonly textAt: number; readonly sentenceAt: number }

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
  /** The first text of each article. */
  readonly firstOf: Map<ArticleId, number>
  /** The latest text of each article. */
  readonly latestOf: Map<ArticleId, number>
  sentenceCount: number
}

/** An empty ledger. */
export function createLedger(): Ledger {
  return {
    texts: [],
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

/** Takes an added text into the indexes. `repeats`: its words were counted already, with the text it repeats. */
export function remember(ledger: Ledger, textAt: number, added: LedgerText, repeats: 'repeats' | 'new'): void {
  if (!ledger.firstOf.has(added.article)) ledger.firstOf.set(added.article, textAt)
  ledger.latestOf.set(added.article, textAt)
  for (const [term, places] of added.text.index) {
    const posting = ledger.postings.get(term)
    if (posting === undefined) ledger.postings.set(term, [textAt])
    else posting.push(textAt)
    if (repeats === 'new') ledger.frequency.set(term, (ledger.frequency.get(term) ?? 0) + places.length)
  }
  if (repeats === 'new') ledger.sentenceCount += added.text.sentences.length
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

/** The text at a place; entered texts are never removed. */
export function textOf(ledger: Ledger, textAt: number): LedgerText {
  const text = ledger.texts[textAt]
  if (text === undefined) throw new RangeError(`no text ${textAt} in the ledger`)
  return text
}

/** The sentence a member stands for. */
export function sentenceOf(ledger: Ledger, member: Member): SentenceFeatures | undefined {
  return ledger.texts[member.textAt]?.text.sentences[member.sentenceAt]
}

/** A member as a key of `claimsOf`. */
export function keyOf(member: Member): string {
  return `${member.textAt}:${member.sentenceAt}`
}
