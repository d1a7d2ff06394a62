// What is checked without running anything: types, lint and boundaries, format, dead code. Side by side, as each keeps one core busy;
// each tells what it found when it is done. Exits with 1 where one found something.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const CHECKS = ['format', 'types', 'dead', 'lint'] as const
/** What one may have to tell: thousands of faults. */
const TOLD_MAX_BYTES = 50_000_000

const run = promisify(execFile)

async function check(name: string): Promise<boolean> {
  const done = run('npm', ['run', '--silent', name], { maxBuffer: TOLD_MAX_BYTES })
  const { stdout, stderr } = await done.catch((fault: { readonly stdout?: string; readonly stderr?: string }) => fault)
  const isFine = done.child.exitCode === 0
  console.log(`${isFine ? '✔' : '✖'} ${name}\n${stdout ?? ''}${isFine ? '' : (stderr ?? '')}`.trimEnd())
  return isFine
}

const found = await Promise.all(CHECKS.map(check))
process.exitCode = found.every((isFine) => isFine) ? 0 : 1
