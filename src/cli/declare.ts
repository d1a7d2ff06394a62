import { InvalidArgumentError, Option, type Command } from 'commander'
import { LANGS } from '../news/message.ts'

/** Kinds of files that are read of a folder. */
export const FILE_KINDS = '.txt .md .html .xml .json .jsonl'

/** A command of the program, with the options every command takes and an example under its help. */
export function addCommand(program: Command, usage: string, summary: string, example: string): Command {
  return addPlace(program.command(usage).description(summary))
    .addHelpText('after', exampleText(example))
    .configureOutput({ outputError: (text, write) => write(usageFault(text, example)) })
}

const MISSING = /^missing required argument/

/** A wrong command line in the words of this program; where something is missing, with an example that has it. */
export function usageFault(text: string, example: string): string {
  const told = text.replace(/^error: /, '').trimEnd()
  return `standfirst: ${told}${MISSING.test(told) ? `. For example: standfirst ${example}` : ''}\n`
}

/** What stands under the help of a command. */
export function exampleText(example: string): string {
  return `\nExample:\n  standfirst ${example}`
}

/** The options that say where the store and the configuration are. */
export function addPlace(command: Command): Command {
  return command
    .option(
      '--db <path>',
      'the store: a path, :memory: or postgres:// (default: STANDFIRST_DB, DATABASE_URL, or data/standfirst.db)',
    )
    .option('--config <dir>', 'the configuration folder (default: STANDFIRST_CONFIG, or config)')
}

/** They may stand before the command's name as well as behind it; behind it they win. */
export function inheritPlace(command: Command): void {
  for (const name of ['db', 'config']) {
    for (let above = command.parent; above !== null && command.opts()[name] === undefined; above = above.parent) {
      command.setOptionValue(name, above.opts()[name])
    }
  }
}

/** The options of commands that read: as of when, in which language, and as JSON or Markdown. */
export function addReading(command: Command): Command {
  return command
    .option('--as-of <time>', 'what was known then, inclusive: 2026-01-08, 14:00, "2026-01-07 14:00", 2h')
    .addOption(new Option('--lang <lang>', 'language of the answer').choices([...LANGS]))
    .option('--json', 'print one JSON document')
    .option('--markdown', 'print Markdown')
}

/** A whole number of at least one. */
export function parseCount(text: string): number {
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError('It must be a whole number from 1 up.')
  return count
}

/** The values of an option that may be given again. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}
