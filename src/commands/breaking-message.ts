import type { Source } from '../news/brief.ts'
import type { ChatMessage } from '../news/message.ts'
import { changedLines, type Update } from '../news/update.ts'
import { changeRows, movesText } from './change-rows.ts'
import { areExtracts, capRows, differenceRow, plainStyle } from './line-rows.ts'
import { numberCitations } from './number-citations.ts'
import { showAsOf } from './show-time.ts'
import { citedSourceRows } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** Rows of one kind: a post between digests is read in passing; the next digest stands in its place. */
const ROWS_MAX = 5
/** A lead longer than this would be cut by a phone, and a cut sentence can say the opposite. */
const LEAD_MAX_CHARS = 160

/** News between two digests: what is weighty alone, each line marked and cited, and its sources. */
export function breakingMessage(
  update: Update,
  style: AnswerStyle & { readonly sources: readonly Source[] },
): ChatMessage {
  const { lang, title } = style
  const numbers = numberCitations(style.sources)
  const lines = changedLines(update)
  const rows = plainStyle(lang, numbers, lines)
  const { moved, withdrawn } = changeRows(update, rows, ROWS_MAX)
  const disputed = capRows(update.disputed, ROWS_MAX, lang, (difference) => [differenceRow(difference, rows)])
  const lead = update.added[0] ?? update.revised[0]?.after
  const told = lead !== undefined && lead.text.length <= LEAD_MAX_CHARS ? lead.text : `${movesText(update, style)}.`
  const sections = [
    { heading: WORDS.breaking[lang], rows: [...moved, ...withdrawn] },
    { heading: WORDS.sourcesNowDiffer[lang], rows: disputed },
    { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, update.asOf) },
  ]
  return {
    lang,
    title,
    notification: `${WORDS.breaking[lang]}: ${title}: ${told}`,
    context: [showAsOf(update.asOf, style), ...(areExtracts(lines) ? [] : [WORDS.byModel[lang]])],
    sections: sections.filter((section) => section.rows.length > 0),
  }
}
