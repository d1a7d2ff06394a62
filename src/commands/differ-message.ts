import type { ChatMessage } from '../news/message.ts'
import type { DifferAnswer } from './answers.ts'
import { capRows, differenceRow } from './line-rows.ts'
import { showAsOf } from './show-time.ts'
import { citedSourceRows, numbersFor } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** Differences shown in one message; the command line's JSON has them all. */
const DIFFERENCES_MAX = 40

/** Where sources differ: both sides of each point, cited, with no verdict. */
export function differMessage(answer: DifferAnswer, style: AnswerStyle): ChatMessage {
  const { lang, title } = style
  const numbers = numbersFor(style)
  const rows = capRows(answer.differ, DIFFERENCES_MAX, lang, (difference) => [
    differenceRow(difference, { lang, numbers }),
  ])
  const empty = {
    kind: 'note',
    text: ((style.sourceCount ?? style.sources?.length) === 0 ? WORDS.noLines : WORDS.noDifferences)[lang],
  } as const
  const sections = [
    { heading: WORDS.sourcesDiffer[lang], rows: rows.length === 0 ? [empty] : rows },
    { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, answer.asOf) },
  ]
  return {
    lang,
    title,
    notification: WORDS.differSentence[lang](title, answer.differ.length),
    context: [showAsOf(answer.asOf, style)],
    sections: sections.filter((section) => section.rows.length > 0),
  }
}
