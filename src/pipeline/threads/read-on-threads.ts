import {
  findFiles,
  readFile,
  stopIfAborted,
  type FoundFile,
  type PathOutcome,
  type ReadOptions,
} from '../../ingest/read-path.ts'
import { openFileReaders, type FileReaders, type ReaderPool } from './file-readers.ts'

/** Pages read here before a thread is started: starting one takes as long as reading so many. */
const PAGES_BEFORE = 50
/** A list of rows or a feed of more is read by a thread: that takes longer than starting one. */
const LONG_BYTES = 500_000
/** Files asked for ahead of the one that is given next: more than are read while a batch of them is kept. */
const AHEAD = 200

const PAGE = /\.html?$/i

/** From which page and from how many bytes on threads read; left out: as it pays. */
export type ReadingThreads = ReaderPool & { readonly pagesBefore?: number; readonly longBytes?: number }

/** What a file holds, as soon as it is asked for. */
type Begun = () => AsyncIterable<PathOutcome> | Iterable<PathOutcome>

/**
 * The same as `readPath`, in the same order. Of many pages all but the first, and long files, are read by threads of bounded
 * memory, ahead of who takes them; a file that needs more memory is a fault, 'input-too-large', and stops no other.
 */
export async function* readOnThreads(
  paths: readonly string[],
  options: ReadOptions,
  { pagesBefore = PAGES_BEFORE, longBytes = LONG_BYTES, ...pool }: ReadingThreads = {},
): AsyncGenerator<PathOutcome> {
  const begun: Begun[] = []
  let readers: FileReaders | null = null
  let pages = 0
  try {
    for await (const found of findFiles(paths, options)) {
      const form = formOf(found, longBytes)
      pages += form === 'page' ? 1 : 0
      if (pages > pagesBefore || form === 'long') readers ??= openFileReaders(options, pool)
      begun.push(begin(found, form === 'short' ? null : readers, options, form))
      while (begun.length > (readers === null ? 0 : AHEAD)) yield* give(begun, options.signal)
    }
    while (begun.length > 0) yield* give(begun, options.signal)
  } finally {
    await readers?.close()
  }
}

type Form = 'page' | 'long' | 'short'

function formOf(found: FoundFile, longBytes: number): Form {
  if (found.kind === 'fault') return 'short'
  if (PAGE.test(found.path)) return 'page'
  return found.bytes > longBytes ? 'long' : 'short'
}

function begin(found: FoundFile, readers: FileReaders | null, options: ReadOptions, form: Form): Begun {
  if (found.kind === 'fault') return () => [found]
  if (readers === null) return () => readFile(found, options)
  // A thread holds the whole of a long file until all of it was taken: one at a time, when it is its turn.
  if (form === 'long') return () => readers.begin(found)
  const read = readers.begin(found)
  return () => read
}

function give(begun: Begun[], signal: AbortSignal): AsyncIterable<PathOutcome> | Iterable<PathOutcome> {
  stopIfAborted(signal)
  return begun.shift()?.() ?? []
}
