import { sql } from 'kysely'
import { isNewsError } from '../news/errors.ts'
import { toColumn } from './columns.ts'
import type { Connections } from './connect.ts'
import { emptyLedgers } from './ledger.ts'
import { checkIndex, dropFromIndex } from './search.ts'

/** More faults than this say no more than that the file is broken. */
const PROBLEMS_MAX = 20
/** Articles removed in one transaction: other writers wait for no more than these. */
const PRUNE_BATCH = 500

/** What is wrong with the file, in words; nothing when it is sound. */
export async function checkIntegrity(connections: Connections): Promise<readonly string[]> {
  const { read, file } = connections
  try {
    const pages = await sql<{ integrity_check: string }>`pragma integrity_check(${sql.lit(PROBLEMS_MAX)})`.execute(read)
    const problems = pages.rows.map((row) => row.integrity_check).filter((found) => found !== 'ok')
    const orphans = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(read)
    for (const { table, parent } of orphans.rows.slice(0, PROBLEMS_MAX)) {
      problems.push(`${file}: a row of “${table}” belongs to a row of “${parent}” that is gone`)
    }
    await checkIndex(connections)
    return problems
  } catch (error) {
    if (isNewsError(error, 'store-corrupt')) return [error.message]
    throw error
  }
}

/** Deletes the articles last seen before `before`, whole; how many. Editions keep the text they cite. */
export async function prune({ write }: Connections, before: Temporal.Instant): Promise<number> {
  let removed = 0
  for (;;) {
    const batch = await write.transaction().execute(async (trx) => {
      const old = await trx
        .selectFrom('observations')
        .select('article')
        .groupBy('article')
        .having((row) => row(row.fn.max('seen_at'), '<', toColumn(before)))
        .limit(PRUNE_BATCH)
        .execute()
      for (const { article } of old) {
        const stories = await trx.selectFrom('story_articles').select('story').where('article', '=', article).execute()
        for (const { story } of stories) await emptyLedgers(trx, story, 0)
        await dropFromIndex(trx, article)
        await trx.deleteFrom('articles').where('id', '=', article).execute()
      }
      return old.length
    })
    removed += batch
    if (batch < PRUNE_BATCH) return removed
  }
}
