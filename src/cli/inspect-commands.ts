import type { Command } from 'commander'
import { NewsError } from '../news/errors.ts'
import { inspectFile, inspectGroups, inspectSummary, type SummaryLimit } from '../pipeline/inspect-files.ts'
import { answerRows, comparePair, judgeLine, type RowTask } from '../pipeline/inspect-rows.ts'
import { readLooseFiles } from '../pipeline/loose-files.ts'
import {
  addCommand,
  collect,
  countOf,
  exampleText,
  listOf,
  parseCount,
  placeOf,
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
        ? 'one page or text file read: title, byline, date, text, furniture'
        : 'one feed file read: its items'
    addCommand(inspect, `${kind} <file>`, summary, `inspect ${kind} saved.${kind === 'page' ? 'html' : 'xml'} --json`)
      .option('--json', 'print one JSON document (the default)')
      .action(async (file: string, given: Given) =>
        printJson(parts, await inspectFile(kind, file, await parts.loadOutlets(placeOf(given)))),
      )
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
      printJson(parts, inspectGroups(await readLooseFiles(paths, outlets, parts.signal), outlets))
    })
  addSummary(inspect, parts)
}

function addRows(inspect: Command, parts: CliParts, name: string, summary: string, task: RowTask): void {
  addCommand(inspect, name, summary, `inspect ${name} < rows.jsonl`).action(async () => {
    for await (const answer of answerRows(parts.lines, task)) parts.out(`${answer}\n`)
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
    .option('--known <path>', 'what the reader has read; may be given again', collect)
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], given: Given) => {
      const outlets = await parts.loadOutlets(placeOf(given))
      const known = await readLooseFiles(listOf(given, 'known'), outlets, parts.signal)
      const files = await readLooseFiles(paths, outlets, parts.signal)
      const answer = inspectSummary(files, known, limitOf(given), outlets)
      if (given['json'] === true) printJson(parts, answer)
      else parts.out(`${answer.text}\n`)
    })
}

function limitOf(given: Given): SummaryLimit {
  const asked = (['words', 'bytes', 'sentences'] as const).flatMap((unit) => {
    const most = countOf(given, unit)
    return most === null ? [] : [{ unit, most }]
  })
  if (asked.length > 1) throw new NewsError('usage', 'give one of --words, --bytes and --sentences.')
  return asked[0] ?? { unit: 'words', most: SUMMARY_WORDS }
}

function printJson(parts: CliParts, answer: unknown): void {
  parts.out(`${JSON.stringify(answer, null, 2)}\n`)
}
