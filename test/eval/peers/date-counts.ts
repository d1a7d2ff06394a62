import { findDates } from '../../../src/text/dates.ts'

export type DatedArticle = { readonly date: string; readonly text: string }

/** Publication count: the days on which most articles appeared. */
export function countPublications(articles: readonly DatedArticle[]): ReadonlyMap<string, number> {
  return countDays(articles.map(({ date }) => date))
}

/** Mention count: the days that texts mention most often. */
export function countMentions(articles: readonly DatedArticle[]): ReadonlyMap<string, number> {
  return countDays(articles.flatMap(mentionedDays))
}

/** Articles are counted over and over, in other selections: each is read once. */
const read = new WeakMap<DatedArticle, readonly string[]>()

/** A day of no year is of its article's year, a weekday the nearest past one, as in Ghalandari and Ifrim 2020. */
function mentionedDays(article: DatedArticle): readonly string[] {
  const known = read.get(article)
  if (known !== undefined) return known
  const { date: stated, text } = article
  const days = findDates(text, 'en', stated).flatMap(({ date }) => {
    const day = date?.startsWith('--') === true ? `${stated.slice(0, 4)}${date.slice(1)}` : date
    return day === null || !/^\d{4}-\d{2}-\d{2}$/.test(day) ? [] : [day]
  })
  read.set(article, days)
  return days
}

const countDays = (days: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(days, (day) => day)].map(([day, all]) => [day, all.length]))
