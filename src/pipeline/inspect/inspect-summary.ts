import { indexKnown } from '../../brief/known-sentences.ts'
import { selectSentences, type ChosenSentence } from '../../brief/select-sentences.ts'
import type { ArticleFlag } from '../../news/article.ts'
import type { Line } from '../../news/claim.ts'
import type { Outlet } from '../../news/outlet.ts'
import { cutText, type CutText } from '../../text/cut-text.ts'
import { splitWords } from '../../text/words.ts'
import { citeSentences } from './cite-sentences.ts'
import { sortByDay, toArticle, type LooseFile } from '../loose-files.ts'

/** How long a summary may be: exactly one of these is asked for. */
export type SummaryLimit = { readonly unit: 'words' | 'bytes' | 'sentences'; readonly most: number }

export type SummaryAnswer = { readonly text: string; readonly lines: readonly Line[] }

/** A summary of more lines is no summary. */
const LINES_MAX = 40
/** Texts that say so are marked down. */
const MARKED: ReadonlySet<ArticleFlag> = new Set(['commentary', 'machine-made'])

/**
 * A summary of loose files, for a reader who knows what `known` says: nothing of that is told again. No ledger is made:
 * what is told is chosen from the sentences, in time that grows with the texts and no faster.
 */
export function inspectSummary(
  files: readonly LooseFile[],
  known: readonly LooseFile[],
  limit: SummaryLimit,
  outlets: readonly Outlet[],
): SummaryAnswer {
  const sorted = sortByDay(files)
  const cuts = sorted.map(cutFile)
  const chosen = chooseSentences(sorted, cuts, known.map(cutFile), limit)
  const texts = sorted.flatMap((file, at) => {
    const cut = cuts[at]
    return cut === undefined ? [] : [{ article: toArticle(file, Temporal.Instant.fromEpochMilliseconds(at), at), cut }]
  })
  return {
    text: chosen.map(({ line }) => line).join('\n'),
    lines: citeSentences(chosen, texts, outlets, mainLang(files)),
  }
}

/** The sentences of a summary, in the order in which they are told; `cuts` are those of `files`. */
export function chooseSentences(
  files: readonly LooseFile[],
  cuts: readonly CutText[],
  known: readonly CutText[],
  { unit, most }: SummaryLimit,
): readonly ChosenSentence[] {
  let left = most
  const fits = (line: string): boolean => {
    const cost = costOf(line, unit)
    if (cost > left) return false
    left -= cost
    return true
  }
  const texts = files.flatMap(({ reading }, at) => {
    const cut = cuts[at]
    const isMarked = reading.flags.some((flag) => MARKED.has(flag))
    return cut === undefined ? [] : [{ cut, publishedAt: reading.publishedAt, isMarked }]
  })
  const isKnown = indexKnown(known.flatMap(({ sentences }) => sentences))
  return selectSentences(texts, isKnown, Math.min(LINES_MAX, unit === 'sentences' ? most : LINES_MAX), fits)
}

/** A loose file's sentences. */
export function cutFile({ reading: { text, lang, publishedAt } }: LooseFile): CutText {
  return cutText(text, lang, publishedAt)
}

function costOf(text: string, unit: SummaryLimit['unit']): number {
  if (unit === 'sentences') return 1
  return unit === 'words' ? splitWords(text).length : new TextEncoder().encode(`${text}\n`).length
}

function mainLang(files: readonly LooseFile[]): string {
  const counts = [...Map.groupBy(files, ({ reading }) => reading.lang ?? 'en')]
  return counts.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 'en'
}
