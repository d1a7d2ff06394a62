import type { Command } from 'commander'
import { addCommand, FILE_KINDS } from './declare.ts'
import type { CliParts, Given } from './parts.ts'

/** The command that takes files, pages and feeds into the store. */
export function addIngest(program: Command, parts: CliParts): void {
  addCommand(
    program,
    'ingest <paths...>',
    `files and folders (${FILE_KINDS}), and addresses of pages and feeds, into the store`,
    'ingest saved/ --seen-at 2026-01-08T09:00',
  )
    .option('--story <id>', 'put every article into this story, whatever it matches')
    .option('--seen-at <time>', 'as if they had been seen then')
    .option('--as <url>', 'the address that one file or page is a copy of')
    .option('--json', 'print one JSON document')
    .action(async (paths: string[], given: Given) => (await import('./run-ingest.ts')).runIngest(parts, paths, given))
}
