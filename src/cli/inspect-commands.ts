import type { Command } from 'commander'
import { addCopies } from './copies-command.ts'
import { NAMED_DAYS, SUMMARY_WORDS } from './defaults.ts'
import { addCommand, collect, exampleText, parseCount } from './declare.ts'
import type { CliParts, Given } from './parts.ts'

/** What carries them out, loaded when one is given. */
const actions = () => import('./inspect-actions.ts')

/** The commands that show what the engine makes of loose files and rows; only copies are looked for in a store. */
export function addInspectCommands(program: Command, parts: CliParts): void {
  const inspect = program
    .command('inspect')
    .description('what the engine makes of loose files and rows; copies alone looks into the store')
    .addHelpText('after', exampleText('inspect page saved.html --json'))
  for (const kind of ['page', 'feed'] as const) {
    const summary =
      kind === 'page'
        ? 'one page or text read, of a file or an address: title, byline, date, text, furniture'
        : 'one feed read, of a file or an address: its items'
    addCommand(inspect, `${kind} <file>`, summary, `inspect ${kind} saved.${kind === 'page' ? 'html' : 'xml'} --json`)
      .option('--json', 'print one JSON document (the default)')
      .action(async (file: string, given: Given) => (await actions()).printOne(parts, kind, file, given))
  }
  addRows(inspect, parts, 'pairs', 'do two sentences state the same claim? JSONL {"a","b"} → {"score","same"}')
  addRows(
    inspect,
    parts,
    'lines',
    'does the evidence support the line? JSONL {"line","evidence":[…]} → {"ok","score","reasons"}',
  )
  addCommand(inspect, 'groups <paths...>', 'text groups and origins of loose files', 'inspect groups saved/ --json')
    .option('--json', 'print one JSON document (the default)')
    .action(async (paths: string[], given: Given) => (await actions()).printGroups(parts, paths, given))
  addSummary(inspect, parts)
  addDates(inspect, parts)
  addRows(
    inspect,
    parts,
    'stream',
    'which story is each article of? JSONL {"id","title","text","publishedAt","lang"} → {"id","story"}',
  )
  addEdits(inspect, parts)
  addCopies(inspect, parts)
}

function addDates(inspect: Command, parts: CliParts): void {
  addCommand(inspect, 'dates <paths...>', 'the days that matter most in dated files', 'inspect dates saved/ --count 10')
    .option('--count <n>', `so many days (default ${NAMED_DAYS})`, parseCount)
    .option('--json', 'print one JSON document (the default)')
    .action(async (paths: string[], given: Given) => (await actions()).printDates(parts, paths, given))
}

function addEdits(inspect: Command, parts: CliParts): void {
  addCommand(
    inspect,
    'edits <old> <new>',
    "what an article's edit did, by sentence",
    'inspect edits before.txt after.txt --json',
  )
    .option('--json', 'print one JSON document (the default)')
    .action(async (older: string, newer: string, given: Given) =>
      (await actions()).printEdits(parts, older, newer, given),
    )
}

function addRows(inspect: Command, parts: CliParts, name: 'pairs' | 'lines' | 'stream', summary: string): void {
  addCommand(inspect, name, summary, `inspect ${name} < rows.jsonl`).action(async () =>
    (await actions()).printRows(parts, name),
  )
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
    .action(async (paths: string[], given: Given) => (await actions()).printSummary(parts, paths, given))
}
