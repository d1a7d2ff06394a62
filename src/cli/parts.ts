import { toMarkdown } from '../commands/markdown.ts'
import { parseAsOf } from '../commands/parse-since.ts'
import { isNewsError, NewsError } from '../news/errors.ts'
import { LANGS, type ChatMessage, type Lang } from '../news/message.ts'
import type { Outlet } from '../news/outlet.ts'
import type { CheckUp } from '../pipeline/check-up.ts'
import type { DemoStep } from '../pipeline/demo.ts'
import type { Desk } from '../pipeline/desk.ts'
import type { PageFetching } from '../pipeline/inspect/inspect-files.ts'

/** How far a backup is: a share from 0 to 1, then the copy is checked. */
export type BackupProgress = { readonly share: number } | 'checking'

/** Where a store is, and the steps that brought its tables up to date just now. */
export type Migrated = { readonly place: string; readonly steps: readonly string[] }

/** Deliveries that are looked for before they are posted, and replicas that were at work on the store just now. */
export type Restored = { readonly doubted: number; readonly atWork: number }

/** Where the program's parts are, by the options every command takes. Null: the environment's, or the default. */
export type Place = { readonly db: string | null; readonly config: string | null }

/** What main hands to the command line. */
export type CliParts = {
  /**
   * Opens store and configuration, and brings the stories up to date. Throws NewsError 'store-unreadable' where the store
   * `mustExist` and there is none: then none is made.
   */
  openDesk(place: Place, mustExist: boolean): Promise<Desk>
  /** The outlet book alone: for commands that need no store. */
  loadOutlets(place: Place): Promise<readonly Outlet[]>
  /** What fetches an address, for commands that need no store. */
  openFetching(place: Place): Promise<PageFetching>
  /** Brings the store's tables up to date. */
  migrate(place: Place): Promise<Migrated>
  /** Copies one store into another, empty one, each as the options name it; null stands for the configured store. */
  copyStore(
    place: Place,
    ends: { readonly from: string | null; readonly to: string | null },
    onCopied: (copied: { readonly table: string; readonly rows: number; readonly checksum: string }) => void,
  ): Promise<void>
  /** Copies the store to a new file; its bytes. */
  backUp(place: Place, file: string, onProgress: (progress: BackupProgress) => void): Promise<number>
  /** What the store owes may have been posted: it is looked for first. */
  doubtOwed(place: Place): Promise<Restored>
  runBot(place: Place): Promise<void>
  checkUp(place: Place): Promise<CheckUp>
  /** Only whether the bot that runs with this configuration says that it is well. */
  checkRunning(place: Place): Promise<CheckUp>
  playDemo(place: Place): AsyncGenerator<DemoStep>
  /** A message as this terminal shows it. */
  show(message: ChatMessage): string
  /** Standard output. */
  out(text: string): void
  /** Standard error: progress and faults. */
  tell(text: string): void
  /** The lines of standard input. */
  readonly lines: AsyncIterable<string>
  readonly signal: AbortSignal
  readonly version: string
}

/** Options as commander hands them over. */
export type Given = Readonly<Record<string, unknown>>

/** Marks that move a terminal's cursor, colour or direction of writing, and that JSON lets stand. */
const PAINT = /[\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu

/** JSON in which what would paint on a terminal is written as an escape: the same to whoever parses it. */
export function escapePaint(json: string): string {
  return json.replace(PAINT, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** One JSON document. */
export const toJson = (answer: unknown): string => `${escapePaint(JSON.stringify(answer, null, 2))}\n`

/** How an answer is printed: `--json` one document, `--markdown`, else as the terminal shows it. */
export function printAnswer(parts: CliParts, given: Given, answer: unknown, message: () => ChatMessage): void {
  if (given['json'] === true) parts.out(toJson(answer))
  else parts.out(given['markdown'] === true ? toMarkdown(message()) : parts.show(message()))
}

/** The text of an option, or null where it was not given. */
export function textOf(given: Given, name: string): string | null {
  const value = given[name]
  return typeof value === 'string' ? value : null
}

export function countOf(given: Given, name: string): number | null {
  const value = given[name]
  return typeof value === 'number' ? value : null
}

export function listOf(given: Given, name: string): readonly string[] {
  const value = given[name]
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : []
}

export function placeOf(given: Given): Place {
  return { db: textOf(given, 'db'), config: textOf(given, 'config') }
}

/** Opens the desk of a store that is there already, for one task, and closes it whatever happens. */
export function atDesk<Result>(parts: CliParts, given: Given, task: (desk: Desk) => Promise<Result>): Promise<Result> {
  return withDesk(parts, given, true, task)
}

/** The same for tasks that fill a store: where there is none, one is made. */
export function atNewDesk<Result>(
  parts: CliParts,
  given: Given,
  task: (desk: Desk) => Promise<Result>,
): Promise<Result> {
  return withDesk(parts, given, false, task)
}

async function withDesk<Result>(
  parts: CliParts,
  given: Given,
  mustExist: boolean,
  task: (desk: Desk) => Promise<Result>,
): Promise<Result> {
  const desk = await parts.openDesk(placeOf(given), mustExist)
  try {
    return await task(desk)
  } finally {
    await desk.close()
  }
}

export function langOf(given: Given, desk: Desk): Lang {
  return LANGS.find((lang) => lang === given['lang']) ?? desk.lang
}

/** The moment a question is asked of: `--as-of`, or now. */
export function momentOf(given: Given, desk: Desk): Temporal.Instant {
  const text = textOf(given, 'asOf')
  const now = desk.clock.now()
  return text === null ? now : asOption(() => parseAsOf(text, { now, zone: desk.zone, lang: langOf(given, desk) }))
}

/** A time that cannot be read is a wrong command line, as any other option's value. */
export function asOption<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw isNewsError(error, 'time-invalid') ? new NewsError('usage', error.message, { cause: error }) : error
  }
}
