import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { workerData } from 'node:worker_threads'
import { renderTerminal, type TerminalLook } from './adapters/terminal/render.ts'
import type { CliParts, Place } from './cli/parts.ts'
import type { Config } from './config/config.ts'
import { isNewsError } from './news/errors.ts'
import { nameProcess } from './ops/process-name.ts'
import { watchSignals } from './ops/shutdown.ts'
import type { CheckUp } from './pipeline/check-up.ts'
import type { DemoStep } from './pipeline/demo.ts'

// Every start pays for what is loaded: each command loads what it works with, and no more.

/** Work that does not end this long after the first signal is cut short: before a container's ten seconds end it with no order at all. */
const STOP_TIMEOUT_MS = 5_000
const SHIPPED_CONFIG = join(import.meta.dirname, '..', 'config')
const SAMPLES = join(SHIPPED_CONFIG, 'samples')
/** What doctor may take with the platforms; each call has a limit of its own. */
const DOCTOR_MAX_MS = 60_000
const WIDTH_DEFAULT = 80
/** Lines longer than this are hard to read, however wide the window. */
const WIDTH_MAX = 100

/** Runs the command line of this process to its end and sets the exit code. */
export async function serveCommandLine(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const output = watchOutput()
  const shutdown = watchSignals({ source: process, exit: (code) => process.exit(code), timeoutMs: STOP_TIMEOUT_MS })
  const { runCommandLine } = await import('./cli.ts')
  const code = await runCommandLine(process.argv.slice(2), cliParts(shutdown.signal))
  process.exitCode = output.failed ? 1 : code
  shutdown.done()
}

/** A reader that has seen enough (`| head`) is no fault: the task goes on unheard. A full disk is one. */
function watchOutput(): { readonly failed: boolean } {
  const output = { failed: false }
  const hear = (error: NodeJS.ErrnoException, name: string) => {
    if (error.code === 'EPIPE' || output.failed) return
    output.failed = true
    process.exitCode = 1
    process.stderr.write(`standfirst: ${name} cannot be written (${error.code ?? error.message}); make room for it.\n`)
  }
  process.stdout.on('error', (error) => hear(error, 'standard output'))
  // With standard error gone there is nobody to tell.
  process.stderr.on('error', () => undefined)
  return output
}

/** The parts that the commands work with, joined. */
export function cliParts(signal: AbortSignal): CliParts {
  return {
    openDesk: async (place, mustExist) => {
      const { openDesk, requireStore } = await desks()
      const config = await configOf(place)
      if (mustExist) requireStore(place.db ?? config.store)
      return openDesk(config, place.db ?? config.store, { version: readVersion(), replica: null }, signal)
    },
    loadOutlets: async (place) => (await configOf(place)).outlets,
    openFetching: async (place) =>
      (await import('./assembly/live-parts.ts')).openFetching(await configOf(place), readVersion()),
    migrate: async (place) => {
      const config = await configOf(place)
      return (await desks()).migrate(config, place.db ?? config.store)
    },
    copyStore: async (place, { from, to }, onCopied) => {
      const config = await configOf(place)
      const { copyStore } = await import('./assembly/store-copy.ts')
      const copying = { from, to, own: place.db ?? config.store, environment: process.env }
      await copyStore(copying, config, onCopied, signal)
    },
    backUp: async (place, file, onProgress) => {
      const config = await configOf(place)
      const { backUpStore } = await import('./assembly/store-backup.ts')
      return backUpStore({ source: place.db ?? config.store, file }, config, onProgress, signal)
    },
    doubtOwed: async (place) => {
      const config = await configOf(place)
      return (await import('./assembly/store-backup.ts')).doubtStore(place.db ?? config.store, config)
    },
    runBot: (place) => startBot(place, signal),
    checkUp: (place) => examine(place, signal),
    checkRunning: async (place) => {
      const [config, { runningCheck }] = [await configOf(place), await import('./assembly/examine-running.ts')]
      return (await import('./pipeline/check-up.ts')).checkUp([runningCheck(config)])
    },
    playDemo: (place) => demonstrate(place, signal),
    show: (message) => renderTerminal(message, lookOf()),
    out: (text) => void process.stdout.write(text),
    tell: (text) => void process.stderr.write(text),
    lines: readLines(),
    signal,
    version: readVersion(),
  }
}

/** Serves what its maker asks of this thread: it has a store and a newsroom of its own. */
export async function serveThread(): Promise<void> {
  const config = await configOf(workerData)
  await (await import('./assembly/serve-thread.ts')).serveThread(config, workerData, readVersion())
}

const desks = () => import('./assembly/desks.ts')

async function configOf(place: Place): Promise<Config> {
  const { chooseConfigFolder } = await import('./config/environment.ts')
  const { loadConfig } = await import('./config/load-config.ts')
  const folder = chooseConfigFolder(place.config ?? undefined, process.env)
  // Started elsewhere, the program brings its own.
  return loadConfig(folder === 'config' && !existsSync(folder) ? SHIPPED_CONFIG : folder, process.env)
}

/** Ends without a fault when it is told to stop, at whatever moment. */
async function startBot(place: Place, signal: AbortSignal): Promise<void> {
  try {
    const config = await configOf(place)
    // The bot brings packages that no other command needs.
    const { serveBot } = await import('./assembly/bot.ts')
    const { createTerminalPublisher } = await import('./adapters/terminal/terminal-publisher.ts')
    const { openDesk } = await desks()
    const { isAddress } = await import('./store/store-name.ts')
    const target = place.db ?? config.store
    // A file is one process's; any number of them work on one database.
    const address = isAddress(target) ? target : null
    const replica = address === null ? null : nameProcess()
    const data = { db: place.db, config: place.config, replica }
    const threads = { entry: new URL('./thread.ts', import.meta.url), data }
    const sitDown = () => openDesk(config, target, { version: readVersion(), replica }, signal)
    const terminal = createTerminalPublisher(writeWhole, lookOf())
    const version = readVersion()
    const own = { config, openDesk: sitDown, terminal, threads: target === ':memory:' ? null : threads, version }
    await serveBot({ ...own, replica: address === null || replica === null ? null : { id: replica, address } }, signal)
  } catch (error) {
    if (!signal.aborted || !isNewsError(error, 'interrupted')) throw error
  }
}

async function examine(place: Place, signal: AbortSignal): Promise<CheckUp> {
  // One fault of the configuration is told once: nothing else can be looked at before it is mended.
  const config = await configOf(place).catch((error: unknown) =>
    error instanceof Error ? error.message : String(error),
  )
  const limit = AbortSignal.any([signal, AbortSignal.timeout(DOCTOR_MAX_MS)])
  const [{ checkUp }, { allChecks, faultyConfiguration }] = [
    await import('./pipeline/check-up.ts'),
    await import('./assembly/doctor.ts'),
  ]
  return checkUp(
    typeof config === 'string' ? [faultyConfiguration(config)] : allChecks(place.db ?? config.store, config, limit),
  )
}

async function* demonstrate(place: Place, signal: AbortSignal): AsyncGenerator<DemoStep> {
  const config = await configOf({ ...place, db: null })
  const { demonstrate: play } = await import('./assembly/demo-parts.ts')
  yield* play(config, place.db ?? ':memory:', SAMPLES, readVersion(), signal)
}

/** Resolves when standard output has taken the text. */
function writeWhole(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })
}

function lookOf(): TerminalLook {
  const isPlain = !process.stdout.isTTY || (process.env['NO_COLOR'] ?? '') !== ''
  return { width: Math.min(process.stdout.columns ?? WIDTH_DEFAULT, WIDTH_MAX), color: isPlain ? 'never' : 'always' }
}

async function* readLines(): AsyncGenerator<string> {
  yield* createInterface({ input: process.stdin, crlfDelay: Infinity })
}

function readVersion(): string {
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8'),
  )
  return version
}
