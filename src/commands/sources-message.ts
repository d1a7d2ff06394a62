import type { ChatMessage } from '../news/message.ts'
import type { SourcesAnswer } from './answers.ts'
import { capRows } from './line-rows.ts'
import { showAsOf } from './show-time.ts'
import { countsText, originRows } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** Origins shown in one message; the command line's JSON has them all. */
const ORIGINS_MAX = 60

/** Every source of a story, grouped by what it rests on, with why. */
export function sourcesMessage(answer: SourcesAnswer, style: AnswerStyle): ChatMessage {
  const { lang, zone, title } = style
  const counts = countsText(answer.counts, answer.sources, lang)
  const origins = originRows(answer.sources, { lang, zone, asOf: answer.asOf, why: 'given' })
  const empty = { kind: 'note', text: WORDS.noLines[lang] } as const
  return {
    lang,
    title,
    notification: WORDS.sourcesSentence[lang](title, counts),
    context: [showAsOf(answer.asOf, style), counts],
    sections: [
      {
        heading: WORDS.sources[lang],
        rows: origins.length === 0 ? [empty] : capRows(origins, ORIGINS_MAX, lang, (row) => [row]),
      },
    ],
  }
}
