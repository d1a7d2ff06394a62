import type { Kysely } from 'kysely'

/** How often, in a row, reading a feed ended the process that did; what it had answered when it was last read so, and when. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('feeds')
    .addColumn('deaths', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema.alterTable('feeds').addColumn('risked_bytes', 'text').execute()
  await db.schema.alterTable('feeds').addColumn('risked_at', 'integer').execute()
}
