import type { Claim, Line, Support } from '../news/claim.ts'
import type { ArticleId, GroupId } from '../news/ids.ts'
import { analyseSentence, type SentenceFeatures } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { foldConcept } from '../text/concepts.ts'
import { evenWeight, overlapTerms, termsOf } from '../text/similarity.ts'
import { splitWords } from '../text/words.ts'
import { bareTerms } from './back-line.ts'
import { createPicker, type Pickable } from './pick-lines.ts'
import { cutClauses, shareOfClausesTold, type Clause } from './told-clauses.ts'
import type { ChosenClaim } from './writer.ts'

/** How long a brief may be. */
export type BriefLimits = {
  readonly words: number
  readonly lines: number
  /** Words taken from one article as extracts. */
  readonly extractWords: number
}

/** A further text of a known origin says that editors kept it, not that it is so. */
const TEXT_WEIGHT = 0.5
/** A claim told this far into its article (UTF-16 units) weighs half of one in the first sentence. */
const HALF_WEIGHT_OFFSET = 1_500
/** A claim this old against the newest weighs half: a brief is about now, but the origin of a story stays in it. */
const HALF_WEIGHT_AGE_MS = 4 * 86_400_000
/** What opinion, machine-made and unattributed pages are marked down to. */
const MARKED_DOWN = 0.4
/** Two lines that share this much of the shorter, names apart, say the same (.5 and .6 alike); less is weighed by clause. */
const REDUNDANT_SHARE = 0.5

/** What a line without name, figure, day or quotation weighs. */
const BARE_WEIGHT = 0.4
/** With so many kinds of fact a line weighs full. */
const SUBSTANCE_FULL = 3

/**
 * Words that tell an impression rather than a fact, and what a line with one weighs. Fewer than the hedges of text/: what
 * someone is accused of is news, what might come seldom is.
 */
const IMPRESSIONS = new Set([
  'appear',
  'appears',
  'appeared',
  'seem',
  'seems',
  'seemed',
  'could',
  'may',
  'might',
  'whether',
  'parece',
  'parecen',
  'podria',
  'podrian',
])
const IMPRESSION_WEIGHT = 0.6
/** Up to so many words a line is read at a glance. */
const EASY_WORDS = 30

/** Candidates are scored once and only the best are compared with each other: cost stays bounded on a long story. */
const CANDIDATES_MAX = 300

/** A passage that states a claim, as far as its worth depends on it. */
type RankedPassage = Pick<Support, 'start' | 'seenAt' | 'origin' | 'group'>

/**
 * A claim's passages before they are read, as many as its supports; passages of one making may have several origins
 * still. Reading takes longer than ranking: of a long story only the claims that may be worth telling are read.
 */
export type OutlineReader = (claim: Claim) => readonly RankedPassage[]

/** The extract of a claim, if it has one, from none of the articles to avoid. */
export type LineMaker = (claim: Claim, avoid: ReadonlySet<ArticleId>) => Line | null

const NOTHING: ReadonlySet<ArticleId> = new Set()
/** A line worth less than this share of the best one is filling: a short brief is better. */
const FLOOR_SHARE = 0.2
/** … in a brief of so many words; with more room, less is worth telling. */
const FLOOR_WORDS = 150

type Candidate = ChosenClaim &
  Pickable & {
    readonly words: number
    /** Its terms without those of names, and all of them as one clause. */
    readonly bare: readonly string[]
    readonly whole: Clause
    readonly clauses: readonly Clause[]
  }

/**
 * The claims a brief tells, best first: (1 + further origins) × position × age × (1 − redundancy), greedily, within
 * the limits. `lines` gives the extract of each claim that has one.
 */
export function selectClaims(
  claims: readonly Claim[],
  lines: LineMaker,
  limits: BriefLimits,
  outline: OutlineReader = ({ supports }) => supports,
): readonly ChosenClaim[] {
  const newest = newestOf(claims)
  const share = floorFor(limits.words)
  const open: Candidate[] = []
  let most = 0
  for (const { claim, score } of rankClaims(claims, newest, outline)) {
    // A line is worth no more than its claim's score: this one and those after it are below the floor, unread.
    if (score <= share * most) break
    for (const candidate of toCandidate(claim, lines(claim, NOTHING), newest)) {
      open.push(candidate)
      most = Math.max(most, candidate.worth)
    }
  }
  const picker = createPicker(open, { redundancy, floor: share * most })
  const chosen: Candidate[] = []
  const used = new Map<ArticleId, number>()
  let words = 0
  while (chosen.length < limits.lines) {
    const candidate = picker.next()
    if (candidate === null) break
    if (words + candidate.words > limits.words) continue
    const article = candidate.extract.citations[0]?.article
    const usedOfArticle = article === undefined ? 0 : (used.get(article) ?? 0)
    // Longer than any article may show: no other text says it in fewer words for certain; it is left out.
    if (candidate.words > limits.extractWords) continue
    if (article !== undefined && usedOfArticle + candidate.words > limits.extractWords) {
      // Another text may say it as well, and has words left; a copy of the same text has not.
      const spent = withCopies(candidate.claim, new Set([...used.keys(), article]))
      for (const other of toCandidate(candidate.claim, lines(candidate.claim, spent), newest)) picker.add(other)
      continue
    }
    if (article !== undefined) used.set(article, usedOfArticle + candidate.words)
    words += candidate.words
    picker.tell(candidate)
    chosen.push(candidate)
  }
  return chosen.map(({ claim, extract }) => ({ claim, extract }))
}

type Scored = { readonly claim: Claim; readonly score: number }

// A long story has fifty thousand claims, many with one score: ids are plain letters and digits, compared as such.
const byScore = (one: Scored, other: Scored): number =>
  other.score - one.score || (one.claim.id < other.claim.id ? -1 : Number(one.claim.id > other.claim.id))

/**
 * The claims that may be worth most, best first. Passages of one making that get one origin only take worth from a
 * claim: what its outline is worth bounds it, and a claim bounded below enough better ones is not read.
 */
function rankClaims(claims: readonly Claim[], newest: number, outline: OutlineReader): readonly Scored[] {
  const bounded = scoreOutlines(claims, newest, outline)
  let ranked: readonly Scored[] = []
  for (let from = 0; from < bounded.length; from += CANDIDATES_MAX) {
    const least = ranked[CANDIDATES_MAX - 1]?.score ?? 0
    if (least > (bounded[from]?.score ?? 0)) break
    const read = bounded.slice(from, from + CANDIDATES_MAX)
    const scored = read.map(({ claim }) => ({ claim, score: roughScore(claim.supports, newest) }))
    ranked = [...ranked, ...scored].toSorted(byScore).slice(0, CANDIDATES_MAX)
  }
  return ranked
}

/** The claims that are told, those first that may be worth most by what their outlines say: now, or at whatever age. */
export function foremostFirst(
  claims: readonly Claim[],
  outline: OutlineReader,
  when: 'now' | 'ever' = 'now',
): readonly Claim[] {
  return scoreOutlines(claims, when === 'now' ? newestOf(claims) : 0, outline).map(({ claim }) => claim)
}

/** The same one by one, for who needs the first few of many: no more are put in order than are asked for. */
export function* pickForemost(claims: readonly Claim[], outline: OutlineReader): Generator<Claim> {
  const left = [...scoreAll(claims, newestOf(claims), outline)]
  for (let at = (left.length >> 1) - 1; at >= 0; at -= 1) sink(left, at)
  for (;;) {
    const [first] = left
    const last = left.pop()
    if (first === undefined || last === undefined) return
    if (left.length > 0) {
      left[0] = last
      sink(left, 0)
    }
    yield first.claim
  }
}

/** A heap: each comes before the two below it, at twice its place. */
function sink(heap: Scored[], from: number): void {
  const moved = heap[from]
  if (moved === undefined) return
  let at = from
  for (;;) {
    const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
    if (left === undefined) break
    const isRight = right !== undefined && byScore(right, left) < 0
    const better = isRight ? right : left
    if (byScore(better, moved) >= 0) break
    heap[at] = better
    at = 2 * at + (isRight ? 2 : 1)
  }
  heap[at] = moved
}

function scoreOutlines(claims: readonly Claim[], newest: number, outline: OutlineReader): readonly Scored[] {
  return scoreAll(claims, newest, outline).toSorted(byScore)
}

function scoreAll(claims: readonly Claim[], newest: number, outline: OutlineReader): readonly Scored[] {
  const scored: Scored[] = []
  for (const claim of claims) {
    const passages = outline(claim)
    if (passages.length > 0) scored.push({ claim, score: roughScore(passages, newest) })
  }
  return scored
}

/** Who asks for more room asks for more of the story: the floor sinks as the room grows. */
function floorFor(words: number): number {
  return FLOOR_SHARE * Math.min(1, FLOOR_WORDS / Math.max(1, words))
}

function withCopies({ supports }: Claim, articles: ReadonlySet<ArticleId>): ReadonlySet<ArticleId> {
  const groups = new Set(supports.filter(({ article }) => articles.has(article)).map(({ group }) => group))
  return new Set([...articles, ...supports.filter(({ group }) => groups.has(group)).map(({ article }) => article)])
}

/** When the newest of claims was first seen, in epoch milliseconds; 0 for none. */
export function newestOf(claims: readonly Claim[]): number {
  let newest = 0
  for (const { firstSeenAt } of claims) newest = Math.max(newest, firstSeenAt.epochMilliseconds)
  return newest
}

/** What a claim may be worth at most, before its line is made. Reckoned of every claim of a story: one pass. */
function roughScore(passages: readonly RankedPassage[], newestMs: number): number {
  const { standing, lastSeen } = weightOf(passages)
  return standing * ageOf(lastSeen, newestMs)
}

/** What of a score does not depend on the moment: who says it and how far up, and when it was said last (epoch ms). */
type Weight = { readonly standing: number; readonly lastSeen: number }

const weights = new WeakMap<readonly RankedPassage[], Weight>()

/** The same passages are weighed for each moment that a story at hand is told of: once is enough. */
function weightOf(passages: readonly RankedPassage[]): Weight {
  const known = weights.get(passages)
  if (known !== undefined) return known
  const origins = new Set<string>()
  const firstOfText = new Map<GroupId, number>()
  let lastSeen = -Infinity
  for (const { start, seenAt, origin, group } of passages) {
    if (origin.kind !== 'unattributed') origins.add(origin.name)
    firstOfText.set(group, Math.min(start, firstOfText.get(group) ?? start))
    lastSeen = Math.max(lastSeen, seenAt.epochMilliseconds)
  }
  const weight = { standing: backing(origins.size, firstOfText.size) * positionOf(firstOfText), lastSeen }
  weights.set(passages, weight)
  return weight
}

/** 1 and what further origins say the same; a further text of a known origin says only that editors kept it. */
function backing(origins: number, texts: number): number {
  const counted = Math.max(1, origins)
  return counted + TEXT_WEIGHT * Math.max(0, texts - counted)
}

function ageOf(lastSeenMs: number, newestMs: number): number {
  return HALF_WEIGHT_AGE_MS / (HALF_WEIGHT_AGE_MS + Math.max(0, newestMs - lastSeenMs))
}

/** How near the top the texts tell it, on average: one teaser line does not make a lead, several editors do. */
function positionOf(firstOfText: ReadonlyMap<GroupId, number>): number {
  let total = 0
  for (const first of firstOfText.values()) total += HALF_WEIGHT_OFFSET / (HALF_WEIGHT_OFFSET + first)
  return total / Math.max(1, firstOfText.size)
}

function toCandidate(claim: Claim, line: Line | null, newestMs: number): readonly Candidate[] {
  if (line === null) return []
  const lang = toTextLang(line.lang)
  const features = analyseSentence(line.text, lang)
  return [
    {
      claim,
      extract: line,
      worth: weighLine(claim, line, newestMs),
      words: splitWords(line.text).length,
      bare: bareTerms(features),
      whole: { features, terms: termsOf(features).map(foldConcept) },
      clauses: cutClauses(line.text, lang),
    },
  ]
}

/**
 * How much a line deserves a reader's time, above 0: origins × position × age × substance × brevity; pages that argue,
 * name no source or were made by a machine are marked down. `newestMs` is the epoch time of the story's newest claim.
 */
export function weighLine(claim: Claim, line: Line, newestMs: number): number {
  const isMarked = line.flags.some(
    (flag) => flag === 'unattributed' || flag === 'machine-made' || flag === 'commentary',
  )
  const features = analyseSentence(line.text, toTextLang(line.lang))
  return roughScore(claim.supports, newestMs) * (isMarked ? MARKED_DOWN : 1) * substance(features) * brevity(features)
}

/** A line of names, figures, days and words spoken tells more than one of moods. */
function substance({ words, names, quantities, dates, quotations }: SentenceFeatures): number {
  const held =
    Math.min(1, names.length) +
    Math.min(2, quantities.length) +
    Math.min(1, dates.length) +
    Math.min(1, quotations.length)
  const certain = words.some(({ folded }) => IMPRESSIONS.has(folded)) ? IMPRESSION_WEIGHT : 1
  return certain * (BARE_WEIGHT + (1 - BARE_WEIGHT) * Math.min(1, held / SUBSTANCE_FULL))
}

/** Twenty seconds to read: a long line costs others their place. */
function brevity({ words }: SentenceFeatures): number {
  return Math.min(1, EASY_WORDS / Math.max(1, words.length))
}

/** The share of the line that stands in clauses told before; 1 where a good part of either line is in the other. */
function redundancy({ bare, clauses }: Candidate, told: readonly Candidate[]): number {
  const isRepetition = told.some((before) => {
    const { ofA, ofB } = overlapTerms(bare, before.bare, evenWeight)
    return Math.max(ofA, ofB) >= REDUNDANT_SHARE
  })
  return isRepetition
    ? 1
    : shareOfClausesTold(
        clauses,
        told.map(({ whole }) => whole),
      )
}
