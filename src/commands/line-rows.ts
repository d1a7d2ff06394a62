import type { Difference, Line } from '../news/claim.ts'
import type { ClaimId } from '../news/ids.ts'
import type { Lang, MessageRow, RowMark } from '../news/message.ts'
import type { CitationNumbers } from './number-citations.ts'
import { topicIn } from './difference-topic.ts'
import { WORDS } from './words.ts'

/** What the rows of one message share. */
export type RowStyle = {
  readonly lang: Lang
  readonly numbers: CitationNumbers
  /** The person's post or office's statement that a line rests on alone, by the line's id. */
  readonly primaries: ReadonlyMap<ClaimId, string>
  /**
   * 'told': the message says once that its lines are extracts, so none says it of itself. 'among-written': a model wrote
   * others, so each says that it is in its source's words.
   */
  readonly extracts: 'told' | 'marked' | 'among-written'
  /** Lines that were corrected after they were posted. */
  readonly corrections?: ReadonlyMap<ClaimId, CorrectedLine>
}

/** What became of a line: `at` as people read it; `now` as its outlet says it, or null where it took the line back. */
export type CorrectedLine = { readonly at: string; readonly now: Line | null }

/** The style of an answer that knows no more than its lines. */
export function plainStyle(lang: Lang, numbers: CitationNumbers, lines: readonly Line[] = []): RowStyle {
  return { lang, numbers, primaries: new Map(), extracts: areExtracts(lines) ? 'marked' : 'among-written' }
}

/** Whether every line is in its source's words: else a model wrote some of them. */
export function areExtracts(lines: readonly Line[]): boolean {
  return lines.every(({ flags }) => flags.includes('extract'))
}

type LineRow = Extract<MessageRow, { kind: 'line' }>

/** Differences of these kinds are about words: a side that a source says in just these stands in quotation marks. */
const QUOTED_KINDS: ReadonlySet<Difference['kind']> = new Set(['quotation', 'framing', 'scope'])

const OPENS_WITH_QUOTE = /^["“«‘„]/

/** One published line, with what a reader should weigh of it set apart. */
export function lineRow(line: Line, style: RowStyle, mark: RowMark | null = null): LineRow {
  const corrected = style.corrections?.get(line.id)
  if (corrected !== undefined) return correctedRow(line, corrected, style)
  return rowOf(line.text, line, style, mark, lineAside(line, style))
}

/** The line as a sentence that stands by itself, `label` in bold before it. */
export function paragraphRow(line: Line, style: RowStyle, label: string | null = null): MessageRow {
  const { text, citations, aside } = lineRow(line, style)
  return { kind: 'paragraph', look: 'text', label, text, citations, aside }
}

/** The line as a headline: how many stand behind it is told with the line that it repeats. */
export function headlineRow(line: Line, style: RowStyle, corrected: CorrectedLine | undefined): MessageRow {
  const { text, citations, aside } =
    corrected === undefined
      ? rowOf(line.text, line, style, null, joinRemarks(remarks(line, style)))
      : correctedRow(line, corrected, style)
  return { kind: 'paragraph', look: 'headline', label: null, text, citations, aside }
}

/** A line that no longer holds, with what holds now: `Corrected 14:05: … (was: …)`. */
export function correctedRow(was: Line, { at, now }: CorrectedLine, style: RowStyle): LineRow {
  if (now === null) return rowOf(WORDS.takenBack[style.lang](at, was.text), was, style, null, null)
  const text = WORDS.corrected[style.lang](at, now.text, was.text)
  return rowOf(text, { ...now, citations: [...now.citations, ...was.citations] }, style, null, lineAside(now, style))
}

/** A line that more origins state than before. */
export function corroboratedRow(line: Line, originsBefore: number, originsAfter: number, style: RowStyle): MessageRow {
  const was = WORDS.originsWas[style.lang](originsAfter, originsBefore)
  return rowOf(line.text, line, style, 'corroborated', [was, ...remarks(line, style)].join('; '))
}

/** The line as it stands, then as it stood: two rows, each with its own citations. */
export function revisedRows(before: Line, after: Line, style: RowStyle): readonly MessageRow[] {
  const earlier = WORDS.before[style.lang](before.text)
  return [lineRow(after, style, 'revised'), rowOf(earlier, before, style, null, joinRemarks(remarks(before, style)))]
}

/** A line that nobody states any more. */
export function withdrawnRow(line: Line, style: RowStyle): MessageRow {
  const gone = WORDS.noLongerStated[style.lang]
  return rowOf(line.text, line, style, 'withdrawn', joinRemarks([gone, ...remarks(line, style)]))
}

/** A line with words of ours before it. */
export function prefixedRow(prefix: string, line: Line, style: RowStyle): MessageRow {
  return rowOf(`${prefix}: ${line.text}`, line, style, null, lineAside(line, style))
}

/** Both sides of a difference, each cited, with no verdict. */
export function differenceRow(difference: Difference, style: Pick<RowStyle, 'lang' | 'numbers'>): MessageRow {
  const isVerbatim = ({ value, citations }: Difference['sides'][number]) =>
    QUOTED_KINDS.has(difference.kind) && citations.some(({ text }) => text.includes(value))
  return {
    kind: 'difference',
    topic: topicIn(difference.topic, style.lang),
    sides: difference.sides.map((side) => ({
      value: isVerbatim(side) ? quoted(side.value, style.lang) : side.value,
      citations: style.numbers.cite(side.citations),
      aside: originsAside(side.origins, style.lang),
    })),
  }
}

/** A passage between the language's quotation marks, unless it brings its own. */
export function quoted(text: string, lang: Lang): string {
  if (OPENS_WITH_QUOTE.test(text)) return text
  return lang === 'es' ? `«${text}»` : `“${text}”`
}

/** Headlines are shorter; what is far longer is a page's mistake, or meant to fill the screen. */
const TITLE_LENGTH_MAX = 200

/** An article's title between quotation marks, cut where no headline goes on. */
export function quotedTitle(title: string, lang: Lang): string {
  const letters = [...title]
  return quoted(letters.length > TITLE_LENGTH_MAX ? `${letters.slice(0, TITLE_LENGTH_MAX).join('')}…` : title, lang)
}

/** Rows up to `limit`, and a note of how many were left. Nothing is cut silently. */
export function capRows<Item>(
  items: readonly Item[],
  limit: number,
  lang: Lang,
  toRows: (item: Item) => readonly MessageRow[],
  more: Readonly<Record<Lang, (n: number) => string>> = WORDS.moreRows,
): readonly MessageRow[] {
  const rows = items.slice(0, limit).flatMap(toRows)
  const rest = items.length - limit
  return rest > 0 ? [...rows, { kind: 'note', text: more[lang](rest) }] : rows
}

function rowOf(text: string, line: Line, style: RowStyle, mark: RowMark | null, aside: string | null): LineRow {
  return { kind: 'line', mark, text, citations: style.numbers.cite(line.citations), aside }
}

function lineAside(line: Line, style: RowStyle): string | null {
  return joinRemarks([...supportRemarks(line, style), ...remarks(line, style)])
}

/** Who stands behind a line: a primary, several origins, one, or nobody known. */
function supportRemarks(line: Line, style: RowStyle): readonly string[] {
  const { lang } = style
  const primary = style.primaries.get(line.id)
  const unattributed = line.flags.includes('unattributed') || line.support.origins === 0
  const named = unattributed ? [WORDS.unattributed[lang]] : []
  if (line.support.origins > 1) return [WORDS.originCount[lang](line.support.origins), ...named]
  if (primary !== undefined) return [WORDS.primary[lang](primary), ...named]
  const single = line.support.origins === 1 || line.flags.includes('single-source')
  return single ? [WORDS.singleSource[lang], ...named] : named
}

function remarks(line: Line, style: RowStyle): readonly string[] {
  const { lang } = style
  const flag = (name: Line['flags'][number], words: string) => (line.flags.includes(name) ? [words] : [])
  const isMarked = style.extracts === 'marked' && !line.quote
  return [
    ...flag('disputed', WORDS.disputed[lang]),
    ...flag('commentary', WORDS.commentary[lang]),
    ...flag('machine-made', WORDS.machineMade[lang]),
    ...flag('translated', WORDS.translated[lang]),
    ...(isMarked ? flag('extract', WORDS.extract[lang]) : []),
    ...(style.extracts === 'among-written' ? flag('extract', WORDS.inItsWords[lang]) : []),
    ...languageRemark(line.lang, lang),
  ]
}

function languageRemark(lineLang: string, lang: Lang): readonly string[] {
  if (lineLang === lang) return []
  try {
    const name = new Intl.DisplayNames(lang, { type: 'language' }).of(lineLang)
    return name === undefined || name === lineLang ? [] : [WORDS.inLanguage[lang](name)]
  } catch {
    // Not a language code: nothing true can be said.
    return []
  }
}

function originsAside(origins: number, lang: Lang): string | null {
  if (origins === 1) return null
  return origins === 0 ? WORDS.unattributed[lang] : WORDS.originCount[lang](origins)
}

function joinRemarks(parts: readonly string[]): string | null {
  return parts.length > 0 ? parts.join(', ') : null
}
