import type { Kysely } from 'kysely'

/** What a ledger keeps of each text it has entered: where its sentences begin, and their terms; what joined its story. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable('ledgers')
    .addColumn('arrivals', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await db.schema
    .createTable('ledger_texts')
    .addColumn('story', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('starts', 'text', (column) => column.notNull())
    .addColumn('terms', 'text', (column) => column.notNull())
    .addColumn('repeats', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('ledger_texts_key', ['story', 'article', 'revision'])
    .addForeignKeyConstraint('ledger_texts_ledger', ['story'], 'ledgers', ['story'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute()
}
