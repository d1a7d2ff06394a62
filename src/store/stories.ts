import type { Kysely, Selectable } from 'kysely'
import { revisionKey, type Article, type Revision } from '../news/article.ts'
import { articleId, type ArticleId, type StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'
import { chunk, toColumn, toFloor, toLimit, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { emptyLedgers } from './ledger.ts'
import { prepare } from './prepared.ts'
import { requireArticle, requireStory } from './require.ts'
import { selectRevisions, toArticle, toRevision } from './revisions.ts'
import { putInStory } from './story-members.ts'
import { addStory, listStories, removeStory, seedStory } from './story-definitions.ts'

/** SQLite allows 32,766 values in a query. */
const IDS_A_QUERY = 1_000
/** A page of unmatched revisions holds their full texts in memory. */
const UNMATCHED_MAX = 1_000

type StoredRevision = { readonly article: Article; readonly revision: Revision }

type Joining = { readonly article: ArticleId; readonly because: string; readonly since?: Temporal.Instant }

type RevisionKey = { readonly article: ArticleId; readonly revision: number; readonly seenAt: Temporal.Instant }

/** Stories and the articles that belong to them: implements story's StoryStore. */
export function openStories(connections: Connections) {
  const { read, write } = connections
  return {
    listStories: () => listStories(connections),
    addStory: (story: StoryDefinition) => addStory(connections, story),
    seedStory: (story: StoryDefinition) => seedStory(connections, story),
    removeStory: (id: StoryId) => removeStory(connections, id),

    addToStory: (story: StoryId, joining: readonly Joining[]) => addToStory(connections, story, joining),

    async listMembers(story: StoryId): Promise<readonly ArticleId[]> {
      const rows = await read
        .selectFrom('story_articles')
        .innerJoin('articles', 'articles.id', 'story_articles.article')
        .select('article')
        .where('story', '=', story)
        .orderBy('seen_at')
        .orderBy('article')
        .execute()
      return rows.map(({ article }) => articleId(article))
    },

    listStoryRevisions: (story: StoryId, asOf?: Temporal.Instant, after?: Temporal.Instant) =>
      listStoryRevisions(connections, story, asOf, after),

    listStoryMarks: (story: StoryId, asOf: Temporal.Instant) => listStoryMarks(connections, story, asOf),

    listStoryKeys: (story: StoryId, which: 'all' | 'unentered') => listStoryKeys(connections, story, which),

    findRevisions: (keys: readonly RevisionKey[]) => findRevisions(connections, keys),

    async listUnmatched(story: StoryId, limit: number): Promise<readonly StoredRevision[]> {
      return read.transaction().execute(async (trx) => {
        const pending = await selectRevisions(trx, toLimit(null))
          .innerJoin('story_pending', (join) =>
            join
              .onRef('story_pending.article', '=', 'revisions.article')
              .onRef('story_pending.revision', '=', 'revisions.revision'),
          )
          .where('story_pending.story', '=', story)
          .limit(Math.min(limit, UNMATCHED_MAX))
          .execute()
        return joinLatest(trx, pending.map(toRevision))
      })
    },

    async markMatched(story: StoryId, looked: readonly StoredRevision[]): Promise<void> {
      await write.transaction().execute(async (trx) => {
        for (const { revision } of looked) await deletePending(trx, [story, revision.article, revision.revision])
      })
    },
  }
}

const deletePending = prepare((db) =>
  db.deleteFrom('story_pending').where('story', '=', '').where('article', '=', '').where('revision', '=', 0),
)

async function listStoryRevisions(
  { read }: Connections,
  story: StoryId,
  asOf?: Temporal.Instant,
  after?: Temporal.Instant,
): Promise<readonly StoredRevision[]> {
  return read.transaction().execute(async (trx) => {
    const all = trx.selectFrom('story_articles').where('story', '=', story)
    const members =
      after === undefined
        ? all.select('article')
        : all
            .innerJoin('revisions', 'revisions.article', 'story_articles.article')
            .select('story_articles.article')
            .where('seen_at', '>', toFloor(after))
    const articles = await trx.selectFrom('articles').selectAll().where('id', 'in', members).execute()
    const revisions = await selectRevisions(trx, toLimit(asOf))
      .innerJoin('story_articles', 'story_articles.article', 'revisions.article')
      .where('story_articles.story', '=', story)
      .whereRef('revisions.seen_at', '>=', 'story_articles.since')
      .where('revisions.seen_at', '>', toFloor(after))
      .execute()
    return joinRevisions(articles, revisions.map(toRevision))
  })
}

async function listStoryMarks(
  { read }: Connections,
  story: StoryId,
  asOf: Temporal.Instant,
): Promise<readonly { readonly seenAt: number; readonly mark: string }[]> {
  const rows = await read
    .selectFrom('story_articles')
    .innerJoin('revisions', 'revisions.article', 'story_articles.article')
    .innerJoin('articles', 'articles.id', 'story_articles.article')
    .select([
      'revisions.article',
      'revision',
      'revisions.seen_at',
      'articles.seen_at as first',
      'url',
      'input',
      'outlet',
    ])
    .where('story_articles.story', '=', story)
    .where('revisions.seen_at', '<=', toLimit(asOf))
    .whereRef('revisions.seen_at', '>=', 'story_articles.since')
    .orderBy('revisions.seen_at')
    .orderBy('revisions.article')
    .orderBy('revisions.revision')
    .execute()
  return rows.map(({ article, revision, seen_at, first, url, input, outlet }) => ({
    seenAt: seen_at ?? 0,
    mark: [article, revision, seen_at, first, url, input, outlet].join('\n'),
  }))
}

async function listStoryKeys(
  { read }: Connections,
  story: StoryId,
  which: 'all' | 'unentered',
): Promise<readonly RevisionKey[]> {
  const members = read
    .selectFrom('story_articles')
    .innerJoin('revisions', 'revisions.article', 'story_articles.article')
    .select(['revisions.article', 'revisions.revision', 'revisions.seen_at'])
    .where('story_articles.story', '=', story)
    .whereRef('revisions.seen_at', '>=', 'story_articles.since')
  // A ledger is emptied when something joins that was seen before its end: what it lacks was seen after.
  const through = read.selectFrom('ledgers').select('through').where('story', '=', story)
  const wanted =
    which === 'all'
      ? members
      : members.where((row) => row('revisions.seen_at', '>', row.fn.coalesce(through, row.lit(toFloor(undefined)))))
  const rows = await wanted
    .orderBy('revisions.seen_at')
    .orderBy('revisions.article')
    .orderBy('revisions.revision')
    .execute()
  return rows.map(({ article, revision, seen_at }) => ({
    article: articleId(article),
    revision,
    seenAt: toMoment(seen_at ?? 0),
  }))
}

async function findRevisions({ read }: Connections, keys: readonly RevisionKey[]): Promise<readonly StoredRevision[]> {
  if (keys.length === 0) return []
  return read.transaction().execute(async (trx) => {
    const ids = [...new Set(keys.map(({ article }) => article))]
    const found = await selectRevisions(trx, toLimit(null)).where('revisions.article', 'in', ids).execute()
    const articles = await trx.selectFrom('articles').selectAll().where('id', 'in', ids).execute()
    const stored = new Map(
      joinRevisions(articles, found.map(toRevision)).map((one) => [revisionKey(one.revision), one]),
    )
    return keys.flatMap((key) => stored.get(revisionKey(key)) ?? [])
  })
}

/** Puts articles into a story from a moment on; told again, the earliest moment counts. */
async function addToStory({ write }: Connections, story: StoryId, joining: readonly Joining[]): Promise<void> {
  // A write that writes nothing would wait for the turn of one that does.
  if (joining.length === 0) return
  await write.transaction().execute(async (trx) => {
    await requireStory(trx, story)
    const moments: number[] = []
    for (const { article, because, since: stated } of joining) {
      const { id, seenAt } = await requireArticle(trx, article)
      const since = stated === undefined ? seenAt : toColumn(stated)
      if (await putInStory(trx, { story, article: id, because, since })) moments.push(since)
    }
    if (moments.length > 0) await emptyLedgers(trx, story, Math.min(...moments))
  })
}

/** Each revision with its article; `latest` is the last of the article's revisions at hand, which come in order. */
function joinRevisions(
  articles: readonly Selectable<Database['articles']>[],
  revisions: readonly Revision[],
  latestOf = new Map(revisions.map((revision) => [revision.article, revision])),
): readonly StoredRevision[] {
  const found = new Map<string, Article>()
  for (const row of articles) {
    const latest = latestOf.get(articleId(row.id))
    if (latest !== undefined) found.set(row.id, toArticle(row, latest))
  }
  return revisions.flatMap((revision) => {
    const article = found.get(revision.article)
    return article === undefined ? [] : [{ article, revision }]
  })
}

/** The same for revisions that may not be their article's latest. */
async function joinLatest(db: Kysely<Database>, revisions: readonly Revision[]): Promise<readonly StoredRevision[]> {
  const latestOf = new Map<ArticleId, Revision>()
  const articles: Selectable<Database['articles']>[] = []
  for (const ids of chunk([...new Set(revisions.map(({ article }) => article))], IDS_A_QUERY)) {
    articles.push(...(await db.selectFrom('articles').selectAll().where('id', 'in', ids).execute()))
    const all = await selectRevisions(db, toLimit(null)).where('revisions.article', 'in', ids).execute()
    for (const row of all) latestOf.set(articleId(row.article), toRevision(row))
  }
  return joinRevisions(articles, revisions, latestOf)
}
