import type { Command } from 'commander'
import { addCommand } from './declare.ts'
import { LISTED_DAYS } from './defaults.ts'
import type { CliParts, Given } from './parts.ts'

/** What carries them out, loaded when one is given. */
const actions = () => import('./delivery-actions.ts')

/** The commands that list what was posted, and take a digest back. */
export function addDeliveryCommands(program: Command, parts: CliParts): void {
  const deliveries = addCommand(
    program,
    'deliveries',
    `what was posted, is planned or failed in the last ${LISTED_DAYS} days, and why`,
    'deliveries',
  )
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
  deliveries.action(async (given: Given) => (await actions()).listDeliveries(parts, given))
  addCommand(
    deliveries,
    'retract <id>',
    'withdraw a posted digest: it is replaced with your reason',
    'deliveries retract d0123456789abcdef --because "It mixed up two cities."',
  )
    .requiredOption('--because <text>', 'the reason, as the channel reads it')
    .action(async (id: string, given: Given) => (await actions()).retractOne(parts, id, given))
}
