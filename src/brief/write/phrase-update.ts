import type { Claim, Line } from '../../news/claim.ts'
import type { ClaimId } from '../../news/ids.ts'
import type { Lang } from '../../news/message.ts'
import type { Update } from '../../news/update.ts'
import type { Writer, WritingReport } from '../writer.ts'

/** Changes that are put into words: a reader reads no more of them, and further ones stay extracts. */
const PHRASED_MAX = 12

export type PhrasedUpdate = { readonly update: Update; readonly report: WritingReport | null }

/**
 * The update with its lines in a writer's words. What changed, and how, was computed: the same items in the same
 * places, each line that of its claim, or the extract as before. What was withdrawn, and what stood before a revision,
 * keep their words: they are what the reader was told. `writer` is one of lines only; `claims` are those of the moment.
 */
export async function phraseUpdate(
  update: Update,
  claims: readonly Claim[],
  { writer, lang }: { writer: Writer; lang: Lang },
  signal: AbortSignal,
): Promise<PhrasedUpdate> {
  const known = new Map(claims.map((claim) => [claim.id, claim]))
  const lines = [
    ...update.revised.map(({ after }) => after),
    ...update.added,
    ...update.corroborated.map(({ line }) => line),
  ]
  const chosen = distinct(lines).flatMap((extract) => {
    const claim = known.get(extract.id)
    return claim === undefined ? [] : [{ claim, extract }]
  })
  if (chosen.length === 0) return { update, report: null }
  const task = { chosen: chosen.slice(0, PHRASED_MAX), lang, differ: update.disputed }
  const { lines: written, report } = await writer.write(task, signal)
  const worded = new Map(written.map((line) => [line.id, line]))
  // Counts and marks are the ledger's: a change of words moves neither.
  const word = (line: Line): Line => {
    const better = worded.get(line.id)
    if (better === undefined || better.flags.includes('extract')) return line
    return better.support.origins < line.support.origins ? line : better
  }
  return {
    report,
    update: {
      ...update,
      added: update.added.map(word),
      revised: update.revised.map(({ before, after }) => ({ before, after: word(after) })),
      corroborated: update.corroborated.map((each) => ({ ...each, line: word(each.line) })),
    },
  }
}

function distinct(lines: readonly Line[]): readonly Line[] {
  const seen = new Set<ClaimId>()
  return lines.filter(({ id }) => !seen.has(id) && seen.add(id))
}
