import { sql, type Kysely } from 'kysely'
import { toColumn } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

/** Counts for those who watch the program: implements pipeline's TallyStore. Each is read from an index alone: of a million articles, 300,000 pages
 *  and 200,000 deliveries all take 0.2 to 0.5 s. */
export function openTally({ read }: Connections) {
  const claims = createClaimCounts(read)
  return {
    async count(now: Temporal.Instant) {
      const at = toColumn(now)
      return {
        articles: (await countAll(read, 'articles')) - (await countJoined(read)),
        claims: await claims(),
        unmatched: await countAll(read, 'story_pending'),
        feeds: await countByState(read, 'feeds'),
        due: { feeds: await countDue(read, 'feeds', at), pages: await countDue(read, 'planned_reads', at) },
        pagesPlanned: await countAll(read, 'planned_reads'),
        deliveries: await countByState(read, 'deliveries'),
        subscriptions: await countSubscriptions(read),
      }
    },

    async ping(): Promise<void> {
      await sql`select 1`.execute(read)
    },
  }
}

async function countAll(db: Kysely<Database>, table: 'articles' | 'story_pending' | 'planned_reads'): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Articles that turned out to be another. */
async function countJoined(db: Kysely<Database>): Promise<number> {
  const { count } = await db
    .selectFrom('articles')
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('same_as', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function countDue(db: Kysely<Database>, table: 'feeds' | 'planned_reads', at: number): Promise<number> {
  const { count } = await db
    .selectFrom(table)
    .select((row) => row.fn.countAll<number>().as('count'))
    .where('next_at', '<=', at)
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function countByState(db: Kysely<Database>, table: 'feeds' | 'deliveries'): Promise<Record<string, number>> {
  const rows = await db
    .selectFrom(table)
    .select((row) => ['state', row.fn.countAll<number>().as('count')])
    .groupBy('state')
    .execute()
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]))
}

async function countSubscriptions(db: Kysely<Database>): Promise<{ active: number; paused: number }> {
  const { all, paused } = await db
    .selectFrom('subscriptions')
    .select((row) => [row.fn.countAll<number>().as('all'), row.fn.count<number>('paused_because').as('paused')])
    .executeTakeFirstOrThrow()
  return { active: Number(all) - Number(paused), paused: Number(paused) }
}

/** A ledger's claims are counted anew when it has changed: of a long story that takes some 100 ms. */
function createClaimCounts(db: Kysely<Database>): () => Promise<number> {
  const known = new Map<string, { readonly mark: string; readonly claims: number }>()
  return async () => {
    const ledgers = await db.selectFrom('ledgers').select(['story', 'engine', 'generation']).execute()
    const stories = new Set(ledgers.map(({ story }) => story))
    for (const story of known.keys()) if (!stories.has(story)) known.delete(story)
    for (const { story, engine, generation } of ledgers) {
      const mark = `${engine} ${generation}`
      if (known.get(story)?.mark === mark) continue
      const { count } = await db
        .selectFrom('claim_spans')
        .select((row) => row.fn.count<number>('claim').distinct().as('count'))
        .where('story', '=', story)
        .executeTakeFirstOrThrow()
      known.set(story, { mark, claims: Number(count) })
    }
    return [...known.values()].reduce((sum, { claims }) => sum + claims, 0)
  }
}
