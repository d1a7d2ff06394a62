// Runs the tests of some rooms in one process: starting one for each file takes longer than most of their tests.
import { globSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Rooms that keep nothing between tests: they start no server or thread, wait for nothing, and no file of theirs changes the
 * process it runs in or has hooks outside a suite.
 */
const ROOMS = ['brief', 'claim', 'cli', 'commands', 'config', 'ingest', 'news', 'schedule', 'story', 'text']
/** Folders and files of theirs that start servers, threads or programs, or wait for one within milliseconds, which a busy process misses. */
const APART = new Set([
  'brief/model',
  'brief/write',
  'cli/loaded.test.ts',
  'ingest/bombs.test.ts',
  'ingest/fetch',
  'ingest/read-path.test.ts',
])

/** Whether a file of tests, its path from the folder test, is run here. */
export function runsTogether(file: string): boolean {
  return ROOMS.some((room) => file.startsWith(`${room}/`)) && !APART.has(dirname(file)) && !APART.has(file)
}

/** All files of tests, as paths from the folder test, in the order of their names. */
export function testFiles(): readonly string[] {
  return globSync('**/*.test.ts', { cwd: import.meta.dirname }).toSorted()
}

if (import.meta.main) {
  for (const file of testFiles().filter(runsTogether)) await import(join(import.meta.dirname, file))
}
