import { getCompileCacheDir } from 'node:module'
import { availableParallelism } from 'node:os'
import { dirname } from 'node:path'
import { readFile, stopIfAborted, type FileToRead, type PathOutcome, type ReadOptions } from '../../ingest/read-path.ts'
import { READ_LIMITS, type ReadLimits } from '../../ingest/limits.ts'
import { isNewsError, NewsError, type ErrorCode } from '../../news/errors.ts'
import type { Outlet } from '../../news/outlet.ts'
import { answerLine, openThreadLine, type LinePort, type ThreadLine } from './thread-line.ts'

/** A page takes some milliseconds, keeping it about half as long: more than four wait for the one that keeps. */
const THREADS_MAX = 4
/** Articles of one answer: as many as are kept at once, and as fit into memory by the hundred files. */
const OUTCOMES_AT_ONCE = 100
/** What reading the live web may take: a page that needs far more is an attack. */
const HEAP_MIN_MEGABYTES = 256
/** A thread holds one file at a time: its text and what was parsed of it, for a list of rows some eight times its bytes. */
const HEAP_PER_BYTE = 12
/** A file that a thread ended over is read once more, by a new one: a thread may end for other reasons. */
const TRIES = 2

const ENTRY = new URL('file-thread.ts', import.meta.url)

/** How many threads read, and by which code; left out: as this machine has room for. */
export type ReaderPool = { readonly threads?: number; readonly entry?: URL }

/** Threads of bounded memory that read files. */
export type FileReaders = {
  /** The articles of a file, in order; its reading begins at once. */
  begin(file: FileToRead): AsyncIterable<PathOutcome>
  close(): Promise<void>
}

/** A thread, and what was asked of it in the order in which it answers. */
type Reader = { readonly line: ThreadLine; readonly asked: FileToRead[] }

/** The articles of a file from one on, at most `OUTCOMES_AT_ONCE`. */
type Question = { readonly file: FileToRead; readonly from: number; readonly limits: Partial<ReadLimits> }

/**
 * Starts the threads. A file that needs more memory than they have is a fault, 'input-too-large'.
 * What they give throws NewsError 'interrupted' (the signal).
 */
export function openFileReaders(
  { outlets, limits = {}, signal }: ReadOptions,
  { threads = Math.min(THREADS_MAX, Math.max(1, availableParallelism() - 1)), entry = ENTRY }: ReaderPool = {},
): FileReaders {
  const data = { outlets: JSON.stringify(outlets), compiled: compiledFolder() }
  const { fileBytes } = { ...READ_LIMITS, ...limits }
  const heapMaxMegabytes = Math.max(HEAP_MIN_MEGABYTES, Math.round((HEAP_PER_BYTE * fileBytes) / 1_000_000))
  const readers = Array.from({ length: threads }, (): Reader => {
    return { line: openThreadLine(entry, data, { heapMaxMegabytes }), asked: [] }
  })
  let isClosed = false

  async function ask({ line, asked }: Reader, file: FileToRead, from: number): Promise<readonly PathOutcome[]> {
    asked.push(file)
    try {
      for (let left = TRIES; left > 0;) {
        try {
          const answer = await line.ask({ file, from, limits } satisfies Question, signal)
          return (answer as readonly PackedOutcome[]).map(unpackOutcome)
        } catch (error) {
          stopIfAborted(signal)
          if (isClosed || !isNewsError(error, 'store-busy')) throw error
          // Files are read one after the other: it ended over the first that is not answered.
          if (asked[0] === file) left -= 1
        }
      }
      return [{ kind: 'fault', path: file.path, error: tooHeavy(file.path, heapMaxMegabytes) }]
    } finally {
      asked.splice(asked.indexOf(file), 1)
    }
  }

  async function* readOn(
    reader: Reader,
    file: FileToRead,
    first: Promise<readonly PathOutcome[]>,
  ): AsyncGenerator<PathOutcome> {
    let given = 0
    for (let part: Promise<readonly PathOutcome[]> | null = first; part !== null;) {
      const outcomes: readonly PathOutcome[] = await part
      given += outcomes.length
      // What comes next is read while this is kept.
      part = outcomes.length < OUTCOMES_AT_ONCE ? null : unheard(ask(reader, file, given))
      yield* outcomes
    }
  }

  return {
    begin(file) {
      const reader = readers.reduce((least, each) => (each.asked.length < least.asked.length ? each : least))
      return readOn(reader, file, unheard(ask(reader, file, 0)))
    },
    async close() {
      isClosed = true
      await Promise.all(readers.map(({ line }) => line.close()))
    },
  }
}

/** Where this program keeps what is compiled, each version of Node in a folder of its own; null where it does not. */
function compiledFolder(): string | null {
  const folder = getCompileCacheDir()
  return folder === undefined ? null : dirname(folder)
}

/** Whoever stops before it is given need not hear how it ended. */
function unheard<Value>(promise: Promise<Value>): Promise<Value> {
  promise.catch(() => undefined)
  return promise
}

const tooHeavy = (path: string, megabytes: number) =>
  new NewsError(
    'input-too-large',
    `${path}: reading it needs more than the ${megabytes} MB that a file may take. Save the article itself, or split the file.`,
  )

/** An outcome as it can pass from one thread to another. */
type PackedOutcome =
  | Extract<PathOutcome, { kind: 'read' }>
  | { readonly kind: 'fault'; readonly path: string; readonly code: ErrorCode; readonly message: string }

function packOutcome(outcome: PathOutcome): PackedOutcome {
  if (outcome.kind === 'read') return outcome
  const { path, error } = outcome
  return { kind: 'fault', path, code: error.code, message: error.message }
}

function unpackOutcome(packed: PackedOutcome): PathOutcome {
  if (packed.kind === 'read') return packed
  return { kind: 'fault', path: packed.path, error: new NewsError(packed.code, packed.message) }
}

/** A file that was read in part. */
type OpenFile = { readonly path: string; readonly rest: AsyncGenerator<PathOutcome>; at: number }

/** The thread's side: one file after the other, so that no more than one is in memory. */
export function serveFiles(port: LinePort, outlets: readonly Outlet[]): void {
  const signal = new AbortController().signal
  let last: Promise<unknown> = Promise.resolve()
  let opened: OpenFile | null = null

  async function read({ file, from, limits }: Question): Promise<readonly PackedOutcome[]> {
    const isNext = opened?.path === file.path && opened.at === from
    const reading: OpenFile =
      isNext && opened !== null ? opened : { path: file.path, rest: readFile(file, { outlets, limits, signal }), at: 0 }
    // Another thread may have ended over a part of the file.
    while (reading.at < from && (await take(reading)) !== null);
    const outcomes: PackedOutcome[] = []
    while (outcomes.length < OUTCOMES_AT_ONCE) {
      const outcome = await take(reading)
      if (outcome === null) break
      outcomes.push(packOutcome(outcome))
    }
    if (outcomes.length === OUTCOMES_AT_ONCE) opened = reading
    else if (isNext) opened = null
    return outcomes
  }

  answerLine(port, (question) => {
    const answer = last.then(() => read(question as Question))
    last = answer.catch(() => undefined)
    return answer
  })
}

async function take(reading: OpenFile): Promise<PathOutcome | null> {
  const { done, value } = await reading.rest.next()
  if (done === true) return null
  reading.at += 1
  return value
}
