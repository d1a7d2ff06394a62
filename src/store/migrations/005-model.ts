import type { Kysely } from 'kysely'

/** What models used on each day, and what they answered. */
export async function up(db: Kysely<unknown>): Promise<void> {
  let usage = db.schema
    .createTable('model_usage')
    .addColumn('day', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
  for (const count of ['calls', 'cache_hits', 'input_tokens', 'output_tokens', 'micros']) {
    usage = usage.addColumn(count, 'integer', (column) => column.notNull())
  }
  await usage.addPrimaryKeyConstraint('model_usage_key', ['day', 'model']).execute()
  await db.schema
    .createTable('model_answers')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('model_answers_by_at').on('model_answers').columns(['at']).execute()
}
