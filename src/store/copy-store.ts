import { createHash, type Hash } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { NewsError } from '../news/errors.ts'
import { checkTarget, connect } from './connect.ts'
import type { Connections, StoreOptions } from './connections.ts'
import type { Database } from './database.ts'
import { dialectOf } from './dialect-of.ts'
import { indexTextsAfter } from './search.ts'
import { storable } from './storable.ts'
import { isAddress } from './store-name.ts'
import { requireOurs } from './connect-sqlite.ts'

/** Rows read and written at a time: a few megabytes of texts, and well below either database's limit of values. */
const ROWS_AT_ONCE = 200
/** Of a SHA-256: enough to tell any two tables apart, short enough to be compared by eye. */
const CHECKSUM_DIGITS = 16

/** What is of processes that run now goes nowhere. */
type Momentary = 'handled_events' | 'replicas' | 'known_moments'
type Copied = Exclude<keyof Database, Momentary>

/** Every table that is copied, after those that it refers to, and what its rows are told apart by. */
const KEYS: Readonly<Record<Copied, readonly string[]>> = {
  articles: ['id'],
  revisions: ['seq'],
  observations: ['article', 'input', 'seen_at', 'content'],
  sightings: ['article', 'source'],
  article_keys: ['key', 'kind', 'article', 'title'],
  outlets: ['name'],
  feeds: ['url'],
  planned_reads: ['url'],
  planned_items: ['url', 'source'],
  stories: ['id'],
  story_articles: ['story', 'article'],
  story_pending: ['story', 'article', 'revision'],
  ledgers: ['story'],
  claim_spans: ['story', 'article', 'revision', 'start_offset', 'end_offset', 'claim'],
  text_relations: ['story', 'a', 'b', 'seen_at'],
  revision_origins: ['story', 'article', 'revision'],
  ledger_texts: ['story', 'article', 'revision'],
  editions: ['seq'],
  subscriptions: ['id'],
  deliveries: ['id'],
  told: ['subscription', 'item'],
  installations: ['platform', 'workspace'],
  read_marks: ['reader', 'story'],
  mutes: ['platform', 'channel', 'outlet'],
  seeds: ['kind', 'id'],
  greetings: ['platform', 'channel'],
  model_usage: ['day', 'model'],
  model_answers: ['key'],
  embeddings: ['key'],
  embedding_rounds: ['story', 'model'],
  near_signatures: ['seq'],
  near_waiting: ['seq'],
  near_drawers: ['id'],
}

/** Tables whose rows are numbered in the order of their arrival. */
const NUMBERED = ['revisions', 'editions'] as const satisfies readonly Copied[]

/** A table that was copied. `checksum`: of all its rows, the same at both ends. */
export type CopiedTable = { readonly table: string; readonly rows: number; readonly checksum: string }

/** One store waits in the midst of its transaction while the other works: for all of a large copy, or its index. */
const STANDSTILL_MS = 6 * 3_600_000

type Row = Readonly<Record<string, unknown>>

/**
 * Opens the stores at two targets and copies one into the other, as `copyStore` does. Throws NewsError 'store-unreadable' for a first one
 * that Standfirst did not make, before anything is made of the other.
 */
export async function copyBetween(
  { from, to }: { readonly from: string; readonly to: string },
  options: StoreOptions,
  onCopied: (copied: CopiedTable) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const target of [from, to]) checkTarget(target)
  // Opened for writing, an empty file would be made a store.
  if (!isAddress(from)) requireOurs(from, options.busyTimeoutMs ?? 0)
  const patient = { ...options, standstillMs: STANDSTILL_MS }
  const source = await connect(from, patient)
  try {
    const target = await connect(to, patient)
    try {
      await copyStore(source, target, onCopied, signal)
    } finally {
      await target.close()
    }
  } finally {
    await source.close()
  }
}

/**
 * Copies everything of one store into another, empty one, as of one moment of the first, which others may go on writing to.
 * Every table is then read again and compared. `onCopied` hears of each. All of it arrives, or nothing does: throws NewsError
 * 'input-invalid' where the other store holds anything, 'store-corrupt' where it holds something else than was written, and what
 * either store throws.
 */
async function copyStore(
  from: Connections,
  to: Connections,
  onCopied: (copied: CopiedTable) => void,
  signal: AbortSignal,
): Promise<void> {
  await from.read.transaction().execute((source) =>
    to.write.transaction().execute(async (target) => {
      await requireEmpty(target, to.file)
      for (const [table, keys] of Object.entries(KEYS)) {
        const copied = await copyTable(source, target, { table, keys }, signal)
        await requireSame(target, { table, keys }, { copied, file: to.file })
        onCopied(copied)
      }
      await goOnNumbering(target)
      // The full-text index is each database's own.
      await indexTextsAfter(target, 0, signal)
    }),
  )
}

type Table = { readonly table: string; readonly keys: readonly string[] }

async function requireEmpty(target: Transaction<Database>, file: string): Promise<void> {
  for (const table of Object.keys(KEYS)) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(target)
    if (rows.length === 0) continue
    throw new NewsError(
      'input-invalid',
      `${file}: its table “${table}” holds something. A copy wants an empty store, one that nothing has opened yet: give another, or make it anew.`,
    )
  }
}

function copyTable(
  source: Transaction<Database>,
  target: Transaction<Database>,
  table: Table,
  signal: AbortSignal,
): Promise<CopiedTable> {
  return sumTable(source, table, async (rows) => {
    signal.throwIfAborted()
    const [first = {}] = rows
    const columns = Object.keys(first)
    const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`)
    await sql`insert into ${sql.table(table.table)} (${sql.join(columns.map((column) => sql.ref(column)))})
      values ${sql.join(values)}`.execute(target)
  })
}

async function requireSame(
  target: Transaction<Database>,
  table: Table,
  { copied, file }: { readonly copied: CopiedTable; readonly file: string },
): Promise<void> {
  const { rows, checksum } = await sumTable(target, table)
  if (rows === copied.rows && checksum === copied.checksum) return
  throw new NewsError(
    'store-corrupt',
    `${file}: of “${copied.table}” ${copied.rows} rows (${copied.checksum}) were written and ${rows} (${checksum}) are there. ` +
      'Nothing was copied; please report this.',
  )
}

/** Reads a table once and sums it up; `onRows` is given its rows, some at a time. */
async function sumTable(
  db: Kysely<Database>,
  table: Table,
  onRows: (rows: readonly Row[]) => Promise<void> = async () => undefined,
): Promise<CopiedTable> {
  const sum = createHash('sha256')
  let count = 0
  for await (const rows of readTable(db, table)) {
    await onRows(rows)
    for (const row of rows) addRow(sum, row)
    count += rows.length
  }
  return { table: table.table, rows: count, checksum: sum.digest('hex').slice(0, CHECKSUM_DIGITS) }
}

/** The rows of a table in the order of its key, some at a time. */
async function* readTable(db: Kysely<Database>, { table, keys }: Table): AsyncGenerator<readonly Row[]> {
  let last: Row | null = null
  do {
    const rows = await readRows(db, { table, keys }, last)
    if (rows.length > 0) yield rows
    last = rows.length < ROWS_AT_ONCE ? null : (rows.at(-1) ?? null)
  } while (last !== null)
}

async function readRows(db: Kysely<Database>, { table, keys }: Table, last: Row | null): Promise<readonly Row[]> {
  const key = sql.join(keys.map((name) => sql.ref(name)))
  const behind = last === null ? sql`true` : sql`(${key}) > (${sql.join(keys.map((name) => last[name]))})`
  const { rows } = await sql<Row>`select * from ${sql.table(table)} where ${behind}
    order by ${key} limit ${sql.lit(ROWS_AT_ONCE)}`.execute(db)
  return rows.map(storableRow)
}

/** An earlier version of the program kept signs in a file that no store takes now. */
function storableRow(row: Row): Row {
  const values = Object.entries(row).map(([column, value]) => [
    column,
    typeof value === 'string' ? storable(value) : value,
  ])
  return Object.fromEntries(values)
}

/** Both databases give the same for the same row, whatever the order of its columns. */
function addRow(sum: Hash, row: Row): void {
  const values = Object.keys(row)
    .toSorted()
    .map((column) => {
      const value = row[column]
      return value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value
    })
  sum.update(`${JSON.stringify(values)}\n`)
}

/** What comes next is numbered after what was copied. SQLite sees to that by itself. */
async function goOnNumbering(target: Transaction<Database>): Promise<void> {
  if (dialectOf(target) === 'sqlite') return
  for (const table of NUMBERED) {
    await sql`select setval(pg_get_serial_sequence(${table}, 'seq'), max(seq)) from ${sql.table(table)}`.execute(target)
  }
}
