import { indexClaims, viewEarlierClaims, type ClaimsAtHand } from '../../claim/view-claims.ts'
import type { Moment } from '../../claim/find-changes.ts'
import { indexRelationsOverTime } from '../../claim/unify-origins.ts'
import type { Article } from '../../news/article.ts'
import type { ArticleId, GroupId } from '../../news/ids.ts'
import type { StoryArticle, StoryView, TextRelation } from '../../news/story.ts'
import { firstOfWires } from '../../story/describe-sources.ts'
import { groupTexts } from '../../story/group-texts.ts'
import {
  articlesAt,
  describeArticles,
  indexRevisions,
  onceAsked,
  originsIn,
  standingOf,
  type ViewParts,
} from './view-story.ts'

/** A story as it stands, from which earlier moments are told. */
export type Past = {
  readonly parts: ViewParts
  /** Its articles as they are described now. */
  readonly described: () => ReadonlyMap<ArticleId, StoryArticle>
  readonly findRevision: ReturnType<typeof indexRevisions>
  readonly isRelatedAt: ReturnType<typeof indexRelationsOverTime>
  /** The first article of each wire. */
  readonly wires: ReadonlyMap<string, Article>
  readonly claims: ClaimsAtHand
  readonly groups: ReadonlyMap<ArticleId, GroupId>
  /** Articles that texts of a group hang together with, by article; none of those alone in their group. */
  readonly kin: ReadonlyMap<ArticleId, ReadonlySet<ArticleId>>
  /** What came in, the newest last. */
  readonly arrivals: readonly { readonly at: number; readonly articles: readonly ArticleId[] }[]
  /** The place in `arrivals` from which on they came later than a moment: the same place, the same story. */
  readonly lateFrom: (moment: Temporal.Instant) => number
}

/** `view`: of all of the parts. */
export function indexPast(parts: ViewParts, view: StoryView): Past {
  const { revisions, rows, relations, origins } = parts
  // As the store compares moments: to the millisecond.
  const arrivals = [
    ...revisions.map(({ revision }) => ({ at: revision.seenAt.epochMilliseconds, articles: [revision.article] })),
    ...[...rows, ...origins].map(({ seenAt, article }) => ({ at: seenAt.epochMilliseconds, articles: [article] })),
    ...relations.map(({ seenAt, a, b }) => ({ at: seenAt.epochMilliseconds, articles: [a, b] })),
  ].toSorted((one, other) => one.at - other.at)
  const articles = articlesAt(revisions)
  return {
    parts,
    described: onceAsked(() => new Map(view.articles.map((source) => [source.article.id, source]))),
    findRevision: indexRevisions(revisions),
    isRelatedAt: indexRelationsOverTime(relations),
    wires: firstOfWires(standingOf(articles), originsIn(origins)),
    claims: indexClaims(view.claims, rows),
    groups: groupTexts([...articles.keys()], relations),
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
export function viewEarlier(past: Past, asOf: Temporal.Instant): Pick<Moment, 'view' | 'standing'> {
  const { parts } = past
  const limit = asOf.epochMilliseconds
  const wasSeen = ({ seenAt }: { readonly seenAt: Temporal.Instant }) => seenAt.epochMilliseconds <= limit
  const relations = parts.relations.filter(wasSeen)
  const articles = articlesAt(parts.revisions.filter(({ revision }) => wasSeen(revision)))
  const changed = new Set<ArticleId>()
  for (const arrival of past.arrivals.slice(past.lateFrom(asOf)))
    for (const id of arrival.articles) addKin(changed, id, past)
  const regrouped = groupTexts(
    [...articles.keys()].filter((id) => changed.has(id)),
    relations,
  )
  const groups = new Map([...articles.keys()].map((id) => [id, regrouped.get(id) ?? past.groups.get(id) ?? id]))
  const findRevision: Past['findRevision'] = (article, wanted) => {
    const found = past.findRevision(article, wanted)
    return found !== null && wasSeen(found) ? found : null
  }
  const known = { articles, findRevision, groups, isRelated: past.isRelatedAt(limit) }
  const claims = viewEarlierClaims(past.claims, changed, known, wasSeen)
  const described = onceAsked(() => describeEarlier(past, { articles, relations, changed, wasSeen }))
  const view: StoryView = {
    story: parts.story,
    asOf,
    claims,
    relations,
    get articles() {
      return described()
    },
  }
  return { view, standing: new Map(standingOf(articles).map(({ id, latest }) => [id, latest.revision])) }
}

function addKin(ids: Set<ArticleId>, id: ArticleId, { kin }: Past): void {
  if (ids.has(id)) return
  for (const other of kin.get(id) ?? [id]) ids.add(other)
}

type Earlier = {
  readonly articles: ReadonlyMap<ArticleId, Article>
  readonly relations: ViewParts['relations']
  /** Articles that something came in of since, with their kin. */
  readonly changed: ReadonlySet<ArticleId>
  readonly wasSeen: (one: { readonly seenAt: Temporal.Instant }) => boolean
}

/** The articles as they were described: describing all of a long story takes longer than all else that is told of a moment. */
function describeEarlier(past: Past, { articles, relations, changed, wasSeen }: Earlier): readonly StoryArticle[] {
  const origins = past.parts.origins.filter(wasSeen)
  const others = new Set(changed)
  // A reprint names the first article of its wire: where that was another one, all reprints named it.
  const wires = firstOfWires(standingOf(articles), originsIn(origins))
  const isMoved = (wire: string) => wires.get(wire)?.id !== past.wires.get(wire)?.id
  const moved = new Set([...wires.keys(), ...past.wires.keys()].filter(isMoved))
  for (const { article, main } of moved.size === 0 ? [] : origins)
    if (main.kind === 'wire' && moved.has(main.name)) addKin(others, article, past)
  const anew = describeArticles(articles, origins, relations, others)
  const fresh = new Map(anew.map((source) => [source.article.id, source]))
  const now = past.described()
  return [...articles.keys()].flatMap((id) => (others.has(id) ? fresh.get(id) : now.get(id)) ?? [])
}
