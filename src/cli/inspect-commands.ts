import type { Command } from 'commander'
import { NewsError } from '../news/errors.ts'
import type { Outlet } from '../news/outlet.ts'
import { inspectDates } from '../pipeline/inspect/inspect-dates.ts'
import { inspectEdits, readVersion } from '../pipeline/inspect/inspect-edits.ts'
import { inspectGroups, inspectOne } from '../pipeline/inspect/inspect-files.ts'
import { answerRows, comparePair, judgeLine, type RowTask } from '../pipeline/inspect/inspect-rows.ts'
import { createStreamTask } from '../pipeline/inspect/inspect-stream.ts'
import { inspectSummary, type SummaryLimit } from '../pipeline/inspect/inspect-summary.ts'
import { readLooseFiles, type LooseFile } from '../pipeline/loose-files.ts'
import {
  addCommand,
  collect,
  countOf,
  escapePaint,
  exampleText,
  FILE_KINDS,
  listOf,
  parseCount,
  placeOf,
  toJson,
  type CliParts,
  type Given,
} from './parts.ts'

/** What a summary is cut to where nothing is said. */
const SUMMARY_WORDS = 150

/** The commands that show what the engine makes of loose files and rows, without a store. */
export function addInspectCommands(program: Command, parts: CliParts): void {
  const inspect = program
    .command('inspect')
    .description('what the engine makes of loose files and rows, without a store')
    .addHelpText('after', exampleText('inspect page saved.html --json'))
  for (const kind of ['page', 'feed'] as const) {
    const summary =
      kind === 'page'
        ? 'one page or text read, of a file or an address: title, byline, date, text, furniture'
        : 'one feed read, of a file or an address: its items'
    addCommand(inspect, `${kind} <file>`, summary, `inspect ${kind} saved.${kind === 'page' ? 'html' : 'xml'} --json`)
      .option('--json', 'print one JSON document (the default)')
      .action(async (file: string, given: Given) => {
        const [outlets, open] = [await parts.loadOutlets(placeOf(given)), () => parts.openFetching(placeOf(given))]
        printJson(parts, await inspectOne(kind, file, outlets, open, parts.signal))
      })
  }
  addRows(
    inspect,
    parts,
    'pairs',
    'do two sentences state the same claim? JSONL {"a","b"} → {"score","same"}',
    comparePair,
  )
  addRows(
    inspect,
    parts,
    'lines',
    'does the evidence support the line? JSONL {"line","evidence":[…]} → {"ok","score","reasons"}',
    judgeLine,
  )
  addCommand(inspect, 'groups <paths...>', 'text groups and origins of loose files', 'inspect groups saved/ --json')
    .option('--json', 'print one JSON document (the default)')
    .action(async (paths: string[], given: Given) => {
      const outlets = await parts.loadOutlets(placeOf(given))
      printJson(parts, inspectGroups(await readFiles(paths, outlets, parts), outlets))
    })
  addSummary(inspect, parts)
  addDates(inspect, parts)
  addRows(
    inspect,
    parts,
    'stream',
    'which story is each article of? JSONL {"id","title","text","publishedAt","lang"} → {"id","story"}',
    createStreamTask(),
  )
  addEdits(inspect, parts)
}

/** How many days are named where nothing is said. */
const DAYS = 10

function addDates(inspect: Command, parts: CliParts): void {
  addCommand(inspect, 'dates <paths...>', 'the days that matter most in dated files', 'inspect dates saved/ --count 10')
    .option('--count <n>', `so many days (default ${DAYS})`, parseCount)
    .option('--json', 'print one JSON document (the default)')
    .action(async (paths: string[], given: Given) => {
      const outlets = await parts.loadOutlets(placeOf(given))
      const files = await readFiles(paths, outlets, parts)
      printJson(parts, inspectDates(files, countOf(given, 'count') ?? DAYS))
    })
}

function addEdits(inspect: Command, parts: CliParts): void {
  addCommand(
    inspect,
    'edits <old> <new>',
    "what an article's edit did, by sentence",
    'inspect edits before.txt after.txt --json',
  )
    .option('--json', 'print one JSON document (the default)')
    .action(async (oldPath: string, newPath: string, given: Given) => {
      const outlets = await parts.loadOutlets(placeOf(given))
      const readOne = async (path: string) => onlyFile(path, await readLooseFiles([path], outlets, parts.signal))
      printJson(parts, inspectEdits(await readVersion(readOne(oldPath)), await readVersion(readOne(newPath))))
    })
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

function addRows(inspect: Command, parts: CliParts, name: string, summary: string, task: RowTask): void {
  addCommand(inspect, name, summary, `inspect ${name} < rows.jsonl`).action(async () => {
    for await (const answer of answerRows(parts.lines, task)) parts.out(`${escapePaint(answer)}\n`)
  })
}

function addSummary(inspect: Command, parts: CliParts): void {
  addCommand(
    inspect,
    'summary <paths...>',
    'a summary of loose files',
    'inspect summary saved/ --words 100 --known yesterday/',
  )
    .option('--words <n>', `at most so many words (default ${SUMMARY_WORDS})`, parseCount)
    .option('--bytes <n>', 'at most so many bytes', parseCount)
    .option('--sentences <n>', 'at most so many sentences', parseCount)
    .option('--known <paths...>', 'what the reader has read', collect)
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], given: Given) => {
      const outlets = await parts.loadOutlets(placeOf(given))
      const known = await readLooseFiles(listOf(given, 'known'), outlets, parts.signal)
      const files = await readFiles(paths, outlets, parts)
      const answer = inspectSummary(files, known, limitOf(given), outlets)
      if (given['json'] === true) printJson(parts, answer)
      else if (answer.text === '') parts.tell(`${nothingTold(known)}\n`)
      else parts.out(`${answer.text}\n`)
    })
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
