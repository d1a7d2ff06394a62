import type { Moment } from '../../claim/find-changes.ts'
import { indexRelationsOverTime } from '../../claim/unify-origins.ts'
import { growClaims, takeClaims, type ClaimsAtHand } from '../../claim/view-claims.ts'
import type { Article, Revision } from '../../news/article.ts'
import type { ArticleId, GroupId } from '../../news/ids.ts'
import type { StoryArticle, StoryView, TextRelation } from '../../news/story.ts'
import { describeSources, firstOfWires, type OwnOrigins } from '../../story/describe-sources.ts'
import { groupTexts } from '../../story/group-texts.ts'
import type { StoredRevision } from '../../story/story-store.ts'
import { articlesAt, originsIn, standingOf, type ViewParts } from './view-story.ts'

/** A story as it stands, from which earlier moments are told, and to which later parts are added. */
export type Past = {
  readonly parts: ViewParts
  readonly view: StoryView
  readonly articles: ReadonlyMap<ArticleId, Article>
  /** The revision at which each article stands that was not taken back. */
  readonly standing: Moment['standing']
  readonly texts: Texts
  readonly sourceOf: SourceOf
  /** What each article rests on by itself. */
  readonly originsOf: (article: ArticleId) => OwnOrigins
  /** The first article of each wire. */
  readonly wires: ReadonlyMap<string, Article>
  readonly claims: ClaimsAtHand
  readonly groups: ReadonlyMap<ArticleId, GroupId>
  /** Articles that texts of a group hang together with, by article; none of those alone in their group. */
  readonly kin: ReadonlyMap<ArticleId, ReadonlySet<ArticleId>>
  /** What came in, the newest last. */
  readonly arrivals: readonly Arrival[]
  /** The place in `arrivals` from which on they came later than a moment: the same place, the same story. */
  readonly lateFrom: (moment: Temporal.Instant) => number
}

type Arrival = { readonly at: number; readonly articles: readonly ArticleId[] }

/** What is looked up of a story's texts. It grows in its place: what is told of an earlier moment asks for none that came later. */
type Texts = {
  readonly revisionsOf: Map<ArticleId, StoredRevision[]>
  readonly findRevision: (article: ArticleId, revision: number) => Revision | null
  readonly relatedOver: ReturnType<typeof indexRelationsOverTime>
}

/** Reads a story's parts as a whole. */
export function takePast(parts: ViewParts): Past {
  const { revisions, rows, relations, origins } = parts
  const articles = articlesAt(revisions)
  const texts = indexTexts(revisions, relations)
  const groups = groupTexts([...articles.keys()], relations)
  const { findRevision } = texts
  const isRelated = texts.relatedOver.upTo(parts.asOf.epochMilliseconds)
  const claims = takeClaims(rows, { articles, findRevision, groups, isRelated })
  const originsOf = originsIn(origins)
  const described = describeSources(standingOf(articles), originsOf, relations)
  const kin = findKin(relations)
  return assemble({ parts, articles, texts, claims, groups, kin, arrivals: listArrivals(parts), originsOf }, described)
}

/**
 * The same of later parts, which begin with those of `past`: what did not change since is taken from there. A past grows once;
 * it tells its own moments still. Null where the parts are no later ones of the same.
 */
export function growPast(past: Past, parts: ViewParts): Past | null {
  const added = addedTo(past.parts, parts)
  if (added === null) return null
  const { relations } = parts
  const kin = added.relations.length === 0 ? past.kin : findKin(relations)
  const arrived = listArrivals(added)
  const changed = withKin(
    arrived.flatMap((arrival) => arrival.articles),
    kin,
  )
  const articles = new Map(past.articles)
  for (const [id, article] of articlesAt(added.revisions))
    articles.set(id, { ...article, seenAt: past.articles.get(id)?.seenAt ?? article.seenAt })
  const { texts } = past
  growTexts(texts, added)
  const moved = new Set([...articles.keys()].filter((id) => changed.has(id)))
  const groups = new Map([...past.groups, ...regroup(moved, relations)])
  const { findRevision } = texts
  const isRelated = texts.relatedOver.upTo(parts.asOf.epochMilliseconds)
  const claims = growClaims(past.claims, added.rows, changed, { articles, findRevision, groups, isRelated })
  const arrivals = [...past.arrivals, ...arrived]
  const originsOf = originsIn(parts.origins)
  const standing = standingOf(articles)
  const articleOf = (id: ArticleId) => articles.get(id)
  const sourceOf = redescribe(past, { standing: () => standing, articleOf, originsOf, relations, changed, kin })
  const described = standing.flatMap(({ id }) => sourceOf(id) ?? [])
  return assemble({ parts, articles, texts, claims, groups, kin, arrivals, originsOf }, described)
}

type Made = Omit<Past, 'view' | 'standing' | 'sourceOf' | 'wires' | 'lateFrom'>

function assemble(made: Made, articles: readonly StoryArticle[]): Past {
  const { parts, arrivals, originsOf } = made
  const { story, asOf, relations } = parts
  const left = standingOf(made.articles)
  const sources = new Map(articles.map((source) => [source.article.id, source]))
  return {
    ...made,
    view: { story, asOf, articles, claims: made.claims.claims, relations },
    standing: new Map(left.map(({ id, latest }) => [id, latest.revision])),
    sourceOf: (id) => sources.get(id),
    wires: firstOfWires(left, originsOf),
    lateFrom: (moment) => countUpTo(arrivals, ({ at }) => at, moment.epochMilliseconds),
  }
}

/** What later parts hold besides the earlier ones; null where those are not their beginning. */
function addedTo(before: ViewParts, parts: ViewParts): ViewParts | null {
  const lists = ['revisions', 'rows', 'relations', 'origins'] as const
  const isBegun = lists.every((name) => {
    const { length } = before[name]
    return length <= parts[name].length && before[name][length - 1] === parts[name][length - 1]
  })
  if (!isBegun) return null
  return {
    ...parts,
    revisions: parts.revisions.slice(before.revisions.length),
    rows: parts.rows.slice(before.rows.length),
    relations: parts.relations.slice(before.relations.length),
    origins: parts.origins.slice(before.origins.length),
  }
}

/** How many of what came in, in order, were there by a moment (epoch ms). */
export function countUpTo<Item>(items: readonly Item[], momentOf: (item: Item) => number, limit: number): number {
  let [from, to] = [0, items.length]
  while (from < to) {
    const middle = (from + to) >> 1
    const item = items[middle]
    if (item !== undefined && momentOf(item) <= limit) from = middle + 1
    else to = middle
  }
  return from
}

/** When what came in, and of which articles: of one text once, however many of its passages state a claim. */
function listArrivals({ revisions, rows, relations, origins }: ViewParts): readonly Arrival[] {
  // As the store compares moments: to the millisecond.
  const arrivals: Arrival[] = []
  const note = ({ seenAt }: { readonly seenAt: Temporal.Instant }, articles: readonly ArticleId[]) =>
    arrivals.push({ at: seenAt.epochMilliseconds, articles })
  for (const { revision } of revisions) note(revision, [revision.article])
  let last: ViewParts['rows'][number] | undefined
  for (const row of rows) {
    // Rows of one text come together.
    if (last?.article !== row.article || last.seenAt !== row.seenAt) note(row, [row.article])
    last = row
  }
  for (const own of origins) note(own, [own.article])
  for (const relation of relations) note(relation, [relation.a, relation.b])
  return arrivals.toSorted((one, other) => one.at - other.at)
}

function indexTexts(revisions: ViewParts['revisions'], relations: ViewParts['relations']): Texts {
  const revisionsOf = Map.groupBy(revisions, ({ revision }) => revision.article)
  const findRevision: Texts['findRevision'] = (article, wanted) => {
    // Asked for every passage: a function for each would cost more than the look.
    for (const { revision } of revisionsOf.get(article) ?? []) if (revision.revision === wanted) return revision
    return null
  }
  return { revisionsOf, findRevision, relatedOver: indexRelationsOverTime(relations) }
}

function growTexts({ revisionsOf, relatedOver }: Texts, { revisions, relations }: ViewParts): void {
  for (const stored of revisions) {
    const known = revisionsOf.get(stored.revision.article)
    if (known === undefined) revisionsOf.set(stored.revision.article, [stored])
    else known.push(stored)
  }
  relatedOver.add(relations)
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

/** The articles with all that hang together with them. */
export function withKin(ids: Iterable<ArticleId>, kin: Past['kin']): Set<ArticleId> {
  const all = new Set<ArticleId>()
  for (const id of ids) if (!all.has(id)) for (const other of kin.get(id) ?? [id]) all.add(other)
  return all
}

/** The text groups, at another moment, of the articles that changed. These come in order of first sight, with all their kin. */
export function regroup(
  changed: ReadonlySet<ArticleId>,
  relations: readonly TextRelation[],
): ReadonlyMap<ArticleId, GroupId> {
  const concerned = relations.filter(({ a, b }) => changed.has(a) || changed.has(b))
  return groupTexts([...changed], concerned)
}

/** How a story stood at another moment. */
export type Otherwise = {
  /** The articles not taken back, in order of first sight. */
  readonly standing: () => readonly Article[]
  readonly articleOf: (article: ArticleId) => Article | undefined
  readonly originsOf: (article: ArticleId) => OwnOrigins
  readonly relations: ViewParts['relations']
  /** Articles that something came in of between the two moments, with their kin at the later one. */
  readonly changed: ReadonlySet<ArticleId>
  readonly kin: Past['kin']
}

/** Articles as they are described; undefined for those that did not stand. */
export type SourceOf = (article: ArticleId) => StoryArticle | undefined

/** The articles as they are described then: describing all of a long story takes longer than all else that is told of a moment. */
export function redescribe({ sourceOf, wires: wiresNow }: Pick<Past, 'sourceOf' | 'wires'>, then: Otherwise): SourceOf {
  const { standing, articleOf, originsOf, relations, changed, kin } = then
  // A reprint names the first article of its wire: where that is another one, all reprints name it.
  const wires = wiresThen(wiresNow, then)
  const isMoved = (wire: string) => wires.get(wire)?.id !== wiresNow.get(wire)?.id
  const moved = new Set([...wires.keys(), ...wiresNow.keys()].filter(isMoved))
  const isReprint = ({ main }: OwnOrigins) => main.kind === 'wire' && moved.has(main.name)
  const reprints = moved.size === 0 ? [] : standing().filter(({ id }) => isReprint(originsOf(id)))
  const others = withKin([...changed, ...reprints.map(({ id }) => id)], kin)
  const concerned = relations.filter(({ a, b }) => others.has(a) || others.has(b))
  const anew = describeSources(standingAmong(others, articleOf), originsOf, concerned, wires)
  const fresh = new Map(anew.map((source) => [source.article.id, source]))
  return (id) => (others.has(id) ? fresh.get(id) : sourceOf(id))
}

/** The first article of each wire then. */
function wiresThen(wiresNow: Past['wires'], then: Otherwise): Past['wires'] {
  const { standing, articleOf, originsOf, changed } = then
  // Who was the first before one that changed is known only by looking at all.
  if ([...wiresNow.values()].some(({ id }) => changed.has(id))) return firstOfWires(standing(), originsOf)
  const wires = new Map(wiresNow)
  for (const [wire, article] of firstOfWires(standingAmong(changed, articleOf), originsOf)) {
    const first = wires.get(wire)
    if (first === undefined || bySight(article, first) < 0) wires.set(wire, article)
  }
  return wires
}

const standingAmong = (ids: Iterable<ArticleId>, articleOf: Otherwise['articleOf']) =>
  [...ids]
    .flatMap((id) => articleOf(id) ?? [])
    .filter(({ latest }) => !latest.deleted)
    .toSorted(bySight)

/** As the revisions by which they were seen first come. */
const bySight = (one: Article, other: Article) =>
  one.seenAt.epochMilliseconds - other.seenAt.epochMilliseconds || (one.id < other.id ? -1 : 1)
