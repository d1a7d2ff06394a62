// What replicas take of memory while they work, and what waits for them, looked at all the time and told by the minute.
import { Client } from 'pg'

/** A replica that is just up is no measure. */
export const OLD_ENOUGH_MS = 60_000
const LOOK_EVERY_MS = 5_000
const MINUTE_MS = 60_000
const UNKNOWN = -1

/** What waits: articles for the story, deliveries past their minute, and jobs of the queue. */
const WAITING = ['unmatched', 'owed', 'jobs'] as const
type Waiting = Readonly<Record<(typeof WAITING)[number], number>>
type Watched = { isUp(): boolean; ranMs(): number; megabytes(): number | null }
type Sample = { readonly atMs: number; readonly megabytes: readonly number[]; readonly waiting: Waiting | null }

/** A minute: each replica's memory and how long it was up at its end, and medians of what waited. */
export type MinuteRow = Readonly<Record<string, number | string>>

/** Medians of the first and the last quarter of the time: a replica that had run for a minute, and what waited. */
export type Quarters = Readonly<Record<`${'MB' | keyof Waiting}, ${'first' | 'last'} quarter`, number>>

/** Looks until it is ended. While the server is away, nobody knows what waits. */
export function watchReplicas(address: string, replicas: readonly Watched[]) {
  const began = performance.now()
  const samples: Sample[] = []
  const rows: MinuteRow[] = []
  let [minute, isLooking] = [1, false]

  async function look(): Promise<void> {
    if (isLooking) return
    isLooking = true
    const waiting = await countWaiting(address).catch(() => null)
    const settled = replicas.filter((replica) => replica.isUp() && replica.ranMs() > OLD_ENOUGH_MS)
    const megabytes = settled.flatMap((replica) => replica.megabytes() ?? [])
    samples.push({ atMs: performance.now() - began, megabytes, waiting })
    if (performance.now() - began >= minute * MINUTE_MS) tell()
    isLooking = false
  }

  function tell(): void {
    const since = samples.filter(({ atMs }) => atMs >= (minute - 1) * MINUTE_MS)
    const memory = replicas.map((replica, at) => [
      `MB (s up) ${at + 1}`,
      replica.isUp() ? `${Math.round(replica.megabytes() ?? 0)} (${Math.round(replica.ranMs() / 1_000)})` : 'down',
    ])
    rows.push({ minute, ...Object.fromEntries(memory), ...waitingIn(since) })
    console.log(rows.at(-1))
    minute = Math.floor((performance.now() - began) / MINUTE_MS) + 1
  }

  const timer = setInterval(() => void look(), LOOK_EVERY_MS)
  return {
    end(): { readonly rows: readonly MinuteRow[]; readonly quarters: Quarters } {
      clearInterval(timer)
      const quarter = (performance.now() - began) / 4
      const first = samples.filter(({ atMs }) => atMs < quarter)
      const last = samples.filter(({ atMs }) => atMs >= 3 * quarter)
      return { rows, quarters: { ...quarterOf(first, 'first'), ...quarterOf(last, 'last') } as Quarters }
    },
  }
}

function quarterOf(samples: readonly Sample[], name: 'first' | 'last') {
  const figures = { MB: median(samples.flatMap(({ megabytes }) => megabytes)), ...waitingIn(samples) }
  return Object.fromEntries(Object.entries(figures).map(([what, figure]) => [`${what}, ${name} quarter`, figure]))
}

function waitingIn(samples: readonly Sample[]): Waiting {
  const of = (what: keyof Waiting) => median(samples.flatMap(({ waiting }) => waiting?.[what] ?? []))
  return { unmatched: of('unmatched'), owed: of('owed'), jobs: of('jobs') }
}

/** UNKNOWN where there was nothing to look at, or nobody to ask. */
function median(values: readonly number[]): number {
  return Math.round(values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? UNKNOWN)
}

async function countWaiting(address: string): Promise<Waiting | null> {
  const [row] = await query<Record<keyof Waiting, string>>(
    address,
    `select (select count(*) from story_pending) as unmatched,
      (select count(*) from deliveries where state in ('planned', 'sending', 'unconfirmed')
        and slot < extract(epoch from now()) * 1000 - ${OLD_ENOUGH_MS}) as owed,
      (select count(*) from graphile_worker._private_jobs) as jobs`,
  )
  return row === undefined ? null : { unmatched: Number(row.unmatched), owed: Number(row.owed), jobs: Number(row.jobs) }
}

export async function query<Row extends object>(address: string, sql: string): Promise<readonly Row[]> {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: LOOK_EVERY_MS })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<Row & Record<string, unknown>>(sql)).rows
  } finally {
    await client.end().catch(() => undefined)
  }
}
