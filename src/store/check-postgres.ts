import { sql, type Kysely } from 'kysely'
import type { Database } from './database.ts'

/** The check of a large database reads all of it: longer than any answer may take. */
const CHECK_MS = 3_600_000

type ForeignKey = { table: string; parent: string; columns: string[]; keys: string[] }

/**
 * Rows that belong to none, and, where the extension amcheck is installed, what is wrong with the indexes and whether they hold
 * every row; at most `problemsMax` of each.
 */
export async function checkPostgres(
  db: Kysely<Database>,
  place: string,
  problemsMax: number,
): Promise<readonly string[]> {
  return db.transaction().execute(async (trx) => {
    await sql`set local statement_timeout = ${sql.lit(CHECK_MS)}`.execute(trx)
    const problems: string[] = []
    for (const { table, parent, columns, keys } of await listForeignKeys(trx)) {
      if (problems.length === problemsMax) break
      const same = columns.map((column, at) => sql`parent.${sql.ref(keys[at] ?? '')} = child.${sql.ref(column)}`)
      const stated = columns.map((column) => sql`child.${sql.ref(column)} is not null`)
      const { rows } = await sql`select 1 from ${sql.table(table)} child
        where ${sql.join(stated, sql` and `)}
          and not exists (select 1 from ${sql.table(parent)} parent where ${sql.join(same, sql` and `)}) limit 1`.execute(
        trx,
      )
      if (rows.length > 0) problems.push(`${place}: a row of “${table}” belongs to a row of “${parent}” that is gone`)
    }
    return [...problems, ...(await checkIndexes(trx, place, problemsMax))]
  })
}

async function listForeignKeys(db: Kysely<Database>): Promise<readonly ForeignKey[]> {
  const columns = (table: 'conrelid' | 'confrelid', numbers: 'conkey' | 'confkey') => sql`array(
    select a.attname::text from unnest(${sql.ref(numbers)}) with ordinality number (attnum, place)
    join pg_attribute a on a.attrelid = ${sql.ref(table)} and a.attnum = number.attnum order by number.place)`
  const { rows } = await sql<ForeignKey>`
    select child.relname::text as table, parent.relname::text as parent,
      ${columns('conrelid', 'conkey')} as columns, ${columns('confrelid', 'confkey')} as keys
    from pg_constraint
    join pg_class child on child.oid = conrelid join pg_class parent on parent.oid = confrelid
    where contype = 'f' and connamespace = current_schema()::regnamespace
    order by conname`.execute(db)
  return rows
}

async function checkIndexes(db: Kysely<Database>, place: string, problemsMax: number): Promise<readonly string[]> {
  const invalid = await sql<{ name: string }>`
    select c.relname::text as name from pg_index join pg_class c on c.oid = indexrelid
    where not indisvalid and c.relnamespace = current_schema()::regnamespace
    order by 1 limit ${sql.lit(problemsMax)}`.execute(db)
  const problems = invalid.rows.map(({ name }) => `${place}: the index “${name}” is not complete; reindex it`)
  const known = await sql<{
    name: string
  }>`select extname::text as name from pg_extension where extname = 'amcheck'`.execute(db)
  if (known.rows.length === 0) return problems
  // What it finds it throws, as a fault of a corrupt index.
  await sql`select bt_index_check(c.oid, true) from pg_index join pg_class c on c.oid = indexrelid
    join pg_am on pg_am.oid = c.relam
    where amname = 'btree' and indisvalid and c.relnamespace = current_schema()::regnamespace`.execute(db)
  return problems
}
