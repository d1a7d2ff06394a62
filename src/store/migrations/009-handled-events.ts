import type { Kysely } from 'kysely'

/** What platforms sent in the last minutes and a process took on. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('handled_events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('handled_events_by_at').on('handled_events').columns(['at']).execute()
}
