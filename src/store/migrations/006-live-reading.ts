import { sql, type Kysely } from 'kysely'
import { dialectOf } from '../dialect-of.ts'

/** Feeds that are polled, pages to be read, and the keys by which articles are known. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await growFeeds(db)
  await createPlannedReads(db)
  await createKeys(db)
}

async function growFeeds(db: Kysely<unknown>): Promise<void> {
  for (const name of ['etag', 'last_modified', 'redirect_to', 'hints']) {
    await db.schema.alterTable('feeds').addColumn(name, 'text').execute()
  }
  for (const name of ['next_at', 'interval_ms', 'checked_at', 'changed_at', 'leased_until']) {
    await db.schema.alterTable('feeds').addColumn(name, 'integer').execute()
  }
  for (const name of ['failures', 'redirect_times']) {
    await db.schema
      .alterTable('feeds')
      .addColumn(name, 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  }
  await db.schema
    .alterTable('feeds')
    .addColumn('host', 'text', (column) => column.notNull().defaultTo(''))
    .execute()
  await createClaiming(db, 'feeds')
  // What a feed brought is counted by it.
  await db.schema.createIndex('sightings_by_source').on('sightings').columns(['source']).execute()
}

async function createPlannedReads(db: Kysely<unknown>): Promise<void> {
  let reads = db.schema
    .createTable('planned_reads')
    .addColumn('url', 'text', (column) => column.primaryKey())
    .addColumn('host', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.references('articles.id').onDelete('cascade'))
    .addColumn('etag', 'text')
    .addColumn('last_modified', 'text')
    .addColumn('leased_until', 'integer')
  for (const name of ['first_seen_at', 'next_at', 'reads', 'failures', 'missing']) {
    reads = reads.addColumn(name, 'integer', (column) => column.notNull())
  }
  await reads.execute()
  await createClaiming(db, 'planned_reads')
  await db.schema.createIndex('planned_reads_by_article').on('planned_reads').columns(['article']).execute()
  await db.schema
    .createTable('planned_items')
    .addColumn('url', 'text', (column) => column.notNull())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('reading', 'text', (column) => column.notNull())
    .$call((table) =>
      dialectOf(db) === 'sqlite' ? table.addPrimaryKeyConstraint('planned_items_key', ['url', 'source']) : table,
    )
    .addForeignKeyConstraint('planned_items_read', ['url'], 'planned_reads', ['url'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute()
  if (dialectOf(db) === 'sqlite') return
  await sql`create unique index planned_items_key on planned_items (md5(url), md5(source))`.execute(db)
  await sql`create index planned_items_by_url on planned_items using hash (url)`.execute(db)
}

/** For taking what is due, host by host, and for counting what is taken of each. */
async function createClaiming(db: Kysely<unknown>, table: string): Promise<void> {
  await db.schema.createIndex(`${table}_by_host_next_at`).on(table).columns(['host', 'next_at']).execute()
  await sql`create index ${sql.id(`${table}_leased`)} on ${sql.table(table)} (host)
    where leased_until is not null`.execute(db)
}

async function createKeys(db: Kysely<unknown>): Promise<void> {
  // `same_as`: the article that this one turned out to be; its readings stand there.
  await db.schema.alterTable('articles').addColumn('same_as', 'text').execute()
  await sql`create index articles_same_as on articles (same_as) where same_as is not null`.execute(db)
  await db.schema
    .createTable('article_keys')
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('article', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .$call((table) =>
      dialectOf(db) === 'sqlite'
        ? table.addPrimaryKeyConstraint('article_keys_key', ['key', 'kind', 'article', 'title'])
        : table,
    )
    .addForeignKeyConstraint('article_keys_article', ['article'], 'articles', ['id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .$call((table) => (dialectOf(db) === 'sqlite' ? table.modifyEnd(sql`without rowid`) : table))
    .execute()
  await db.schema.createIndex('article_keys_by_article').on('article_keys').columns(['article']).execute()
  if (dialectOf(db) === 'sqlite') return
  // Keys and titles may be longer than a row of an ordered index.
  await sql`create unique index article_keys_key on article_keys (md5(key), kind, article, md5(title))`.execute(db)
  await sql`create index article_keys_by_key on article_keys using hash (key)`.execute(db)
}
