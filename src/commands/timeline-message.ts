import type { ChatMessage } from '../news/message.ts'
import type { TimelineAnswer } from './answers.ts'
import { areExtracts, capRows, plainStyle, prefixedRow } from './line-rows.ts'
import { showAsOf, showDate } from './show-time.ts'
import { citedSourceRows, numbersFor } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** Entries shown in one message; the command line's JSON has them all. */
const ENTRIES_MAX = 60

/** The dated lines of a story in order, each after its date as precisely as it is known. */
export function timelineMessage(answer: TimelineAnswer, style: AnswerStyle): ChatMessage {
  const { lang, title } = style
  const numbers = numbersFor(style)
  const { entries } = answer
  const isAllExtracts = entries.length > 0 && areExtracts(entries.map(({ line }) => line))
  const rowStyle = { ...plainStyle(lang, numbers), extracts: isAllExtracts ? ('told' as const) : ('marked' as const) }
  const rows = capRows(entries, ENTRIES_MAX, lang, ({ date, precision, line }) => [
    prefixedRow(showDate(date, precision, lang) ?? date, line, rowStyle),
  ])
  const empty = {
    kind: 'note',
    text: ((style.sourceCount ?? style.sources?.length) === 0 ? WORDS.noLines : WORDS.noDates)[lang],
  } as const
  const sections = [
    { heading: WORDS.timeline[lang], rows: rows.length === 0 ? [empty] : rows },
    { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, answer.asOf) },
  ]
  return {
    lang,
    title,
    notification: WORDS.timelineSentence[lang](title, entries.length),
    context: [showAsOf(answer.asOf, style), ...(isAllExtracts ? [WORDS.allExtracts[lang]] : [])],
    sections: sections.filter((section) => section.rows.length > 0),
  }
}
