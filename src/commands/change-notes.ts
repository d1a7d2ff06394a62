import type { Line } from '../news/claim.ts'
import type { ChatMessage } from '../news/message.ts'
import { correctedRow, plainStyle } from './line-rows.ts'
import type { CorrectedLine } from './line-rows.ts'
import { showMoment } from './show-time.ts'
import { citedSourceRows, numbersFor } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** The note under a digest whose lines were corrected: each as it stands now, and as it stood. */
export function correctionNote(
  corrections: readonly { readonly was: Line; readonly became: CorrectedLine }[],
  asOf: Temporal.Instant,
  style: AnswerStyle,
): ChatMessage {
  const { lang, title } = style
  const numbers = numbersFor(style)
  const plain = plainStyle(
    lang,
    numbers,
    corrections.map(({ was }) => was),
  )
  const rows = corrections.map(({ was, became }) => correctedRow(was, became, plain))
  return {
    lang,
    title: `${WORDS.corrections[lang]}: ${title}`,
    notification: `${title}: ${WORDS.linesCorrected[lang](corrections.length)}.`,
    context: [],
    sections: [
      { heading: WORDS.corrections[lang], rows },
      { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, asOf) },
    ],
  }
}

/** What stands in the place of a digest that a person took back, and the note under it: since when, and why. */
export function retractedMessage(reason: string | null, at: Temporal.Instant, style: AnswerStyle): ChatMessage {
  const { lang, title } = style
  const text = WORDS.retracted[lang](showMoment(at, style, at), reason ?? WORDS.noReason[lang])
  return { lang, title, notification: `${title}: ${WORDS.retractedDigest[lang]}`, context: [text], sections: [] }
}
