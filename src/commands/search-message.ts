import type { ChatMessage, MessageRow } from '../news/message.ts'
import type { SearchAnswer } from './answers.ts'
import { capRows, lineRow, plainStyle, quoted, quotedTitle } from './line-rows.ts'
import type { CitationNumbers } from './number-citations.ts'
import type { SearchHit } from './reader-store.ts'
import { showShort } from './show-time.ts'
import { citedSourceRows, hostOf, numbersFor } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

/** Hits of one kind shown in one message; the command line's JSON has them all. */
const HITS_MAX = 25

export type SearchStyle = AnswerStyle & { readonly words: string; readonly asOf: Temporal.Instant }

/** The statements and articles of a story that match, best first. */
export function searchMessage(answer: SearchAnswer, style: SearchStyle): ChatMessage {
  const { lang, title } = style
  const numbers = numbersFor(style)
  const rowStyle = plainStyle(lang, numbers)
  const words = quoted(style.words, lang)
  const none = answer.articles.length === 0 && answer.claims.length === 0
  const claims = capRows(answer.claims, HITS_MAX, lang, (line) => [lineRow(line, rowStyle)])
  const articles = capRows(answer.articles, HITS_MAX, lang, (hit) => [hitRow(hit, numbers, style)])
  const listed = new Set(answer.articles.slice(0, HITS_MAX).map((hit) => hit.article))
  const empty: readonly MessageRow[] = none ? [{ kind: 'note', text: WORDS.nothingFound[lang](words) }] : []
  const sections = [
    { heading: WORDS.search[lang], rows: empty },
    { heading: WORDS.statements[lang], rows: claims },
    { heading: WORDS.articles[lang], rows: articles },
    { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, style.asOf, listed) },
  ]
  const found = WORDS.found[lang](WORDS.articleCount[lang](answer.articles.length), answer.claims.length)
  return {
    lang,
    title,
    notification: none ? WORDS.nothingFound[lang](words) : `${words}: ${found}.`,
    context: none ? [] : [`${words}: ${found}`],
    sections: sections.filter((section) => section.rows.length > 0),
  }
}

function hitRow(hit: SearchHit, numbers: CitationNumbers, style: SearchStyle): MessageRow {
  const { lang } = style
  const name = hit.outlet ?? hostOf(hit.url) ?? WORDS.pageWithoutName[lang]
  const title = hit.title === null ? [] : [quotedTitle(hit.title, lang)]
  const seen = WORDS.seenAt[lang](showShort(hit.seenAt, style, style.asOf))
  const about = [name, ...title, seen].join(', ')
  return {
    kind: 'line',
    mark: null,
    text: hit.excerpt === '' ? about : `${about}: ${hit.excerpt}`,
    citations: numbers.cite([hit]),
    aside: null,
  }
}
