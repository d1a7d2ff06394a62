import type { Brief, Source, WriterName } from '../news/brief.ts'
import type { Difference, Line } from '../news/claim.ts'
import { makeEditionId, type ArticleId, type EditionId } from '../news/ids.ts'
import type { StoryArticle, StoryCounts, StoryView } from '../news/story.ts'
import type { Update } from '../news/update.ts'

/** A brief of a long story lists what it cites, then the newest others up to this many. */
const SOURCES_MAX = 30

/** What a brief is made of once its lines are admitted. */
export type BriefParts = {
  readonly view: StoryView
  readonly writer: WriterName
  readonly lang: string
  readonly lines: readonly Line[]
  readonly differ: readonly Difference[]
  readonly update: Update | null
}

/** Puts admitted lines, differences and sources together. The edition's id follows from what it says. */
export function composeBrief(parts: BriefParts): Brief {
  const { view, writer, lang, lines, differ, update } = parts
  const said = { story: view.story.id, asOf: view.asOf, writer, lang, lines, differ, update }
  return {
    ...said,
    title: view.story.title,
    edition: editionIdOf(said),
    newestSourceAt: newestOf(view.articles),
    counts: countSources(view.articles),
    sources: listSources(view.articles, citedIn(lines, differ)),
  }
}

/** The same brief at a later moment, of a story in which nothing was seen meanwhile; `update` goes with it. */
export function laterBrief(brief: Brief, asOf: Temporal.Instant, update: Update | null): Brief {
  const later = { ...brief, asOf, update }
  return { ...later, edition: editionIdOf(later) }
}

/** How many articles, texts and origins stand behind a story; pages without origin are counted apart. */
export function countSources(articles: readonly StoryArticle[]): StoryCounts {
  const mains = articles.map(({ origins }) => origins[0]).filter((origin) => origin !== undefined)
  return {
    articles: articles.length,
    texts: new Set(articles.map(({ group }) => group)).size,
    origins: new Set(mains.filter(({ kind }) => kind !== 'unattributed').map(({ name }) => name)).size,
    unattributed: mains.filter(({ kind }) => kind === 'unattributed').length,
  }
}

/** The story's sources numbered in order of sight: all of them, or the cited and newest ones of a long story. */
export function listSources(articles: readonly StoryArticle[], cited: ReadonlySet<ArticleId>): readonly Source[] {
  const ordered = articles.toSorted(
    (one, other) =>
      Temporal.Instant.compare(one.article.seenAt, other.article.seenAt) ||
      one.article.id.localeCompare(other.article.id),
  )
  const newest = new Set(ordered.slice(-SOURCES_MAX).map(({ article }) => article.id))
  const listed =
    ordered.length <= SOURCES_MAX
      ? ordered
      : ordered.filter(({ article }) => cited.has(article.id) || newest.has(article.id))
  return listed.map((source, at) => toSource(source, at + 1))
}

function toSource({ article, origins, group, relation, of, why }: StoryArticle, n: number): Source {
  const { title, publishedAt, lang } = article.latest
  const { id, input, outlet, url, seenAt } = article
  const names = origins.map(({ name }) => name)
  return {
    n,
    article: id,
    input,
    outlet,
    title,
    url,
    publishedAt,
    seenAt,
    lang,
    origins: names,
    group,
    relation,
    of,
    why,
  }
}

function citedIn(lines: readonly Line[], differ: readonly Difference[]): ReadonlySet<ArticleId> {
  const sides = differ.flatMap((difference) => difference.sides)
  return new Set([...lines, ...sides].flatMap(({ citations }) => citations.map(({ article }) => article)))
}

function newestOf(articles: readonly StoryArticle[]): Temporal.Instant | null {
  const seen = articles.map(({ article }) => article.latest.seenAt).toSorted(Temporal.Instant.compare)
  return seen.at(-1) ?? null
}

type Said = Pick<Brief, 'story' | 'asOf' | 'writer' | 'lang' | 'lines' | 'differ' | 'update'>

function editionIdOf({ story, asOf, writer, lang, lines, differ, update }: Said): EditionId {
  const told = lines.map(({ id, text }) => [id, text])
  const said = JSON.stringify([story, asOf, writer, lang, told, differ.map(({ id }) => id), update?.since ?? null])
  return makeEditionId(said)
}
