import type { ArticleId, GroupId } from '../news/ids.ts'
import type { TextRelation } from '../news/story.ts'

/**
 * The text group of each article: copies and rewrites are one text. `ids` in order of sight: a group is named by its
 * first. The longest texts of two groups decide, else average link over the pairs that were compared, each weighing what
 * its shorter text does: two long texts that merely share copy stay apart though both hold one short text, which joins
 * the one; two rewrites of one text are one group even where they were never compared. The order of `relations` makes no
 * difference.
 */
export function groupTexts(
  ids: readonly ArticleId[],
  relations: readonly TextRelation[],
  lengthOf: (id: ArticleId) => number = () => 1,
): ReadonlyMap<ArticleId, GroupId> {
  const place = new Map(ids.map((id, at) => [id, at]))
  const groups = new Map<ArticleId, ArticleId[]>(ids.map((id) => [id, [id]]))
  const known = relations.filter(({ a, b }) => a !== b && place.has(a) && place.has(b))
  const votes = votesOf(known, lengthOf)
  const byLength = (one: ArticleId, other: ArticleId) =>
    lengthOf(other) - lengthOf(one) || (place.get(one) ?? 0) - (place.get(other) ?? 0)
  for (const { a, b } of surestFirst(known.filter(isOneText), place, lengthOf)) {
    const [one, other] = [groups.get(a), groups.get(b)]
    if (one === undefined || other === undefined || one === other || !areOne(one, other, votes, byLength)) continue
    const [large, small] = one.length >= other.length ? [one, other] : [other, one]
    for (const id of small) {
      large.push(id)
      groups.set(id, large)
    }
  }
  const firsts = new Map<readonly ArticleId[], GroupId>()
  return new Map(
    ids.map((id) => {
      const group = groups.get(id) ?? []
      const first = firsts.get(group) ?? id
      firsts.set(group, first)
      return [id, first]
    }),
  )
}

function isOneText({ kind }: TextRelation): boolean {
  return kind === 'copy' || kind === 'rewrite'
}

/** First those that have most in common: a text is cut from the one of like size rather than from one that carries it. */
function surestFirst(
  relations: readonly TextRelation[],
  place: ReadonlyMap<ArticleId, number>,
  lengthOf: (id: ArticleId) => number,
): readonly TextRelation[] {
  const weighed = relations.map((relation) => {
    const { a, b, coverage } = relation
    const [one, other] = [lengthOf(a), lengthOf(b)]
    const [placeA, placeB] = [place.get(a) ?? 0, place.get(b) ?? 0]
    return {
      relation,
      inCommon: (coverage * Math.min(one, other)) / Math.max(1, one, other),
      first: Math.min(placeA, placeB),
      second: Math.max(placeA, placeB),
    }
  })
  return weighed
    .toSorted((x, y) => y.inCommon - x.inCommon || x.first - y.first || x.second - y.second)
    .map(({ relation }) => relation)
}

type Votes = ReadonlyMap<ArticleId, ReadonlyMap<ArticleId, number>>

/** For each pair compared, how much speaks for one text, or against where negative. */
function votesOf(relations: readonly TextRelation[], lengthOf: (id: ArticleId) => number): Votes {
  const votes = new Map<ArticleId, Map<ArticleId, number>>()
  const add = (from: ArticleId, to: ArticleId, vote: number) => {
    const row = votes.get(from) ?? new Map<ArticleId, number>()
    row.set(to, (row.get(to) ?? 0) + vote)
    votes.set(from, row)
  }
  for (const relation of relations) {
    const { a, b } = relation
    const weight = Math.min(lengthOf(a), lengthOf(b))
    add(a, b, isOneText(relation) ? weight : -weight)
    add(b, a, isOneText(relation) ? weight : -weight)
  }
  return votes
}

/**
 * The longest texts of both groups are one, or at least half of what is known between the groups speaks for it: cuts of
 * one text have little in common with each other, and all with the whole of it.
 */
function areOne(
  one: readonly ArticleId[],
  other: readonly ArticleId[],
  votes: Votes,
  byLength: (one: ArticleId, other: ArticleId) => number,
): boolean {
  const [[longest], [otherLongest]] = [one.toSorted(byLength), other.toSorted(byLength)]
  if (longest !== undefined && otherLongest !== undefined && (votes.get(longest)?.get(otherLongest) ?? 0) > 0)
    return true
  const [small, large] = one.length <= other.length ? [one, other] : [other, one]
  const there = new Set(large)
  let total = 0
  for (const id of small) for (const [to, vote] of votes.get(id) ?? []) if (there.has(to)) total += vote
  return total >= 0
}
