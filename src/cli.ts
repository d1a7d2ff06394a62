import { Command, CommanderError } from 'commander'
import { faultLine } from './cli/fault-line.ts'
import { addBackup } from './cli/backup-command.ts'
import { addDeliveryCommands } from './cli/delivery-commands.ts'
import { addFeedCommands } from './cli/feed-commands.ts'
import { addInspectCommands } from './cli/inspect-commands.ts'
import { addCommand, addPlace, inheritPlace, usageFault } from './cli/declare.ts'
import { placeOf, toJson, type CliParts, type Given } from './cli/parts.ts'
import { addStoreCommands } from './cli/store-commands.ts'
import { addStoryCommands } from './cli/story-commands.ts'
import { addSubscriptionCommands } from './cli/subscription-commands.ts'
import { isNewsError } from './news/errors.ts'

const EXIT = { done: 0, failed: 1, usage: 2 } as const

/**
 * Runs one command of the program and gives its exit code: 0 done, 1 it failed (one line on standard error says what
 * happened, to what, and what to do), 2 the command line is wrong.
 */
export async function runCommandLine(args: readonly string[], parts: CliParts): Promise<number> {
  const program = buildProgram(parts)
  try {
    await program.parseAsync([...args], { from: 'user' })
    return EXIT.done
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage
    parts.tell(`standfirst: ${faultLine(error)}\n`)
    return isNewsError(error, 'usage') ? EXIT.usage : EXIT.failed
  }
}

function buildProgram(parts: CliParts): Command {
  const program = new Command('standfirst')
    .description('News briefs in which every line is checked against the sources it cites.')
    .version(parts.version)
    .exitOverride()
    .configureOutput({
      writeOut: parts.out,
      writeErr: parts.tell,
      outputError: (text, write) => write(usageFault(text, '--help')),
    })
    .showSuggestionAfterError()
    .enablePositionalOptions()
    .hook('preAction', (_program, command) => inheritPlace(command))
    .addHelpText('after', '\nStart with:\n  npm run demo\n  standfirst ingest PATH\n  standfirst brief trump-petro')
  addPlace(program)
  addCommand(
    program,
    'demo',
    'a fresh store, the bundled samples arriving in order, the brief and what changed',
    'demo',
  ).action((given: Given) => runDemo(parts, given))
  addStoryCommands(program, parts)
  addStoreCommands(program, parts)
  addBackup(program, parts)
  addFeedCommands(program, parts)
  addSubscriptionCommands(program, parts)
  addDeliveryCommands(program, parts)
  addCommand(program, 'run', 'the bot: matches what comes in, briefs, posts on schedule', 'run').action(
    (given: Given) => parts.runBot(placeOf(given)),
  )
  addCommand(program, 'doctor', 'checks store, configuration and tokens, and says how to mend each fault', 'doctor')
    .option('--running', 'only ask the bot that runs here whether it is well, as a container’s health check does')
    .option('--json', 'print one JSON document')
    .action((given: Given) => runDoctor(parts, given))
  addInspectCommands(program, parts)
  return program
}

const DEMO_NEXT =
  'With your own articles:\n  standfirst ingest PATH\n  standfirst stories add ID --query WORDS\n  standfirst brief ID\n'
const DEMO_GONE = `The demo's store was in memory and is gone. ${DEMO_NEXT}`

async function runDemo(parts: CliParts, given: Given): Promise<void> {
  for await (const { arrived, message } of parts.playDemo(placeOf(given))) {
    for (const arrival of arrived) parts.out(parts.show(arrival))
    parts.out(`\n${parts.show(message)}\n`)
  }
  parts.out(placeOf(given).db === null ? DEMO_GONE : DEMO_NEXT)
}

/** A finding of several lines, as faults of the configuration are. */
const INDENT = '\n       '

async function runDoctor(parts: CliParts, given: Given): Promise<void> {
  const answer = await (given['running'] === true ? parts.checkRunning : parts.checkUp)(placeOf(given))
  if (given['json'] === true) parts.out(toJson(answer))
  else {
    for (const { name, ok, found, mend } of answer.checks) {
      const mending = mend === null ? [] : mend.split('\n').map((line) => `       ${line}\n`)
      parts.out(`${ok ? 'ok   ' : 'FAULT'}  ${name}: ${found.replaceAll('\n', INDENT)}\n${mending.join('')}`)
    }
  }
  if (!answer.ok) throw new Error('doctor found faults; each is told above with what to do.')
}
