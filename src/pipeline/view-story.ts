import { extractLine, extractWithdrawn, toCitation } from '../brief/extract-line.ts'
import { newestOf, weighLine } from '../brief/select-claims.ts'
import type { Moment } from '../claim/find-changes.ts'
import { findDifferences, type FoundDifferences } from '../claim/find-differences.ts'
import type { LedgerOrigins, LedgerRelation, LedgerRow } from '../claim/ledger-store.ts'
import { viewClaims } from '../claim/view-claims.ts'
import { closestName } from '../commands/did-you-mean.ts'
import type { Article, Revision } from '../news/article.ts'
import type { Claim, Line } from '../news/claim.ts'
import { NewsError } from '../news/errors.ts'
import { storyId, type ArticleId } from '../news/ids.ts'
import type { StoryDefinition, StoryView } from '../news/story.ts'
import { describeSources, type OwnOrigins } from '../story/describe-sources.ts'
import { UNATTRIBUTED } from '../story/find-origins.ts'
import { groupTexts } from '../story/group-texts.ts'
import type { StoredRevision } from '../story/story-store.ts'
import type { Newsroom } from './parts.ts'

/** The story of that id. Throws NewsError 'story-unknown', naming the nearest and where to look. */
export async function findStory(id: string, { store }: Pick<Newsroom, 'store'>): Promise<StoryDefinition> {
  const stories = await store.stories.listStories()
  const found = stories.find((story) => story.id === storyId(id))
  if (found !== undefined) return found
  const near = closestName(
    id,
    stories.map((story) => story.id),
  )
  const hint = near === null ? '' : `Did you mean ${near}? `
  throw new NewsError('story-unknown', `there is no story “${id}”. ${hint}See them with: standfirst stories`)
}

/** What a view is made of: a story's revisions and ledger up to its moment. */
export type ViewParts = {
  readonly story: StoryDefinition
  readonly asOf: Temporal.Instant
  /** In order of seenAt, article, revision. */
  readonly revisions: readonly StoredRevision[]
  readonly rows: readonly LedgerRow[]
  readonly relations: readonly LedgerRelation[]
  readonly origins: readonly LedgerOrigins[]
}

/** All that was known of a story at a moment (inclusive). */
export async function viewStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  { store }: Pick<Newsroom, 'store'>,
): Promise<StoryView> {
  return assembleView({
    story,
    asOf,
    revisions: await store.stories.listStoryRevisions(story.id, asOf),
    rows: await store.ledger.listRows(story.id, asOf),
    relations: await store.ledger.listRelations(story.id, asOf),
    origins: await store.ledger.listOrigins(story.id, asOf),
  })
}

/** The view of a story from its parts. */
export function assembleView({ story, asOf, revisions, rows, relations, origins }: ViewParts): StoryView {
  const articles = articlesAt(revisions)
  const ownOrigins = new Map<ArticleId, OwnOrigins>()
  for (const { article, ...own } of origins) ownOrigins.set(article, own)
  const originsOf = (id: ArticleId) => ownOrigins.get(id) ?? { main: UNATTRIBUTED, others: [], why: 'not read yet' }
  const texts = new Map<string, Revision>()
  for (const { revision } of revisions) texts.set(keyOf(revision.article, revision.revision), revision)
  const claims = viewClaims({
    rows,
    articles,
    findRevision: (article, revision) => texts.get(keyOf(article, revision)) ?? null,
    groups: groupTexts([...articles.keys()], relations),
    relations,
  })
  const standing = [...articles.values()].filter(({ latest }) => !latest.deleted)
  return { story, asOf, articles: describeSources(standing, originsOf, relations), claims, relations }
}

/** A story at a moment, with where its sources differ and the lines its claims make in a reader's language. */
export async function readMoment(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  lang: string,
  newsroom: Pick<Newsroom, 'store'>,
): Promise<Moment & FoundDifferences> {
  return momentOf(await viewStory(story, asOf, newsroom), lang)
}

/** The same from a view at hand. */
export function momentOf(view: StoryView, lang: string): Moment & FoundDifferences {
  const articles = new Map(view.articles.map((source) => [source.article.id, source]))
  const found = findDifferences(
    view.claims,
    (support) => toCitation(support, articles),
    (support) => articles.get(support.article)?.article.latest.publishedAt ?? null,
    view.relations,
  )
  const parts = { articles, disputed: found.disputed, lang }
  const newest = newestOf(view.claims)
  return {
    view,
    ...found,
    lineOf: (claim: Claim, avoid?: ReadonlySet<ArticleId>) => extractLine(claim, parts, avoid),
    withdrawnLineOf: (claim: Claim) => extractWithdrawn(claim, parts),
    weightOf: (claim: Claim, line: Line) => weighLine(claim, line, newest),
  }
}

/** Each article as it stood after the last of these revisions, in order of first sight. */
function articlesAt(revisions: readonly StoredRevision[]): ReadonlyMap<ArticleId, Article> {
  const articles = new Map<ArticleId, Article>()
  for (const { article, revision } of revisions) {
    const before = articles.get(article.id)
    articles.set(article.id, { ...article, seenAt: before?.seenAt ?? revision.seenAt, latest: revision })
  }
  return articles
}

function keyOf(article: ArticleId, revision: number): string {
  return `${article} ${revision}`
}
