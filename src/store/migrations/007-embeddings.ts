import type { Kysely } from 'kysely'

/** What models of embeddings made of sentences, and how often it came after a story's ledger was made. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('embeddings')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('vector', 'blob', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('embeddings_by_at').on('embeddings').columns(['at']).execute()
  // `pending`: vectors came since the last round was counted.
  await db.schema
    .createTable('embedding_rounds')
    .addColumn('story', 'text', (column) => column.notNull())
    .addColumn('model', 'text', (column) => column.notNull())
    .addColumn('rounds', 'integer', (column) => column.notNull())
    .addColumn('pending', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('embedding_rounds_key', ['story', 'model'])
    .execute()
}
