import type { types } from '@slack/bolt'
import type { ChatMessage, CitationLink, Lang, MessageRow, MessageSection } from '../../news/message.ts'
import { markLead } from '../marks.ts'
import { clipText, plainText, splitText, webUrl } from '../plain-text.ts'
import { WORDS } from './words.ts'

type Element = types.RichTextElement
type Cell = types.TableBlock['rows'][number][number]

/** The smallest pieces of a message that may be put into one post or the next. */
export type Unit =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'fact'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'item'; readonly elements: readonly Element[] }
  | { readonly kind: 'note'; readonly elements: readonly Element[] }
  | { readonly kind: 'paragraph'; readonly elements: readonly Element[] }
  | { readonly kind: 'table'; readonly block: types.TableBlock }

type DifferenceRow = Extract<MessageRow, { kind: 'difference' }>

/** Slack's limit for the text of a header block. */
export const HEADER_LENGTH_MAX = 150
/** One text element. Worst case 4,500 bytes: with what surrounds it, still half of what a post may hold. */
const TEXT_LENGTH_MAX = 1_500
/** One list item, as JSON: two of them and a heading always fit into a post. */
const ITEM_BYTES_MAX = 5_400
/** A table wider than this is unreadable on a phone, a longer one on any screen; Slack itself allows 20 and 100. */
const TABLE_SIDES_MAX = 4
const TABLE_ROWS_MAX = 20
/** A table cannot be split, so it must leave room for what stands above it. */
const TABLE_BYTES_MAX = 8_000
/** Slack refuses empty texts: what has none shows this. */
export const NOTHING = '–'

/** The message in reading order, cut into units that each fit into any post. At most one table, and none as a list. */
export function slackUnits(message: ChatMessage, differences: 'table' | 'list'): readonly Unit[] {
  const title = clipText(plainText(message.title), HEADER_LENGTH_MAX)
  const facts = message.context.flatMap((fact) => splitText(plainText(fact), TEXT_LENGTH_MAX))
  const sections = message.sections.filter((section) => section.rows.length > 0)
  const tabled = differences === 'list' ? -1 : sections.findIndex((section) => tableOf(section, message.lang) !== null)
  return [
    { kind: 'title', text: title || NOTHING },
    ...facts.filter((fact) => fact !== '').map((fact) => ({ kind: 'fact', text: fact }) as const),
    ...sections.flatMap((section, index) => sectionUnits(section, message.lang, index === tabled ? 'table' : 'list')),
  ]
}

export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value))
}

export function textElement(content: string, style: 'plain' | 'bold' | 'italic' = 'plain'): types.RichTextText {
  if (style === 'plain') return { type: 'text', text: content }
  return { type: 'text', text: content, style: style === 'bold' ? { bold: true } : { italic: true } }
}

function sectionUnits(section: MessageSection, lang: Lang, differences: 'table' | 'list'): readonly Unit[] {
  const heading = clipText(plainText(section.heading), HEADER_LENGTH_MAX)
  const head: readonly Unit[] = heading === '' ? [] : [{ kind: 'heading', text: heading }]
  const table = differences === 'table' ? tableOf(section, lang) : null
  if (table === null) return [...head, ...section.rows.flatMap((row) => rowUnits(row, lang))]
  const others = section.rows.filter((row) => row.kind !== 'difference')
  return [...head, { kind: 'table', block: table }, ...others.flatMap((row) => rowUnits(row, lang))]
}

function rowUnits(row: MessageRow, lang: Lang): readonly Unit[] {
  const kind = row.kind === 'note' || row.kind === 'paragraph' ? row.kind : 'item'
  return splitElements(rowElements(row, lang)).map((elements) => ({ kind, elements }))
}

function rowElements(row: MessageRow, lang: Lang): readonly Element[] {
  switch (row.kind) {
    case 'note':
      return literal(row.text)
    case 'difference':
      return [...literal(row.topic, 'bold'), textElement(': ', 'bold'), ...row.sides.flatMap(sideElements)]
    case 'origin':
      return [
        ...literal(row.name, 'bold'),
        ...row.entries.flatMap(({ citation, text: entry, aside }) => [
          textElement(row.entries.length === 1 ? ' ' : '\n'),
          ...links([citation]),
          textElement(' '),
          ...literal(entry),
          ...(plainText(aside ?? '') === '' ? [] : literal(` (${plainText(aside ?? '')})`)),
        ]),
      ]
    case 'paragraph': {
      const label = row.label === null ? [] : [...literal(row.label, 'bold'), textElement(' ')]
      return [...label, ...cited(row.text, row.citations, row.aside, row.look === 'headline' ? 'bold' : 'plain')]
    }
    case 'line': {
      const aside = plainText(row.aside ?? '')
      const lead = row.mark === null ? null : markLead(row.mark, aside, lang)
      const words = lead === null ? [] : [...literal(`${lead.sign} ${lead.words}`, 'bold'), textElement(' ')]
      return [...words, ...cited(row.text, row.citations, lead === null ? aside : lead.aside)]
    }
  }
}

function sideElements(side: DifferenceRow['sides'][number], index: number): readonly Element[] {
  const elements = cited(side.value, side.citations, side.aside)
  return index === 0 ? elements : [textElement('  ·  '), ...elements]
}

function cited(
  words: string,
  citations: readonly CitationLink[],
  aside: string | null,
  style: 'plain' | 'bold' = 'plain',
): readonly Element[] {
  const remark = plainText(aside ?? '')
  return [
    ...literal(words, style),
    ...(citations.length === 0 ? [] : [textElement(' '), ...links(citations)]),
    ...(remark === '' ? [] : literal(` (${remark})`, 'italic')),
  ]
}

/** Rich text is literal: Slack looks for no mention, link, emoji or formatting in it, so nothing needs to be escaped. */
function literal(content: string, style: 'plain' | 'bold' | 'italic' = 'plain'): readonly Element[] {
  const lead = content.startsWith(' ') ? ' ' : ''
  const cleaned = plainText(content)
  return cleaned === '' ? [] : splitText(lead + cleaned, TEXT_LENGTH_MAX).map((piece) => textElement(piece, style))
}

function links(citations: readonly CitationLink[]): readonly Element[] {
  return citations.map(({ n, url }) => {
    const address = webUrl(url)
    return address === null ? textElement(`[${n}]`) : { type: 'link', url: address, text: `[${n}]` }
  })
}

/** A row too large for one item goes on in further items; a row without any text shows a dash. */
function splitElements(elements: readonly Element[]): readonly (readonly Element[])[] {
  const items: Element[][] = []
  let bytes = 0
  for (const element of elements) {
    const more = jsonBytes(element) + 1
    if (items.length === 0 || bytes + more > ITEM_BYTES_MAX) {
      items.push([])
      bytes = 0
    }
    items.at(-1)?.push(element)
    bytes += more
  }
  return items.length === 0 ? [[textElement(NOTHING)]] : items
}

/** The differences of a section as a table, or null where there are none, or too many or too long ones for it. */
function tableOf(section: MessageSection, lang: Lang): types.TableBlock | null {
  const rows = section.rows.filter((row) => row.kind === 'difference')
  const sides = Math.max(0, ...rows.map((row) => row.sides.length))
  // A row that is no difference stands below the table: that keeps the order only where it came last.
  const mixed = section.rows.slice(0, rows.length).some((row) => row.kind !== 'difference')
  if (mixed || sides === 0 || sides > TABLE_SIDES_MAX || rows.length > TABLE_ROWS_MAX) return null
  const words = WORDS[lang]
  const columns = Array.from({ length: sides }, (_, index) => index)
  const head = [words.topic, ...columns.map((index) => words.version(index + 1))].map(rawCell)
  const body = rows.map((row) => [rawCell(plainText(row.topic)), ...columns.map((index) => sideCell(row.sides[index]))])
  const settings = [0, ...columns].map(() => ({ is_wrapped: true }))
  const block: types.TableBlock = { type: 'table', rows: [head, ...body], column_settings: settings }
  return jsonBytes(block) > TABLE_BYTES_MAX ? null : block
}

function rawCell(content: string): Cell {
  return { type: 'raw_text', text: content || NOTHING }
}

function sideCell(side: DifferenceRow['sides'][number] | undefined): Cell {
  const elements = side === undefined ? [] : cited(side.value, side.citations, side.aside)
  if (elements.length === 0) return rawCell('')
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: [...elements] }] }
}
