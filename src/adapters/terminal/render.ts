import type { ChatMessage, CitationLink, Lang, MessageRow, MessageSection, RowMark } from '../../news/message.ts'
import { markLead, standsApart } from '../marks.ts'
import { plainText, webUrl } from '../plain-text.ts'
import { displayWidth } from './display-width.ts'
import { lineWidth, paint, spread, wrap } from './lines.ts'
import type { Line, Run, Style } from './lines.ts'

export type TerminalLook = {
  /** Columns; 80 where not given. */
  readonly width?: number
  /** `never` where not given: a pipe or a file gets plain text. */
  readonly color?: 'always' | 'never'
}

type LineRow = Extract<MessageRow, { kind: 'line' }>
type DifferenceRow = Extract<MessageRow, { kind: 'difference' }>
type ParagraphRow = Extract<MessageRow, { kind: 'paragraph' }>
type OriginRow = Extract<MessageRow, { kind: 'origin' }>

const WIDTH_DEFAULT = 80
/** Below this a message is laid out for this width and the terminal itself wraps it. */
const WIDTH_MIN = 20
/** The column of topics and origins takes at most this share of the width: the rest is for what is said. */
const LABEL_SHARE_MAX = 0.3
/** Blanks that must stand between a line and its aside, or the aside goes into brackets. */
const ASIDE_GAP = 4
const TITLE_GAP = 3
/** A short aside in brackets stays on one line; a longer one may be wrapped. */
const WHOLE_ASIDE_COLUMNS = 24
const ADDRESS_COLUMNS_MAX = 300
const ROW_INDENT = '  '

const MARK_STYLES = {
  added: 'green',
  revised: 'yellow',
  corroborated: 'cyan',
  disputed: 'magenta',
  withdrawn: 'red',
} as const satisfies Record<RowMark, Style>

/** The message as lines of text for a terminal, ended by a line break. Wraps at `width` by display columns. */
export function renderTerminal(message: ChatMessage, look: TerminalLook = {}): string {
  const width = Math.max(look.width ?? WIDTH_DEFAULT, WIDTH_MIN)
  const sections = message.sections.filter((section) => section.rows.length > 0)
  const head = sections.length === 0 ? renderQuiet(message, width) : renderHead(message, width)
  const body = sections.flatMap((section) => renderSection(section, message.lang, width))
  return [...head, ...body].map((line) => `${paint(line, look.color ?? 'never')}\n`).join('')
}

/** A message without rows is one quiet line. */
function renderQuiet(message: ChatMessage, width: number): readonly Line[] {
  const facts = message.context.map(plainText).filter((fact) => fact !== '')
  const runs: Run[] = [{ text: plainText(message.title), style: 'bold' }]
  for (const fact of facts) runs.push({ text: '·', style: 'dim' }, { text: fact })
  return wrap({ lead: [], hang: ROW_INDENT.length, runs, width })
}

function renderHead(message: ChatMessage, width: number): readonly Line[] {
  const title: Run = { text: plainText(message.title), style: 'bold' }
  const [first, ...others] = message.context.map(plainText).filter((fact) => fact !== '')
  const one = first === undefined ? null : spread([title], [{ text: first, style: 'dim' }], width, TITLE_GAP)
  const below = one === null && first !== undefined ? [first, ...others] : others
  const top = one === null ? wrap({ lead: [], runs: [title], width }) : [one]
  return [...top, ...below.flatMap((fact) => wrap({ lead: [], runs: [{ text: fact, style: 'dim' }], width }))]
}

function renderSection(section: MessageSection, lang: Lang, width: number): readonly Line[] {
  const words = plainText(section.heading)
  const heading = words === '' ? [] : wrap({ lead: [], runs: [{ text: words, style: 'bold' }], width })
  const labels = { difference: 0, origin: 0 }
  for (const row of section.rows) {
    if (row.kind === 'difference') labels.difference = widen(labels.difference, row.topic, width)
    if (row.kind === 'origin') labels.origin = widen(labels.origin, row.name, width)
  }
  const rows = section.rows.flatMap((row, at) => {
    const rendered = renderRow(row, labels, lang, width)
    return standsApart(row, section.rows[at - 1]) ? [[], ...rendered] : rendered
  })
  return [[], ...heading, ...rows]
}

function widen(columns: number, label: string, width: number): number {
  const needed = displayWidth(plainText(label))
  return needed > width * LABEL_SHARE_MAX ? columns : Math.max(columns, needed)
}

function renderRow(
  row: MessageRow,
  labels: { readonly difference: number; readonly origin: number },
  lang: Lang,
  width: number,
): readonly Line[] {
  switch (row.kind) {
    case 'line':
      return renderLine(row, lang, width)
    case 'difference':
      return renderDifference(row, labels.difference, width)
    case 'origin':
      return renderOrigin(row, labels.origin, width)
    case 'paragraph':
      return renderParagraph(row, width)
    case 'note':
      return wrap({ lead: [{ text: ROW_INDENT }], runs: [{ text: plainText(row.text) }], width })
  }
}

function renderLine(row: LineRow, lang: Lang, width: number): readonly Line[] {
  const aside = plainText(row.aside ?? '')
  const text: readonly Run[] = [{ text: plainText(row.text) }, ...citationRuns(row.citations)]
  if (row.mark === null) return withAside([{ text: `${ROW_INDENT}• ` }], text, aside, width)
  const mark = markLead(row.mark, aside, lang)
  const style = MARK_STYLES[row.mark]
  const lead: Line = [{ text: ROW_INDENT }, { text: mark.sign, style }, { text: ' ' }]
  return withAside(lead, [{ text: mark.words, style }, ...text], mark.aside, width)
}

function renderParagraph(row: ParagraphRow, width: number): readonly Line[] {
  const isHeadline = row.look === 'headline'
  const text = plainText(row.text)
  const runs: readonly Run[] = [
    ...(row.label === null ? [] : [{ text: plainText(row.label), style: 'bold' } as const]),
    isHeadline ? { text, style: 'bold' } : { text },
    ...citationRuns(row.citations),
  ]
  return withAside(isHeadline ? [] : [{ text: ROW_INDENT }], runs, plainText(row.aside ?? ''), width)
}

/** The aside stands against the right edge where the last line leaves room, else behind the text in brackets. */
function withAside(lead: Line, runs: readonly Run[], aside: string, width: number): readonly Line[] {
  const lines = wrap({ lead, runs, width })
  if (aside === '') return lines
  const last = spread(lines.at(-1) ?? [], [{ text: aside, style: 'dim' }], width, ASIDE_GAP)
  if (last !== null) return [...lines.slice(0, -1), last]
  return wrap({ lead, runs: [...runs, ...bracketed(aside)], width })
}

function renderDifference(row: DifferenceRow, columns: number, width: number): readonly Line[] {
  const runs: Run[] = []
  for (const [index, side] of row.sides.entries()) {
    if (index > 0) runs.push({ text: ' · ', whole: true, style: 'dim' })
    runs.push(
      { text: plainText(side.value) },
      ...citationRuns(side.citations),
      ...bracketed(plainText(side.aside ?? '')),
    )
  }
  return labelled(plainText(row.topic), columns, [runs], width)
}

function renderOrigin(row: OriginRow, columns: number, width: number): readonly Line[] {
  const entries = row.entries.map((entry) => {
    const aside = bracketed(plainText(entry.aside ?? ''))
    const url = webUrl(entry.citation.url)
    const text: readonly Run[] = [...citationRuns([entry.citation]), { text: plainText(entry.text) }, ...aside]
    // Longer ones carry what no reader looks at, and fill the screen.
    return url === null || displayWidth(url) > ADDRESS_COLUMNS_MAX
      ? text
      : [...text, { text: url, style: 'dim', unbroken: true } as const]
  })
  return labelled(plainText(row.name), columns, entries, width)
}

/** A label, then what belongs to it in a column of its own; a label wider than its column stands above. */
function labelled(label: string, columns: number, bodies: readonly (readonly Run[])[], width: number): readonly Line[] {
  const name: Run = { text: label, style: 'bold' }
  const room = columns - displayWidth(label)
  const column: Line = [{ text: ROW_INDENT }, name, { text: ' '.repeat(Math.max(room, 0) + ROW_INDENT.length) }]
  const above = room < 0 || bodies.length === 0
  const hang = above ? ROW_INDENT.length * 2 : lineWidth(column)
  const lines = above ? [...wrap({ lead: [{ text: ROW_INDENT }], runs: [name], width })] : []
  for (const [index, runs] of bodies.entries()) {
    const lead = index === 0 && !above ? column : [{ text: ' '.repeat(hang) }]
    lines.push(...wrap({ lead, runs, width }))
  }
  return lines
}

/** `[2][1][3]`, bound to the last word of what it proves. */
function citationRuns(citations: readonly CitationLink[]): readonly Run[] {
  if (citations.length === 0) return []
  return [{ text: citations.map(({ n }) => `[${n}]`).join(''), style: 'dim', bound: true }]
}

function bracketed(aside: string): readonly Run[] {
  if (aside === '') return []
  return [{ text: `(${aside})`, style: 'dim', whole: displayWidth(aside) <= WHOLE_ASIDE_COLUMNS }]
}
