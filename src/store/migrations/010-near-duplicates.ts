import type { Kysely } from 'kysely'

/** By what copies of a text are found among all texts. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('near_signatures')
    .addColumn('seq', 'integer', (column) => column.primaryKey().references('revisions.seq').onDelete('cascade'))
    .addColumn('shingles', 'integer', (column) => column.notNull())
    .addColumn('signature', 'blob', (column) => column.notNull())
    .execute()
  // Keys that no drawer holds yet.
  await db.schema
    .createTable('near_waiting')
    .addColumn('seq', 'integer', (column) => column.primaryKey().references('revisions.seq').onDelete('cascade'))
    .addColumn('keys', 'blob', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('near_drawers')
    .addColumn('id', 'integer', (column) => column.primaryKey())
    .addColumn('entries', 'blob', (column) => column.notNull())
    .execute()
}
