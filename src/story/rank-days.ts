import type { ArticleReading } from '../news/article.ts'

/** The days that articles tell of, `YYYY-MM-DD`, those that matter most first: by how many articles a day brought. */
export function rankDays(articles: readonly Pick<ArticleReading, 'publishedAt'>[]): readonly string[] {
  const days = articles.flatMap(({ publishedAt }) => (publishedAt === null ? [] : [publishedAt.slice(0, 10)]))
  return [...Map.groupBy(days, (day) => day)]
    .toSorted(([oneDay, one], [otherDay, other]) => other.length - one.length || oneDay.localeCompare(otherDay))
    .map(([day]) => day)
}
