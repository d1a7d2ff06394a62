import { Option, type Command } from 'commander'
import { addCommand, addReading, parseCount } from './declare.ts'
import type { CliParts, Given } from './parts.ts'

/** What answers, loaded when it is asked. */
const answers = () => import('./story-actions.ts')

/** The commands that answer on one story. */
export function addStoryCommands(program: Command, parts: CliParts): void {
  const command = (usage: string, summary: string, example: string) =>
    addReading(addCommand(program, usage, summary, example))
  command(
    'brief <story>',
    'the brief of a story: cited lines, where sources differ, the sources',
    'brief trump-petro --words 100',
  )
    .option('--words <n>', 'words of the brief (default 150; more words make room for more lines)', parseCount)
    .option('--lines <n>', 'lines of the brief (default 8, and as many more as --words is more)', parseCount)
    .addOption(writerOption())
    .action(async (id: string, given: Given) => (await answers()).printBrief(parts, id, given))
  command('changed <story>', 'what changed in a story, and that nothing did', 'changed trump-petro --since 2h')
    .option('--since <time>', 'exclusive: 2h, yesterday, a time, or last (the last edition)', 'last')
    .addOption(writerOption())
    .action(async (id: string, given: Given) => (await answers()).printChanged(parts, id, given))
  command('sources <story>', 'sources by origin, and why they were grouped', 'sources trump-petro').action(
    async (id: string, given: Given) => (await answers()).printSources(parts, id, given),
  )
  command('differ <story>', 'where sources differ', 'differ trump-petro').action(async (id: string, given: Given) =>
    (await answers()).printDifferences(parts, id, given),
  )
  command('timeline <story>', 'dated claims in order', 'timeline trump-petro').action(
    async (id: string, given: Given) => (await answers()).printTimeline(parts, id, given),
  )
  command(
    'why <story> <line>',
    'why a line of the last brief stands there: its number, or its id',
    'why trump-petro 2',
  ).action(async (id: string, line: string, given: Given) => (await answers()).printWhy(parts, id, line, given))
  command('search <story> <words...>', 'articles and claims that hold the words', 'search trump-petro visa').action(
    async (id: string, words: string[], given: Given) => (await answers()).printSearch(parts, id, words, given),
  )
}

const writerOption = () =>
  new Option('--writer <name>', 'who puts it into words').choices(['extractive', 'openai']).default('extractive')
