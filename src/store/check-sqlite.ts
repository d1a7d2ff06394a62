import { sql, type Kysely } from 'kysely'
import type { Database } from './database.ts'

/** What is wrong with the pages of a file, and which rows belong to none; at most `problemsMax` of each. */
export async function checkSqlite(db: Kysely<Database>, file: string, problemsMax: number): Promise<readonly string[]> {
  const pages = await sql<{ integrity_check: string }>`pragma integrity_check(${sql.lit(problemsMax)})`.execute(db)
  const problems = pages.rows.map((row) => row.integrity_check).filter((found) => found !== 'ok')
  const orphans = await sql<{ table: string; parent: string }>`pragma foreign_key_check`.execute(db)
  for (const { table, parent } of orphans.rows.slice(0, problemsMax)) {
    problems.push(`${file}: a row of “${table}” belongs to a row of “${parent}” that is gone`)
  }
  return problems
}
