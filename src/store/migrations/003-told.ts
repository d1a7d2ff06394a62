import type { Kysely } from 'kysely'

/** What a delivery brings, what each channel was told, and the installations of the app. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, name, type] of [
    ['subscriptions', 'breaking_origins', 'integer'],
    ['subscriptions', 'workspace', 'text'],
    ['deliveries', 'about', 'text'],
    ['deliveries', 'reason', 'text'],
  ] as const) {
    await db.schema.alterTable(table).addColumn(name, type).execute()
  }
  await db.schema
    .alterTable('deliveries')
    .addColumn('kind', 'text', (column) => column.notNull().defaultTo('digest'))
    .execute()
  // Told outlives its subscription, as deliveries do.
  await db.schema
    .createTable('told')
    .addColumn('subscription', 'text', (column) => column.notNull())
    .addColumn('item', 'text', (column) => column.notNull())
    .addColumn('delivery', 'text', (column) => column.notNull())
    .addColumn('told_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('told_key', ['subscription', 'item'])
    .execute()
  await db.schema
    .createTable('installations')
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addColumn('installed_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('installations_key', ['platform', 'workspace'])
    .execute()
}
