import { sql, type Kysely } from 'kysely'
import { DEFAULT_MIGRATION_TABLE, Migrator, type Migration } from 'kysely/migration'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'
import { unfitStore } from './faults.ts'
import { up as makeFirstTables } from './migrations/001-first-tables.ts'
import { up as makeLedgerTexts } from './migrations/002-ledger-texts.ts'
import { up as makeTold } from './migrations/003-told.ts'
import { up as makeConversation } from './migrations/004-conversation.ts'
import { up as makeModel } from './migrations/005-model.ts'
import { up as makeLiveReading } from './migrations/006-live-reading.ts'
import { up as makeEmbeddings } from './migrations/007-embeddings.ts'
import { up as makeReplicas } from './migrations/008-replicas.ts'
import { up as makeHandledEvents } from './migrations/009-handled-events.ts'
import { up as makeNearDuplicates } from './migrations/010-near-duplicates.ts'
import { up as makeFeedDeaths } from './migrations/011-feed-deaths.ts'

/** In order of their names; one that was released never changes. */
const MIGRATIONS: Readonly<Record<string, Migration>> = {
  '001-first-tables': { up: makeFirstTables },
  '002-ledger-texts': { up: makeLedgerTexts },
  '003-told': { up: makeTold },
  '004-conversation': { up: makeConversation },
  '005-model': { up: makeModel },
  '006-live-reading': { up: makeLiveReading },
  '007-embeddings': { up: makeEmbeddings },
  '008-replicas': { up: makeReplicas },
  '009-handled-events': { up: makeHandledEvents },
  '010-near-duplicates': { up: makeNearDuplicates },
  '011-feed-deaths': { up: makeFeedDeaths },
}

/**
 * Steps that begin with this only add: tables, columns that may be empty, values that older programs never ask for. A program
 * works on a store that a newer one has brought further so, as it must while a new version comes into use, or is taken back. A
 * step that does more begins with another digit, and older programs refuse it.
 */
const ADDING = '0'

/**
 * Brings the tables up to date; does nothing when they are. Two processes may do it at once. The steps that this one took.
 * Throws NewsError 'store-unreadable' when a newer program made the store that this one cannot work on.
 */
export async function migrate(db: Kysely<Database>, file: string): Promise<readonly string[]> {
  const taken = await listTaken(db)
  const newer = taken.filter((name) => MIGRATIONS[name] === undefined)
  refuse(
    newer.find((name) => !name.startsWith(ADDING)),
    file,
  )
  // Nothing to do needs no turn, and no right to make tables.
  if (Object.keys(MIGRATIONS).every((name) => taken.includes(name))) return []
  const known = { ...MIGRATIONS, ...Object.fromEntries(newer.map((name) => [name, { up: async () => undefined }])) }
  const provider = { getMigrations: () => Promise.resolve(known) }
  // Steps that only add may be taken in any order.
  const { error, results = [] } = await new Migrator({ db, provider, allowUnorderedMigrations: true }).migrateToLatest()
  if (error !== undefined) throw error
  return results.map(({ migrationName }) => migrationName).filter((name) => MIGRATIONS[name] !== undefined)
}

/** The steps that were taken before. */
async function listTaken(db: Kysely<Database>): Promise<readonly string[]> {
  // Kysely's introspection reads every table with its columns, at each start of a program.
  const tables =
    dialectOf(db) === 'sqlite'
      ? sql`select name from sqlite_schema where type = 'table' and name = ${DEFAULT_MIGRATION_TABLE}`
      : sql`select 1 where to_regclass(${DEFAULT_MIGRATION_TABLE}) is not null`
  if ((await tables.execute(db)).rows.length === 0) return []
  const { rows } = await sql<{ name: string }>`select name from ${sql.table(DEFAULT_MIGRATION_TABLE)}`.execute(db)
  return rows.map(({ name }) => name)
}

function refuse(newer: string | undefined, file: string): void {
  if (newer === undefined) return
  throw unfitStore(
    file,
    `a newer Standfirst made it: this one does not know its step “${newer}”`,
    'Nothing was changed; update the program.',
  )
}
