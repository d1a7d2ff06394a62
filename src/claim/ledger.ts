import type { Origin } from '../news/origin.ts'
import type { TextRelationKind } from '../news/story.ts'
import { alignSentences, type AlignableText, type AlignedPair } from '../text/align-sentences.ts'
import type { SentenceFeatures } from '../text/features.ts'
import type { Weigher } from '../text/similarity.ts'
import {
  bringText,
  enter,
  remember,
  textOf,
  traceOf,
  weigherOf,
  type Ledger,
  type LedgerText,
  type TextTrace,
} from './ledger-state.ts'
import type { LedgerRelation, LedgerRow } from './ledger-store.ts'
import { isClaimable, pickClaims, scoreClaims } from './pick-claims.ts'
import { addVectorPairs } from './vector-pairs.ts'

/** Raised with every change to what the engine makes of a text: stored ledgers of another version are made anew. */
export const ENGINE_VERSION = '3'

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

export type Growth = {
  readonly rows: readonly LedgerRow[]
  readonly relations: readonly LedgerRelation[]
  readonly trace: TextTrace
}

/** A new text is compared with this many earlier ones at most: those that share its rarest words. */
const CANDIDATE_TEXTS_MAX = 24
/** A term held by more texts than this says nothing about which to compare. */
const POSTINGS_MAX = 400
/**
 * Enters one revision and returns the rows and relations it adds. Texts must come in order of seenAt, article,
 * revision: the same texts then always make the same ledger, and the ledger of any earlier moment is a beginning of it.
 * The texts that the plan wants must be at hand.
 */
export function growLedger(
  ledger: Ledger,
  added: LedgerText,
  judgement: StoryJudgement,
  { weigh, candidates }: GrowthPlan = planGrowth(ledger, added),
): Growth {
  const textAt = ledger.texts.length
  const compared = candidates.map((candidateAt) => {
    const candidate = textOf(ledger, candidateAt)
    const aligned = alignSentences(added.text, candidate.text, weigh)
    // Whether texts are copies is told by their words: two reporters mean the same.
    const relation = judgement.relate(added.text, candidate.text, aligned, weigh)
    return { candidateAt, candidate, pairs: addVectorPairs(aligned, added, candidate), relation }
  })
  const others = compared.filter(({ candidate }) => candidate.article !== added.article)
  const relations = nearestTexts(others)
    .filter(({ relation }) => relation.kind !== 'independent')
    .map(({ candidate, relation }) => ({ a: added.article, b: candidate.article, ...relation, seenAt: added.seenAt }))
  // Only what was seen before this article's first revision can have been retold by it; what came later retells it.
  const firstAt = ledger.firstOf.get(added.article) ?? textAt
  const retold = others.filter(
    ({ candidate, relation }) =>
      (relation.kind === 'copy' || relation.kind === 'rewrite') &&
      (ledger.firstOf.get(candidate.article) ?? textAt) < firstAt,
  )
  const isRetelling = retold.length > 0
  const known = compared.flatMap(({ candidate }) => candidate.text.sentences)
  const how = { isRetelling, weigh, known }
  // A retelling's own earlier revisions count too: what its outlet said before, it says still.
  const own = compared.filter(({ candidate }) => candidate.article === added.article)
  const scores = scoreClaims(ledger, isRetelling ? [...retold, ...own] : compared)
  const rows: LedgerRow[] = []
  for (const [sentenceAt, sentence] of added.text.sentences.entries()) {
    if (!isClaimable(sentence)) continue
    const origin = judgement.originOf(sentence)
    for (const { claim, matchedOn } of pickClaims(ledger, added, sentenceAt, scores.get(sentenceAt) ?? [], how)) {
      enter(ledger, claim, { textAt, sentenceAt })
      rows.push({ ...rowOf(added, sentenceAt), claim, matchedOn, origin, variant: isRetelling && matchedOn.length > 0 })
    }
  }
  const trace = traceOf(added, isRetelling || firstAt < textAt ? 'repeats' : 'new')
  remember(ledger, trace)
  bringText(ledger, textAt, added)
  return { rows, relations, trace }
}

/** What a text is compared with, found before it is entered. */
export type GrowthPlan = {
  readonly weigh: Weigher
  readonly candidates: readonly number[]
  /** The places of the texts that must be at hand: the candidates, and the last one of the text's own article. */
  readonly wanted: readonly number[]
}

/** Finds what to compare a text with; its cost follows the texts that share its words, up to a bound for each word. */
export function planGrowth(ledger: Ledger, added: LedgerText): GrowthPlan {
  const weigh = weigherOf(ledger)
  const candidates = pickCandidates(ledger, added, weigh)
  const latest = ledger.latestOf.get(added.article)
  const wanted = latest === undefined || candidates.includes(latest) ? candidates : [...candidates, latest]
  return { weigh, candidates, wanted }
}

const NEARNESS = { copy: 3, rewrite: 2, 'shared-wire': 1, independent: 0 } as const

type Compared = { readonly candidate: LedgerText; readonly relation: ReturnType<StoryJudgement['relate']> }

/** Of each other article the revision that is nearest: a copy of its second text is its copy, whatever its first was. */
function nearestTexts(others: readonly Compared[]): readonly Compared[] {
  const nearest = new Map<LedgerText['article'], Compared>()
  for (const one of others) {
    const before = nearest.get(one.candidate.article)
    const gain = before === undefined ? 1 : NEARNESS[one.relation.kind] - NEARNESS[before.relation.kind]
    if (gain > 0 || (gain === 0 && before !== undefined && one.relation.coverage > before.relation.coverage))
      nearest.set(one.candidate.article, one)
  }
  return [...nearest.values()]
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
