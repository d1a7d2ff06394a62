import { constants, existsSync, promises } from 'node:fs'
import { dirname } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { isNewsError, NewsError } from '../news/errors.ts'
import { storeFault } from './faults.ts'
import { translateFaults } from './sqlite-dialect.ts'
import { isOurs } from './connect-sqlite.ts'

/** Pages copied in one step, four megabytes: between two a signal is heard. */
const PAGES_A_STEP = 1_000
/** More faults than this say no more than that the copy is broken. */
const PROBLEMS_MAX = 5
/** A copy is marked with the minute it was taken at: SQLite keeps 31 bits for a program. */
export const MINUTE_MS = 60_000

export type BackupParts = {
  /** How long a writer is waited for when the file is opened. */
  readonly patienceMs: number
  /** The moment that the copy says it was taken at. */
  readonly takenAt: Temporal.Instant
  readonly onProgress: (done: { readonly pages: number; readonly of: number } | 'checking') => void
  readonly signal: AbortSignal
}

/**
 * Copies the store in `source` to a new file `target`, as it stands at one moment, while others go on writing; checks the copy,
 * and gives it its name when it is whole and on the disk. Its bytes. Throws NewsError: 'input-invalid' where `target` is there
 * already, 'interrupted', 'store-corrupt' where the copy is not sound, and what the store throws; then nothing is left behind.
 */
export async function backUp(source: string, target: string, parts: BackupParts): Promise<number> {
  if (existsSync(target)) throw isThere(target)
  const partial = `${target}.partial`
  try {
    await promises.access(dirname(target), constants.W_OK)
    await promises.rm(partial, { force: true })
    await copyPages(source, partial, parts)
    parts.onProgress('checking')
    finishCopy(partial, parts.takenAt)
    await syncToDisk(partial)
    // A link refuses what is there: nothing that came meanwhile is written over.
    await promises.link(partial, target)
    await syncToDisk(dirname(target))
    return (await promises.stat(target)).size
  } catch (error) {
    throw backupFault(error, target)
  } finally {
    for (const left of ['', '-wal', '-shm', '-journal']) await promises.rm(`${partial}${left}`, { force: true })
  }
}

async function copyPages(source: string, partial: string, parts: BackupParts): Promise<void> {
  const { patienceMs, signal, onProgress } = parts
  const database = translateFaults(source, () => new DatabaseSync(source, { readOnly: true, timeout: patienceMs }))
  try {
    translateFaults(source, () => {
      if (!isOurs(database)) throw new NewsError('store-unreadable', `${source} is no store of Standfirst.`)
      // What is read from here on is of one moment: writers neither wait for the copy nor make it begin anew.
      database.exec('begin')
      database.prepare('select count(*) from sqlite_schema').get()
    })
    await backup(database, partial, {
      rate: PAGES_A_STEP,
      progress: ({ totalPages, remainingPages }) => {
        if (signal.aborted) throw signal.reason
        onProgress({ pages: totalPages - remainingPages, of: totalPages })
      },
    })
    if (signal.aborted) throw signal.reason
  } catch (error) {
    throw storeFault(error, source)
  } finally {
    database.close()
  }
}

/** One file that needs no other beside it, marked with the moment it was taken at; sound, or 'store-corrupt'. */
function finishCopy(partial: string, takenAt: Temporal.Instant): void {
  translateFaults(partial, () => {
    const database = new DatabaseSync(partial)
    try {
      database.exec('pragma journal_mode = delete')
      database.exec(`pragma user_version = ${Math.floor(takenAt.epochMilliseconds / MINUTE_MS)}`)
      const found = database.prepare(`pragma integrity_check(${PROBLEMS_MAX})`).all()
      const problems = found.map((row) => String(row['integrity_check'])).filter((problem) => problem !== 'ok')
      if (problems.length === 0) return
      throw new NewsError(
        'store-corrupt',
        `The copy is not sound, and was not kept: ${problems.join('; ')}. Run doctor.`,
      )
    } finally {
      database.close()
    }
  })
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await promises.open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function backupFault(error: unknown, target: string): unknown {
  if (isNewsError(error)) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'EEXIST') return isThere(target)
  if (/^E[A-Z]+$/.test(code)) {
    return new NewsError(
      'input-unreadable',
      `${target} cannot be written (${code}): check its folder, and that there is room.`,
      {
        cause: error,
      },
    )
  }
  return storeFault(error, target)
}

const isThere = (target: string) =>
  new NewsError('input-invalid', `${target} is there already, and was left as it is: give the backup another name.`)
