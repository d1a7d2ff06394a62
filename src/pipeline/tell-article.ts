import type { Revision, Sighting } from '../news/article.ts'
import type { Span } from '../news/claim.ts'
import { NewsError } from '../news/errors.ts'
import { articleId, type ArticleId, type ClaimId, type GroupId, type StoryId } from '../news/ids.ts'
import type { SourceRelation } from '../news/story.ts'
import type { Newsroom } from './parts.ts'
import { viewStory } from './view-story.ts'

/** What `article` answers. */
export type ArticleAnswer = {
  readonly article: ArticleId
  readonly url: string | null
  readonly input: string
  readonly outlet: string | null
  readonly seenAt: Temporal.Instant
  /** The revision asked for, or the latest. */
  readonly revision: Revision
  readonly revisions: readonly Pick<Revision, 'revision' | 'seenAt' | 'title' | 'deleted'>[]
  readonly sightings: readonly Sighting[]
  readonly stories: readonly {
    readonly story: StoryId
    readonly group: GroupId
    readonly relation: SourceRelation
    readonly origins: readonly string[]
    readonly why: string
    readonly spans: readonly (Span & { readonly claim: ClaimId })[]
  }[]
}

/** One article with its text, history, and its place in each story. Throws NewsError 'article-unknown'. */
export async function tellArticle(
  id: string,
  options: { readonly revision: number | null; readonly asOf: Temporal.Instant },
  { store }: Pick<Newsroom, 'store'>,
): Promise<ArticleAnswer> {
  const key = articleId(id)
  const article = await store.articles.findArticle(key, options.asOf)
  if (article === null) {
    throw new NewsError(
      'article-unknown',
      `there is no article “${id}”. Find one with: standfirst search STORY WORDS, or sources STORY --json`,
    )
  }
  const revisions = await store.articles.listRevisions(key)
  const chosen =
    options.revision === null ? article.latest : revisions.find(({ revision }) => revision === options.revision)
  if (chosen === undefined) {
    throw new NewsError(
      'article-unknown',
      `article ${id} has no revision ${options.revision}: it has ${revisions.map(({ revision }) => revision).join(', ')}.`,
    )
  }
  const { url, input, outlet, seenAt } = article
  return {
    article: key,
    url,
    input,
    outlet,
    seenAt,
    revision: chosen,
    revisions: revisions.map(({ revision, seenAt: seen, title, deleted }) => ({
      revision,
      seenAt: seen,
      title,
      deleted,
    })),
    sightings: await store.articles.listSightings(key),
    stories: await placesOf(key, chosen.revision, options.asOf, store),
  }
}

async function placesOf(
  id: ArticleId,
  revision: number,
  asOf: Temporal.Instant,
  store: Newsroom['store'],
): Promise<ArticleAnswer['stories']> {
  const places: ArticleAnswer['stories'][number][] = []
  for (const story of await store.stories.listStories()) {
    const members = await store.stories.listMembers(story.id)
    if (!members.includes(id)) continue
    const { articles, claims } = await viewStory(story, asOf, { store })
    const source = articles.find(({ article }) => article.id === id)
    if (source === undefined) continue
    const spans = claims.flatMap(({ id: claim, supports, withdrawn }) =>
      [...supports, ...withdrawn]
        .filter((span) => span.article === id && span.revision === revision)
        .map(({ article, start, end }) => ({ article, revision, start, end, claim })),
    )
    const { group, relation, origins, why } = source
    places.push({ story: story.id, group, relation, origins: origins.map(({ name }) => name), why, spans })
  }
  return places
}
