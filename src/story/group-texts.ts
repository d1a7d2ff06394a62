import type { ArticleId, GroupId } from '../news/ids.ts'
import type { TextRelation } from '../news/story.ts'

/**
 * The text group of each article: copies and rewrites are one text. `ids` in order of sight: a group is named by its
 * first. Two rewrites of one text are one group even where they were never compared.
 */
export function groupTexts(
  ids: readonly ArticleId[],
  relations: readonly TextRelation[],
): ReadonlyMap<ArticleId, GroupId> {
  const parent = new Map<ArticleId, ArticleId>(ids.map((id) => [id, id]))
  const place = new Map(ids.map((id, at) => [id, at]))
  const find = (id: ArticleId): ArticleId => {
    const up = parent.get(id)
    return up === undefined || up === id ? id : find(up)
  }
  for (const { a, b, kind } of relations) {
    if ((kind !== 'copy' && kind !== 'rewrite') || !place.has(a) || !place.has(b)) continue
    const [first, second] = [find(a), find(b)].toSorted((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0))
    if (first !== undefined && second !== undefined && first !== second) parent.set(second, first)
  }
  return new Map(ids.map((id) => [id, find(id)]))
}
