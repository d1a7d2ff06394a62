import type { ArticleReading } from '../news/article.ts'
import { resolveDates } from '../text/dates-resolve.ts'
import { toTextLang, type TextLang } from '../text/language.ts'
import { splitSentences } from '../text/sentences.ts'
import { contentStems } from '../text/stems.ts'
import { splitWords } from '../text/words.ts'

type DatedText = Pick<ArticleReading, 'publishedAt' | 'lang' | 'title' | 'text'>

/**
 * How steeply an article that strays from the story loses its vote: its topicality to this power. Chosen on four long
 * stories and random halves and quarters of their articles: Date-F1 is flat from 1 to 3, and lower by .02 at 0.
 */
const ARTICLE_POWER = 2
/**
 * The same for the sentence that mentions a day. Flat from .25 to 1; at 0 asides count in full, and the higher, the more
 * the days of many articles win over those that are told of in passing ever after.
 */
const SENTENCE_POWER = 0.5
/** What is told of more than so many days before the first article is background. Flat from 3 days to a year. */
const DAYS_BEFORE_MAX = 7
/** Sentences read of an article: more make a transcript or an attack. */
const SENTENCES_MAX = 1_000

/**
 * The days that articles tell of, `YYYY-MM-DD`, those that matter most first; as many as there are, none of them after
 * the last article's day.
 *
 * An article has one vote for the day it states as its own, and one for each other day that it mentions. Days mentioned
 * long after rank high with publication and mention counts (Tran et al. 2015, "Joint graphical models for date
 * selection"; Ghalandari and Ifrim 2020, "Examining the state of the art in news timeline summarization"), but collections
 * hold articles that only touch the story: each vote weighs as much as article and sentence are like the story's centre.
 */
export function rankDays(articles: readonly DatedText[]): readonly string[] {
  const read = articles.map(readArticle)
  const own = read.flatMap(({ day }) => (day === null ? [] : [day])).toSorted()
  const [first, last] = [own[0], own.at(-1)]
  if (first === undefined || last === undefined) return []
  const from = Temporal.PlainDate.from(first).subtract({ days: DAYS_BEFORE_MAX }).toString()
  const votes = new Map<string, number>()
  for (const texts of Map.groupBy(read, ({ lang }) => lang).values()) {
    for (const [day, vote] of castVotes(texts)) {
      if (day >= from && day <= last) votes.set(day, (votes.get(day) ?? 0) + vote)
    }
  }
  return [...votes]
    .toSorted(([day, vote], [other, rival]) => rival - vote || day.localeCompare(other))
    .map(([day]) => day)
}

type Vector = ReadonlyMap<string, number>
/** A sentence that mentions days. */
type Telling = { readonly stems: readonly string[]; readonly days: readonly string[] }
type ReadArticle = {
  readonly lang: TextLang
  readonly day: string | null
  readonly tellings: readonly Telling[]
  /** Square roots of stem counts, at unit length: a word said often says little more than one said twice. */
  readonly vector: Vector
}

const DAY = /^\d{4}-\d{2}-\d{2}/

function readArticle({ publishedAt, lang, title, text }: DatedText): ReadArticle {
  const language = toTextLang(lang)
  const day = DAY.exec(publishedAt ?? '')?.[0] ?? null
  const body = splitSentences(text, language).slice(0, SENTENCES_MAX)
  const sentences = [title ?? '', ...body.map(({ start, end }) => text.slice(start, end))].map((sentence) => ({
    stems: contentStems(splitWords(sentence), language),
    days: resolveDates(sentence, language, day).flatMap(({ date, precision }) => (precision === 'day' ? [date] : [])),
  }))
  const counts = countStems(sentences.flatMap(({ stems }) => stems))
  return {
    lang: language,
    day,
    tellings: sentences.filter(({ days }) => days.length > 0),
    vector: toUnit(counts.map(([stem, count]) => [stem, Math.sqrt(count)])),
  }
}

const countStems = (stems: readonly string[]): readonly (readonly [string, number])[] =>
  [...Map.groupBy(stems, (stem) => stem)].map(([stem, all]) => [stem, all.length])

function toUnit(entries: readonly (readonly [string, number])[]): Vector {
  const length = Math.sqrt(entries.reduce((sum, [, value]) => sum + value * value, 0)) || 1
  return new Map(entries.map(([stem, value]) => [stem, value / length]))
}

function dot(one: Vector, other: Vector): number {
  let sum = 0
  for (const [stem, value] of one) sum += value * (other.get(stem) ?? 0)
  return sum
}

/**
 * The votes of articles of one language. An article's weight is relative to the language's mean, so that a language of few
 * articles, whose centre they are themselves, gains nothing by it.
 */
function castVotes(articles: readonly ReadArticle[]): readonly (readonly [string, number])[] {
  const centre = findCentre(articles)
  const weights = articles.map(({ vector }) => dot(vector, centre) ** ARTICLE_POWER)
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / weights.length
  return articles.flatMap(({ day, tellings }, at) => {
    // Texts of no words have no centre: each article counts one.
    const weight = mean === 0 ? 1 : (weights[at] ?? 0) / mean
    const mentioned = new Map<string, number>()
    for (const { stems, days } of tellings) {
      const likeness = dot(toUnit(countStems(stems)), centre) ** SENTENCE_POWER
      for (const one of days) mentioned.set(one, Math.max(mentioned.get(one) ?? 0, likeness))
    }
    if (day !== null) mentioned.set(day, 1)
    return [...mentioned].map(([one, likeness]) => [one, likeness * weight] as const)
  })
}

function findCentre(articles: readonly ReadArticle[]): Vector {
  const sums = new Map<string, number>()
  for (const { vector } of articles) {
    for (const [stem, value] of vector) sums.set(stem, (sums.get(stem) ?? 0) + value)
  }
  return toUnit([...sums])
}
