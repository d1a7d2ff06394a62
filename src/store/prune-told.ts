import type { Kysely } from 'kysely'
import { chunk, toColumn } from './columns.ts'
import type { Connections } from './connections.ts'
import type { Database } from './database.ts'

/**
 * What was told is known so long beyond the texts, however short these are kept: digests are corrected for seven days, and those before
 * them looked for within fifteen.
 */
const NEEDED_FOR = { hours: 30 * 24 }
/** Where a subscription has ended, or its story holds no article: who makes it again within a year hears nothing twice. */
const ENDED_FOR = { hours: 365 * 24 }
/** Rows of one statement: other writers wait for no more than these. */
const ROWS_AT_ONCE = 500
/** Items that tell of one claim, as pipeline/digest/told-items.ts writes them; its id is made of its article and its words. */
const OF_CLAIM = /^(?:claim|line|origins|revised|withdrawn):(c[^:]+)/
/** Of a difference between claims, which its id does not name, and of a correction of one digest. */
const OF_DIFFERENCE = /^differ:/
const OF_DIGEST = /^fixed:/

/** What may still be told of a story: its claims, and when the oldest passage of one was seen, epoch ms. */
type Standing = { readonly claims: ReadonlySet<string>; readonly oldest: number }

type Told = { readonly item: string; readonly toldAt: number }

/**
 * Forgets what channels were told long before `before` of claims that no stored text makes any more: nothing can tell these again. Of
 * one claim all that was told goes at once, or nothing. A ledger that is being made anew says nothing: its story waits for the next time.
 */
export async function pruneTold({ read, write }: Connections, before: Temporal.Instant): Promise<void> {
  const limits = { needed: toColumn(before.subtract(NEEDED_FOR)), ended: toColumn(before.subtract(ENDED_FOR)) }
  const standings = new Map<string, Standing | 'empty' | 'unknown'>()
  for (let id = await nextSubscription(read, ''); id !== null; id = await nextSubscription(read, id)) {
    const told = await listTold(read, id)
    // Most channels were told nothing so long ago.
    if (told.every(({ toldAt }) => toldAt >= limits.needed)) continue
    const story = await findStory(read, id)
    const standing =
      story === null ? 'empty' : (standings.get(story) ?? (await findStanding(read, story, limits.needed)))
    if (story !== null) standings.set(story, standing)
    if (standing === 'unknown') continue
    const forgotten =
      standing === 'empty' ? told.filter(({ toldAt }) => toldAt < limits.ended) : pick(told, standing, limits.needed)
    for (const items of chunk(
      forgotten.map(({ item }) => item),
      ROWS_AT_ONCE,
    )) {
      await write.deleteFrom('told').where('subscription', '=', id).where('item', 'in', items).execute()
    }
  }
}

/** Those that nothing can tell again. */
function pick(told: readonly Told[], { claims, oldest }: Standing, needed: number): readonly Told[] {
  const latest = new Map<string, number>()
  for (const { item, toldAt } of told) {
    const claim = OF_CLAIM.exec(item)?.[1]
    if (claim !== undefined) latest.set(claim, Math.max(latest.get(claim) ?? toldAt, toldAt))
  }
  return told.filter(({ item, toldAt }) => {
    if (toldAt >= needed) return false
    const claim = OF_CLAIM.exec(item)?.[1]
    if (claim !== undefined) return !claims.has(claim) && (latest.get(claim) ?? toldAt) < needed
    // Founded on what had been seen by then: of that nothing stands.
    if (OF_DIFFERENCE.test(item)) return toldAt < oldest
    return OF_DIGEST.test(item)
  })
}

/** In the order of their ids, by the key: nobody waits while all rows are looked through. */
async function nextSubscription(read: Kysely<Database>, after: string): Promise<string | null> {
  const row = await read
    .selectFrom('told')
    .select('subscription')
    .where('subscription', '>', after)
    .orderBy('subscription')
    .limit(1)
    .executeTakeFirst()
  return row?.subscription ?? null
}

async function listTold(read: Kysely<Database>, subscription: string): Promise<readonly Told[]> {
  return read
    .selectFrom('told')
    .select(['item', 'told_at as toldAt'])
    .where('subscription', '=', subscription)
    .execute()
}

/** Null where the subscription has ended. */
async function findStory(read: Kysely<Database>, subscription: string): Promise<string | null> {
  const row = await read.selectFrom('subscriptions').select('story').where('id', '=', subscription).executeTakeFirst()
  return row?.story ?? null
}

async function findStanding(
  read: Kysely<Database>,
  story: string,
  needed: number,
): Promise<Standing | 'empty' | 'unknown'> {
  return read.transaction().execute(async (trx) => {
    const member = await trx
      .selectFrom('story_articles')
      .select('article')
      .where('story', '=', story)
      .limit(1)
      .executeTakeFirst()
    if (member === undefined) return 'empty'
    const head = await trx.selectFrom('ledgers').select('through').where('story', '=', story).executeTakeFirst()
    if ((head?.through ?? -Infinity) < needed) return 'unknown'
    const rows = await trx
      .selectFrom('claim_spans')
      .select((row) => ['claim', row.fn.min('seen_at').as('seenAt')])
      .where('story', '=', story)
      .groupBy('claim')
      .execute()
    return {
      claims: new Set(rows.map(({ claim }) => claim)),
      oldest: rows.reduce((oldest, { seenAt }) => Math.min(oldest, Number(seenAt)), Infinity),
    }
  })
}
