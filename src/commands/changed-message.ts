import type { ChatMessage, MessageRow } from '../news/message.ts'
import { changedLines, type Update } from '../news/update.ts'
import { changeRows, movesText, nothingNewText } from './change-rows.ts'
import { areExtracts, capRows, differenceRow, plainStyle, quotedTitle } from './line-rows.ts'
import type { CitationNumbers } from './number-citations.ts'
import { SINCE_WORDS, type SinceReason } from './chat/chat-words.ts'
import { showAsOf, showMoment, showShort, showSince } from './show-time.ts'
import { citedSourceRows, hostOf, nameOf, numbersFor } from './source-rows.ts'
import type { AnswerStyle } from './source-rows.ts'
import { WORDS } from './words.ts'

type NewArticle = Update['articles'][number]

/** Rows of one kind: twenty seconds of reading, the weightiest first; `--json` has them all. */
const CHANGES_MAX = 8
const ARTICLES_MAX = 20

/** Without `sinceBecause` the answer does not say why it begins where it does. */
export type ChangedStyle = AnswerStyle & { readonly sinceBecause?: SinceReason }

/** The answer to "what changed?", which is also the answer that nothing did. */
export function changedMessage(update: Update, style: ChangedStyle): ChatMessage {
  const { lang, title } = style
  const numbers = numbersFor(style)
  const lines = changedLines(update)
  const plain = plainStyle(lang, numbers, lines)
  const rows = areExtracts(lines) ? { ...plain, extracts: 'told' as const } : plain
  const since = showSince(update.since, style, update.asOf)
  const { moved, withdrawn } = changeRows(update, rows, CHANGES_MAX)
  const disputed = capRows(update.disputed, CHANGES_MAX, lang, (difference) => [differenceRow(difference, rows)])
  const articles = capRows(update.articles, ARTICLES_MAX, lang, (article) => [
    articleRow(article, update, numbers, style),
  ])
  const listed = new Set(update.articles.slice(0, ARTICLES_MAX).map((article) => article.article))
  const sections = [
    { heading: WORDS.whatChanged[lang](since), rows: [...moved, ...withdrawn] },
    { heading: WORDS.sourcesNowDiffer[lang], rows: disputed },
    { heading: WORDS.newArticles[lang], rows: articles },
    { heading: WORDS.sources[lang], rows: citedSourceRows(numbers, style, update.asOf, listed) },
  ]
  const summary = update.nothingNew ? nothingNewText(update, style) : `${movesText(update, style)} ${since}`
  return {
    lang,
    title,
    notification: `${title}: ${summary}.`,
    context: contextOf(update, summary, style),
    sections: sections.filter((section) => section.rows.length > 0),
  }
}

function contextOf(update: Update, summary: string, style: ChangedStyle): readonly string[] {
  const { lang, sinceBecause = 'asked' } = style
  const begins =
    sinceBecause === 'asked' ? [] : [SINCE_WORDS[sinceBecause][lang](showMoment(update.since, style, update.asOf))]
  const facts = [showAsOf(update.asOf, style), ...begins]
  if (update.nothingNew) return [summary, ...facts]
  const lines = changedLines(update)
  if (lines.length === 0) return facts
  return [...facts, areExtracts(lines) ? WORDS.allExtracts[lang] : WORDS.byModel[lang]]
}

function articleRow(article: NewArticle, update: Update, numbers: CitationNumbers, style: AnswerStyle): MessageRow {
  const { lang } = style
  const name = article.outlet ?? hostOf(article.url) ?? WORDS.pageWithoutName[lang]
  const title = article.title === null ? [] : [quotedTitle(article.title, lang)]
  const seen = WORDS.seenAt[lang](showShort(article.seenAt, style, update.asOf))
  return {
    kind: 'line',
    mark: null,
    text: [name, ...title, seen].join(', '),
    citations: numbers.cite([article]),
    aside: sameOriginAside(article, update, style),
  }
}

function sameOriginAside(article: NewArticle, update: Update, style: AnswerStyle): string | null {
  const { lang } = style
  const of = article.sameOriginAs
  if (of === null) return null
  const source = style.sources?.find((known) => known.article === of)
  const sibling = update.articles.find((known) => known.article === of)
  const name = source === undefined ? (sibling?.outlet ?? null) : nameOf(source, lang)
  return name === null ? WORDS.sameOrigin[lang] : WORDS.sameOriginAs[lang](name)
}
