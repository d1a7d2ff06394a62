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
import { saveKnownSighting, selectNews } from './sightings.ts'
import { doUnheard } from './unheard.ts'

/** Addresses in one query: SQLite takes 32,766 values. */
const URLS_A_QUERY = 1_000

/** Plans in one statement, with a dozen values each. */
const PLANS_A_QUERY = 500

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
      await write.transaction().execute((trx) => putPlans(trx, reads))
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
        return findClaimed(trx, await claimDue(trx, 'planned_reads', { ...request, by: replica }))
      })
    },

    async claimReads(urls: readonly string[], lease: Pick<ClaimRequest, 'now' | 'until'>) {
      return write.transaction().execute(async (trx) => {
        return findClaimed(trx, await claimThese(trx, 'planned_reads', urls, { ...lease, by: replica }))
      })
    },

    async saveDone(url: string, next: PlannedRead | null): Promise<void> {
      await write.transaction().execute(async (trx) => {
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
async function putPlans(trx: Transaction<Database>, reads: readonly ClaimedRead[]): Promise<void> {
  const planned = reads.filter(({ url }) => url.length <= ADDRESS_LENGTH_MAX)
  const [first, again] = (['first', 'again'] as const).map((kind) =>
    uniqueBy(
      planned.filter((read) => read.kind === kind),
      ({ url }) => url,
    ),
  )
  for (const part of chunk(first ?? [], PLANS_A_QUERY)) {
    const rows = part.map((read) => ({ ...toColumns(read), leased_until: null }))
    await trx
      .insertInto('planned_reads')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  }
  await putItems(
    trx,
    planned.flatMap(({ url, kind, found }) => (kind === 'first' ? found.map((item) => ({ url, ...item })) : [])),
  )
  for (const part of chunk(again ?? [], PLANS_A_QUERY)) {
    const rows = part.map((read) => ({ ...toColumns(read), leased_until: null }))
    await trx
      .insertInto('planned_reads')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('url')
          .doUpdateSet((row) => {
            return Object.fromEntries(PLANNED_COLUMNS.map((column) => [column, row.ref(`excluded.${column}`)]))
          })
          .where('planned_reads.kind', '=', 'first'),
      )
      .execute()
  }
  await seeItems(trx, again ?? [])
}

/** Each once, by what tells them apart: the first. */
function uniqueBy<Item>(items: readonly Item[], nameOf: (item: Item) => string): readonly Item[] {
  const found = new Map<string, Item>()
  for (const item of items) found.getOrInsertComputed(nameOf(item), () => item)
  return [...found.values()]
}

/** Once articles are read, the items by which their pages were found are sightings of them: feeds do not tell them twice. */
async function seeItems(
  trx: Transaction<Database>,
  pages: readonly Pick<PlannedRead, 'url' | 'article'>[],
): Promise<void> {
  const articles = new Map(pages.map(({ url, article }) => [url, article]))
  const items = await listItems(trx, [...articles.keys()])
  const seen = [...items].flatMap(([url, found]) => {
    const article = articles.get(url) ?? null
    if (article === null) return []
    return found.map(({ reading, source, seenAt }) => {
      const { title, keys } = reading
      return { url: reading.url, title, ...(keys === undefined ? {} : { keys }), article, source, seenAt }
    })
  })
  // Who read the page has told most of them.
  for (const sighting of await selectNews(trx, seen)) await saveKnownSighting(trx, sighting)
  for (const part of chunk([...items.keys()], URLS_A_QUERY)) {
    await doUnheard(trx, trx.deleteFrom('planned_items').where('url', 'in', part))
  }
}

/** The items by which pages were found that are still to be read for the first time: of each source the first. */
async function putItems(
  trx: Transaction<Database>,
  found: readonly (FoundItem & { readonly url: string })[],
): Promise<void> {
  const waiting = new Set<string>()
  for (const part of chunk([...new Set(found.map(({ url }) => url))], URLS_A_QUERY)) {
    const plans = trx.selectFrom('planned_reads').select('url').where('url', 'in', part).where('kind', '=', 'first')
    for (const { url } of await plans.execute()) waiting.add(url)
  }
  const oldestFirst = found
    .filter(({ url }) => waiting.has(url))
    .toSorted((one, other) => toColumn(one.seenAt) - toColumn(other.seenAt))
  const items = uniqueBy(oldestFirst, ({ url, source }) => `${url} ${source}`)
  for (const part of chunk(items, PLANS_A_QUERY)) {
    const rows = part.map(({ url, source, seenAt, reading }) => {
      return { url, source, seen_at: toColumn(seenAt), reading: JSON.stringify(reading) }
    })
    await trx
      .insertInto('planned_items')
      .values(rows)
      .onConflict((conflict) =>
        (dialectOf(trx) === 'sqlite'
          ? conflict.columns(['url', 'source'])
          : conflict.expression(sql`md5(url), md5(source)`)
        )
          .doUpdateSet((row) => ({ seen_at: row.ref('excluded.seen_at'), reading: row.ref('excluded.reading') }))
          .whereRef('planned_items.seen_at', '>', 'excluded.seen_at'),
      )
      .execute()
  }
}

async function replan(trx: Transaction<Database>, next: PlannedRead): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('planned_reads')
    .set({ ...toColumns(next), leased_until: null })
    .where('url', '=', next.url)
    .executeTakeFirst()
  if (numUpdatedRows > 0n && next.kind === 'again') await seeItems(trx, [next])
}

/** Under its new address, with the items by which it was found; what is planned for that address already, stays. */
async function movePlan(trx: Transaction<Database>, from: string, next: PlannedRead): Promise<void> {
  const found = (await listItems(trx, [from])).get(from) ?? []
  const { numDeletedRows } = await trx.deleteFrom('planned_reads').where('url', '=', from).executeTakeFirst()
  if (numDeletedRows > 0n) await putPlans(trx, [{ ...next, found }])
}

/** What stands of these, in their order. */
async function findClaimed(trx: Transaction<Database>, urls: readonly string[]): Promise<readonly ClaimedRead[]> {
  const claimed = new Map<string, PlannedRead>()
  for (const part of chunk(urls, URLS_A_QUERY)) {
    const rows = await trx.selectFrom('planned_reads').selectAll().where('url', 'in', part).execute()
    for (const row of rows) claimed.set(row.url, toRead(row))
  }
  const found = await listItems(trx, urls)
  return [...new Set(urls)].flatMap((url) => {
    const planned = claimed.get(url)
    return planned === undefined ? [] : [{ ...planned, found: found.get(url) ?? [] }]
  })
}

/** The items by which each of these was found, the first seen first; those of which there are some. */
async function listItems(
  trx: Transaction<Database>,
  urls: readonly string[],
): Promise<ReadonlyMap<string, readonly FoundItem[]>> {
  const found = new Map<string, FoundItem[]>()
  for (const part of chunk(urls, URLS_A_QUERY)) {
    const rows = await trx
      .selectFrom('planned_items')
      .selectAll()
      .where('url', 'in', part)
      .orderBy('seen_at')
      .orderBy('source')
      .execute()
    for (const { url, source, seen_at, reading } of rows) {
      const item = {
        reading: readJson(reading, readingShape, `planned_items ${url}`),
        source,
        seenAt: toMoment(seen_at),
      }
      found.getOrInsertComputed(url, () => []).push(item)
    }
  }
  return found
}

const PLANNED_COLUMNS = [
  'host',
  'kind',
  'article',
  'reads',
  'failures',
  'missing',
  'etag',
  'last_modified',
  'first_seen_at',
  'next_at',
] as const

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
