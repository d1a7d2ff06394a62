import type { Brief, Source } from '../news/brief.ts'
import type { Difference, Line } from '../news/claim.ts'
import type { ClaimId } from '../news/ids.ts'
import type { ChatMessage, Lang, MessageRow, MessageSection } from '../news/message.ts'
import type { Update } from '../news/update.ts'
import { changeRows, movesText, nothingNewText } from './change-rows.ts'
import { topicIn } from './difference-topic.ts'
import { differenceRow, lineRow } from './line-rows.ts'
import type { CorrectedLine, RowStyle } from './line-rows.ts'
import { numberCitations } from './number-citations.ts'
import { showAsOf, showMoment, showSince } from './show-time.ts'
import type { TimeStyle } from './show-time.ts'
import { countsText, originRows, otherSourceRows } from './source-rows.ts'
import { WORDS } from './words.ts'

export type DigestOptions = {
  readonly lang: Lang
  /** IANA. */
  readonly zone: string
  /** When the reader's previous digest was posted; null for the first, or where nobody was told before. */
  readonly previousAt: Temporal.Instant | null
  /** The person's post or office's statement that a line rests on alone, by the line's id. */
  readonly primaries?: ReadonlyMap<ClaimId, string>
  /** Lines that were corrected since the digest was posted. */
  readonly corrections?: ReadonlyMap<ClaimId, CorrectedLine>
}

/** Rows of one kind under "What changed": a digest has twenty seconds; "what changed?" tells the rest. */
const CHANGES_MAX = 8

/** Sources not cited by any row that a digest still lists. */
const UNCITED_SOURCES_MAX = 12

/** A lead longer than this would be cut by a phone, and a cut sentence can say the opposite. */
const LEAD_MAX_CHARS = 160

/** The brief as a channel reads it: what changed, the story, where sources differ, the sources by origin. */
export function digestMessage(brief: Brief, options: DigestOptions): ChatMessage {
  const { lang } = options
  const update = brief.update?.nothingNew === false ? brief.update : null
  const since = options.previousAt ?? brief.update?.since ?? null
  const style = rowStyle(brief, options)
  const differ = [...brief.differ, ...newlyDisputed(update, brief.differ)]
  const changed = update === null ? [] : changedRows(update, style)
  const told = update === null ? [] : toldAbove(update)
  const empty = brief.counts.articles === 0 ? WORDS.noLines : WORDS.noLineFits
  const story = brief.lines.filter((line) => !told.includes(line.id)).map((line) => lineRow(line, style))
  const differing = differ.map((difference) => differenceRow(difference, style))
  const heading = since === null ? '' : WORDS.whatChanged[lang](showSince(since, options, brief.asOf))
  const sections: readonly MessageSection[] = [
    { heading, rows: changed },
    { heading: WORDS.theStory[lang], rows: brief.lines.length === 0 ? [note(empty[lang])] : story },
    { heading: WORDS.sourcesDiffer[lang], rows: differing },
    { heading: WORDS.sources[lang], rows: sourceRows(brief, style, options) },
  ]
  return {
    lang,
    title: brief.title,
    notification: notificationOf(brief, update, since, options),
    context: contextOf(brief, since, options),
    sections: sections.filter((section) => section.rows.length > 0),
  }
}

function rowStyle(brief: Brief, options: DigestOptions): RowStyle {
  const allExtracts = brief.lines.every((line) => line.flags.includes('extract'))
  return {
    lang: options.lang,
    numbers: numberCitations(brief.sources),
    primaries: options.primaries ?? new Map(),
    extracts: allExtracts ? 'told' : 'marked',
    ...(options.corrections === undefined ? {} : { corrections: options.corrections }),
  }
}

function contextOf(brief: Brief, since: Temporal.Instant | null, options: DigestOptions): readonly string[] {
  const { lang } = options
  const newest = brief.newestSourceAt
  const times = [
    showAsOf(brief.asOf, options),
    ...(newest === null ? [] : [WORDS.newestSource[lang](showMoment(newest, options, brief.asOf))]),
  ]
  const unmoved = brief.update?.nothingNew === true ? nothingNewText(brief.update, options, since ?? undefined) : null
  const allExtracts = brief.lines.length > 0 && brief.lines.every((line) => line.flags.includes('extract'))
  return [
    times.join(' · '),
    countsText(brief.counts, brief.sources, lang),
    ...(unmoved === null ? [] : [unmoved]),
    ...(allExtracts ? [WORDS.allExtracts[lang]] : []),
    ...correctedFact(options),
  ]
}

function correctedFact({ corrections, lang }: DigestOptions): readonly string[] {
  return corrections === undefined || corrections.size === 0 ? [] : [WORDS.linesCorrected[lang](corrections.size)]
}

function changedRows(update: Update, style: RowStyle): readonly MessageRow[] {
  const { moved, withdrawn } = changeRows(update, style, CHANGES_MAX)
  const disputed = update.disputed.map((difference): MessageRow => {
    const citations = style.numbers.cite(difference.sides.flatMap((side) => side.citations))
    return {
      kind: 'line',
      mark: 'disputed',
      text: WORDS.seeBelow[style.lang](topicIn(difference.topic, style.lang)),
      citations,
      aside: null,
    }
  })
  return [...moved, ...disputed, ...withdrawn]
}

/** The lines that "What changed" showed in full: nobody reads the same line twice. */
function toldAbove(update: Update): readonly ClaimId[] {
  const shown: readonly Line[] = [
    ...update.added.slice(0, CHANGES_MAX),
    ...update.revised.slice(0, CHANGES_MAX).map(({ after }) => after),
    ...update.corroborated.slice(0, CHANGES_MAX).map(({ line }) => line),
  ]
  return shown.map((line) => line.id)
}

function newlyDisputed(update: Update | null, listed: readonly Difference[]): readonly Difference[] {
  const ids = new Set(listed.map((difference) => difference.id))
  return update === null ? [] : update.disputed.filter((difference) => !ids.has(difference.id))
}

function sourceRows(brief: Brief, style: RowStyle, options: TimeStyle): readonly MessageRow[] {
  const { lang } = options
  const uncited = brief.sources.filter((source) => !style.numbers.isCited(source.article))
  const left = new Set<Source>(uncited.slice(UNCITED_SOURCES_MAX))
  const listed = brief.sources.filter((source) => !left.has(source))
  const rest = Math.max(brief.counts.articles, brief.sources.length) - listed.length
  return [
    ...originRows(listed, { lang, zone: options.zone, asOf: brief.asOf, why: 'omitted' }),
    ...otherSourceRows(style.numbers, lang, WORDS.noLongerThere[lang]),
    ...(rest > 0 ? [note(WORDS.moreSources[lang](rest))] : []),
  ]
}

/** The news itself where it fits whole; else what moved, or how much there is, counted. */
function notificationOf(
  brief: Brief,
  update: Update | null,
  since: Temporal.Instant | null,
  options: DigestOptions,
): string {
  const { lang } = options
  const [corrected] = correctedFact(options)
  if (corrected !== undefined) return `${brief.title}: ${corrected}.`
  const lead = update === null ? brief.lines[0] : (update.added[0] ?? update.revised[0]?.after)
  if (lead !== undefined && lead.text.length <= LEAD_MAX_CHARS) return `${brief.title}: ${lead.text}`
  if (update !== null && since !== null) {
    return WORDS.changedSentence[lang](brief.title, movesText(update, options), showSince(since, options, brief.asOf))
  }
  const lines = WORDS.lineCount[lang](brief.lines.length)
  return WORDS.digestSentence[lang](brief.title, lines, WORDS.originCount[lang](brief.counts.origins))
}

function note(text: string): MessageRow {
  return { kind: 'note', text }
}
