import { printedLines, type Brief, type Source, type WriterName } from '../news/brief.ts'
import { citedArticles, type Difference, type Line } from '../news/claim.ts'
import { makeEditionId, type ArticleId, type EditionId } from '../news/ids.ts'
import type { StoryArticle, StoryCounts, StoryView } from '../news/story.ts'
import { changedLines, type Update } from '../news/update.ts'

/** A brief of a long story lists what it cites, then the newest others up to this many. */
const SOURCES_MAX = 30

/** What a model may give a brief besides lines: an extractive one has none of it. */
type ModelParts = Pick<Brief, 'headline' | 'lede' | 'whyItMatters' | 'made'>

/** What a brief is made of once its lines are admitted. */
export type BriefParts = Partial<ModelParts> & {
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
  const { headline = null, lede = null, whyItMatters = null, made = null } = parts
  const of = { story: view.story.id, asOf: view.asOf, writer, made, lang }
  // In the order in which it is read, also as JSON.
  const said = { ...of, headline, lede, lines, whyItMatters, differ, update }
  return {
    ...said,
    title: view.story.title,
    edition: editionIdOf(said),
    newestSourceAt: newestOf(view.articles),
    counts: countSources(view.articles),
    sources: listSources(
      view.articles,
      citedArticles([...printedLines(said), ...differ.flatMap(({ sides }) => sides)]),
    ),
  }
}

/** The same brief at a later moment, of a story in which nothing was seen meanwhile; `update` goes with it. */
export function laterBrief(brief: Brief, asOf: Temporal.Instant, update: Update | null): Brief {
  const later = { ...brief, asOf, update }
  return { ...later, edition: editionIdOf(later) }
}

/** The same claims and changes in a model's words: another edition. */
export function wordBrief(brief: Brief, words: ModelParts & Pick<Brief, 'lines' | 'update'>): Brief {
  const worded = { ...brief, ...words, writer: 'openai' } as const
  return { ...worded, edition: makeEditionId(`${brief.edition} ${editionIdOf(worded)}`) }
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

function newestOf(articles: readonly StoryArticle[]): Temporal.Instant | null {
  const seen = articles.map(({ article }) => article.latest.seenAt).toSorted(Temporal.Instant.compare)
  return seen.at(-1) ?? null
}

type Said = Pick<Brief, 'story' | 'asOf' | 'writer' | 'lang' | 'lines' | 'differ' | 'update'> & ModelParts

function editionIdOf(said: Said): EditionId {
  const { story, asOf, writer, lang, lines, differ, update } = said
  const differing = differ.map(({ id }) => id)
  const told = [story, asOf, writer, lang, lines.map(wordsOf), differing, update?.since ?? null]
  return makeEditionId(JSON.stringify([...told, ...byModel(said)]))
}

/** What a model put in other words; nothing where it wrote nothing: an extractive edition’s id needs none of this. */
function byModel({ headline, lede, whyItMatters, made, update }: Said): readonly unknown[] {
  const onTop = [headline, lede, whyItMatters].map((line) => (line === null ? null : wordsOf(line)))
  if (made === null && onTop.every((words) => words === null)) return []
  const changed = update === null ? [] : changedLines(update).map(wordsOf)
  return [onTop, made === null ? null : [made.model, made.prompt], changed]
}

const wordsOf = ({ id, text }: Line) => [id, text] as const
