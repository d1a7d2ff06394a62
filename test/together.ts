// Runs the tests of some rooms in one process: starting one for each file takes longer than most of their tests.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * The rooms of each process that runs several: their tests keep nothing for one another, and no file of theirs changes the process
 * it runs in or has hooks outside a suite. Tests of one process take turns. Each process has a file in the folder `together`.
 */
const GROUPS = {
  adapters: ['adapters'],
  engine: ['brief', 'claim', 'cli', 'commands', 'config', 'ingest', 'news', 'schedule', 'story', 'text'],
  pipeline: ['pipeline'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type Group = keyof typeof GROUPS

/**
 * Folders and files of theirs that run alone: they start servers, threads or programs and wait for one within milliseconds, which a
 * busy process misses; stop the process or its clock; or have hooks outside a suite.
 */
const APART = new Set([
  'adapters/discord/completion.test.ts',
  'adapters/discord/discord-asks.test.ts',
  'adapters/stood-still.test.ts',
  'brief/model',
  'brief/write',
  'cli/loaded.test.ts',
  'ingest/bombs.test.ts',
  'ingest/fetch',
  'ingest/read-path.test.ts',
  'pipeline/answer.test.ts',
  'pipeline/explain-line.test.ts',
  'pipeline/inspect/inspect-edits.test.ts',
  'pipeline/matcher-thread.test.ts',
  'pipeline/reading/reading-thread.test.ts',
  'pipeline/samples.test.ts',
  'pipeline/seeds.test.ts',
  'pipeline/tasks',
  'pipeline/threads',
  'pipeline/writing',
])

/** The process that runs a file of tests, its path from the folder test; null where it has one of its own. */
export function groupOf(file: string): Group | null {
  if (APART.has(dirname(file)) || APART.has(file)) return null
  return groups().find((group) => GROUPS[group].some((room) => file.startsWith(`${room}/`))) ?? null
}

/** All files of tests, as paths from the folder test, in the order of their names. */
export function testFiles(): readonly string[] {
  return globSync('**/*.test.ts', { cwd: import.meta.dirname }).toSorted()
}

/** Runs the tests of a group in this process. */
export async function runTogether(group: Group): Promise<void> {
  for (const file of testFiles().filter((each) => groupOf(each) === group))
    await import(join(import.meta.dirname, file))
}

const groups = () => Object.keys(GROUPS) as Group[]
