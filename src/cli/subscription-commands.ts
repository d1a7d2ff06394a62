import type { Command } from 'commander'
import { addCommand } from './declare.ts'
import type { CliParts, Given } from './parts.ts'

/** What carries them out, loaded when one is given. */
const actions = () => import('./subscription-actions.ts')

/** The commands that list, resume and end what channels follow. */
export function addSubscriptionCommands(program: Command, parts: CliParts): void {
  const subscriptions = addCommand(
    program,
    'subscriptions',
    'which channel follows which story, and which are paused and why',
    'subscriptions',
  )
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
  subscriptions.action(async (given: Given) => (await actions()).listSubscriptions(parts, given))
  addCommand(
    subscriptions,
    'resume <id>',
    'post again where a channel had refused; all: every paused one',
    'subscriptions resume s0123456789abcdef',
  ).action(async (id: string, given: Given) => (await actions()).resumeOne(parts, id, given))
  addCommand(
    subscriptions,
    'remove <id>',
    'end one; it comes back when what standfirst.yaml says of it changes',
    'subscriptions remove s0123456789abcdef',
  ).action(async (id: string, given: Given) => (await actions()).removeOne(parts, id, given))
}
