import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { COMPILED } from '../compile-cache.ts'

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'start.ts')
/** Processes at once: more would only wait for each other's turn on a small machine. */
const RUNNING_MAX = 3
/** A command that takes longer hangs. */
const TIMEOUT_MS = 60_000

export type CliOptions = {
  readonly cwd?: string
  /** The file that is run; the program's own where not given. */
  readonly entry?: string
  readonly env?: Readonly<Record<string, string>>
  /** Standard input; nothing where not given. */
  readonly input?: string
  /** A command that takes longer hangs; default 60,000. */
  readonly timeoutMs?: number
  /** Another user's number, for what root may and others may not. */
  readonly uid?: number
}

/** How a command ended. `code` is null where a signal killed it. */
export type Ran = { readonly code: number | null; readonly out: string; readonly err: string }

export type Started = {
  readonly child: ChildProcessWithoutNullStreams
  readonly ended: Promise<Ran>
  /** Resolves when the pattern stands in what was printed on either stream; throws when the command ends before. */
  printed(pattern: RegExp): Promise<void>
}

const alive = new Set<ChildProcessWithoutNullStreams>()
// A run that is ended leaves no bot behind.
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

let running = 0
const waiting: (() => void)[] = []

/** Starts the program as a shell would, with an environment of its own. */
export function startCli(args: readonly string[], options: CliOptions = {}): Started {
  const child = spawn(process.execPath, [options.entry ?? MAIN, ...args], {
    cwd: options.cwd ?? tmpdir(),
    env: {
      PATH: process.env['PATH'],
      // No test asks anybody's feeds but its own.
      STANDFIRST_FOLLOW: 'off',
      // Bots run side by side.
      STANDFIRST_HEALTH_PORT: 'off',
      TZ: 'UTC',
      NODE_COMPILE_CACHE: COMPILED,
      ...options.env,
    },
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  alive.add(child)
  child.once('exit', () => alive.delete(child))
  let [out, err] = ['', '']
  const heard = new Set<() => void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text
    for (const look of heard) look()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text
    for (const look of heard) look()
  })
  child.stdin.on('error', () => undefined)
  child.stdin.end(options.input ?? '')
  const timer = setTimeout(() => child.kill('SIGKILL'), options.timeoutMs ?? TIMEOUT_MS)
  const ended = new Promise<Ran>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      clearTimeout(timer)
      resolve({ code, out, err })
      for (const look of heard) look()
    })
  })
  return {
    child,
    ended,
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(out) || pattern.test(err)) resolve()
          else if (child.exitCode === null && child.signalCode === null) return
          else reject(new Error(`it ended without ${String(pattern)}:\n${out}\n${err}`))
          heard.delete(look)
        }
        heard.add(look)
        look()
      }),
  }
}

/** Runs one command to its end. */
export async function runCli(args: readonly string[], options: CliOptions = {}): Promise<Ran> {
  if (running >= RUNNING_MAX) await new Promise<void>((resolve) => waiting.push(resolve))
  running += 1
  try {
    return await startCli(args, options).ended
  } finally {
    running -= 1
    waiting.shift()?.()
  }
}
