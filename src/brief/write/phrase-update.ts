import type { Claim, Line } from '../../news/claim.ts'
import type { ClaimId } from '../../news/ids.ts'
import type { Lang } from '../../news/message.ts'
import type { Update } from '../../news/update.ts'
import { admitLines } from '../admit-lines.ts'
import type { Writer, WritingReport, Written } from '../writer.ts'

/** Changes that are put into words: a reader reads no more of them, and further ones stay extracts. */
const PHRASED_MAX = 12

export type PhrasedUpdate = {
  readonly update: Update
  /** The lines that a model worded, by their claims. */
  readonly words: Words
  /** Null where there was nothing to phrase. */
  readonly report: WritingReport | null
  /** The better one where the model was late: null where nothing better came. It never rejects and always ends. */
  readonly later: Promise<PhrasedUpdate | null> | null
}

/** Lines in a model's words, by their claims. */
export type Words = ReadonlyMap<ClaimId, Line>

/**
 * The update with its lines in a writer's words. What changed, and how, was computed: the same items in the same
 * places, each line that of its claim, or the extract as before. What was withdrawn, and what stood before a revision,
 * keep their words: they are what the reader was told. `writer` is one of lines only; `claims` are those to be phrased.
 */
export async function phraseUpdate(
  update: Update,
  claims: readonly Claim[],
  { writer, lang }: { writer: Writer; lang: Lang },
  signal: AbortSignal,
): Promise<PhrasedUpdate> {
  const known = new Map(claims.map((claim) => [claim.id, claim]))
  const chosen = distinct(phrasableLines(update))
    .flatMap((extract) => {
      const claim = known.get(extract.id)
      return claim === undefined ? [] : [{ claim, extract }]
    })
    .slice(0, PHRASED_MAX)
  if (chosen.length === 0) return { update, words: new Map(), report: null, later: null }
  const tell = ({ lines, report, later }: Written): PhrasedUpdate => {
    const words = inModelWords(admitLines(lines, chosen).lines)
    const improve = async (better: Written | null) => (better === null ? null : tell(better))
    return { update: wordUpdate(update, words), words, report, later: later?.then(improve) ?? null }
  }
  return tell(await writer.write({ chosen, lang, differ: update.disputed }, signal))
}

/** The lines of an update that may be told in other words. */
export function phrasableLines({ revised, added, corroborated }: Update): readonly Line[] {
  return [...revised.map(({ after }) => after), ...added, ...corroborated.map(({ line }) => line)]
}

/** Those of the lines that a model wrote. */
export function inModelWords(lines: readonly Line[]): Words {
  return new Map(lines.filter(({ flags }) => !flags.includes('extract')).map((line) => [line.id, line]))
}

/** The update in these words, where they are of its lines. Counts and marks are the ledger's: a change of words moves neither. */
export function wordUpdate(update: Update, words: Words): Update {
  const word = (line: Line): Line => {
    const better = words.get(line.id)
    return better === undefined || better.support.origins < line.support.origins ? line : better
  }
  return {
    ...update,
    added: update.added.map(word),
    revised: update.revised.map(({ before, after }) => ({ before, after: word(after) })),
    corroborated: update.corroborated.map((each) => ({ ...each, line: word(each.line) })),
  }
}

function distinct(lines: readonly Line[]): readonly Line[] {
  const seen = new Set<ClaimId>()
  return lines.filter(({ id }) => !seen.has(id) && seen.add(id))
}
