import { extractLine, extractWithdrawn, toCitation } from '../../brief/extract-line.ts'
import { newestOf, pickForemost, weighLine } from '../../brief/select-claims.ts'
import { outlineOf } from '../../claim/claim-outline.ts'
import type { Moment } from '../../claim/find-changes.ts'
import { findDifferences, type FoundDifferences } from '../../claim/find-differences.ts'
import type { LedgerOrigins, LedgerRelation, LedgerRow } from '../../claim/ledger-store.ts'
import { viewClaims } from '../../claim/view-claims.ts'
import { closestName } from '../../commands/did-you-mean.ts'
import type { Article, Revision } from '../../news/article.ts'
import type { Claim, Line } from '../../news/claim.ts'
import { NewsError } from '../../news/errors.ts'
import { storyId, type ArticleId, type ClaimId } from '../../news/ids.ts'
import type { StoryArticle, StoryDefinition, StoryView } from '../../news/story.ts'
import { describeSources, type OwnOrigins } from '../../story/describe-sources.ts'
import { UNATTRIBUTED } from '../../story/find-origins.ts'
import { groupTexts } from '../../story/group-texts.ts'
import type { StoredRevision } from '../../story/story-store.ts'
import { onceAsked } from '../../text/once-asked.ts'
import type { Newsroom } from '../parts.ts'

/**
 * Passages looked through for differences: those of the claims that a brief would rather tell, by how many say them, how
 * far up, and how lately. Reading one takes some 0.2 ms: with 3,000, a story of some 200 articles is looked through
 * whole, and a brief of a thousand articles stays below a second.
 */
const COMPARED_PASSAGES_MAX = 3_000
/** Of one claim no more than this many passages are compared. */
const COMPARED_OF_CLAIM_MAX = 60

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

/** Outlets whose articles are left out, as a channel that muted them wishes: their names as they are stored. */
export type Muted = readonly string[]

const NONE_MUTED: Muted = []

/** All that was known of a story at a moment (inclusive). */
export async function viewStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  newsroom: Pick<Newsroom, 'store'>,
  muted: Muted = NONE_MUTED,
): Promise<StoryView> {
  return assembleView(leaveOut(await readParts(story, asOf, newsroom), muted))
}

/** What of a story was seen up to a moment. */
export async function readParts(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  { store }: Pick<Newsroom, 'store'>,
): Promise<ViewParts> {
  return {
    story,
    asOf,
    revisions: await store.stories.listStoryRevisions(story.id, asOf),
    rows: await store.ledger.listRows(story.id, asOf),
    relations: await store.ledger.listRelations(story.id, asOf),
    origins: await store.ledger.listOrigins(story.id, asOf),
  }
}

/** The parts as if the muted outlets had told nothing. */
export function leaveOut(parts: ViewParts, muted: Muted): ViewParts {
  if (muted.length === 0) return parts
  const isMuted = new Set(muted)
  const { revisions, rows, relations, origins } = parts
  const out = new Set(
    revisions
      .filter(({ article }) => article.outlet !== null && isMuted.has(article.outlet))
      .map(({ article }) => article.id),
  )
  return {
    ...parts,
    revisions: revisions.filter(({ article }) => !out.has(article.id)),
    rows: rows.filter(({ article }) => !out.has(article)),
    relations: relations.filter(({ a, b }) => !out.has(a) && !out.has(b)),
    origins: origins.filter(({ article }) => !out.has(article)),
  }
}

/** Its articles alone, which cost less than its claims. */
export async function viewArticles(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  { store }: Pick<Newsroom, 'store'>,
  muted: Muted = NONE_MUTED,
): Promise<readonly StoryArticle[]> {
  const parts: ViewParts = {
    story,
    asOf,
    revisions: await store.stories.listStoryRevisions(story.id, asOf),
    rows: [],
    relations: await store.ledger.listRelations(story.id, asOf),
    origins: await store.ledger.listOrigins(story.id, asOf),
  }
  const { revisions, relations, origins } = leaveOut(parts, muted)
  return describeArticles(articlesAt(revisions), origins, relations)
}

/** The view of a story from its parts. */
export function assembleView({ story, asOf, revisions, rows, relations, origins }: ViewParts): StoryView {
  const articles = articlesAt(revisions)
  const findRevision = indexRevisions(revisions)
  const groups = groupTexts([...articles.keys()], relations)
  const claims = viewClaims({ rows, articles, findRevision, groups, relations })
  return { story, asOf, articles: describeArticles(articles, origins, relations), claims, relations }
}

/** The stored revision of that number, of those given. */
function indexRevisions(revisions: readonly StoredRevision[]): (article: ArticleId, wanted: number) => Revision | null {
  const texts = Map.groupBy(revisions, ({ revision }) => revision.article)
  return (article, wanted) => texts.get(article)?.find(({ revision }) => revision.revision === wanted)?.revision ?? null
}

/** A story's articles with what they rest on; those taken back are left out. */
function describeArticles(
  articles: ReadonlyMap<ArticleId, Article>,
  origins: readonly LedgerOrigins[],
  relations: readonly LedgerRelation[],
): readonly StoryArticle[] {
  return describeSources(standingOf(articles), originsIn(origins), relations)
}

/** Those not taken back. */
export function standingOf(articles: ReadonlyMap<ArticleId, Article>): readonly Article[] {
  return [...articles.values()].filter(({ latest }) => !latest.deleted)
}

/** What each article rests on after the last of its revisions that was read. */
export function originsIn(origins: readonly LedgerOrigins[]): (article: ArticleId) => OwnOrigins {
  const ownOrigins = new Map<ArticleId, OwnOrigins>(origins.map((own) => [own.article, own]))
  return (id) => ownOrigins.get(id) ?? NOT_READ
}

const NOT_READ: OwnOrigins = { main: UNATTRIBUTED, others: [], why: 'not read yet' }

/** A story at a moment, with where its sources differ and the lines its claims make in a reader's language. */
export async function readMoment(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  lang: string,
  newsroom: Pick<Newsroom, 'store'>,
  muted: Muted = NONE_MUTED,
): Promise<Moment & FoundDifferences> {
  return momentOf(await viewStory(story, asOf, newsroom, muted), lang)
}

/** What is known of a moment already. `disputed`: the claims that are told as disputed. `keep`: finds its differences, or has them. */
type KnownOfMoment = {
  readonly disputed?: ReadonlySet<ClaimId>
  readonly standing?: Moment['standing']
  readonly sourceOf?: (article: ArticleId) => StoryArticle | undefined
  readonly earlier?: Moment['earlier']
  readonly keep?: (find: () => Moment['differences']) => Moment['differences']
}

/** The same from a view at hand. What few questions ask for is looked up when it is. */
export function momentOf(view: StoryView, lang: string, known: KnownOfMoment = {}): Moment & FoundDifferences {
  const listed = onceAsked(() => new Map(view.articles.map((source) => [source.article.id, source])))
  const articles = { get: known.sourceOf ?? ((id: ArticleId) => listed().get(id)) }
  const compared = onceAsked(() => comparedClaims(view.claims))
  const found = onceAsked(() =>
    findDifferences(
      compared(),
      (support) => toCitation(support, articles),
      (support) => articles.get(support.article)?.article.latest.publishedAt ?? null,
      view.relations,
    ),
  )
  const disputed = known.disputed ?? found().disputed
  const parts = { articles, disputed, lang }
  const newest = onceAsked(() => newestOf(view.claims))
  const lines = new WeakMap<Claim, Line | null>()
  return {
    view,
    standing: known.standing ?? new Map(view.articles.map(({ article }) => [article.id, article.latest.revision])),
    earlier: known.earlier ?? null,
    disputed,
    get compared() {
      return compared()
    },
    get differences() {
      const find = () => found().differences
      return known.keep?.(find) ?? find()
    },
    get tellers() {
      return found().tellers
    },
    get moved() {
      return found().moved
    },
    lineOf: (claim: Claim, avoid?: ReadonlySet<ArticleId>) => {
      if (avoid !== undefined) return extractLine(claim, parts, avoid)
      const before = lines.get(claim)
      if (before !== undefined) return before
      const line = extractLine(claim, parts)
      lines.set(claim, line)
      return line
    },
    withdrawnLineOf: (claim: Claim) => extractWithdrawn(claim, parts),
    weightOf: (claim: Claim, line: Line) => weighLine(claim, line, newest()),
  }
}

/** Of a long story the foremost claims, in their order, as long as their passages are no more than there may be. */
function comparedClaims(claims: readonly Claim[]): readonly Claim[] {
  const sizeOf = (claim: Claim) => {
    let own = 0
    for (const { variant } of outlineOf(claim)) {
      if (!variant) own += 1
      if (own === COMPARED_OF_CLAIM_MAX) break
    }
    return own
  }
  let left = COMPARED_PASSAGES_MAX
  for (const claim of claims) {
    left -= sizeOf(claim)
    if (left < 0) break
  }
  if (left >= 0) return claims
  const kept = new Set<Claim>()
  left = COMPARED_PASSAGES_MAX
  for (const claim of pickForemost(claims, outlineOf)) {
    left -= sizeOf(claim)
    if (left < 0) break
    kept.add(claim)
  }
  return claims.filter((claim) => kept.has(claim))
}

/** Each article as it stood after the last of these revisions, in order of first sight. */
export function articlesAt(revisions: readonly StoredRevision[]): ReadonlyMap<ArticleId, Article> {
  const articles = new Map<ArticleId, Article>()
  for (const { article, revision } of revisions) {
    const before = articles.get(article.id)
    articles.set(article.id, { ...article, seenAt: before?.seenAt ?? revision.seenAt, latest: revision })
  }
  return articles
}
