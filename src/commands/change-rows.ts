import type { MessageRow } from '../news/message.ts'
import type { Update } from '../news/update.ts'
import { capRows, corroboratedRow, lineRow, revisedRows, withdrawnRow } from './line-rows.ts'
import type { RowStyle } from './line-rows.ts'
import { showSince } from './show-time.ts'
import type { TimeStyle } from './show-time.ts'
import { joinList, WORDS } from './words.ts'

/** What was added, revised, corroborated and withdrawn: at most `limit` of each, and a note of the rest. */
export function changeRows(
  update: Update,
  style: RowStyle,
  limit: number,
): { readonly moved: readonly MessageRow[]; readonly withdrawn: readonly MessageRow[] } {
  const { lang } = style
  return {
    moved: [
      ...capRows(update.added, limit, lang, (line) => [lineRow(line, style, 'added')], WORDS.moreAdded),
      ...capRows(
        update.revised,
        limit,
        lang,
        ({ before, after }) => revisedRows(before, after, style),
        WORDS.moreRevised,
      ),
      ...capRows(
        update.corroborated,
        limit,
        lang,
        ({ line, originsBefore, originsAfter }) => [corroboratedRow(line, originsBefore, originsAfter, style)],
        WORDS.moreConfirmed,
      ),
    ],
    withdrawn: capRows(update.withdrawn, limit, lang, (line) => [withdrawnRow(line, style)], WORDS.moreWithdrawn),
  }
}

/** `2 new lines, 1 revised line and 1 withdrawn line`. Empty when nothing moved. */
export function movesText(update: Update, style: TimeStyle): string {
  const counts = [
    [update.added.length, WORDS.addedCount],
    [update.revised.length, WORDS.revisedCount],
    [update.corroborated.length, WORDS.corroboratedCount],
    [update.disputed.length, WORDS.disputedCount],
    [update.withdrawn.length, WORDS.withdrawnCount],
  ] as const
  return joinList(
    style.lang,
    counts.filter(([n]) => n > 0).map(([n, words]) => words[style.lang](n)),
  )
}

/** `1 more article, same origin`: what came although nothing moved. */
export function moreArticlesText(update: Update, style: TimeStyle): string {
  const { lang } = style
  const came = update.articles.length
  const known = update.articles.filter((article) => article.sameOriginAs !== null).length
  if (came === 0) return WORDS.noMoreArticles[lang]
  if (known === came) return WORDS.moreSameOrigin[lang](came)
  return known === 0 ? WORDS.moreAddNothing[lang](came) : WORDS.moreSomeKnown[lang](came, known)
}

/** `Nothing new since 09:00; 1 more article, same origin`. */
export function nothingNewText(update: Update, style: TimeStyle, since: Temporal.Instant = update.since): string {
  const shown = showSince(since, style, update.asOf)
  return WORDS.nothingNew[style.lang](shown, moreArticlesText(update, style))
}
