import { selectClaims } from '../brief/select-claims.ts'
import type { Claim, Line } from '../news/claim.ts'
import type { Outlet } from '../news/outlet.ts'
import { splitWords } from '../text/words.ts'
import { viewLooseFiles, type LooseFile } from './loose-files.ts'
import { momentOf } from './view-story.ts'

/** How long a summary may be: exactly one of these is asked for. */
export type SummaryLimit = { readonly unit: 'words' | 'bytes' | 'sentences'; readonly most: number }

export type SummaryAnswer = { readonly text: string; readonly lines: readonly Line[] }

/** A summary of loose files, for a reader who knows what `known` says: nothing of that is told again. */
export function inspectSummary(
  files: readonly LooseFile[],
  known: readonly LooseFile[],
  limit: SummaryLimit,
  outlets: readonly Outlet[],
): SummaryAnswer {
  const { view, earlierUntil } = viewLooseFiles(known, files, outlets)
  const isNews = (claim: Claim) => known.length === 0 || Temporal.Instant.compare(claim.firstSeenAt, earlierUntil) > 0
  const { lineOf } = momentOf(view, mainLang(files))
  const lines: Line[] = []
  const limits = {
    words: Infinity,
    lines: limit.unit === 'sentences' ? limit.most : MOST_LINES,
    extractWords: Infinity,
  }
  let left = limit.most
  for (const { extract } of selectClaims(view.claims.filter(isNews), lineOf, limits)) {
    const cost = costOf(extract.text, limit.unit)
    if (cost > left) continue
    left -= cost
    lines.push(extract)
  }
  return { text: lines.map(({ text }) => text).join('\n'), lines }
}

/** A summary of more lines is no summary. */
const MOST_LINES = 40

function costOf(text: string, unit: SummaryLimit['unit']): number {
  if (unit === 'sentences') return 1
  return unit === 'words' ? splitWords(text).length : new TextEncoder().encode(`${text}\n`).length
}

function mainLang(files: readonly LooseFile[]): string {
  const counts = [...Map.groupBy(files, ({ reading }) => reading.lang ?? 'en')]
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'en'
}
