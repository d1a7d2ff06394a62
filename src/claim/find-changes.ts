import type { Claim, Difference, Line, Support } from '../news/claim.ts'
import type { ArticleId, ClaimId, GroupId, StoryId } from '../news/ids.ts'
import type { StoryArticle, StoryView } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { datesAgree } from '../text/dates.ts'
import { analyseSentence } from '../text/features.ts'
import { toTextLang } from '../text/language.ts'
import { compareQuantities, type Quantity } from '../text/quantities.ts'
import { evenWeight, likeness } from '../text/similarity.ts'
import { apartIn, hasNoNewOrigin, isUntouched, outlineOf, type PassageOutline } from './claim-outline.ts'
import type { ClaimPassage, FoundDifferences } from './find-differences.ts'
import { countOrigins } from './unify-origins.ts'
import type { EarlierClaims } from './view-claims.ts'
import { findBorneOut, isSlight } from './weigh-news.ts'

/** A story at a moment, with its differences and the lines its claims make. */
export type Moment = {
  readonly view: StoryView
  /** The revision at which each article stands that was not taken back. */
  readonly standing: Pick<ReadonlyMap<ArticleId, number>, 'get' | 'has'>
  /** What of it differs from a later moment's claims (`than`), where it was told from those: no other claim is compared. */
  readonly earlier: (Pick<EarlierClaims, 'claimOf' | 'apart'> & { readonly than: readonly Claim[] }) | null
  readonly differences: readonly Difference[]
  /** The claims that differences are looked for among: all, or the foremost of a long story; one list for one moment. */
  readonly compared: readonly Claim[]
  /** Counts that a later text tells anew. */
  readonly moved: FoundDifferences['moved']
  readonly tellers: FoundDifferences['tellers']
  /** The line a claim makes, from none of the articles to avoid; null when none stands alone. */
  readonly lineOf: (claim: Claim, avoid?: ReadonlySet<ArticleId>) => Line | null
  readonly withdrawnLineOf: (claim: Claim) => Line | null
  /** How much a line deserves a reader's time: new lines are told in that order. */
  readonly weightOf: (claim: Claim, line: Line) => number
}

/** A sentence that an outlet changed is still about the same thing above this likeness. */
const REVISED_LIKENESS_MIN = 0.35

/**
 * What changed between two moments of one story under one engine: claims that were not told before, that more origins
 * tell, that their outlets changed or took back; differences that were not there. A retelling changes nothing.
 */
export function findChanges(before: Moment, after: Moment): Update {
  const { findBefore, apart } = compareClaims(before, after)
  const added: { claim: Claim; line: Line }[] = []
  const corroborated: Update['corroborated'][number][] = []
  const withdrawn: { claim: Claim; line: Line }[] = []
  const touched = apart.filter((claim) => {
    const earlier = findBefore(claim.id)
    return earlier === undefined || !isUntouched(earlier, claim)
  })
  for (const claim of touched) {
    const earlier = findBefore(claim.id)
    const wasTold = earlier !== undefined && outlineOf(earlier).length > 0
    if (outlineOf(claim).length === 0) {
      const line = wasTold ? after.withdrawnLineOf(claim) : null
      if (line !== null) withdrawn.push({ claim, line })
      continue
    }
    const line = isMoved(claim, earlier) ? after.lineOf(claim) : null
    if (line === null) continue
    // A retelling of what its outlet took back brings nothing back.
    const isRetold = earlier !== undefined && outlineOf(claim).every(({ variant }) => variant)
    if (!wasTold && isRetold) continue
    if (!wasTold) added.push({ claim, line })
    else {
      const originsBefore = originsOf(earlier, line, before)
      const originsAfter = line.support.origins
      if (originsBefore !== null && originsAfter > originsBefore)
        corroborated.push({ line, originsBefore, originsAfter })
    }
  }
  const wasKnown = knownPassages(findBefore)
  const borne = findBorne(added, { findBefore, wasKnown }, before, after)
  const revised = pairRevised(withdrawn, added)
  const moved = findMoved(findBefore, before, after, wasKnown)
  const isNews = (claim: Claim) =>
    !isSlight(claim) && [revised, moved, borne].every((told) => !told.some(({ now }) => now === claim.id))
  const refigured = findRefigured(touched, findBefore, before, after)
  const disputed = findDisputed(before, after, wasKnown)
  const articles = findArticles(before.standing, after.view)
  const update = {
    added: added
      .filter(({ claim }) => isNews(claim))
      .map(({ claim, line }) => ({ line, weight: after.weightOf(claim, line) }))
      .toSorted((one, other) => other.weight - one.weight || one.line.id.localeCompare(other.line.id))
      .map(({ line }) => line),
    revised: [
      ...[...revised, ...moved].map(({ before: was, after: is }) => ({ before: was, after: is })),
      ...refigured,
    ],
    corroborated: [...corroborated, ...borne.map(({ confirmed }) => confirmed)],
    disputed,
    withdrawn: withdrawn.filter(({ claim }) => !revised.some(({ was }) => was === claim.id)).map(({ line }) => line),
  }
  const nothingNew = Object.values(update).every((list) => list.length === 0)
  return { story: after.view.story.id, since: before.view.asOf, asOf: after.view.asOf, nothingNew, ...update, articles }
}

type ClaimFinder = EarlierClaims['claimOf']

/** The claims as they stood before, and those of the later ones that may have stood otherwise: where that is not known, all. */
function compareClaims({ view, earlier }: Moment, after: Moment): { findBefore: ClaimFinder; apart: readonly Claim[] } {
  if (earlier !== null && earlier.than === after.view.claims)
    return { findBefore: earlier.claimOf, apart: earlier.apart }
  const claims = indexOnce(view.claims)
  return { findBefore: (id) => claims.get(id), apart: after.view.claims }
}

/** What changed while nothing was seen. */
export function noChanges(story: StoryId, since: Temporal.Instant, asOf: Temporal.Instant): Update {
  const lists = { added: [], revised: [], corroborated: [], disputed: [], withdrawn: [], articles: [] }
  return { story, since, asOf, nothingNew: true, ...lists }
}

type BorneOut = { readonly now: ClaimId; readonly confirmed: Update['corroborated'][number] }

/** New claims that give a known one's measure: that is confirmed by their origins too, and is no news besides. */
function findBorne(
  added: readonly { readonly claim: Claim; readonly line: Line }[],
  { findBefore, wasKnown }: { readonly findBefore: ClaimFinder; readonly wasKnown: ReturnType<typeof knownPassages> },
  before: Moment,
  after: Moment,
): readonly BorneOut[] {
  return added.flatMap(({ claim, line }) => {
    const isKnown = ({ id }: Claim, support: Support) => wasKnown({ claim: id, support }) === 'same'
    const told = findBorneOut(claim, after.compared, isKnown)
    const known = told === undefined ? undefined : findBefore(told.id)
    const was = known === undefined ? null : before.lineOf(known)
    if (known === undefined || was === null) return []
    const fresh = claim.supports.filter(({ origin }) => !known.supports.some((one) => one.origin.name === origin.name))
    const origins = countOrigins(fresh)
    if (origins === 0) return []
    const support = {
      articles: was.support.articles + line.support.articles,
      texts: was.support.texts + line.support.texts,
      origins: was.support.origins + origins,
    }
    // The line that was known is confirmed, by what gives its figure.
    const flags = was.flags.filter((flag) => flag !== 'single-source')
    const both = { ...was, support, flags, citations: [...was.citations, ...line.citations] }
    const confirmed = { line: both, originsBefore: was.support.origins, originsAfter: support.origins }
    return [{ now: claim.id, confirmed }]
  })
}

/** The origins of the same line before; null where the claim spoke in other words: another line is not confirmed. */
function originsOf(earlier: Claim | undefined, line: Line, before: Moment): number | null {
  const was = earlier === undefined ? null : before.lineOf(earlier)
  return was !== null && was.text === line.text ? was.support.origins : null
}

function isMoved(claim: Claim, earlier: Claim | undefined): boolean {
  if (earlier === undefined || outlineOf(earlier).length === 0) return true
  return !hasNoNewOrigin(earlier, claim) && countOrigins(claim.supports) > countOrigins(earlier.supports)
}

const indexes = new WeakMap<readonly Claim[], ReadonlyMap<ClaimId, Claim>>()

/** Claims by their ids: those of one moment are compared with many earlier ones. */
function indexOnce(claims: readonly Claim[]): ReadonlyMap<ClaimId, Claim> {
  const known = indexes.get(claims) ?? new Map(claims.map((claim) => [claim.id, claim]))
  indexes.set(claims, known)
  return known
}

/** Counts that a text which came since tells anew, against what was known: the last told figure of each. */
function findMoved(
  findBefore: ClaimFinder,
  before: Moment,
  after: Moment,
  wasKnown: ReturnType<typeof knownPassages>,
): readonly Paired[] {
  const claims = indexOnce(after.view.claims)
  const isKnown = (passage: ClaimPassage) => wasKnown(passage) !== 'new'
  const pairs = new Map<string, Paired>()
  for (const { key, before: was, after: now } of after.moved) {
    const [old, fresh] = [findBefore(was.claim), claims.get(now.claim)]
    if (old === undefined || fresh === undefined || !isKnown(was) || isKnown(now)) continue
    const lineBefore = before.lineOf({ ...old, supports: [was.support] })
    const lineAfter = after.lineOf({ ...fresh, supports: [now.support] })
    if (lineBefore !== null && lineAfter !== null)
      pairs.set(key, { was: was.claim, now: now.claim, before: lineBefore, after: lineAfter })
  }
  return [...pairs.values()]
}

/** Claims that an article still makes, with another figure or day than before. */
function findRefigured(
  touched: readonly Claim[],
  findBefore: ClaimFinder,
  before: Moment,
  after: Moment,
): Update['revised'] {
  return touched.flatMap((claim) => {
    const earlier = findBefore(claim.id)
    if (earlier === undefined || !isRevised(earlier, claim)) return []
    const passagesBefore = Map.groupBy(earlier.supports, ({ article }) => article)
    for (const now of claim.supports) {
      const was = passagesBefore.get(now.article)?.find(({ revision }) => revision !== now.revision)
      if (was === undefined || !hasOtherFigure(was, now)) continue
      const lineBefore = before.lineOf({ ...earlier, supports: [was] })
      const lineAfter = after.lineOf({ ...claim, supports: [now] })
      if (lineBefore !== null && lineAfter !== null) return [{ before: lineBefore, after: lineAfter }]
    }
    return []
  })
}

/** Whether an article stands in the claim in two revisions, one before and one now. */
function isRevised(before: Claim, after: Claim): boolean {
  // A standing article has one revision: what stands in the same place in both is of the same.
  const { was, is } = apartIn(before, after)
  const revisions = new Map(was.map(({ article, revision }) => [article, revision]))
  return is.some(({ article, revision }) => (revisions.get(article) ?? revision) !== revision)
}

function hasOtherFigure(was: Support, now: Support): boolean {
  const [one, other] = [was, now].map(({ text, lang }) => analyseSentence(text, toTextLang(lang)))
  if (one === undefined || other === undefined || was.text === now.text) return false
  const conflicts = (quantity: Quantity) => {
    const verdicts = one.quantities.map((earlier) => compareQuantities(earlier, quantity))
    return verdicts.includes('conflict') && !verdicts.includes('same')
  }
  return (
    other.quantities.some(conflicts) ||
    other.dates.some((date) => one.dates.some((day) => datesAgree(day, date) === 'conflict'))
  )
}

type Paired = { readonly was: ClaimId; readonly now: ClaimId; readonly before: Line; readonly after: Line }

/** A line taken back and a new line of the same article on the same thing are one revision. */
function pairRevised(
  withdrawn: readonly { claim: Claim; line: Line }[],
  added: readonly { claim: Claim; line: Line }[],
): readonly Paired[] {
  const pairs: Paired[] = []
  for (const { claim: was, line: before } of withdrawn) {
    const article = before.citations[0]?.article
    const open = added.filter(
      ({ claim, line }) =>
        pairs.every(({ now }) => now !== claim.id) && line.citations.some((citation) => citation.article === article),
    )
    const [best] = open
      .map(({ claim, line }) => ({ claim, line, score: compareLines(before, line) }))
      .toSorted((one, other) => other.score - one.score)
    if (best !== undefined && best.score >= REVISED_LIKENESS_MIN) {
      pairs.push({ was: was.id, now: best.claim.id, before, after: best.line })
    }
  }
  return pairs
}

function compareLines(a: Line, b: Line): number {
  const features = [a, b].map(({ text, lang }) => analyseSentence(text, toTextLang(lang)))
  const [one, other] = features
  return one === undefined || other === undefined ? 0 : likeness(one, other, evenWeight)
}

/**
 * Differences that were not there: a side of them is told since. Passages that stood there as they are differed then as now,
 * whichever claims of a long story were compared.
 */
function findDisputed(
  before: Moment,
  after: Moment,
  wasKnown: ReturnType<typeof knownPassages>,
): readonly Difference[] {
  const standing = (passages: readonly ClaimPassage[]) => {
    if (passages.some((passage) => wasKnown(passage) === 'same')) return 'known'
    return passages.some(({ support }) => before.standing.has(support.article)) ? 'unclear' : 'new'
  }
  return after.differences.filter(({ id }) => {
    const sides = (after.tellers.get(id) ?? []).map(standing)
    if (sides.includes('new')) return true
    if (sides.length > 0 && !sides.includes('unclear')) return false
    // An article says in other words what it said: what that differed from then is looked up.
    return before.differences.every((known) => known.id !== id)
  })
}

/** Whether a passage stood in its claim before: the same, in an earlier revision of its article, or not at all. */
function knownPassages(findBefore: ClaimFinder) {
  return ({ claim, support }: ClaimPassage): 'same' | 'revised' | 'new' => {
    const earlier = findBefore(claim)
    const at = ({ article, start }: PassageOutline) => article === support.article && start === support.start
    const known = earlier === undefined ? undefined : outlineOf(earlier).find(at)
    if (known === undefined) return 'new'
    return known.revision === support.revision ? 'same' : 'revised'
  }
}

function findArticles(known: Moment['standing'], after: StoryView): Update['articles'] {
  return after.articles
    .filter(({ article }) => known.get(article.id) !== article.latest.revision)
    .map((source) => {
      const { id, outlet, url, latest } = source.article
      return {
        article: id,
        outlet,
        title: latest.title,
        url,
        seenAt: latest.seenAt,
        sameOriginAs: findSame(source, after),
      }
    })
}

/** The earlier article of the same text group, or the one whose wire copy it reprints. */
function findSame(source: StoryArticle, view: StoryView): ArticleId | null {
  if (source.of !== null) return source.of
  const first = firstsOf(view.articles).get(source.group)?.article
  const isEarlier = first !== undefined && Temporal.Instant.compare(first.seenAt, source.article.seenAt) < 0
  return isEarlier ? first.id : null
}

const firsts = new WeakMap<StoryView['articles'], ReadonlyMap<GroupId, StoryArticle>>()

/** The first article of each text group, of articles in order of first sight: those of one moment are asked for often. */
function firstsOf(articles: StoryView['articles']): ReadonlyMap<GroupId, StoryArticle> {
  return firsts.getOrInsertComputed(articles, () => {
    return new Map(articles.toReversed().map((source) => [source.group, source]))
  })
}
