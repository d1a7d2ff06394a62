import type { Kysely } from 'kysely'

/** What the configuration brought before, and the channels that were greeted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // `fingerprint` of what the configuration said: what people changed since in a channel is not put back.
  await db.schema
    .createTable('seeds')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('seeds_key', ['kind', 'id'])
    .execute()
  await db.schema
    .createTable('greetings')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('channel', 'text', (column) => column.notNull())
    .addColumn('greeted_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('greetings_key', ['platform', 'channel'])
    .execute()
}
