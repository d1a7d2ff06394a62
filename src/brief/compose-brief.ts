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
  return {
    story: view.story.id,
    title: view.story.title,
    edition: editionIdOf(parts),
    asOf: view.asOf,
    newestSourceAt: newestOf(view.articles),
    writer,
    lang,
    counts: countSources(view.articles),
    lines,
    differ,
    sources: listSources(view.articles, citedIn(lines, differ)),
    update,
  }
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

function editionIdOf({ view, writer, lang, lines, differ, update }: BriefParts): EditionId {
  const told = lines.map(({ id, text }) => [id, text])
  const said = JSON.stringify([
    view.story.id,
    view.asOf,
    writer,
    lang,
    told,
    differ.map(({ id }) => id),
    update?.since ?? null,
  ])
  return makeEditionId(said)
}
