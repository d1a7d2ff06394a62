import { deepEqual, equal, match, ok } from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler, type Driver } from 'kysely'
import { Client } from 'pg'
import { openStore } from '../../src/store/open-store.ts'
import { postgresDialect } from '../../src/store/postgres-dialect.ts'
import { storeContract } from '../contract/store-contract.ts'
import { keep } from '../contract/store-samples.ts'
import { NO_POSTGRES, startPostgres } from '../postgres/server.ts'
import { openWiper } from '../postgres/wipe.ts'

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'store', 'migrations')
const files = (await readdir(FOLDER)).toSorted()

/** Writes down what is asked, and does nothing. */
class RecordingDriver extends DummyDriver {
  readonly #asked: string[]

  constructor(asked: string[]) {
    super()
    this.#asked = asked
  }

  override async acquireConnection() {
    return {
      executeQuery: async <Row>({ sql }: { readonly sql: string }) => {
        this.#asked.push(sql.replaceAll(/\s+/g, ' ').trim())
        return { rows: new Array<Row>() }
      },
      streamQuery: () => {
        throw new Error('nothing is streamed')
      },
    }
  }
}

const DIALECTS = {
  sqlite: (createDriver: () => Driver) => ({
    createDriver,
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db: Kysely<unknown>) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  }),
  postgres: postgresDialect,
}

/** What a migration asks of a database. */
async function statementsOf(file: string, dialect: keyof typeof DIALECTS): Promise<readonly string[]> {
  const { up } = (await import(join(FOLDER, file))) as { up: (db: Kysely<unknown>) => Promise<void> }
  const asked: string[] = []
  await up(new Kysely<unknown>({ dialect: DIALECTS[dialect](() => new RecordingDriver(asked)) }))
  return asked
}

/** Old code neither sees nor misses what these make. */
const ADDING =
  /^(?:create (?:unique )?(?:table|index|virtual table|trigger|function)|alter table \S+ add column|insert into)\b/i
/** Old code would have to fill it. */
const isRequired = (statement: string) => /\bnot null\b/i.test(statement) && !/\bdefault\b/i.test(statement)

describe('migrations only add: old and new programs work on one store while a version comes into use', () => {
  for (const file of files) {
    for (const dialect of ['sqlite', 'postgres'] as const) {
      test(`${file} on ${dialect}`, async () => {
        const asked = await statementsOf(file, dialect)
        ok(asked.length > 0)
        for (const statement of asked) {
          match(statement, ADDING)
          if (/^alter table/i.test(statement)) equal(isRequired(statement), false, statement)
        }
      })
    }
  }

  test('a step is numbered once', () => {
    const numbers = files.map((file) => file.slice(0, 3))
    deepEqual([...new Set(numbers)], numbers)
  })
})

/** What the steps that files were made with ask of SQLite, as a hash: stores that have them can be had in no other form. */
const RELEASED: Readonly<Record<string, string>> = {
  '001-first-tables.ts': '34412791070d621c',
  '002-ledger-texts.ts': 'd3366d1395295adb',
  '003-told.ts': '3d31952d6897b931',
  '004-conversation.ts': '5919814503da26bc',
  '005-model.ts': '295eac27e530aa0b',
  '006-live-reading.ts': 'e68d31181cda590a',
  '007-embeddings.ts': '6e31e79a8390f6cc',
}
for (const [file, hash] of Object.entries(RELEASED)) {
  test(`${file} makes of a file what it always made`, async () => {
    const asked = (await statementsOf(file, 'sqlite')).join('\n')
    equal(createHash('sha256').update(asked).digest('hex').slice(0, hash.length), hash)
  })
}

/** A step that a later version takes: a table, and a column of a table that there is. */
const LATER = [
  'create table afterthoughts (id text primary key, said text)',
  'alter table articles add column afterthought text',
  "alter table deliveries add column mood text not null default 'calm'",
  "insert into kysely_migration values ('099-afterthoughts', '2027-01-08T00:00:00.000Z')",
]

test('a file that a newer program has brought further serves an older one', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'standfirst-later-'))
  t.after(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, 'store.db')
  await (await openStore(file)).close()
  const database = new DatabaseSync(file)
  for (const statement of LATER) database.exec(statement)
  database.close()
  const store = await openStore(file)
  t.after(() => store.close())
  const id = await keep(store.articles, 'cranes', 'The cranes stand still.', '10:00')
  equal((await store.articles.findArticle(id))?.latest.text, 'The cranes stand still.')
  deepEqual(await store.checkIntegrity(), [])
})

const server = await startPostgres()
const address = await server?.database()
const store = address === undefined ? null : await openStore(address)
const wiper = address === undefined ? null : await openWiper(address)
after(async () => {
  await store?.close()
  await wiper?.close()
  await server?.stop()
})

// One program keeps it open while the other migrates.
if (address !== undefined) {
  const client = new Client({ connectionString: address })
  await client.connect()
  for (const statement of LATER) await client.query(statement)
  await client.end()
}

describe(
  'on a database that a newer program migrates while this one runs',
  { skip: store === null && NO_POSTGRES },
  () => {
    storeContract((name, body) => {
      test(name, async () => {
        await wiper?.wipe()
        if (store !== null) await body(store)
      })
    })

    test('this one may begin anew: a version that is taken back works', async () => {
      if (address === undefined) return
      const again = await openStore(address)
      deepEqual(await again.stories.listStories(), [])
      await again.close()
    })
  },
)
