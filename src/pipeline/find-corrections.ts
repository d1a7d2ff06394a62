import { printedLines, type Brief } from '../news/brief.ts'
import { sharePassage, type Line } from '../news/claim.ts'
import type { ArticleId, ClaimId } from '../news/ids.ts'
import type { Update } from '../news/update.ts'
import { revisedItem } from './digest/told-items.ts'

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
  for (const { article, revision } of shownLines(edition).flatMap(({ citations }) => citations)) {
    cited.set(article, Math.min(cited.get(article) ?? Infinity, revision))
  }
  return cited
}

/**
 * Which lines of a digest were revised by the outlet they cite, or withdrawn, in what changed since. A later report with
 * another figure corrects nothing: that is news, and the next digest tells it.
 */
export function findCorrections(edition: Brief, since: Update): readonly Correction[] {
  const shown = new Map(shownLines(edition).map((line) => [line.id, line]))
  return [...shown.values()].flatMap((was): readonly Correction[] => {
    const revised = since.revised.find(({ before, after }) => restsOn(was, before) && isOwnRevision(was, after))
    if (revised !== undefined) {
      return [{ id: was.id, was, now: revised.after, item: revisedItem(revised.before, revised.after) }]
    }
    const gone = since.withdrawn.some((line) => restsOn(was, line))
    return gone ? [{ id: was.id, was, now: null, item: `withdrawn:${was.id}` }] : []
  })
}

/** Whether the claim of a changed line is the posted one's, or one of the several that a model told in one sentence. */
function restsOn(was: Line, line: Line): boolean {
  return line.id === was.id || (!was.flags.includes('extract') && sharePassage(line, was))
}

/** What a digest showed: what it told as new or changed, and its lines. One claim may be told in several of them. */
function shownLines(edition: Brief): readonly Line[] {
  const { update } = edition
  // With nothing new only a quiet line was posted.
  if (update?.nothingNew === true) return []
  const changed = update === null ? [] : [...update.added, ...update.revised.map(({ after }) => after)]
  return [...changed, ...printedLines(edition)]
}

function isOwnRevision(was: Line, now: Line): boolean {
  return was.citations.some((cited) =>
    now.citations.some(({ article, revision }) => article === cited.article && revision > cited.revision),
  )
}
