import type { ChatMessage, CitationLink, Lang, MessageRow } from '../news/message.ts'
import { MARK_WORDS, WORDS } from './words.ts'

// Control characters, overrides of the writing direction, zero-width characters: nothing a reader sees.
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}]+/gu

/** ASCII that CommonMark, tables, mathematics or HTML could take for markup inside a line. */
const MARKUP = /[\\`*_[\]<>|~$&^]/g
/** What starts a heading, a list, a quotation or a rule where a line begins; the sign to escape is caught. */
const BLOCK_START = /^(\d*)([#\-+=.)])/
/** What renderers turn into links by themselves: `https://…`, `www.…`. */
const AUTOLINK = /(:)(?=\/\/)|\b(www)(?=\.)/gi
/** A mention anywhere this text is pasted: a zero-width space after the sign undoes it, unseen. */
const MENTION = /@(?=[\p{L}\p{N}_])/gu
const ZERO_WIDTH_SPACE = '\u{200b}'

/** The message as CommonMark, read the same by GitHub; ended by a line break. Nothing in its text is markup. */
export function toMarkdown(message: ChatMessage): string {
  const head = [`# ${escapeMarkdown(message.title)}`, message.context.map(escapeMarkdown).join('\\\n')]
  const sections = message.sections.flatMap(({ heading, rows }) => {
    if (rows.length === 0) return []
    const words = escapeMarkdown(heading)
    return [...(words === '' ? [] : [`## ${words}`]), ...rowBlocks(rows, message.lang)]
  })
  return `${[...head, ...sections].filter((block) => block !== '').join('\n\n')}\n`
}

/** Text of anyone's as one line of Markdown that shows exactly that text. */
export function escapeMarkdown(text: string): string {
  const line = text.toWellFormed().replace(/\s+/g, ' ').replace(UNSEEN, '').trim()
  return line
    .replace(MARKUP, String.raw`\$&`)
    .replace(AUTOLINK, (found) => (found === ':' ? String.raw`\:` : `${found}\\`))
    .replace(MENTION, `@${ZERO_WIDTH_SPACE}`)
    .replace(BLOCK_START, String.raw`$1\$2`)
}

/** Rows as blocks: each paragraph is one, and what stands between two of them is a list. */
function rowBlocks(rows: readonly MessageRow[], lang: Lang): readonly string[] {
  const blocks: string[][] = []
  let isList = false
  for (const row of rows) {
    const isItem = row.kind !== 'paragraph'
    if (isItem && isList) blocks.at(-1)?.push(markdownRow(row, lang))
    else blocks.push([markdownRow(row, lang)])
    isList = isItem
  }
  return blocks.map((block) => block.join('\n'))
}

function markdownRow(row: MessageRow, lang: Lang): string {
  switch (row.kind) {
    case 'line':
      return `- ${joined([markText(row, lang), escapeMarkdown(row.text), links(row.citations), asideText(row)])}`
    case 'difference':
      return [
        `- **${escapeMarkdown(row.topic)}**`,
        ...row.sides.map(
          (side) => `  - ${joined([escapeMarkdown(side.value), links(side.citations), remark(side.aside)])}`,
        ),
      ].join('\n')
    case 'origin':
      return [
        `- **${escapeMarkdown(row.name)}**`,
        ...row.entries.map(
          (entry) => `  - ${joined([links([entry.citation]), escapeMarkdown(entry.text), remark(entry.aside)])}`,
        ),
      ].join('\n')
    case 'paragraph': {
      const text = row.look === 'headline' ? bold(row.text) : escapeMarkdown(row.text)
      return joined([row.label === null ? '' : bold(row.label), text, links(row.citations), remark(row.aside)])
    }
    case 'note':
      return `- ${escapeMarkdown(row.text)}`
  }
}

function bold(text: string): string {
  const words = escapeMarkdown(text)
  return words === '' ? '' : `**${words}**`
}

/** The mark's word; what confirms a line is told with it. */
function markText(row: Extract<MessageRow, { kind: 'line' }>, lang: Lang): string {
  if (row.mark === null) return ''
  if (row.mark === 'corroborated' && row.aside !== null) {
    return `**${WORDS.confirmedBy[lang](escapeMarkdown(row.aside))}:**`
  }
  return `**${MARK_WORDS[row.mark][lang]}:**`
}

function asideText(row: Extract<MessageRow, { kind: 'line' }>): string {
  return row.mark === 'corroborated' ? '' : remark(row.aside)
}

function remark(aside: string | null): string {
  return aside === null || aside === '' ? '' : `(${escapeMarkdown(aside)})`
}

function links(citations: readonly CitationLink[]): string {
  return citations
    .map(({ n, url }) => {
      const address = webAddress(url)
      return address === null ? String.raw`\[${n}\]` : String.raw`[\[${n}\]](<${address}>)`
    })
    .join('')
}

/** Only http(s) without a password becomes a link; what could end the link early is encoded. */
function webAddress(url: string | null): string | null {
  const parsed = url === null ? null : URL.parse(url)
  if (parsed === null || !['http:', 'https:'].includes(parsed.protocol)) return null
  if (parsed.username !== '' || parsed.password !== '') return null
  return parsed.href.replace(/[<>\\()[\]]/g, percentCode).replaceAll('&', '&amp;')
}

function percentCode(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`
}

function joined(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}
