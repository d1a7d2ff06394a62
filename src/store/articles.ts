import type { Kysely, Transaction } from 'kysely'
import type { Article, ArticleReading, Revision, Sighting } from '../news/article.ts'
import { articleId, type ArticleId } from '../news/ids.ts'
import {
  awaitMatchingSince,
  findLastText,
  keepText,
  listKept,
  listObservations,
  rewriteHistory,
  saveObservation,
  toArrived,
  toSeen,
  type Rewritten,
} from './article-history.ts'
import { ownAddresses, type KnownBy } from './article-keys.ts'
import { toColumn, toLimit } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { identifyArticle } from './fingerprint.ts'
import { findDoubted } from './find-doubted.ts'
import { findKnown } from './find-known.ts'
import { dateArrival } from './known-moments.ts'
import { tellersOf } from './join-articles.ts'
import { findHead, findWhole, placeArticle, saveFacts } from './place-article.ts'
import { selectRevisions, toArticle, toRevision } from './revisions.ts'
import { indexTextsAfter } from './search.ts'
import { listSightings, saveKnownSighting, saveSighting, selectNews, type KnownSighting } from './sightings.ts'

type Arrival = { readonly reading: ArticleReading; readonly source: string; readonly seenAt: Temporal.Instant }

type SaveOutcome = {
  readonly kind: 'new' | 'revised' | 'unchanged' | 'deleted' | 'older'
  readonly article: ArticleId
  readonly revision: number
}

/** Articles, their revisions and sightings: implements ingest's ArticleStore and KnownArticles. */
export function openArticles({ read, write }: Connections, arrivesNow: boolean) {
  const save = async (trx: Transaction<Database>, arrival: Arrival) =>
    saveArrival(trx, arrivesNow ? { ...arrival, seenAt: await dateArrival(trx, arrival.seenAt) } : arrival)

  const saveReadings = async (arrivals: readonly Arrival[]): Promise<readonly SaveOutcome[]> => {
    // A write that writes nothing would wait for the turn of one that does.
    if (arrivals.length === 0) return []
    return write.transaction().execute(async (trx) => {
      const last = await findLastText(trx)
      const outcomes: SaveOutcome[] = []
      for (const arrival of arrivals) outcomes.push(await save(trx, arrival))
      await indexTextsAfter(trx, last)
      await awaitMatchingSince(trx, last)
      return outcomes
    })
  }

  return {
    saveReadings,

    async saveReading(reading: ArticleReading, source: string, seenAt: Temporal.Instant): Promise<SaveOutcome> {
      const [outcome] = await saveReadings([{ reading, source, seenAt }])
      if (outcome === undefined) throw new RangeError('a reading was kept without an outcome')
      return outcome
    },

    async findKnown(readings: readonly KnownBy[]): Promise<readonly (ArticleId | null)[]> {
      return read.transaction().execute((trx) => findKnown(trx, readings))
    },

    async findDoubted(listed: readonly (KnownBy & { readonly article: ArticleId })[]) {
      return read.transaction().execute((trx) => findDoubted(trx, listed))
    },

    async saveSightings(sightings: readonly KnownSighting[]): Promise<void> {
      // Most of what a feed lists was seen in it before: that is only read, and waits for no write.
      if ((await selectNews(read, sightings)).length === 0) return
      await write.transaction().execute(async (trx) => {
        for (const sighting of await selectNews(trx, sightings)) await saveKnownSighting(trx, sighting)
      })
    },

    async findArticle(id: ArticleId, asOf?: Temporal.Instant): Promise<Article | null> {
      return read.transaction().execute(async (trx) => {
        const head = await findHead(trx, id)
        const article = await trx.selectFrom('articles').selectAll().where('id', '=', head).executeTakeFirst()
        if (article === undefined) return null
        const latest = (await selectOf(trx, head, asOf).execute()).at(-1)
        return latest === undefined ? null : toArticle(article, toRevision(latest))
      })
    },

    async listRevisions(id: ArticleId): Promise<readonly Revision[]> {
      return read.transaction().execute(async (trx) => {
        return (await selectOf(trx, await findHead(trx, id)).execute()).map(toRevision)
      })
    },

    async listSightings(id: ArticleId): Promise<readonly Sighting[]> {
      return read
        .transaction()
        .execute(async (trx) => listSightings(trx, await findWhole(trx, await findHead(trx, id))))
    },
  }
}

function selectOf(db: Kysely<Database>, id: string, asOf?: Temporal.Instant) {
  return selectRevisions(db, toLimit(asOf)).where('revisions.article', '=', id)
}

async function saveArrival(trx: Transaction<Database>, { reading, source, seenAt }: Arrival): Promise<SaveOutcome> {
  const own = identifyArticle(reading)
  const seen = toSeen(reading, own, toColumn(seenAt))
  const { id, members, pool, isNew } = await placeArticle(trx, { ...reading, id: own, seenAt: seen.seenAt })
  const addresses = members.length === 1 ? new Map([[own, reading.url]]) : await ownAddresses(trx, members)
  const tellers = tellersOf(addresses)
  const before = isNew ? [] : await listObservations(trx, tellers)
  const repeated = before.some(
    ({ article, input, seenAt: at, content }) =>
      article === own && input === seen.input && at === seen.seenAt && content === seen.content,
  )
  const tells = tellers.includes(own)
  const isNews = tells && !repeated
  const observations = isNews ? [...before, seen].toSorted((a, b) => a.seenAt - b.seenAt) : before
  const kept = before.length === 0 ? [] : await listKept(trx, id)

  if (isNews) await saveFacts(trx, id, observations, addresses)
  if (!repeated) await saveObservation(trx, seen)
  if (!tells) await keepText(trx, seen, toArrived(reading), [own])
  await saveSighting(trx, own, source, seen.seenAt)
  const rewritten = await rewriteHistory(trx, id, observations, { pool, arrived: toArrived(reading), kept })
  return describeOutcome(articleId(id), reading, seen, rewritten)
}

function describeOutcome(
  article: ArticleId,
  reading: ArticleReading,
  seen: { seenAt: number; content: string },
  { keptBefore, change }: Rewritten,
): SaveOutcome {
  const { added, moved, gone, standing } = change
  const said = standing.findLast(({ content, seenAt }) => content === seen.content && seenAt <= seen.seenAt)
  const revision = (said ?? standing.at(-1))?.revision ?? 1
  const rewritten = moved.length + gone.length > 0
  if (added.length === 0 && !rewritten) return { kind: 'unchanged', article, revision }
  if (rewritten || revision !== standing.at(-1)?.revision) return { kind: 'older', article, revision }
  if (reading.deleted) return { kind: 'deleted', article, revision }
  return { kind: keptBefore === 0 ? 'new' : 'revised', article, revision }
}
