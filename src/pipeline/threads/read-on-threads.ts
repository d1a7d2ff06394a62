import { availableParallelism } from 'node:os'
import {
  findFiles,
  readFile,
  stopIfAborted,
  type FileToRead,
  type FoundFile,
  type PathOutcome,
  type ReadOptions,
} from '../../ingest/read-path.ts'
import type { ReadLimits } from '../../ingest/limits.ts'
import { isNewsError, NewsError, type ErrorCode } from '../../news/errors.ts'
import type { Outlet } from '../../news/outlet.ts'
import { answerLine, openThreadLine, type LinePort, type ThreadLine } from './thread-line.ts'

/** Pages read here before a thread is started: starting one takes as long as reading so many. */
const PAGES_BEFORE = 50
/** A page takes some milliseconds, keeping it about half as long: more than four wait for the one that keeps. */
const THREADS_MAX = 4
/** Files asked for ahead of the one that is given next: more than are read while a batch of them is kept. */
const AHEAD = 200
/** What reading the live web may take: a page that needs far more is an attack. */
const HEAP_MAX_MEGABYTES = 256
/** A page that a thread ended over is read once more, by a new one: a thread may end for other reasons. */
const TRIES = 2

const ENTRY = new URL('page-thread.ts', import.meta.url)
const PAGE = /\.html?$/i

/** How many threads read, from which page on, and by which code; left out: as this machine has room for. */
export type ReadingThreads = { readonly pagesBefore?: number; readonly threads?: number; readonly entry?: URL }

/** What a file holds, as soon as it is asked for. */
type Begun = () => AsyncIterable<PathOutcome> | Promise<Iterable<PathOutcome>>

/**
 * The same as `readPath`, in the same order. Of many pages, all but the first are read by threads of bounded memory; a page
 * that needs more is a fault, 'input-too-large', and stops no other.
 */
export async function* readOnThreads(
  paths: readonly string[],
  options: ReadOptions,
  { pagesBefore = PAGES_BEFORE, ...pool }: ReadingThreads = {},
): AsyncGenerator<PathOutcome> {
  const begun: Begun[] = []
  let readers: PageReaders | null = null
  let pages = 0
  try {
    for await (const found of findFiles(paths, options)) {
      const isPage = found.kind === 'file' && PAGE.test(found.path)
      pages += isPage ? 1 : 0
      if (pages > pagesBefore) readers ??= openReaders(options, pool)
      begun.push(begin(found, isPage ? readers : null, options))
      while (begun.length > (readers === null ? 0 : AHEAD)) yield* await give(begun, options.signal)
    }
    while (begun.length > 0) yield* await give(begun, options.signal)
  } finally {
    await readers?.close()
  }
}

function begin(found: FoundFile, readers: PageReaders | null, options: ReadOptions): Begun {
  if (found.kind === 'fault') return async () => [found]
  if (readers === null) return () => readFile(found, options)
  const read = readers.read(found)
  // Whoever stops before it is given need not hear how it ended.
  read.catch(() => undefined)
  return () => read
}

async function give(begun: Begun[], signal: AbortSignal): Promise<AsyncIterable<PathOutcome> | Iterable<PathOutcome>> {
  stopIfAborted(signal)
  try {
    return (await begun.shift()?.()) ?? []
  } catch (error) {
    stopIfAborted(signal)
    throw error
  }
}

type PageReaders = {
  read(file: FileToRead): Promise<readonly PathOutcome[]>
  close(): Promise<void>
}

/** A thread, and what was asked of it in the order in which it answers. */
type Reader = { readonly line: ThreadLine; readonly asked: FileToRead[] }

function openReaders(
  { outlets, limits = {}, signal }: ReadOptions,
  { threads = Math.min(THREADS_MAX, Math.max(1, availableParallelism() - 1)), entry = ENTRY }: ReadingThreads,
): PageReaders {
  const data = { outlets: JSON.stringify(outlets) }
  const readers = Array.from({ length: threads }, (): Reader => {
    return { line: openThreadLine(entry, data, { heapMaxMegabytes: HEAP_MAX_MEGABYTES }), asked: [] }
  })
  let isClosed = false

  async function ask({ line, asked }: Reader, file: FileToRead): Promise<readonly PathOutcome[]> {
    for (let left = TRIES; left > 0;) {
      try {
        const answer = await line.ask({ file, limits } satisfies Question, signal)
        return (answer as readonly PackedOutcome[]).map(unpackOutcome)
      } catch (error) {
        if (isClosed || !isNewsError(error, 'store-busy')) throw error
        // Files are read one after the other: it ended over the first that is not answered.
        if (asked[0] === file) left -= 1
      }
    }
    return [{ kind: 'fault', path: file.path, error: tooHeavy(file.path) }]
  }

  return {
    async read(file) {
      const reader = readers.reduce((least, each) => (each.asked.length < least.asked.length ? each : least))
      reader.asked.push(file)
      try {
        return await ask(reader, file)
      } finally {
        reader.asked.splice(reader.asked.indexOf(file), 1)
      }
    },
    async close() {
      isClosed = true
      await Promise.all(readers.map(({ line }) => line.close()))
    },
  }
}

const tooHeavy = (path: string) =>
  new NewsError(
    'input-too-large',
    `${path}: reading it needs more than the ${HEAP_MAX_MEGABYTES} MB that a page may take. Save the article itself.`,
  )

type Question = { readonly file: FileToRead; readonly limits: Partial<ReadLimits> }

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

/** The thread's side: one file after the other, so that no more than one is in memory. */
export function servePages(port: LinePort, outlets: readonly Outlet[]): void {
  const signal = new AbortController().signal
  let last: Promise<unknown> = Promise.resolve()
  answerLine(port, (question) => {
    const { file, limits } = question as Question
    const answer = last.then(async () =>
      (await Array.fromAsync(readFile(file, { outlets, limits, signal }))).map(packOutcome),
    )
    last = answer.catch(() => undefined)
    return answer
  })
}
