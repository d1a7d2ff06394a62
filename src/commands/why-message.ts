import type { Citation } from '../news/claim.ts'
import type { ChatMessage, MessageRow } from '../news/message.ts'
import type { WhyAnswer, WhySupport } from './answers.ts'
import { capRows, lineRow, plainStyle, quoted } from './line-rows.ts'
import { numberCitations } from './number-citations.ts'
import type { CitationNumbers } from './number-citations.ts'
import { showMoment } from './show-time.ts'
import { citedSourceRows } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { joinList, WORDS } from './words.ts'

/** Passages of one kind shown in one message; the command line's JSON has them all. */
const PASSAGES_MAX = 30

export type WhyStyle = AnswerStyle & { readonly asOf: Temporal.Instant }

/** Why a line stands in the brief: every passage that states it, what was merged into it, what was left out. */
export function whyMessage(answer: WhyAnswer, style: WhyStyle): ChatMessage {
  const { lang, title } = style
  const numbers = numberCitations(style.sources ?? [])
  const rowStyle = plainStyle(lang, numbers)
  const passage = (citation: Citation) => [passageRow(citation, null, numbers, style)]
  const sections = [
    { heading: WORDS.theLine[lang], rows: [lineRow(answer.line, rowStyle)] },
    {
      heading: WORDS.statedBy[lang],
      rows: capRows(answer.supports, PASSAGES_MAX, lang, (support) => [
        passageRow(support, supportAside(support, style), numbers, style),
      ]),
    },
    { heading: WORDS.retoldBy[lang], rows: capRows(answer.variants, PASSAGES_MAX, lang, passage) },
    {
      heading: WORDS.leftOut[lang],
      rows: capRows(answer.leftOut, PASSAGES_MAX, lang, ({ line, because }) => [
        { kind: 'line', mark: null, text: line.text, citations: numbers.cite(line.citations), aside: because },
      ]),
    },
  ]
  const withSources = [...sections, { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, style.asOf) }]
  return {
    lang,
    title: `${title} · ${WORDS.whyTitle[lang]}`,
    notification: WORDS.whySentence[lang](answer.supports.length),
    context: [WORDS.firstSeen[lang](showMoment(answer.claim.firstSeenAt, style, style.asOf))],
    sections: withSources.filter((section) => section.rows.length > 0),
  }
}

function passageRow(
  citation: Citation,
  aside: string | null,
  numbers: CitationNumbers,
  style: AnswerStyle,
): MessageRow {
  return {
    kind: 'line',
    mark: null,
    text: quoted(citation.text, style.lang),
    citations: numbers.cite([citation]),
    aside,
  }
}

function supportAside(support: WhySupport, style: AnswerStyle): string {
  const { lang } = style
  const named = WORDS.origin[lang](support.origin)
  const origin = support.counts ? named : `${WORDS.notCounted[lang]}; ${named}`
  if (support.matchedOn.length === 0) return origin
  return `${origin}; ${WORDS.matchedOn[lang](joinList(lang, support.matchedOn))}`
}
