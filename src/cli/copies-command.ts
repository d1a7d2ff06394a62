import type { Command } from 'commander'
import { addCommand } from './declare.ts'
import type { CliParts, Given } from './parts.ts'

/** `inspect copies`: the one inspection that looks into the store. */
export function addCopies(inspect: Command, parts: CliParts): void {
  addCommand(
    inspect,
    'copies <what>',
    'which stored articles are copies of a file, of a page or of an article',
    'inspect copies saved.html --json',
  )
    .option('--json', 'print one JSON document')
    .action(async (what: string, given: Given) => (await import('./print-copies.ts')).printCopies(parts, what, given))
}
