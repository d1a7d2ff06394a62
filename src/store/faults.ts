import { NewsError } from '../news/errors.ts'

/** Result codes of SQLite that have a remedy (sqlite.org/rescode.html); an extended code has these as its low byte. */
const SQLITE_PERM = 3
const SQLITE_BUSY = 5
const SQLITE_LOCKED = 6
const SQLITE_READONLY = 8
const SQLITE_IOERR = 10
const SQLITE_CORRUPT = 11
const SQLITE_FULL = 13
const SQLITE_CANTOPEN = 14
const SQLITE_AUTH = 23
const SQLITE_NOTADB = 26

/** The fault with its remedy, where SQLite's error has one; else the error itself. `file` is as a person would name it. */
export function storeFault(error: unknown, file: string): unknown {
  switch (resultCode(error)) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return corruptStore(file, describe(error), error)
    case SQLITE_FULL:
      return new NewsError(
        'store-full',
        `${file}: the disk is full or the store has reached its limit. Nothing of this step was written; make room and try again.`,
        { cause: error },
      )
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return new NewsError(
        'store-busy',
        `${file}: another process kept writing to the store. Nothing of this step was written; try again.`,
        { cause: error },
      )
    case SQLITE_PERM:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
      return unreadableStore(file, describe(error), error)
    default:
      return error
  }
}

export function corruptStore(file: string, found: string, cause?: unknown): NewsError {
  return new NewsError(
    'store-corrupt',
    `${file}: not a sound Standfirst store (${found}). It was left as it is; put a backup in its place, ` +
      'or move it away and a new one is made.',
    { cause },
  )
}

export function unreadableStore(file: string, found: string, cause?: unknown): NewsError {
  return new NewsError(
    'store-unreadable',
    `${file}: the store cannot be opened or written (${found}). Check that its folder exists and that you may write there.`,
    { cause },
  )
}

/** The store is there and may be read, and is not for this program; `remedy` says what to do. */
export function unfitStore(file: string, found: string, remedy: string): NewsError {
  return new NewsError('store-unreadable', `${file}: ${found}. ${remedy}`)
}

function resultCode(error: unknown): number | null {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return null
  return error.errcode & 0xff
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
