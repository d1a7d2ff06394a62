import { NewsError } from '../news/errors.ts'
import { corruptStore } from './faults.ts'

/** What a code of Postgres says has become of the work (postgresql.org/docs/current/errcodes-appendix.html). */
type Kind =
  | 'away'
  | 'taken-back'
  | 'busy'
  | 'refused'
  | 'unknown-database'
  | 'no-right'
  | 'full'
  | 'corrupt'
  | 'too-long'
  | 'unsafe'
  | 'taken'

const KINDS: Readonly<Record<string, Kind>> = {
  // The server was shut down, killed a connection, is starting, or has none left.
  '57P01': 'away',
  '57P02': 'away',
  '57P03': 'away',
  '57P05': 'away',
  '25P03': 'away',
  '53300': 'away',
  '53400': 'away',
  // Nothing of the transaction stands: it may be done again as it is.
  '40001': 'taken-back',
  '40P01': 'taken-back',
  '55P03': 'busy',
  '57014': 'busy',
  '53200': 'busy',
  '28000': 'refused',
  '28P01': 'refused',
  '3D000': 'unknown-database',
  '3F000': 'unknown-database',
  '42501': 'no-right',
  '25006': 'no-right',
  '53100': 'full',
  '58030': 'full',
  XX001: 'corrupt',
  XX002: 'corrupt',
  '54000': 'too-long',
  '42P07': 'taken',
}

/** Where the network fails, Node tells it in codes of the system; the client tells a silence in words alone. */
const NETWORK = /^(?:E[A-Z]+|EAI_[A-Z]+)$/
const SILENCE = /timeout|terminated|not queryable|connection ended|closed/i
/** Node's words for a certificate that does not hold, and the client's for a server that has none. */
const UNSAFE = /CERT|^ERR_(?:TLS|SSL)_|^UNABLE_TO_/
const NO_TLS = /does not support SSL/i
/** Of the server's name, or of nothing that listens there: waiting seldom helps. */
const ABSENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ENOENT', 'EACCES', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'])

/** The fault with its remedy, where Postgres or the network told one; else the error itself. `place` holds no password. */
export function postgresFault(error: unknown, place: string): unknown {
  const told = describe(error)
  switch (kindOf(error)) {
    case 'away':
      return busy(place, `the database cannot be reached, or lets nobody in at this moment (${told})`, error)
    case 'taken-back':
      return busy(place, `the database took the step back, again and again, because of others (${told})`, error)
    case 'busy':
      return busy(place, `others kept writing to the store, or the answer took too long (${told})`, error)
    case 'refused':
      return unreadable(place, told, 'Check the user and the password of the address.', error)
    case 'unknown-database':
      return unreadable(
        place,
        told,
        'Check its name, or make it: createdb --encoding=UTF8 --template=template0 NAME.',
        error,
      )
    case 'no-right':
      return unreadable(place, told, 'Its user must own the tables, or be allowed to make and to write them.', error)
    case 'unsafe':
      return unreadable(place, told, 'Check sslmode and sslrootcert of the address, and its certificate.', error)
    case 'full':
      return new NewsError(
        'store-full',
        `${place}: the database's disk is full (${told}). Nothing of this step was written; make room and try again.`,
        { cause: error },
      )
    case 'corrupt':
      return corruptStore(place, told, error)
    case 'taken':
      return corruptStore(place, `it holds another program's tables: ${told}`, error)
    case 'too-long':
      return new NewsError(
        'input-too-large',
        `${place}: a name or an address is too long for its index (${told}). Nothing of this step was written.`,
        { cause: error },
      )
    case null:
      return error
  }
}

/** It is not known whether the last step stands: whoever takes it again must look first. */
export function doubtfulCommit(place: string): NewsError {
  return new NewsError(
    'store-busy',
    `${place}: the connection was lost while a step was being written, and whether it was could not be learned. ` +
      'Look at what is stored before you do it again.',
  )
}

/** Nobody answers where the store is said to be. */
export function unreachable(place: string, error: unknown): NewsError {
  const cause = rootOf(error)
  return unreadable(place, describe(cause), 'Check host and port, and that the database runs.', cause)
}

/** True for what passes by itself, and of which nothing was written: the same may be tried again. */
export function isPassing(error: unknown): boolean {
  const kind = kindOf(rootOf(error))
  return kind === 'away' || kind === 'taken-back'
}

/** True where no server answered at all. */
export function isAbsent(error: unknown): boolean {
  return ABSENT.has(codeOf(rootOf(error)) ?? '')
}

/** True where the connection is of no more use: also where the server fell for what it told, as for a full disk. */
export function isLost(error: unknown): boolean {
  const severity = error instanceof Error && 'severity' in error ? error.severity : null
  return kindOf(error) === 'away' || severity === 'FATAL' || severity === 'PANIC'
}

function rootOf(error: unknown): unknown {
  return error instanceof NewsError ? error.cause : error
}

function kindOf(error: unknown): Kind | null {
  if (!(error instanceof Error)) return null
  const code = codeOf(error)
  if (code === null) return NO_TLS.test(error.message) ? 'unsafe' : SILENCE.test(error.message) ? 'away' : null
  const known = KINDS[code]
  if (known !== undefined) return known
  if (UNSAFE.test(code)) return 'unsafe'
  return code.startsWith('08') || NETWORK.test(code) ? 'away' : null
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  // Of several addresses of one name, each has its own fault.
  if (error instanceof AggregateError && !('code' in error)) return codeOf(error.errors[0])
  return 'code' in error && typeof error.code === 'string' ? error.code : null
}

function describe(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') return describe(error.errors[0])
  const text = error instanceof Error ? error.message : String(error)
  return text.replaceAll(/\s+/gu, ' ').trim()
}

function busy(place: string, found: string, cause: unknown): NewsError {
  return new NewsError('store-busy', `${place}: ${found}. Nothing of this step was written; try again.`, { cause })
}

function unreadable(place: string, found: string, remedy: string, cause: unknown): NewsError {
  return new NewsError('store-unreadable', `${place}: the store cannot be opened or written (${found}). ${remedy}`, {
    cause,
  })
}
