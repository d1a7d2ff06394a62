import { sql, type Selectable, type Transaction } from 'kysely'
import { z } from 'zod'
import type { ArticleReading } from '../news/article.ts'
import { articleId, type ArticleId } from '../news/ids.ts'
import { claimDue, claimThese, hostOf, release } from './claim-due.ts'
import { chunk, readJson, readValue, toColumn, toMoment } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'
import { readingShape } from './reading-shape.ts'
import { saveKnownSighting } from './sightings.ts'

/** Addresses in one query: SQLite takes 32,766 values. */
const URLS_A_QUERY = 1_000

/** No page has a longer address, and an ordered index of Postgres holds none: it is not planned. */
const ADDRESS_LENGTH_MAX = 2_048

const readKind = z.enum(['first', 'again'])

type FoundItem = { readonly reading: ArticleReading; readonly source: string; readonly seenAt: Temporal.Instant }

type PlannedRead = {
  readonly url: string
  readonly kind: z.output<typeof readKind>
  readonly article: ArticleId | null
  readonly firstSeenAt: Temporal.Instant
  readonly nextAt: Temporal.Instant
  readonly reads: number
  readonly failures: number
  readonly missing: number
  readonly etag: string | null
  readonly lastModified: string | null
}

type ClaimedRead = PlannedRead & { readonly found: readonly FoundItem[] }

type ClaimRequest = Omit<Parameters<typeof claimDue>[2], 'by' | 'kind'> & { readonly kind?: PlannedRead['kind'] }

/** Pages to be read for the first time or again: implements ingest's RereadStore. */
export function openPlannedReads({ read, write }: Connections, replica: string | null) {
  return {
    async plan(reads: readonly ClaimedRead[]): Promise<void> {
      if (reads.length === 0) return
      await write.transaction().execute(async (trx) => {
        for (const { found, ...planned } of reads) {
          await putPlan(trx, planned)
          if (planned.kind === 'first') await putItems(trx, planned.url, found)
        }
      })
    },

    async findPlanned(urls: readonly string[]): Promise<ReadonlySet<string>> {
      const planned = new Set<string>()
      for (const part of chunk(urls, URLS_A_QUERY)) {
        const rows = await read.selectFrom('planned_reads').select('url').where('url', 'in', part).execute()
        for (const { url } of rows) planned.add(url)
      }
      return planned
    },

    async findAddresses(article: ArticleId): Promise<readonly string[]> {
      const planned = read.selectFrom('planned_reads').select('url').where('article', '=', article)
      return (await planned.where('kind', '=', 'again').execute()).map(({ url }) => url)
    },

    async claimDue(request: ClaimRequest): Promise<readonly ClaimedRead[]> {
      return write.transaction().execute(async (trx) => {
        const claimed: ClaimedRead[] = []
        for (const url of await claimDue(trx, 'planned_reads', { ...request, by: replica }))
          claimed.push(await findClaimed(trx, url))
        return claimed
      })
    },

    async claimReads(urls: readonly string[], lease: Pick<ClaimRequest, 'now' | 'until'>) {
      return write.transaction().execute(async (trx) => {
        const claimed: ClaimedRead[] = []
        for (const url of await claimThese(trx, 'planned_reads', urls, { ...lease, by: replica }))
          claimed.push(await findClaimed(trx, url))
        return claimed
      })
    },

    async saveDone(url: string, next: PlannedRead | null): Promise<void> {
      await write.transaction().execute(async (trx) => {
        const known = await trx.selectFrom('planned_reads').select('url').where('url', '=', url).executeTakeFirst()
        if (known === undefined) return
        if (next === null) await trx.deleteFrom('planned_reads').where('url', '=', url).execute()
        else if (next.url === url) await replan(trx, next)
        else await movePlan(trx, url, next)
      })
    },

    release: (urls: readonly string[]) => release(write, 'planned_reads', urls),

    async countWaiting(now: Temporal.Instant): Promise<{ readonly planned: number; readonly due: number }> {
      const { planned, due } = await read
        .selectFrom('planned_reads')
        .select((row) => [
          row.fn.countAll<number>().as('planned'),
          row.fn.countAll<number>().filterWhere('next_at', '<=', toColumn(now)).as('due'),
        ])
        .executeTakeFirstOrThrow()
      return { planned, due }
    },
  }
}

/** A page that was read meanwhile, whoever did it, need not be read for the first time. */
async function putPlan(trx: Transaction<Database>, planned: PlannedRead): Promise<void> {
  if (planned.url.length > ADDRESS_LENGTH_MAX) return
  const columns = toColumns(planned)
  await trx
    .insertInto('planned_reads')
    .values({ ...columns, leased_until: null })
    .onConflict((conflict) =>
      planned.kind === 'first'
        ? conflict.doNothing()
        : conflict.column('url').doUpdateSet(columns).where('planned_reads.kind', '=', 'first'),
    )
    .execute()
  if (planned.kind === 'again') await seeItems(trx, planned)
}

/** Once an article is read, the items by which its page was found are sightings of it: feeds do not tell them twice. */
async function seeItems(trx: Transaction<Database>, { url, article }: PlannedRead): Promise<void> {
  const found = article === null ? [] : await listItems(trx, url)
  for (const { reading, source, seenAt } of found) {
    const { title, keys } = reading
    const known = { url: reading.url, title, ...(keys === undefined ? {} : { keys }) }
    if (article !== null) await saveKnownSighting(trx, { ...known, article, source, seenAt })
  }
  await trx.deleteFrom('planned_items').where('url', '=', url).execute()
}

async function putItems(trx: Transaction<Database>, url: string, found: readonly FoundItem[]): Promise<void> {
  const plan = await trx.selectFrom('planned_reads').select('kind').where('url', '=', url).executeTakeFirst()
  if (plan?.kind !== 'first') return
  for (const { reading, source, seenAt } of found) {
    const item = { seen_at: toColumn(seenAt), reading: JSON.stringify(reading) }
    await trx
      .insertInto('planned_items')
      .values({ url, source, ...item })
      .onConflict((conflict) =>
        (dialectOf(trx) === 'sqlite'
          ? conflict.columns(['url', 'source'])
          : conflict.expression(sql`md5(url), md5(source)`)
        )
          .doUpdateSet(item)
          .where('planned_items.seen_at', '>', item.seen_at),
      )
      .execute()
  }
}

async function replan(trx: Transaction<Database>, next: PlannedRead): Promise<void> {
  await trx
    .updateTable('planned_reads')
    .set({ ...toColumns(next), leased_until: null })
    .where('url', '=', next.url)
    .execute()
  if (next.kind === 'again') await seeItems(trx, next)
}

/** Under its new address, with the items by which it was found; what is planned for that address already, stays. */
async function movePlan(trx: Transaction<Database>, from: string, next: PlannedRead): Promise<void> {
  const found = await listItems(trx, from)
  await trx.deleteFrom('planned_reads').where('url', '=', from).execute()
  await putPlan(trx, next)
  if (next.kind === 'first') await putItems(trx, next.url, found)
}

async function findClaimed(trx: Transaction<Database>, url: string): Promise<ClaimedRead> {
  const row = await trx.selectFrom('planned_reads').selectAll().where('url', '=', url).executeTakeFirstOrThrow()
  return { ...toRead(row), found: await listItems(trx, url) }
}

async function listItems(trx: Transaction<Database>, url: string): Promise<readonly FoundItem[]> {
  const rows = await trx
    .selectFrom('planned_items')
    .selectAll()
    .where('url', '=', url)
    .orderBy('seen_at')
    .orderBy('source')
    .execute()
  return rows.map(({ source, seen_at, reading }) => ({
    reading: readJson(reading, readingShape, `planned_items ${url}`),
    source,
    seenAt: toMoment(seen_at),
  }))
}

function toColumns({ url, kind, article, reads, failures, missing, etag, ...read }: PlannedRead) {
  return {
    url,
    host: hostOf(url),
    kind,
    article,
    reads,
    failures,
    missing,
    etag,
    last_modified: read.lastModified,
    first_seen_at: toColumn(read.firstSeenAt),
    next_at: toColumn(read.nextAt),
  }
}

function toRead(row: Selectable<Database['planned_reads']>): PlannedRead {
  const { url, reads, failures, missing, etag } = row
  return {
    url,
    kind: readValue(row.kind, readKind, `planned_reads ${url}`),
    article: row.article === null ? null : articleId(row.article),
    firstSeenAt: toMoment(row.first_seen_at),
    nextAt: toMoment(row.next_at),
    reads,
    failures,
    missing,
    etag,
    lastModified: row.last_modified,
  }
}
