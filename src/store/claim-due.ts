import { sql, type Kysely } from 'kysely'
import { chunk, toColumn } from './columns.ts'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'

/** Addresses in one query: SQLite takes 32,766 values. */
const URLS_A_QUERY = 1_000

/** No plan and no lease is further away: what is was made by a clock that has been set back since, and counts as due. */
const PLANNED_MAX_MS = 8 * 86_400_000
const LEASE_MAX_MS = 86_400_000

type ClaimedTable = 'feeds' | 'planned_reads'

/** `by`: the replica that takes it, where there are several. */
type Lease = { readonly now: Temporal.Instant; readonly until: Temporal.Instant; readonly by: string | null }

/** `kind`: of planned reads only, those alone. */
type DueRequest = Lease & { readonly limit: number; readonly hostMax: number; readonly kind?: string }

/**
 * Leases what is due, in one statement, so that no two processes take the same row; the addresses, the longest due first.
 * It goes from host to host, with a few look-ups in the index for each: ten thousand pages of one site hold nothing up.
 */
export async function claimDue(
  db: Kysely<Database>,
  table: ClaimedTable,
  { now, until, by, limit, hostMax, kind }: DueRequest,
): Promise<readonly string[]> {
  const rows = sql.table(table)
  const at = toColumn(now)
  const [farOff, held] = [at + PLANNED_MAX_MS, at + LEASE_MAX_MS]
  const wanted = kind === undefined ? sql`` : sql`and own.kind = ${kind}`
  const free = sql`own.host = room.host ${wanted} and (coalesce(own.leased_until, ${at}) <= ${at} or own.leased_until > ${held})
    order by own.next_at, own.url limit ${hostMax}`
  const ofHost = sql`
    select url, next_at from (select url, next_at from ${rows} own where own.next_at <= ${at} and ${free}) own
    union all
    select url, next_at from (select url, next_at from ${rows} own where own.next_at > ${farOff} and ${free}) own`
  // Each plans the look-ups of a host as what they are in its own words only.
  const due =
    dialectOf(db) === 'sqlite'
      ? sql`join ${rows} due on due.url in (select url from (${ofHost}) own)`
      : sql`cross join lateral (${ofHost}) due`
  const { rows: claimed } = await sql<{ url: string; next_at: number }>`
    with recursive hosts (host) as (
      select min(host) from ${rows}
      union all
      select (select min(host) from ${rows} where host > hosts.host) from hosts where hosts.host is not null),
    room (host, places) as materialized (
      select hosts.host, ${hostMax} - (
        select count(*) from ${rows} taken where taken.host = hosts.host
          and taken.leased_until is not null and taken.leased_until > ${at}
          and taken.leased_until <= ${held})
      from hosts)
    update ${rows} set leased_until = ${toColumn(until)}, leased_by = ${by}${countLost(table)} where url in (
      select url from (
        select url, places, row_number() over (partition by host order by next_at, url) as place from (
          select room.host, room.places, due.url, due.next_at from room ${due} where room.places > 0
          order by due.next_at, due.url limit ${limit}) first) ranked
      where place <= places)
    returning url, next_at`.execute(db)
  return claimed.toSorted((a, b) => a.next_at - b.next_at || (a.url < b.url ? -1 : 1)).map(({ url }) => url)
}

/**
 * What is under a lease that nobody let go of cost the process that had it its life, for all we know: of a page a failed try. Of
 * a feed, failures tell people how the outlet's server fares: this is counted apart.
 */
const LOST = { planned_reads: 'failures', feeds: 'deaths' } as const

function countLost(table: ClaimedTable) {
  const count = sql.ref(LOST[table])
  return sql`, ${count} = ${count} + case when leased_until is null then 0 else 1 end`
}

/** Leases these, due or not, where nobody has them; the addresses. */
export async function claimThese(
  db: Kysely<Database>,
  table: ClaimedTable,
  urls: readonly string[],
  { now, until, by }: Lease,
): Promise<readonly string[]> {
  const claimed: string[] = []
  for (const part of chunk(urls, URLS_A_QUERY)) {
    const rows = await db
      .updateTable(table)
      .set({ leased_until: toColumn(until), leased_by: by })
      .where('url', 'in', part)
      .where((row) =>
        row.or([
          row('leased_until', 'is', null),
          row('leased_until', '<=', toColumn(now)),
          row('leased_until', '>', toColumn(now) + LEASE_MAX_MS),
        ]),
      )
      .returning('url')
      .execute()
    claimed.push(...rows.map(({ url }) => url))
  }
  return claimed
}

export async function release(db: Kysely<Database>, table: ClaimedTable, urls: readonly string[]): Promise<void> {
  for (const part of chunk(urls, URLS_A_QUERY)) {
    await db.updateTable(table).set({ leased_until: null, leased_by: null }).where('url', 'in', part).execute()
  }
}

/** Whose server an address asks; empty for what is none. */
export function hostOf(url: string): string {
  return URL.parse(url)?.host ?? ''
}
