import type { Brief } from '../news/brief.ts'
import type { Line } from '../news/claim.ts'
import type { ArticleId, ClaimId } from '../news/ids.ts'
import type { Update } from '../news/update.ts'
import { revisedItem } from './told-items.ts'

/** A line that stands in a posted digest and no longer holds. */
export type Correction = {
  readonly id: ClaimId
  /** As the digest says it. */
  readonly was: Line
  /** As its outlet says it now; null where it took it back. */
  readonly now: Line | null
  /** By which the ledger knows that a digest was corrected. */
  readonly item: string
}

/** The articles that a digest's lines rest on, with the revisions it read. */
export function citedRevisions(edition: Brief): ReadonlyMap<ArticleId, number> {
  const cited = new Map<ArticleId, number>()
  for (const { article, revision } of linesOf(edition).flatMap(({ citations }) => citations)) {
    cited.set(article, Math.min(cited.get(article) ?? Infinity, revision))
  }
  return cited
}

/**
 * Which lines of a digest were revised by the outlet they cite, or withdrawn, in what changed since. A later report with
 * another figure corrects nothing: that is news, and the next digest tells it.
 */
export function findCorrections(edition: Brief, since: Update): readonly Correction[] {
  return linesOf(edition).flatMap((was): readonly Correction[] => {
    const revised = since.revised.find(({ before, after }) => before.id === was.id && isOwnRevision(was, after))
    if (revised !== undefined) {
      return [{ id: was.id, was, now: revised.after, item: revisedItem(revised.before, revised.after) }]
    }
    const gone = since.withdrawn.some(({ id }) => id === was.id)
    return gone ? [{ id: was.id, was, now: null, item: `withdrawn:${was.id}` }] : []
  })
}

/** What a digest showed: its lines, and what it told as new or changed; each claim once. */
function linesOf({ lines, update }: Brief): readonly Line[] {
  // With nothing new only a quiet line was posted.
  if (update?.nothingNew === true) return []
  const changed = update === null ? [] : [...update.added, ...update.revised.map(({ after }) => after)]
  return [...new Map([...changed, ...lines].map((line) => [line.id, line])).values()]
}

function isOwnRevision(was: Line, now: Line): boolean {
  return was.citations.some((cited) =>
    now.citations.some(({ article, revision }) => article === cited.article && revision > cited.revision),
  )
}
