import { promises as files } from 'node:fs'
import { join } from 'node:path'
import type { ArticleReading } from '../news/article.ts'
import { isNewsError, NewsError } from '../news/errors.ts'
import type { Outlet } from '../news/outlet.ts'
import { canonicalUrl } from './canonical-url.ts'
import { READ_LIMITS, type ReadLimits } from './limits.ts'
import { readBytes } from './read-bytes.ts'

export type PathOutcome =
  | {
      readonly kind: 'read'
      readonly reading: ArticleReading
      /** Where the article was seen: the feed or row file that lists it, or the path that was asked for. */
      readonly source: string
      /** When a row says it was seen; null: now. */
      readonly seenAt: Temporal.Instant | null
    }
  | { readonly kind: 'fault'; readonly path: string; readonly error: NewsError }

export type ReadOptions = {
  readonly outlets: readonly Outlet[]
  readonly limits?: Partial<ReadLimits>
  /** The address that the one file given is a copy of. */
  readonly as?: string
  readonly signal: AbortSignal
}

const ENDINGS = /\.(?:txt|md|html?|xml|jsonl?)$/i

/** A file that is to be read. */
export type FileToRead = {
  readonly kind: 'file'
  readonly path: string
  /** Its size, when it was found. */
  readonly bytes: number
  /** The path that was asked for: the file itself, or a folder around it. */
  readonly asked: string
  /** What it is a copy of. */
  readonly url: string | null
}
export type FoundFile = FileToRead | Extract<PathOutcome, { kind: 'fault' }>

/**
 * The articles of files and folders, in the order of the paths given; folders in the order of names. A file that cannot
 * be read is a fault and stops no other. In folders, files of other kinds are passed over; a file given by name is read
 * whatever it is called. Throws only NewsError 'interrupted' (the signal) and 'usage' (an impossible `as`).
 */
export async function* readPath(paths: readonly string[], options: ReadOptions): AsyncGenerator<PathOutcome> {
  for await (const found of findFiles(paths, options)) {
    if (found.kind === 'fault') yield found
    else yield* readFile(found, options)
  }
}

/** The files that `readPath` reads, in its order; throws what it throws. */
export async function* findFiles(paths: readonly string[], options: ReadOptions): AsyncGenerator<FoundFile> {
  const limits = { ...READ_LIMITS, ...options.limits }
  const url = copyAddress(paths, options.as)
  const walk: Walk = { limits, signal: options.signal, entries: 0, visited: new Set() }
  for (const asked of paths) {
    for await (const found of walkPath(asked, 0, walk)) {
      stopIfAborted(options.signal)
      yield found.kind === 'fault' ? found : { ...found, asked, url }
    }
  }
}

function copyAddress(paths: readonly string[], as: string | undefined): string | null {
  if (as === undefined) return null
  if (paths.length !== 1)
    throw new NewsError('usage', 'An address for a copy goes with exactly one file: give one path.')
  const url = canonicalUrl(as)
  if (url === null)
    throw new NewsError('usage', `"${as}" is not an http or https address. Give the page's own address.`)
  return url
}

/** The articles of a file; throws nothing. */
export async function* readFile({ path, asked, url }: FileToRead, options: ReadOptions): AsyncGenerator<PathOutcome> {
  const limits = { ...READ_LIMITS, ...options.limits }
  let bytes: Uint8Array
  try {
    bytes = await readFileBytes(path, limits.fileBytes)
  } catch (cause) {
    yield faultOf(path, cause)
    return
  }
  const outcomes = readBytes(bytes, { input: path, url, outlets: options.outlets, itemsMax: limits.items })
  for (const outcome of outcomes) {
    if (outcome.kind === 'fault') yield { kind: 'fault', path, error: outcome.error }
    else yield { ...outcome, source: outcome.reading.input === path ? asked : path }
  }
}

/**
 * The bytes of a regular file.
 * Throws NewsError: 'input-too-large' (checked before anything is read), 'input-unreadable'.
 */
export async function readFileBytes(path: string, bytesMax: number = READ_LIMITS.fileBytes): Promise<Uint8Array> {
  const file = await files.open(path).catch((cause: unknown) => {
    throw unreadable(path, cause)
  })
  try {
    const { size } = await file.stat()
    if (size > bytesMax) {
      throw new NewsError(
        'input-too-large',
        `${path}: ${megabytes(size)} is more than the ${megabytes(bytesMax)} that are read. Split the file.`,
      )
    }
    return await file.readFile()
  } catch (cause) {
    throw isNewsError(cause) ? cause : unreadable(path, cause)
  } finally {
    await file.close()
  }
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`

type Walk = {
  readonly limits: ReadLimits
  readonly signal: AbortSignal
  readonly visited: Set<string>
  entries: number
}
type Found =
  { readonly kind: 'file'; readonly path: string; readonly bytes: number } | Extract<PathOutcome, { kind: 'fault' }>

async function* walkPath(path: string, depth: number, walk: Walk): AsyncGenerator<Found> {
  stopIfAborted(walk.signal)
  walk.entries += 1
  if (walk.entries > walk.limits.entries) {
    if (walk.entries === walk.limits.entries + 1) yield tooMany(path, walk.limits.entries)
    return
  }
  let names: string[]
  try {
    const info = await files.stat(path)
    if (info.isFile()) {
      if (depth === 0 || ENDINGS.test(path)) yield { kind: 'file', path, bytes: info.size }
      return
    }
    if (!info.isDirectory()) {
      // In a folder, sockets and devices are none of ours; one given by name is told about.
      if (depth === 0)
        yield faultOf(
          path,
          new NewsError(
            'input-unreadable',
            `${path}: neither a file nor a folder. Give a saved article, a feed or a folder.`,
          ),
        )
      return
    }
    // A link that leads back into a folder already walked ends here.
    const real = await files.realpath(path)
    if (walk.visited.has(real)) return
    walk.visited.add(real)
    names = await listFolder(path, walk.limits.entries)
  } catch (cause) {
    yield faultOf(path, cause)
    return
  }
  if (depth >= walk.limits.folderDepth) {
    yield faultOf(
      path,
      new NewsError(
        'input-unreadable',
        `${path}: more than ${walk.limits.folderDepth} folders deep; what is in it was left out. Give the path itself.`,
      ),
    )
    return
  }
  for (const name of names) yield* walkPath(join(path, name), depth + 1, walk)
}

/** Names in a fixed order, whatever the file system's; hidden files are passed over. */
async function listFolder(path: string, namesMax: number): Promise<string[]> {
  const names: string[] = []
  for await (const entry of await files.opendir(path)) {
    if (entry.name.startsWith('.')) continue
    if (entry.isFile() && !ENDINGS.test(entry.name)) continue
    names.push(entry.name)
    if (names.length > namesMax) break
  }
  return names.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

function tooMany(path: string, entriesMax: number): Found {
  const error = new NewsError(
    'input-too-large',
    `${path}: more than ${entriesMax} files and folders; the rest was left out. Give smaller folders.`,
  )
  return { kind: 'fault', path, error }
}

function faultOf(path: string, cause: unknown): Extract<PathOutcome, { kind: 'fault' }> {
  return { kind: 'fault', path, error: isNewsError(cause) ? cause : unreadable(path, cause) }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file. Check the path.',
  EACCES: 'no permission to read it. Grant it, or run as a user who has it.',
  EPERM: 'no permission to read it. Grant it, or run as a user who has it.',
  ELOOP: 'its links lead in a circle. Remove the link.',
  EISDIR: 'it is a folder. Give the folder as a path.',
  ENAMETOOLONG: 'its name is too long. Rename it.',
}

function unreadable(path: string, cause: unknown): NewsError {
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'unknown fault'
  return new NewsError(
    'input-unreadable',
    `${path}: ${REASONS[code] ?? `it cannot be read (${code}). Check the disk.`}`,
    { cause },
  )
}

/** Throws NewsError 'interrupted' once the signal asks for it. */
export function stopIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new NewsError('interrupted', 'Stopped while reading files; what was read before is kept.')
}
