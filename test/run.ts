// Runs every test there is, the longest first; exits with 1 where one fails. `node --test FILES` runs some of them.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from 'node:test'
import { spec } from 'node:test/reporters'
import { MADE } from './made-once.ts'
import { groupOf, testFiles } from './together.ts'

/** Files at once: one more than the cores of a small machine, as the longest wait for most of their time. */
const CONCURRENCY = 3
/** Those that take longest, as measured alone on two cores, longest first: begun last, each would be waited for alone. */
const FIRST = [
  'e2e/replicas.test.ts',
  'together/pipeline.ts',
  'together/engine.ts',
  'e2e/written.test.ts',
  'e2e/live-web.test.ts',
  'e2e/processes.test.ts',
  'pipeline/tasks/graphile-tasks.test.ts',
  'golden/chat-samples.test.ts',
  'e2e/run.test.ts',
  'e2e/busy-store.test.ts',
  'e2e/operations.test.ts',
  'e2e/team.test.ts',
  'pipeline/reading/reading-thread.test.ts',
  'together/adapters.ts',
  'store/migrations.test.ts',
  'e2e/connections.test.ts',
  'e2e/bad-input.test.ts',
  'readme.test.ts',
]

const apart = testFiles().filter((file) => groupOf(file) === null && !FIRST.includes(file))
const files = [...FIRST, ...apart].map((file) => join(import.meta.dirname, file))
const made = mkdtempSync(join(tmpdir(), 'standfirst-tests-'))
process.env[MADE] = made
process.once('exit', () => rmSync(made, { recursive: true, force: true }))
const stop = new AbortController()
// Each file's process is told to end, and ends what it started.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stop.abort())
const execArgv = ['compile-cache', 'untracked'].flatMap((name) => ['--import', import.meta.resolve(`./${name}.ts`)])
run({ files, concurrency: CONCURRENCY, execArgv, signal: stop.signal })
  .on('test:fail', () => {
    process.exitCode = 1
  })
  .compose(spec)
  .pipe(process.stdout)
