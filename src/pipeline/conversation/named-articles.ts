import type { DifferAnswer, TimelineAnswer, WhyAnswer } from '../../commands/answers.ts'
import { citedArticles } from '../../news/claim.ts'
import type { ArticleId } from '../../news/ids.ts'
import { changedLines, type Update } from '../../news/update.ts'

/** The articles that an update cites or tells of. */
export function namedInUpdate(update: Update): ReadonlySet<ArticleId> {
  const { revised, disputed, articles } = update
  const citing = [
    ...changedLines(update),
    ...revised.map(({ before }) => before),
    ...disputed.flatMap(({ sides }) => sides),
  ]
  const told = articles.flatMap(({ article, sameOriginAs }) => [
    article,
    ...(sameOriginAs === null ? [] : [sameOriginAs]),
  ])
  return new Set([...citedArticles(citing), ...told])
}

/** The articles that the sides of differences cite. */
export function namedInDifferences({ differ }: DifferAnswer): ReadonlySet<ArticleId> {
  return citedArticles(differ.flatMap(({ sides }) => sides))
}

/** The articles that dated lines cite. */
export function namedInTimeline({ entries }: TimelineAnswer): ReadonlySet<ArticleId> {
  return citedArticles(entries.map(({ line }) => line))
}

/** The articles that a line's account cites. */
export function namedInWhy({ line, supports, variants, leftOut }: WhyAnswer): ReadonlySet<ArticleId> {
  const passages = [...supports, ...variants].map(({ article }) => article)
  return new Set([...citedArticles([line, ...leftOut.map((one) => one.line)]), ...passages])
}
