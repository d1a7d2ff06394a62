import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { Article, ArticleReading, Revision, Sighting } from '../news/article.ts'
import { articleId, type ArticleId } from '../news/ids.ts'
import { readJson, toColumn, toLimit, toMoment } from './columns.ts'
import type { Connections } from './connect.ts'
import type { Database } from './database.ts'
import { fingerprint, identifyArticle } from './fingerprint.ts'
import { planHistory, type HistoryChange, type Observation } from './history.ts'
import { emptyLedgers } from './ledger.ts'
import { flagList, selectRevisions, toArticle, toRevision } from './revisions.ts'
import { indexRevision } from './search.ts'

type Arrival = { readonly reading: ArticleReading; readonly source: string; readonly seenAt: Temporal.Instant }

type SaveOutcome = {
  readonly kind: 'new' | 'revised' | 'unchanged' | 'deleted' | 'older'
  readonly article: ArticleId
  readonly revision: number
}

type Seen = Observation & { readonly outlet: string | null }
type Body = { readonly title: string | null; readonly text: string; readonly deleted: 0 | 1 }

const word = z.string().nullable()
const factsShape = z.object({
  dek: word,
  byline: word,
  publishedAt: word,
  lang: word,
  wire: word,
  flags: flagList,
})
type Facts = z.output<typeof factsShape>

/** Articles, their revisions and sightings: implements ingest's ArticleStore. */
export function openArticles({ read, write }: Connections) {
  const saveReadings = (arrivals: readonly Arrival[]): Promise<readonly SaveOutcome[]> =>
    write.transaction().execute(async (trx) => {
      const outcomes: SaveOutcome[] = []
      for (const arrival of arrivals) outcomes.push(await saveArrival(trx, arrival))
      return outcomes
    })

  return {
    saveReadings,

    async saveReading(reading: ArticleReading, source: string, seenAt: Temporal.Instant): Promise<SaveOutcome> {
      return write.transaction().execute((trx) => saveArrival(trx, { reading, source, seenAt }))
    },

    async findArticle(id: ArticleId, asOf?: Temporal.Instant): Promise<Article | null> {
      return read.transaction().execute(async (trx) => {
        const article = await trx.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst()
        if (article === undefined) return null
        const latest = (await selectOf(trx, id, asOf).execute()).at(-1)
        return latest === undefined ? null : toArticle(article, toRevision(latest))
      })
    },

    async listRevisions(id: ArticleId): Promise<readonly Revision[]> {
      return (await selectOf(read, id).execute()).map(toRevision)
    },

    async listSightings(id: ArticleId): Promise<readonly Sighting[]> {
      const rows = await read
        .selectFrom('sightings')
        .selectAll()
        .where('article', '=', id)
        .orderBy('seen_at')
        .orderBy('source')
        .execute()
      return rows.map(({ source, seen_at }) => ({ article: articleId(id), source, seenAt: toMoment(seen_at) }))
    },
  }
}

function selectOf(db: Kysely<Database>, id: ArticleId, asOf?: Temporal.Instant) {
  return selectRevisions(db, toLimit(asOf)).where('revisions.article', '=', id)
}

async function saveArrival(trx: Transaction<Database>, { reading, source, seenAt }: Arrival): Promise<SaveOutcome> {
  const article = identifyArticle(reading)
  const seen: Seen = {
    input: reading.input,
    seenAt: toColumn(seenAt),
    content: fingerprint(reading),
    facts: JSON.stringify(factsOf(reading)),
    outlet: reading.outlet,
  }
  const before = await listObservations(trx, article)
  const repeated = before.some(
    ({ input, seenAt: at, content }) => input === seen.input && at === seen.seenAt && content === seen.content,
  )
  const observations = repeated ? before : [...before, seen].toSorted((a, b) => a.seenAt - b.seenAt)
  const kept = before.length === 0 ? [] : await listKept(trx, article)
  const change = planHistory(observations, kept)

  if (!repeated) {
    await saveArticle(trx, article, reading.url, observations)
    const { seenAt: seen_at, ...facts } = seen
    await trx
      .insertInto('observations')
      .values({ article, seen_at, ...facts })
      .execute()
  }
  await saveSighting(trx, article, source, seen.seenAt)
  await applyChange(trx, article, change, { ...seen, ...bodyOf(reading) })
  if (kept.length > 0) await emptyLedgersSince(trx, article, kept, change)
  return describeOutcome(article, reading, seen, kept.length, change)
}

function listObservations(trx: Transaction<Database>, article: ArticleId): Promise<Seen[]> {
  return trx
    .selectFrom('observations')
    .select(['input', 'seen_at as seenAt', 'content', 'facts', 'outlet'])
    .where('article', '=', article)
    .orderBy('seen_at')
    .orderBy('input')
    .orderBy('content')
    .execute()
}

function listKept(trx: Transaction<Database>, article: ArticleId) {
  return trx
    .selectFrom('revisions')
    .select(['revision', 'seen_at as seenAt', 'content'])
    .where('article', '=', article)
    .orderBy('revision')
    .execute()
}

/** The first observation names the article, and the first that knows its outlet says whose it is. */
async function saveArticle(
  trx: Transaction<Database>,
  id: ArticleId,
  url: string | null,
  observations: readonly { input: string; outlet: string | null; seenAt: number }[],
): Promise<void> {
  const [first] = observations
  if (first === undefined) return
  const outlet = observations.find((observation) => observation.outlet !== null)?.outlet ?? null
  const facts = { input: first.input, outlet, seen_at: first.seenAt }
  await trx
    .insertInto('articles')
    .values({ id, url, ...facts })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(facts))
    .execute()
}

async function saveSighting(trx: Transaction<Database>, article: ArticleId, source: string, at: number): Promise<void> {
  await trx
    .insertInto('sightings')
    .values({ article, source, seen_at: at })
    .onConflict((conflict) =>
      conflict.columns(['article', 'source']).doUpdateSet({ seen_at: at }).where('sightings.seen_at', '>', at),
    )
    .execute()
}

async function applyChange(
  trx: Transaction<Database>,
  article: ArticleId,
  { added, moved, gone }: HistoryChange,
  arrived: Body & { content: string },
): Promise<void> {
  const select = (revisions: readonly number[]) =>
    trx.updateTable('revisions').where('article', '=', article).where('revision', 'in', revisions)
  if (gone.length > 0) await select(gone).set({ seen_at: null }).execute()
  for (const { revision, seenAt, facts } of moved) {
    await select([revision])
      .set({ seen_at: seenAt, ...toColumns(facts, article) })
      .execute()
    await awaitMatching(trx, article, revision)
  }
  for (const { revision, seenAt, content, facts } of added) {
    const { title, text, deleted } = content === arrived.content ? arrived : await findBody(trx, article, content)
    const { seq } = await trx
      .insertInto('revisions')
      .values({ article, revision, seen_at: seenAt, content, title, text, deleted, ...toColumns(facts, article) })
      .returning('seq')
      .executeTakeFirstOrThrow()
    await indexRevision(trx, seq, { title, text })
    await awaitMatching(trx, article, revision)
  }
}

/** The text of another revision that says the same: the article went back to it. */
async function findBody(trx: Transaction<Database>, article: ArticleId, content: string): Promise<Body> {
  return trx
    .selectFrom('revisions')
    .select(['title', 'text', 'deleted'])
    .where('article', '=', article)
    .where('content', '=', content)
    .orderBy('revision')
    .limit(1)
    .executeTakeFirstOrThrow()
}

function bodyOf({ title, text, deleted }: ArticleReading): Body {
  return { title, text: deleted ? '' : text, deleted: deleted ? 1 : 0 }
}

function factsOf({ dek, byline, publishedAt, lang, wire, flags }: ArticleReading): Facts {
  return { dek, byline, publishedAt, lang, wire, flags }
}

function toColumns(json: string, article: ArticleId) {
  const { publishedAt, flags, ...facts } = readJson(json, factsShape, `observations ${article}`)
  return { ...facts, published_at: publishedAt, flags: JSON.stringify(flags) }
}

/** Every story's matching is to look at this revision. */
async function awaitMatching(trx: Transaction<Database>, article: ArticleId, revision: number): Promise<void> {
  await trx
    .insertInto('story_pending')
    .columns(['story', 'article', 'revision'])
    .expression((from) =>
      from
        .selectFrom('stories')
        .select((row) => ['id', row.val<string>(article).as('article'), row.val(revision).as('revision')])
        .where((row) => row.lit(true)),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Ledgers that hold a moment which now reads otherwise are made anew. */
async function emptyLedgersSince(
  trx: Transaction<Database>,
  article: ArticleId,
  kept: readonly { revision: number; seenAt: number | null }[],
  { added, moved, gone }: HistoryChange,
): Promise<void> {
  const changed = new Set([...moved.map(({ revision }) => revision), ...gone])
  const was = kept.filter(({ revision }) => changed.has(revision))
  const moments = [...added, ...moved, ...was].map(({ seenAt }) => seenAt).filter((seenAt) => seenAt !== null)
  if (moments.length === 0) return
  const stories = await trx.selectFrom('story_articles').select('story').where('article', '=', article).execute()
  for (const { story } of stories) await emptyLedgers(trx, story, Math.min(...moments))
}

function describeOutcome(
  article: ArticleId,
  reading: ArticleReading,
  seen: { seenAt: number; content: string },
  keptBefore: number,
  { added, moved, gone, standing }: HistoryChange,
): SaveOutcome {
  const said = standing.findLast(({ content, seenAt }) => content === seen.content && seenAt <= seen.seenAt)
  const revision = said?.revision ?? 1
  const rewritten = moved.length + gone.length > 0
  if (added.length === 0 && !rewritten) return { kind: 'unchanged', article, revision }
  if (rewritten || revision !== standing.at(-1)?.revision) return { kind: 'older', article, revision }
  if (reading.deleted) return { kind: 'deleted', article, revision }
  return { kind: keptBefore === 0 ? 'new' : 'revised', article, revision }
}
