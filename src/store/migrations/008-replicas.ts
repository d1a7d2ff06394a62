import type { Kysely } from 'kysely'

/** Processes that share the work of one store, what each of them has taken on, and up to when everything is matched. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('replicas')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('started_at', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('worker', 'text')
    .execute()
  for (const table of ['feeds', 'planned_reads', 'deliveries']) {
    await db.schema.alterTable(table).addColumn('leased_by', 'text').execute()
  }
  await db.schema
    .createTable('known_moments')
    .addColumn('task', 'text', (column) => column.primaryKey())
    .addColumn('at', 'integer', (column) => column.notNull())
    .execute()
}
