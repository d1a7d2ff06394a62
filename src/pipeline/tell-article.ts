import type { Article, Revision, Sighting } from '../news/article.ts'
import type { Span } from '../news/claim.ts'
import { NewsError } from '../news/errors.ts'
import { articleId, type ArticleId, type ClaimId, type GroupId, type StoryId } from '../news/ids.ts'
import type { SourceRelation } from '../news/story.ts'
import type { Newsroom } from './parts.ts'
import { viewStory } from './reading/view-story.ts'

/** A passage of the revision shown that states a claim of a story, or stated it before the article was changed. */
type ClaimedSpan = Span & { readonly text: string; readonly claim: ClaimId; readonly story: StoryId }

/** The article's place in one story. */
type Place = {
  readonly story: StoryId
  readonly relation: SourceRelation
  readonly of: ArticleId | null
  readonly group: GroupId
  readonly origins: readonly string[]
  readonly why: string
}

/** What `article` answers: the revision asked for, or the latest, and what is known of the article. */
export type ArticleAnswer = Pick<Article, 'input' | 'url' | 'outlet'> &
  Revision & {
    readonly revisions: readonly Pick<Revision, 'revision' | 'seenAt' | 'title' | 'publishedAt' | 'deleted'>[]
    readonly sightings: readonly Sighting[]
    /** The text group in the first of its stories; null where it is in none. */
    readonly group: GroupId | null
    /** Over all its stories; the first is what the article as a whole rests on. */
    readonly origins: readonly string[]
    readonly spans: readonly ClaimedSpan[]
    readonly stories: readonly Place[]
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
      `there is no article “${id}”, or there was none at that time. Find one with: standfirst search STORY WORDS, or sources STORY --json`,
    )
  }
  const known = <Seen extends { readonly seenAt: Temporal.Instant }>(list: readonly Seen[]) =>
    list.filter(({ seenAt }) => Temporal.Instant.compare(seenAt, options.asOf) <= 0)
  const revisions = known(await store.articles.listRevisions(key))
  const chosen =
    options.revision === null ? article.latest : revisions.find((each) => each.revision === options.revision)
  if (chosen === undefined) {
    throw new NewsError(
      'article-unknown',
      `article ${id} has no revision ${options.revision}: it has ${revisions.map(({ revision }) => revision).join(', ')}.`,
    )
  }
  const { stories, spans } = await placesOf(chosen, options.asOf, store)
  return {
    ...chosen,
    input: article.input,
    url: article.url,
    outlet: article.outlet,
    revisions: revisions.map(({ revision, seenAt, title, publishedAt, deleted }) => ({
      revision,
      seenAt,
      title,
      publishedAt,
      deleted,
    })),
    sightings: known(await store.articles.listSightings(key)),
    group: stories[0]?.group ?? null,
    origins: [...new Set(stories.flatMap(({ origins }) => origins))],
    spans,
    stories,
  }
}

async function placesOf(
  { article: id, revision, text }: Revision,
  asOf: Temporal.Instant,
  store: Newsroom['store'],
): Promise<{ readonly stories: readonly Place[]; readonly spans: readonly ClaimedSpan[] }> {
  const stories: Place[] = []
  const spans: ClaimedSpan[] = []
  for (const story of await store.stories.listStories()) {
    const members = await store.stories.listMembers(story.id)
    if (!members.includes(id)) continue
    const { articles, claims } = await viewStory(story, asOf, { store })
    for (const { id: claim, supports, withdrawn } of claims) {
      for (const { article, revision: of, start, end } of [...supports, ...withdrawn]) {
        if (article !== id || of !== revision) continue
        spans.push({ story: story.id, claim, article, revision, start, end, text: text.slice(start, end) })
      }
    }
    const source = articles.find(({ article }) => article.id === id)
    if (source === undefined) continue
    const { group, relation, of, origins, why } = source
    stories.push({ story: story.id, relation, of, group, origins: origins.map(({ name }) => name), why })
  }
  return { stories, spans: spans.toSorted((one, other) => one.start - other.start) }
}
