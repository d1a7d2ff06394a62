import { NewsError } from '../news/errors.ts'
import type { Outlet } from '../news/outlet.ts'
import { inspectDates } from '../pipeline/inspect/inspect-dates.ts'
import { inspectEdits, readVersion } from '../pipeline/inspect/inspect-edits.ts'
import { inspectGroups, inspectOne } from '../pipeline/inspect/inspect-files.ts'
import { answerRows, comparePair, judgeLine, type RowTask } from '../pipeline/inspect/inspect-rows.ts'
import { createStreamTask } from '../pipeline/inspect/inspect-stream.ts'
import { inspectSummary, type SummaryLimit } from '../pipeline/inspect/inspect-summary.ts'
import { readLooseFiles, type LooseFile } from '../pipeline/loose-files.ts'
import { FILE_KINDS } from './declare.ts'
import { NAMED_DAYS, SUMMARY_WORDS } from './defaults.ts'
import { countOf, escapePaint, listOf, placeOf, toJson, type CliParts, type Given } from './parts.ts'

/** Prints what one page or feed is read as. */
export async function printOne(parts: CliParts, kind: 'page' | 'feed', file: string, given: Given): Promise<void> {
  const [outlets, open] = [await parts.loadOutlets(placeOf(given)), () => parts.openFetching(placeOf(given))]
  printJson(parts, await inspectOne(kind, file, outlets, open, parts.signal))
}

/** Prints the groups and origins of files. */
export async function printGroups(parts: CliParts, paths: readonly string[], given: Given): Promise<void> {
  const outlets = await parts.loadOutlets(placeOf(given))
  printJson(parts, inspectGroups(await readFiles(paths, outlets, parts), outlets))
}

/** Prints the days that matter most in files. */
export async function printDates(parts: CliParts, paths: readonly string[], given: Given): Promise<void> {
  const outlets = await parts.loadOutlets(placeOf(given))
  const files = await readFiles(paths, outlets, parts)
  printJson(parts, inspectDates(files, countOf(given, 'count') ?? NAMED_DAYS))
}

/** Prints what an edit did. */
export async function printEdits(parts: CliParts, older: string, newer: string, given: Given): Promise<void> {
  const outlets = await parts.loadOutlets(placeOf(given))
  const readOne = async (path: string) => onlyFile(path, await readLooseFiles([path], outlets, parts.signal))
  printJson(parts, inspectEdits(await readVersion(readOne(older)), await readVersion(readOne(newer))))
}

/** Prints a summary of files. */
export async function printSummary(parts: CliParts, paths: readonly string[], given: Given): Promise<void> {
  const outlets = await parts.loadOutlets(placeOf(given))
  const known = await readLooseFiles(listOf(given, 'known'), outlets, parts.signal)
  const files = await readFiles(paths, outlets, parts)
  const answer = inspectSummary(files, known, limitOf(given), outlets)
  if (given['json'] === true) printJson(parts, answer)
  else if (answer.text === '') parts.tell(`${nothingTold(known)}\n`)
  else parts.out(`${answer.text}\n`)
}

const ROW_TASKS: Readonly<Record<'pairs' | 'lines' | 'stream', () => RowTask>> = {
  pairs: () => comparePair,
  lines: () => judgeLine,
  stream: createStreamTask,
}

/** Prints an answer to each row of standard input. */
export async function printRows(parts: CliParts, task: keyof typeof ROW_TASKS): Promise<void> {
  for await (const answer of answerRows(parts.lines, ROW_TASKS[task]())) parts.out(`${escapePaint(answer)}\n`)
}

/** The files of the paths, at least one. */
async function readFiles(
  paths: readonly string[],
  outlets: readonly Outlet[],
  { signal }: CliParts,
): Promise<readonly LooseFile[]> {
  const files = await readLooseFiles(paths, outlets, signal)
  if (files.length > 0) return files
  throw new NewsError(
    'input-empty',
    `${paths.join(', ')}: there is nothing to read. Of a folder these are read: ${FILE_KINDS}`,
  )
}

function onlyFile(path: string, files: readonly LooseFile[]): LooseFile {
  const [file] = files
  if (file === undefined || files.length > 1)
    throw new NewsError('usage', `${path} holds ${files.length} articles: give one file with one article.`)
  return file
}

const nothingTold = (known: readonly LooseFile[]): string =>
  known.length === 0
    ? 'standfirst: no sentence of them fits what was asked for.'
    : 'standfirst: they tell nothing that is not known, or no sentence of it fits.'

function limitOf(given: Given): SummaryLimit {
  const asked = (['words', 'bytes', 'sentences'] as const).flatMap((unit) => {
    const most = countOf(given, unit)
    return most === null ? [] : [{ unit, most }]
  })
  if (asked.length > 1) throw new NewsError('usage', 'give one of --words, --bytes and --sentences.')
  return asked[0] ?? { unit: 'words', most: SUMMARY_WORDS }
}

function printJson(parts: CliParts, answer: unknown): void {
  parts.out(toJson(answer))
}
