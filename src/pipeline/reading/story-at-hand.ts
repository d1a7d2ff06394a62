import { findChanges, type Moment } from '../../claim/find-changes.ts'
import type { FoundDifferences } from '../../claim/find-differences.ts'
import { indexClaims, viewEarlierClaims, type ClaimsAtHand } from '../../claim/view-claims.ts'
import type { ArticleId, GroupId } from '../../news/ids.ts'
import type { StoryDefinition, StoryView, TextRelation } from '../../news/story.ts'
import type { Update } from '../../news/update.ts'
import { groupTexts } from '../../story/group-texts.ts'
import type { Newsroom } from '../parts.ts'
import {
  articlesAt,
  assembleView,
  describeArticles,
  indexRevisions,
  leaveOut,
  momentOf,
  onceAsked,
  readParts,
  type Muted,
  type ViewParts,
} from './view-story.ts'

/** Updates kept of a story at hand, by what had come in at their beginning: one takes up to some 100 kB. */
const UPDATES_MAX = 64

/** A story at hand: as it stands at one moment, and how it stood at any earlier one. */
export type StoryAtHand = {
  readonly now: Moment & FoundDifferences
  readonly at: (moment: Temporal.Instant) => Moment
  /** The same that `findChanges` tells of an earlier moment and now. Found once for all between two arrivals. */
  readonly changesSince: (moment: Temporal.Instant) => Update
  /** From when on it looked otherwise than a moment before, the newest first, at most so many. */
  readonly lastArrivals: (max: number) => readonly Temporal.Instant[]
}

/** Reads a story once for many questions. */
export async function takeStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  lang: string,
  newsroom: Pick<Newsroom, 'store'>,
  muted: Muted,
): Promise<StoryAtHand> {
  const parts = leaveOut(await readParts(story, asOf, newsroom), muted)
  const now = momentOf(assembleView(parts), lang)
  const past = onceAsked(() => indexPast(parts, now.view))
  const at = (moment: Temporal.Instant) => {
    const { view, standing } = viewEarlier(past(), parts, moment)
    return momentOf(view, lang, { disputed: now.disputed, standing })
  }
  const updates = new Map<number, Update>()
  const changesSince = (since: Temporal.Instant) => {
    const seen = past().lateFrom(since)
    const update = updates.get(seen) ?? findChanges(at(since), now)
    updates.delete(seen)
    updates.set(seen, update)
    for (const oldest of updates.keys()) {
      if (updates.size <= UPDATES_MAX) break
      updates.delete(oldest)
    }
    return { ...update, since }
  }
  const lastArrivals = (max: number) => {
    const moments = new Set<number>()
    for (const arrival of past().arrivals.toReversed()) {
      if (moments.size >= max) break
      moments.add(arrival.at)
    }
    return [...moments].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  }
  return { now, at, changesSince, lastArrivals }
}

/** A story at hand is told as of a later moment, up to which nothing came in. */
export function restampHand({ now, ...rest }: StoryAtHand, asOf: Temporal.Instant): StoryAtHand {
  // The functions stay, however often the moment moves on: the update's own is put in its place by whoever tells it.
  return { now: { ...now, view: { ...now.view, asOf } }, ...rest }
}

/** What earlier moments are told from. */
type Past = {
  readonly claims: ClaimsAtHand
  readonly groups: ReadonlyMap<ArticleId, GroupId>
  /** Articles that texts of a group hang together with, by article; none of those alone in their group. */
  readonly kin: ReadonlyMap<ArticleId, ReadonlySet<ArticleId>>
  /** What came in, the newest last. */
  readonly arrivals: readonly { readonly at: number; readonly articles: readonly ArticleId[] }[]
  /** The place in `arrivals` from which on they came later than a moment: the same place, the same story. */
  readonly lateFrom: (moment: Temporal.Instant) => number
}

function indexPast({ revisions, rows, relations, origins }: ViewParts, { claims }: StoryView): Past {
  // As the store compares moments: to the millisecond.
  const arrivals = [
    ...revisions.map(({ revision }) => ({ at: revision.seenAt.epochMilliseconds, articles: [revision.article] })),
    ...[...rows, ...origins].map(({ seenAt, article }) => ({ at: seenAt.epochMilliseconds, articles: [article] })),
    ...relations.map(({ seenAt, a, b }) => ({ at: seenAt.epochMilliseconds, articles: [a, b] })),
  ].toSorted((one, other) => one.at - other.at)
  return {
    claims: indexClaims(claims, rows),
    groups: groupTexts([...articlesAt(revisions).keys()], relations),
    kin: findKin(relations),
    arrivals,
    lateFrom: (moment) => countUpTo(arrivals, moment.epochMilliseconds),
  }
}

/** How many of what came in, in order, were there by a moment. */
function countUpTo(arrivals: Past['arrivals'], limit: number): number {
  let [from, to] = [0, arrivals.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((arrivals[middle]?.at ?? Infinity) <= limit) from = middle + 1
    else to = middle
  }
  return from
}

/** Texts are grouped among those that copies and rewrites join, directly or by others: no other text matters. */
function findKin(relations: readonly TextRelation[]): ReadonlyMap<ArticleId, ReadonlySet<ArticleId>> {
  const kin = new Map<ArticleId, Set<ArticleId>>()
  for (const { a, b, kind } of relations) {
    if (kind !== 'copy' && kind !== 'rewrite') continue
    const [one, other] = [kin.get(a) ?? new Set([a]), kin.get(b) ?? new Set([b])]
    const [large, small] = one.size >= other.size ? [one, other] : [other, one]
    for (const id of small) large.add(id)
    for (const id of [...small, a, b]) kin.set(id, large)
  }
  return kin
}

/** How the story stood: what did not change since is taken from how it stands now. */
function viewEarlier(past: Past, parts: ViewParts, asOf: Temporal.Instant) {
  const limit = asOf.epochMilliseconds
  const wasSeen = ({ seenAt }: { readonly seenAt: Temporal.Instant }) => seenAt.epochMilliseconds <= limit
  const revisions = parts.revisions.filter(({ revision }) => wasSeen(revision))
  const relations = parts.relations.filter(wasSeen)
  const articles = articlesAt(revisions)
  const changed = new Set<ArticleId>()
  for (const arrival of past.arrivals.slice(past.lateFrom(asOf))) {
    for (const id of arrival.articles) {
      if (changed.has(id)) continue
      for (const other of past.kin.get(id) ?? [id]) changed.add(other)
    }
  }
  const regrouped = groupTexts(
    [...articles.keys()].filter((id) => changed.has(id)),
    relations,
  )
  const groups = new Map([...articles.keys()].map((id) => [id, regrouped.get(id) ?? past.groups.get(id) ?? id]))
  const known = { articles, findRevision: indexRevisions(revisions), groups, relations }
  const claims = viewEarlierClaims(past.claims, changed, known, wasSeen)
  const described = onceAsked(() => describeArticles(articles, parts.origins.filter(wasSeen), relations))
  const view: StoryView = {
    story: parts.story,
    asOf,
    claims,
    relations,
    get articles() {
      return described()
    },
  }
  const left = [...articles.values()].filter(({ latest }) => !latest.deleted)
  return { view, standing: new Map(left.map(({ id, latest }) => [id, latest.revision])) }
}
