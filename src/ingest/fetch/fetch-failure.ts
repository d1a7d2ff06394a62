import type { FetchFault, FetchOutcome } from './fetcher.ts'

/** A fetch that failed, on its way up to where it becomes an outcome: it never leaves this folder. */
export class FetchFailure extends Error {
  readonly fault: FetchFault

  constructor(fault: FetchFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause })
    this.name = 'FetchFailure'
    this.fault = fault
  }
}

export function failed(fault: FetchFault, message: string): FetchOutcome {
  return { kind: 'failed', fault, message }
}

/**
 * What a fault of a connection that stood, or of what came over it, means. `host` is all that a message says of the
 * address: paths and queries may hold keys.
 */
export function outcomeOf(error: unknown, host: string): FetchOutcome {
  if (error instanceof FetchFailure) return failed(error.fault, error.message)
  const code = codeOf(error)
  if (code === 'UND_ERR_HEADERS_OVERFLOW') {
    return failed('too-large', `${host}: the headers of its answer are too long; nothing was read.`)
  }
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') {
    return failed('broken', `${host}: its answer is not as long as it says; tried again at the next turn.`)
  }
  if (code.startsWith('HPE_')) return failed('broken', `${host}: its answer is not HTTP (${code}).`)
  if (/^(?:Z_|ERR_BROTLI|ERR_ZSTD|ERR__ERROR|ZSTD_)/.test(code)) {
    return failed('broken', `${host}: the body of its answer is packed wrongly or cut short (${code}).`)
  }
  return failed('broken', `${host}: the connection broke before the answer was whole (${code}).`)
}

export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault'
}
