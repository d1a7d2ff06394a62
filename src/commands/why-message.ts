import type { Citation } from '../news/claim.ts'
import type { ChatMessage, MessageRow } from '../news/message.ts'
import type { WhyAnswer, WhySupport } from './answers.ts'
import { areExtracts, capRows, lineRow, plainStyle, quoted } from './line-rows.ts'
import type { CitationNumbers } from './number-citations.ts'
import { showMoment } from './show-time.ts'
import { citedSourceRows, numbersFor } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { matchWords, namedOrigins, WHY_WORDS } from './why-words.ts'
import { WORDS } from './words.ts'

/** Passages of one kind shown in one message; the command line's JSON has them all. */
const PASSAGES_MAX = 30

export type WhyStyle = AnswerStyle & { readonly asOf: Temporal.Instant }

/** The name under which pages without a source stand. */
const NOBODY = 'unattributed'
/** A passage that brings quotation marks needs none of ours around it. */
const HOLDS_QUOTE = /["“”«»„]/

/** Why a line stands in the brief: in short, then every passage that states it, what rewords it, what was left out. */
export function whyMessage(answer: WhyAnswer, style: WhyStyle): ChatMessage {
  const { lang, title } = style
  const numbers = numbersFor(style)
  const rowStyle = plainStyle(lang, numbers)
  const passage = (citation: Citation) => [passageRow(citation, null, numbers, style)]
  const sections = [
    { heading: WORDS.theLine[lang], rows: [lineRow(answer.line, rowStyle)] },
    { heading: WHY_WORDS.inShort[lang], rows: shortRows(answer, style) },
    {
      heading: WHY_WORDS.stated[lang],
      rows: capRows(answer.supports, PASSAGES_MAX, lang, (support) => [
        passageRow(support, supportAside(support, style), numbers, style),
      ]),
    },
    { heading: WHY_WORDS.variants[lang], rows: capRows(answer.variants, PASSAGES_MAX, lang, passage) },
    {
      heading: WHY_WORDS.leftOut[lang],
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
    context: [
      WORDS.firstSeen[lang](showMoment(answer.claim.firstSeenAt, style, style.asOf)),
      ...(areExtracts([answer.line]) ? [] : [WORDS.lineByModel[lang]]),
    ],
    sections: withSources.filter((section) => section.rows.length > 0),
  }
}

/** What the lists below come to, a sentence each. */
function shortRows({ supports, variants, leftOut }: WhyAnswer, { lang }: AnswerStyle): readonly MessageRow[] {
  const counting = supports.filter(({ counts }) => counts)
  const names = [...new Set(counting.map(({ origin }) => origin))].filter((name) => name !== NOBODY)
  const said =
    names.length === 0
      ? WHY_WORDS.saidByNobodyKnown[lang](counting.length)
      : WHY_WORDS.saidBy[lang](counting.length, namedOrigins(names, lang))
  const partly = supports.length - counting.length
  const sentences = [
    ...(counting.length === 0 ? [] : [said]),
    ...(partly === 0 ? [] : [WHY_WORDS.partly[lang](partly)]),
    ...(variants.length === 0 ? [] : [WHY_WORDS.rewordings[lang](variants.length)]),
    ...(leftOut.length === 0 ? [] : [WHY_WORDS.nearby[lang](leftOut.length)]),
  ]
  return sentences.map((text) => ({ kind: 'note', text }))
}

function passageRow(
  citation: Citation,
  aside: string | null,
  numbers: CitationNumbers,
  style: AnswerStyle,
): MessageRow {
  const text = HOLDS_QUOTE.test(citation.text) ? citation.text : quoted(citation.text, style.lang)
  return { kind: 'line', mark: null, text, citations: numbers.cite([citation]), aside }
}

function supportAside({ origin, counts, matchedOn }: WhySupport, { lang }: AnswerStyle): string {
  const standing = origin === NOBODY ? WHY_WORDS.countsForNobody[lang] : WHY_WORDS.countsFor[lang](origin)
  const judged = counts ? standing : WHY_WORDS.tellsPart[lang](origin === NOBODY ? WORDS.unattributed[lang] : origin)
  return `${judged}; ${matchedOn.length === 0 ? WHY_WORDS.firstToSay[lang] : matchWords(matchedOn, lang)}`
}
