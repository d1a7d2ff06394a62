import { printedLines, toldLines, type Brief, type Source } from '../news/brief.ts'
import { sharePassage, type Difference, type Line } from '../news/claim.ts'
import type { ClaimId } from '../news/ids.ts'
import type { ChatMessage, Lang, MessageRow, MessageSection } from '../news/message.ts'
import { changedLines, type Update } from '../news/update.ts'
import { changeRows, movesText, nothingNewText } from './change-rows.ts'
import { topicIn } from './difference-topic.ts'
import { areExtracts, differenceRow, headlineRow, lineRow, paragraphRow } from './line-rows.ts'
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

/** The brief as a channel reads it: what changed, the story, where sources differ, the sources by origin, who wrote it. */
export function digestMessage(brief: Brief, options: DigestOptions): ChatMessage {
  const { lang } = options
  const update = brief.update?.nothingNew === false ? brief.update : null
  const since = options.previousAt ?? brief.update?.since ?? null
  const style = rowStyle(brief, options)
  const differ = [...brief.differ, ...newlyDisputed(update, brief.differ)]
  const changed = update === null ? [] : changedRows(update, style)
  const told = update === null ? [] : toldAbove(update)
  const differing = differ.map((difference) => differenceRow(difference, style))
  const heading = since === null ? '' : WORDS.whatChanged[lang](showSince(since, options, brief.asOf))
  const sections: readonly MessageSection[] = [
    { heading: '', rows: headlineRows(brief, style) },
    { heading, rows: changed },
    { heading: WORDS.theStory[lang], rows: storyRows(brief, told, style) },
    { heading: WORDS.sourcesDiffer[lang], rows: differing },
    { heading: WORDS.sources[lang], rows: sourceRows(brief, style, options) },
    { heading: '', rows: makerRows(brief, lang) },
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
  return {
    lang: options.lang,
    numbers: numberCitations(brief.sources),
    primaries: options.primaries ?? new Map(),
    extracts: areExtracts(shownLines(brief)) ? 'told' : 'among-written',
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
  const allExtracts = printedLines(brief).length > 0 && areExtracts(shownLines(brief))
  return [
    times.join(' · '),
    countsText(brief.counts, brief.sources, lang),
    ...(unmoved === null ? [] : [unmoved]),
    ...(allExtracts ? [WORDS.allExtracts[lang]] : []),
    ...correctedFact(options),
  ]
}

/** Every line of the message, told as the story or as what changed. */
function shownLines(brief: Brief): readonly Line[] {
  return [...printedLines(brief), ...(brief.update === null ? [] : changedLines(brief.update))]
}

/** A headline is corrected with any line whose passage it rests on, too: it may tell of several. */
function headlineRows(brief: Brief, style: RowStyle): readonly MessageRow[] {
  const { headline } = brief
  if (headline === null) return []
  const told = [headline, ...toldLines(brief).filter((line) => sharePassage(line, headline))]
  const corrected = told.map(({ id }) => style.corrections?.get(id)).find((one) => one !== undefined)
  return [headlineRow(headline, style, corrected)]
}

/** The first sentence, the lines, and why it matters: all but what "What changed" told. */
function storyRows(brief: Brief, told: readonly ClaimId[], style: RowStyle): readonly MessageRow[] {
  const { lang } = style
  if (toldLines(brief).length === 0) {
    return [note((brief.counts.articles === 0 ? WORDS.noLines : WORDS.noLineFits)[lang])]
  }
  const untold = (lines: readonly (Line | null)[]) =>
    lines.filter((line) => line !== null).filter((line) => !told.includes(line.id))
  return [
    ...untold([brief.lede]).map((line) => paragraphRow(line, style)),
    ...untold(brief.lines).map((line) => lineRow(line, style)),
    ...untold([brief.whyItMatters]).map((line) => paragraphRow(line, style, WORDS.whyItMatters[lang])),
  ]
}

/** Who wrote the lines, where no extractive brief stands: a reader should know it is a machine, and what it did not write. */
function makerRows(brief: Brief, lang: Lang): readonly MessageRow[] {
  if (brief.made === null) return []
  const { model } = brief.made
  const told = [...toldLines(brief), ...(brief.update === null ? [] : changedLines(brief.update))]
  const extracts = new Set(told.filter(({ flags }) => flags.includes('extract')).map(({ id }) => id)).size
  const text = extracts === 0 ? WORDS.writtenBy[lang](model) : WORDS.writtenPartly[lang](model, extracts)
  return [{ kind: 'paragraph', look: 'text', label: null, text, citations: [], aside: null }]
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
  const leads = update === null ? [toldLines(brief)[0], brief.headline] : [update.added[0] ?? update.revised[0]?.after]
  const lead = leads.find((line) => line !== undefined && line !== null && line.text.length <= LEAD_MAX_CHARS)
  if (lead !== undefined && lead !== null) return `${brief.title}: ${lead.text}`
  if (update !== null && since !== null) {
    return WORDS.changedSentence[lang](brief.title, movesText(update, options), showSince(since, options, brief.asOf))
  }
  const lines = WORDS.lineCount[lang](toldLines(brief).length)
  return WORDS.digestSentence[lang](brief.title, lines, WORDS.originCount[lang](brief.counts.origins))
}

function note(text: string): MessageRow {
  return { kind: 'note', text }
}
