import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { Kysely } from 'kysely'
import { isNewsError, NewsError } from '../news/errors.ts'
import type { Connections, StoreOptions } from './connections.ts'
import type { Database } from './database.ts'
import { corruptStore, unreadableStore } from './faults.ts'
import { migrate } from './migrate.ts'
import { sqliteDialect, translateFaults } from './sqlite-dialect.ts'

/** SQLite does not always wait its turn when two processes switch one new file to WAL: then we try again. */
const OPEN_ATTEMPTS_MAX = 20
const OPEN_PAUSE_MS = 50
/**
 * Pages the writer keeps, in KiB. An article's rows have keys that fall anywhere in seven indexes: at a million articles their upper
 * levels no longer fit in the 2,000 KiB of SQLite itself, and are read again and again. With 8,000 a third fewer
 * bytes are read there and a sixth fewer written; 16,000 save no more, and an idle bot would hold them too.
 */
const WRITER_CACHE_KIB = 8_000
/** Marks a file as ours (“STDF” in ASCII), so that another program's database is never filled with our tables. */
const APPLICATION_ID = 0x53544446

/** Opens or makes the file and brings its tables up to date. `:memory:` has one connection for both. */
export async function connectSqlite(target: string, patienceMs: number, options: StoreOptions): Promise<Connections> {
  const inMemory = target === ':memory:'
  if (!inMemory) makeFolder(target)
  const opened: DatabaseSync[] = []
  const open = (readOnly: boolean) => {
    const database = translateFaults(target, () => new DatabaseSync(target, { timeout: patienceMs, readOnly }))
    opened.push(database)
    return database
  }
  const closeAll = () => {
    for (const database of opened.toReversed()) if (database.isOpen) database.close()
  }
  try {
    const writer = open(false)
    await prepare(writer, target, options)
    const place = { file: target, patienceMs }
    const write = new Kysely<Database>({
      dialect: sqliteDialect(ownPatience(writer), { ...place, start: 'begin immediate' }),
    })
    const steps = await migrate(write, target)
    const read = inMemory
      ? write
      : new Kysely<Database>({ dialect: sqliteDialect(ownPatience(open(true)), { ...place, start: 'begin' }) })
    const close = async () => {
      if (read !== write) await read.destroy()
      await write.destroy()
      closeAll()
    }
    // A transaction of ours waits for nothing but its turn: no other work of the process comes between its statements.
    const betweenWrites = async <Result>(work: () => Result) => work()
    return { write, read, file: target, steps, betweenWrites, close }
  } catch (error) {
    closeAll()
    throw error
  }
}

/** From here on the dialect waits: SQLite, waiting, would let nothing else of the program go on. */
function ownPatience(database: DatabaseSync): DatabaseSync {
  database.exec('pragma busy_timeout = 0')
  return database
}

function makeFolder(target: string): void {
  try {
    mkdirSync(dirname(target), { recursive: true })
  } catch (error) {
    throw unreadableStore(target, error instanceof Error ? error.message : String(error), error)
  }
}

async function prepare(database: DatabaseSync, file: string, options: StoreOptions): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      translateFaults(file, () => setUp(database, file, options))
      return
    } catch (error) {
      if (!isNewsError(error, 'store-busy') || attempt === OPEN_ATTEMPTS_MAX) throw error
      await pause(OPEN_PAUSE_MS)
    }
  }
}

function setUp(database: DatabaseSync, file: string, options: StoreOptions): void {
  claimFile(database, file)
  if (readPragma(database, 'journal_mode') !== 'wal') database.exec('pragma journal_mode = wal')
  // A digest that was planned or posted must survive a power cut: in WAL mode only FULL promises that.
  database.exec(`pragma synchronous = ${options.mayLoseLast === true ? 'normal' : 'full'}`)
  database.exec('pragma foreign_keys = on')
  database.exec(`pragma cache_size = -${WRITER_CACHE_KIB}`)
  if (options.maxBytes === undefined) return
  const pageBytes = Number(readPragma(database, 'page_size'))
  database.exec(`pragma max_page_count = ${Math.max(1, Math.floor(options.maxBytes / pageBytes))}`)
}

/** Throws NewsError 'store-unreadable' for a file that Standfirst did not make. It is only read. */
export function requireOurs(file: string, patienceMs: number): void {
  translateFaults(file, () => {
    const database = new DatabaseSync(file, { readOnly: true, timeout: patienceMs })
    try {
      if (!isOurs(database)) throw new NewsError('store-unreadable', `${file} is no store of Standfirst.`)
    } finally {
      database.close()
    }
  })
}

/** Whether Standfirst made the file. */
export function isOurs(database: DatabaseSync): boolean {
  return readPragma(database, 'application_id') === APPLICATION_ID
}

/** Marks a new file as ours, and refuses one that holds another program's tables. */
function claimFile(database: DatabaseSync, file: string): void {
  if (isOurs(database)) return
  database.exec('begin immediate')
  try {
    const found = readPragma(database, 'application_id')
    const { tables } = database.prepare('select count(*) as tables from sqlite_schema').get() ?? {}
    if (found !== APPLICATION_ID && (found !== 0 || tables !== 0)) {
      throw corruptStore(file, "it is another program's database")
    }
    database.exec(`pragma application_id = ${APPLICATION_ID}`)
    database.exec('commit')
  } finally {
    if (database.isTransaction) database.exec('rollback')
  }
}

function readPragma(database: DatabaseSync, name: string): unknown {
  return database.prepare(`pragma ${name}`).get()?.[name]
}
