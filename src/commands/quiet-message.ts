import type { ChatMessage } from '../news/message.ts'
import type { Update } from '../news/update.ts'
import { moreArticlesText, nothingNewText } from './change-rows.ts'
import { showMoment, showSince } from './show-time.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** A slot at which nothing material changed, in one line: `nothing new since 08:00 (1 more article, same origin)`. */
export function quietMessage(update: Update, style: AnswerStyle): ChatMessage {
  const { lang, title } = style
  const quietly = WORDS.quietly[lang](showSince(update.since, style, update.asOf), moreArticlesText(update, style))
  const asOf = WORDS.asOfTime[lang](showMoment(update.asOf, style, update.asOf))
  return {
    lang,
    title,
    notification: `${title}: ${nothingNewText(update, style)}.`,
    context: [`${quietly} · ${asOf}`],
    sections: [],
  }
}
