import type { ChatMessage, CitationLink, Lang, MessageRow, MessageSection } from '../../news/message.ts'
import { markLead, standsApart } from '../marks.ts'
import { clipText, plainText, splitText } from '../plain-text.ts'
import { citationMarkdown, escapeMarkdown } from './markdown.ts'

/** The smallest pieces of a message that may be put into one post or the next; all text is escaped. */
export type Unit =
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'line'
      readonly text: string
      /** A blank line parts it from the line before. */
      readonly apart?: true
    }
  | { readonly kind: 'field'; readonly name: string; readonly value: string }

/** A word or a link, with what parts it from the one before. */
type Token = { readonly before: '' | ' ' | '\n'; readonly text: string }
type DifferenceRow = Extract<MessageRow, { kind: 'difference' }>

/** Before escaping. Escaped two-fold, and with `(continued)` behind it, this keeps to the 256 of a title and of a field's name. */
const HEADING_LENGTH_MAX = 120
/** Before escaping: a longer text is cut, so that every line fits into any description. */
const TEXT_LENGTH_MAX = 1_000
/** After escaping; Discord's limit for a description is 4,096. */
const LINE_LENGTH_MAX = 2_500
/** Discord's limit for the value of a field. */
const FIELD_VALUE_LENGTH_MAX = 1_024
/** Discord refuses empty texts: what has none shows this. */
const NOTHING = '–'

/** The message in reading order, cut into units that each fit into any post. */
export function discordUnits(message: ChatMessage): readonly Unit[] {
  const sections = message.sections.filter((section) => section.rows.length > 0)
  const facts = message.context
    .flatMap((fact) => splitText(plainText(fact), TEXT_LENGTH_MAX))
    .filter((fact) => fact !== '')
  return [
    { kind: 'title', text: heading(message.title) || NOTHING },
    ...facts.map((fact) => ({ kind: 'line', text: escapeMarkdown(fact) }) as const),
    ...sections.flatMap((section) => sectionUnits(section, message.lang)),
  ]
}

function heading(text: string): string {
  return escapeMarkdown(clipText(plainText(text), HEADING_LENGTH_MAX))
}

function sectionUnits(section: MessageSection, lang: Lang): readonly Unit[] {
  const text = heading(section.heading)
  // What has no heading goes on where the title and the facts stand.
  const head: readonly Unit[] = text === '' ? [] : [{ kind: 'heading', text }]
  const rows = section.rows.flatMap((row, at) => {
    const [first, ...others] = rowUnits(row, lang)
    // Without a heading the facts stand right above it.
    const above = at === 0 && text === '' ? FACT : section.rows[at - 1]
    const isApart = first?.kind === 'line' && standsApart(row, above)
    return [...(isApart ? [{ ...first, apart: true } as const] : first === undefined ? [] : [first]), ...others]
  })
  return [...head, ...rows]
}

/** A fact of the message's head, as a row. */
const FACT: MessageRow = { kind: 'note', text: '' }

function rowUnits(row: MessageRow, lang: Lang): readonly Unit[] {
  const field = row.kind === 'difference' ? fieldOf(row) : null
  return field === null ? lines(rowTokens(row, lang)) : [field]
}

/** The difference as a field, or null where it is too long for one. */
function fieldOf(row: DifferenceRow): Unit | null {
  const topic = plainText(row.topic)
  const value = row.sides.map((side) => `• ${joined(citedTokens(side.value, side.citations, side.aside))}`).join('\n')
  if (topic.length > HEADING_LENGTH_MAX || value.length > FIELD_VALUE_LENGTH_MAX) return null
  return { kind: 'field', name: escapeMarkdown(topic) || NOTHING, value: value || NOTHING }
}

function rowTokens(row: MessageRow, lang: Lang): readonly Token[] {
  switch (row.kind) {
    case 'note':
      return textTokens(row.text)
    case 'difference':
      return [
        { before: '', text: '•' },
        ...textTokens(row.topic, 'bold'),
        ...row.sides.flatMap((side) => [
          { before: '\n', text: '–' } as const,
          ...citedTokens(side.value, side.citations, side.aside),
        ]),
      ]
    case 'origin':
      return [
        { before: '', text: '•' },
        ...textTokens(row.name, 'bold'),
        ...row.entries.flatMap(({ citation, text, aside }) => [
          { before: row.entries.length === 1 ? ' ' : '\n', text: citationMarkdown(citation) } as const,
          ...textTokens(text),
          ...(plainText(aside ?? '') === '' ? [] : textTokens(`(${plainText(aside ?? '')})`)),
        ]),
      ]
    case 'paragraph':
      return [
        ...(row.label === null ? [] : textTokens(row.label, 'bold')),
        ...citedTokens(row.text, row.citations, row.aside, row.look === 'headline' ? 'bold' : 'plain'),
      ]
    case 'line': {
      const aside = plainText(row.aside ?? '')
      const lead = row.mark === null ? null : markLead(row.mark, aside, lang)
      return [
        { before: '', text: '•' },
        ...(lead === null ? [] : textTokens(`${lead.sign} ${lead.words}`, 'bold')),
        ...citedTokens(row.text, row.citations, lead === null ? aside : lead.aside),
      ]
    }
  }
}

function citedTokens(
  text: string,
  citations: readonly CitationLink[],
  aside: string | null,
  style: 'plain' | 'bold' = 'plain',
): readonly Token[] {
  const remark = plainText(aside ?? '')
  const links = citations.map((citation, index) => ({
    before: index === 0 ? (' ' as const) : ('' as const),
    text: citationMarkdown(citation),
  }))
  return [...textTokens(text, style), ...links, ...(remark === '' ? [] : textTokens(`(${remark})`, 'italic'))]
}

function textTokens(text: string, style: 'plain' | 'bold' | 'italic' = 'plain'): readonly Token[] {
  const cleaned = plainText(text)
  if (cleaned === '') return []
  const marks = { plain: '', bold: '**', italic: '*' }[style]
  return splitText(cleaned, TEXT_LENGTH_MAX).map((piece) => ({
    before: ' ',
    text: `${marks}${escapeMarkdown(piece)}${marks}`,
  }))
}

/** The tokens as lines; a row too long for one goes on in another. */
function lines(tokens: readonly Token[]): readonly Unit[] {
  const groups: Token[][] = [[]]
  let length = 0
  for (const token of tokens) {
    const more = token.text.length + token.before.length
    if (length + more > LINE_LENGTH_MAX) {
      groups.push([])
      length = 0
    }
    groups.at(-1)?.push(token)
    length += more
  }
  return groups.map((group) => ({ kind: 'line', text: joined(group) || NOTHING }))
}

function joined(tokens: readonly Token[]): string {
  return tokens.map((token, index) => (index === 0 ? token.text : token.before + token.text)).join('')
}
