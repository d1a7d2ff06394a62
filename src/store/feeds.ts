import { sql, type Selectable, type Transaction } from 'kysely'
import { z } from 'zod'
import { shortHash } from '../news/ids.ts'
import { claimDue, claimThese, hostOf, release } from './claim-due.ts'
import { chunk, readJson, readValue, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

/** Addresses in one query: SQLite takes 32,766 values. */
const URLS_A_QUERY = 1_000

/** Hex digits of what the configuration said of a feed. */
const FINGERPRINT_DIGITS = 40

const feedState = z.enum(['unchecked', 'ok', 'slow', 'failing', 'gone'])

const count = z.number().int()
const feedHints = z
  .object({
    ttlMs: count.nullable(),
    periodMs: z.number().nullable(),
    skipHours: z.array(count).readonly(),
    skipDays: z.array(count).readonly(),
  })
  .readonly()

type Feed = { readonly url: string; readonly outlet: string | null }

type FeedPoll = {
  readonly state: z.output<typeof feedState>
  readonly since: Temporal.Instant
  readonly because: string | null
  readonly nextAt: Temporal.Instant | null
  readonly intervalMs: number | null
  readonly checkedAt: Temporal.Instant | null
  readonly changedAt: Temporal.Instant | null
  readonly failures: number
  readonly etag: string | null
  readonly lastModified: string | null
  readonly redirect: { readonly to: string; readonly times: number } | null
  readonly hints: z.output<typeof feedHints> | null
}

/** A feed that was taken, and what reading it cost before. */
type Risk = { readonly bytes: string; readonly at: Temporal.Instant }
type ClaimedFeed = Feed & FeedPoll & { readonly deaths: number; readonly risked: Risk | null }

type Lease = { readonly now: Temporal.Instant; readonly until: Temporal.Instant }

/** The feeds that are followed: implements ingest's FeedStore. */
export function openFeeds({ read, write }: Connections, replica: string | null) {
  const readClaimed = async (trx: Transaction<Database>, urls: readonly string[]) => {
    const feeds = new Map<string, ClaimedFeed>()
    for (const part of chunk(urls, URLS_A_QUERY)) {
      const rows = await trx.selectFrom('feeds').selectAll().where('url', 'in', part).execute()
      for (const row of rows) feeds.set(row.url, toClaimed(row))
    }
    return urls.flatMap((url) => feeds.get(url) ?? [])
  }
  return {
    async seedFeeds(feeds: readonly Feed[], at: Temporal.Instant): Promise<void> {
      await write.transaction().execute(async (trx) => {
        for (const feed of feeds) if (await isSaidAnew(trx, feed)) await putFeed(trx, feed, at)
      })
    },

    addFeed: (feed: Feed, at: Temporal.Instant): Promise<'added' | 'known'> =>
      write.transaction().execute((trx) => putFeed(trx, feed, at)),

    async removeFeed(url: string): Promise<boolean> {
      const removed = await write.deleteFrom('feeds').where('url', '=', url).executeTakeFirst()
      return removed.numDeletedRows > 0n
    },

    async listFeeds(): Promise<readonly (Feed & FeedPoll)[]> {
      return (await read.selectFrom('feeds').selectAll().orderBy('url').execute()).map(toFeed)
    },

    async countArticles(): Promise<ReadonlyMap<string, number>> {
      const rows = await read
        .selectFrom('sightings')
        .innerJoin('articles', 'articles.id', 'sightings.article')
        .where('source', 'in', (from) => from.selectFrom('feeds').select('url'))
        .groupBy('source')
        .select(['source', sql<number>`count(distinct coalesce(articles.same_as, articles.id))`.as('articles')])
        .execute()
      return new Map(rows.map(({ source, articles }) => [source, articles]))
    },

    claimDue: (request: Lease & { readonly limit: number; readonly hostMax: number }) =>
      write
        .transaction()
        .execute(async (trx) => readClaimed(trx, await claimDue(trx, 'feeds', { ...request, by: replica }))),

    claimFeeds: (urls: readonly string[], lease: Lease) =>
      write
        .transaction()
        .execute(async (trx) => readClaimed(trx, await claimThese(trx, 'feeds', urls, { ...lease, by: replica }))),

    async savePoll(url: string, poll: FeedPoll, was: 'read' | 'unread' = 'read'): Promise<void> {
      const outlived = was === 'read' ? OUTLIVED : {}
      await write
        .updateTable('feeds')
        .set({ ...toColumns(poll), ...outlived, leased_until: null })
        .where('url', '=', url)
        .execute()
    },

    async saveRisk(url: string, { bytes, at }: Risk): Promise<void> {
      await write
        .updateTable('feeds')
        .set({ risked_bytes: bytes, risked_at: toColumn(at) })
        .where('url', '=', url)
        .execute()
    },

    release: (urls: readonly string[]) => release(write, 'feeds', urls),
  }
}

/** False where the configuration said just this before: what people did since stays so. */
async function isSaidAnew(trx: Transaction<Database>, { url, outlet }: Feed): Promise<boolean> {
  const fingerprint = shortHash(JSON.stringify([url, outlet]), FINGERPRINT_DIGITS)
  const saved = await trx
    .insertInto('seeds')
    .values({ kind: 'feed', id: url, fingerprint })
    .onConflict((conflict) =>
      conflict.columns(['kind', 'id']).doUpdateSet({ fingerprint }).where('seeds.fingerprint', '!=', fingerprint),
    )
    .executeTakeFirst()
  return (saved.numInsertedOrUpdatedRows ?? 0n) > 0n
}

async function putFeed(
  trx: Transaction<Database>,
  { url, outlet }: Feed,
  at: Temporal.Instant,
): Promise<'added' | 'known'> {
  const known = await trx.selectFrom('feeds').select('state').where('url', '=', url).executeTakeFirst()
  if (known !== undefined && known.state !== 'gone') {
    if (outlet !== null) await trx.updateTable('feeds').set({ outlet }).where('url', '=', url).execute()
    return 'known'
  }
  const fresh = { ...toColumns(unchecked(at)), ...OUTLIVED, leased_until: null }
  await trx
    .insertInto('feeds')
    .values({ url, outlet, host: hostOf(url), ...fresh })
    .onConflict((conflict) => conflict.column('url').doUpdateSet(outlet === null ? fresh : { outlet, ...fresh }))
    .execute()
  return 'added'
}

function unchecked(at: Temporal.Instant): FeedPoll {
  return {
    state: 'unchecked',
    since: at,
    because: null,
    nextAt: at,
    intervalMs: null,
    checkedAt: null,
    changedAt: null,
    failures: 0,
    etag: null,
    lastModified: null,
    redirect: null,
    hints: null,
  }
}

/** Whoever read it is alive. */
const OUTLIVED = { deaths: 0, risked_bytes: null, risked_at: null }

function toColumns(poll: FeedPoll) {
  const { state, because, failures, etag } = poll
  return {
    state,
    because,
    failures,
    etag,
    since: toColumn(poll.since),
    next_at: poll.nextAt && toColumn(poll.nextAt),
    interval_ms: poll.intervalMs,
    checked_at: poll.checkedAt && toColumn(poll.checkedAt),
    changed_at: poll.changedAt && toColumn(poll.changedAt),
    last_modified: poll.lastModified,
    redirect_to: poll.redirect?.to ?? null,
    redirect_times: poll.redirect?.times ?? 0,
    hints: poll.hints && JSON.stringify(poll.hints),
  }
}

function toClaimed(row: Selectable<Database['feeds']>): ClaimedFeed {
  const { deaths, risked_bytes: bytes, risked_at: at } = row
  return { ...toFeed(row), deaths, risked: bytes === null || at === null ? null : { bytes, at: toMoment(at) } }
}

function toFeed(row: Selectable<Database['feeds']>): Feed & FeedPoll {
  const { url, outlet, because, failures, etag } = row
  const moment = (column: number | null) => (column === null ? null : toMoment(column))
  return {
    url,
    outlet,
    state: readValue(row.state, feedState, `feeds ${url}`),
    since: toMoment(row.since),
    because,
    nextAt: moment(row.next_at),
    intervalMs: row.interval_ms,
    checkedAt: moment(row.checked_at),
    changedAt: moment(row.changed_at),
    failures,
    etag,
    lastModified: row.last_modified,
    redirect: row.redirect_to === null ? null : { to: row.redirect_to, times: row.redirect_times },
    hints: row.hints === null ? null : readJson(row.hints, feedHints, `feeds ${url}`),
  }
}
