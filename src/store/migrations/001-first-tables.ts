import { sql, type CreateTableBuilder, type Kysely } from 'kysely'
import { dialectOf } from '../dialect-of.ts'

type Table = CreateTableBuilder<string, string>

/** The tables of the first version. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createArticles(db)
  await createStories(db)
  await createLedgers(db)
  await createDigests(db)
  await createSearch(db)
  if (dialectOf(db) === 'postgres') await createWriteMarks(db)
}

async function createArticles(db: Kysely<unknown>): Promise<void> {
  const isSqlite = dialectOf(db) === 'sqlite'
  await text(
    db.schema.createTable('articles').addColumn('id', 'text', (column) => column.primaryKey()),
    ['input'],
  )
    .$call((table) => optionalText(table, ['url', 'outlet']))
    .$call((table) => integers(table, ['seen_at']))
    .execute()
  await text(
    db.schema.createTable('revisions').addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement()),
    ['article', 'content', 'text', 'flags'],
  )
    .addColumn('seen_at', 'integer')
    .$call((table) => integers(table, ['revision', 'deleted']))
    .$call((table) => optionalText(table, ['title', 'dek', 'byline', 'published_at', 'lang', 'wire']))
    .addUniqueConstraint('revisions_number', ['article', 'revision'])
    .$call((table) => within(table, 'revisions_article', ['article'], 'articles', ['id']))
    .execute()
  await index(db, 'revisions', ['article', 'seen_at', 'revision'])
  await text(db.schema.createTable('observations'), ['article', 'input', 'content', 'facts'])
    .$call((table) => integers(table, ['seen_at']))
    .$call((table) => optionalText(table, ['outlet']))
    .$call((table) =>
      isSqlite ? table.addPrimaryKeyConstraint('observations_key', ['article', 'input', 'seen_at', 'content']) : table,
    )
    .$call((table) => within(table, 'observations_article', ['article'], 'articles', ['id']))
    .execute()
  if (!isSqlite) {
    // An index of Postgres holds no more than 2,704 bytes a row: what may be long stands in it as a digest.
    await sql`create unique index observations_key on observations (article, md5(input), seen_at, content)`.execute(db)
  }
  await text(db.schema.createTable('sightings'), ['article', 'source'])
    .$call((table) => integers(table, ['seen_at']))
    .addPrimaryKeyConstraint('sightings_key', ['article', 'source'])
    .$call((table) => within(table, 'sightings_article', ['article'], 'articles', ['id']))
    .execute()
  await text(
    db.schema.createTable('outlets').addColumn('name', 'text', (column) => column.primaryKey()),
    ['kind', 'domains', 'aliases', 'credit_lines'],
  )
    .$call((table) => optionalText(table, ['family']))
    .execute()
  await text(
    db.schema.createTable('feeds').addColumn('url', 'text', (column) => column.primaryKey()),
    ['state'],
  )
    .$call((table) => integers(table, ['since']))
    .$call((table) => optionalText(table, ['outlet', 'because']))
    .execute()
}

async function createStories(db: Kysely<unknown>): Promise<void> {
  await text(
    db.schema.createTable('stories').addColumn('id', 'text', (column) => column.primaryKey()),
    ['title', 'query', 'aliases', 'langs'],
  )
    .$call((table) => optionalText(table, ['window_from', 'window_to']))
    .execute()
  await text(db.schema.createTable('story_articles'), ['story', 'article', 'because'])
    .$call((table) => integers(table, ['since']))
    .addPrimaryKeyConstraint('story_articles_key', ['story', 'article'])
    .$call((table) => within(table, 'story_articles_story', ['story'], 'stories', ['id']))
    .$call((table) => within(table, 'story_articles_article', ['article'], 'articles', ['id']))
    .execute()
  await index(db, 'story_articles', ['article'])
  await text(db.schema.createTable('story_pending'), ['story', 'article'])
    .$call((table) => integers(table, ['revision']))
    .addPrimaryKeyConstraint('story_pending_key', ['story', 'article', 'revision'])
    .$call((table) => within(table, 'story_pending_story', ['story'], 'stories', ['id']))
    .$call((table) => within(table, 'story_pending_article', ['article'], 'articles', ['id']))
    .execute()
  await index(db, 'story_pending', ['article'])
}

async function createLedgers(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('ledgers')
    .addColumn('story', 'text', (column) => column.primaryKey().references('stories.id').onDelete('cascade'))
    .addColumn('through', 'integer')
    .$call((table) => text(table, ['engine']))
    .$call((table) => integers(table, ['generation']))
    .execute()
  await text(db.schema.createTable('claim_spans'), [
    'story',
    'claim',
    'article',
    'origin_kind',
    'origin_name',
    'matched_on',
  ])
    .$call((table) => integers(table, ['revision', 'start_offset', 'end_offset', 'seen_at', 'variant']))
    .addPrimaryKeyConstraint('claim_spans_key', ['story', 'article', 'revision', 'start_offset', 'end_offset', 'claim'])
    .$call((table) => within(table, 'claim_spans_ledger', ['story'], 'ledgers', ['story']))
    .execute()
  await text(db.schema.createTable('text_relations'), ['story', 'a', 'b', 'kind'])
    .$call((table) => integers(table, ['seen_at']))
    .addColumn('coverage', 'real', (column) => column.notNull())
    .addColumn('order_agreement', 'real', (column) => column.notNull())
    .addPrimaryKeyConstraint('text_relations_key', ['story', 'a', 'b', 'seen_at'])
    .$call((table) => within(table, 'text_relations_ledger', ['story'], 'ledgers', ['story']))
    .execute()
  await text(db.schema.createTable('revision_origins'), ['story', 'article', 'main', 'others', 'why'])
    .$call((table) => integers(table, ['revision', 'seen_at']))
    .addPrimaryKeyConstraint('revision_origins_key', ['story', 'article', 'revision'])
    .$call((table) => within(table, 'revision_origins_ledger', ['story'], 'ledgers', ['story']))
    .execute()
}

async function createDigests(db: Kysely<unknown>): Promise<void> {
  await text(
    db.schema.createTable('editions').addColumn('seq', 'integer', (column) => column.primaryKey().autoIncrement()),
    ['id', 'story', 'body'],
  )
    .$call((table) => integers(table, ['as_of']))
    .addUniqueConstraint('editions_id', ['id'])
    .$call((table) => within(table, 'editions_story', ['story'], 'stories', ['id']))
    .execute()
  await index(db, 'editions', ['story', 'as_of'])
  await text(
    db.schema.createTable('subscriptions').addColumn('id', 'text', (column) => column.primaryKey()),
    ['story', 'platform', 'channel', 'times', 'days', 'zone', 'when_quiet', 'lang'],
  )
    .$call((table) => integers(table, ['grace_ms', 'created_at']))
    .$call((table) => optionalText(table, ['quiet_from', 'quiet_to', 'paused_because']))
    .$call((table) => within(table, 'subscriptions_story', ['story'], 'stories', ['id']))
    .execute()
  // Deliveries outlive their subscription: whoever follows again must not get a slot that was posted before.
  await text(
    db.schema.createTable('deliveries').addColumn('id', 'text', (column) => column.primaryKey()),
    ['subscription', 'state'],
  )
    .$call((table) => integers(table, ['slot', 'attempts', 'changed_at']))
    .$call((table) => optionalText(table, ['edition', 'posted', 'because']))
    .addUniqueConstraint('deliveries_slot', ['subscription', 'slot'])
    .execute()
  await index(db, 'deliveries', ['state', 'slot'])
  await text(db.schema.createTable('read_marks'), ['reader', 'story'])
    .$call((table) => integers(table, ['seen_at']))
    .addPrimaryKeyConstraint('read_marks_key', ['reader', 'story'])
    .$call((table) => within(table, 'read_marks_story', ['story'], 'stories', ['id']))
    .execute()
  await text(db.schema.createTable('mutes'), ['platform', 'channel', 'outlet'])
    .addPrimaryKeyConstraint('mutes_key', ['platform', 'channel', 'outlet'])
    .execute()
}

/** Reads its texts from `revisions`, so that they are stored once. */
async function createSearch(db: Kysely<unknown>): Promise<void> {
  if (dialectOf(db) === 'postgres') return createPostgresSearch(db)
  await sql`create virtual table article_search using fts5(title, text, content = 'revisions', content_rowid = 'seq',
    tokenize = 'unicode61 remove_diacritics 2')`.execute(db)
}

/** The words of each revision with their places, and what the ranking asks of all of them together. */
async function createPostgresSearch(db: Kysely<unknown>): Promise<void> {
  await sql`create table article_search (
    seq bigint primary key references revisions (seq) on delete cascade, words tsvector not null, length bigint not null)`.execute(
    db,
  )
  await sql`create index article_search_by_words on article_search using gin (words)`.execute(db)
  await sql`create table article_search_totals (texts bigint not null, length bigint not null)`.execute(db)
  await sql`insert into article_search_totals values (0, 0)`.execute(db)
}

/** What each writer wrote last: see write-marks.ts. */
async function createWriteMarks(db: Kysely<unknown>): Promise<void> {
  await sql`create table write_marks (
    writer text collate "C" primary key, mark bigint not null, written_at timestamptz not null default now())`.execute(
    db,
  )
}

function text(table: Table, names: string[]): Table {
  return names.reduce((built, name) => built.addColumn(name, 'text', (column) => column.notNull()), table)
}

function optionalText(table: Table, names: string[]): Table {
  return names.reduce((built, name) => built.addColumn(name, 'text'), table)
}

function integers(table: Table, names: string[]): Table {
  return names.reduce((built, name) => built.addColumn(name, 'integer', (column) => column.notNull()), table)
}

/** The rows go when what they belong to goes. */
function within(table: Table, name: string, columns: string[], parent: string, keys: string[]): Table {
  return table.addForeignKeyConstraint(name, columns, parent, keys, (constraint) => constraint.onDelete('cascade'))
}

async function index(db: Kysely<unknown>, table: string, columns: string[]): Promise<void> {
  await db.schema
    .createIndex(`${table}_by_${columns.join('_')}`)
    .on(table)
    .columns(columns)
    .execute()
}
