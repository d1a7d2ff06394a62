import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { isMainThread, parentPort, workerData } from 'node:worker_threads'
import { renderTerminal, type TerminalLook } from './adapters/terminal/render.ts'
import { createTerminalPublisher } from './adapters/terminal/terminal-publisher.ts'
import { createExtractiveWriter } from './brief/extractive-writer.ts'
import { runCommandLine } from './cli.ts'
import type { CliParts, Place } from './cli/parts.ts'
import type { Config } from './config/config.ts'
import { chooseConfigFolder } from './config/environment.ts'
import { loadConfig } from './config/load-config.ts'
import { loadSamples } from './config/load-samples.ts'
import { isNewsError, NewsError } from './news/errors.ts'
import type { Outlet } from './news/outlet.ts'
import { systemClock } from './ops/clock.ts'
import { watchSignals } from './ops/shutdown.ts'
import { allChecks, faultyConfiguration } from './doctor.ts'
import { checkUp, type CheckUp } from './pipeline/check-up.ts'
import { playDemo, type DemoStep } from './pipeline/demo.ts'
import type { Desk } from './pipeline/desk.ts'
import { createMatcher } from './pipeline/match.ts'
import { seedStories } from './pipeline/seed.ts'
import { serveMatcher } from './pipeline/matcher-thread.ts'
import type { KnownVectors } from './pipeline/vectors/known-vectors.ts'
import { tellModel } from './pipeline/writing/model-desk.ts'
import { serveReadings } from './pipeline/reading/reading-questions.ts'
import { copyBetween } from './store/copy-store.ts'
import { openStore, type Store } from './store/open-store.ts'
import { isAddress, storeName } from './store/store-name.ts'

/** Work that does not end this long after the first signal is cut short. */
const STOP_TIMEOUT_MS = 5_000
/** Samples that make the demo's first brief; the rest arrive one by one. */
const DEMO_FIRST_COUNT = 5
const DEMO_STORY = 'trump-petro'
/** The demo is read in one zone everywhere: where its story happens. */
const DEMO_ZONE = 'America/Bogota'
/** What doctor may take with the platforms; each call has a limit of its own. */
const DOCTOR_MAX_MS = 60_000
const SHIPPED_CONFIG = join(import.meta.dirname, '..', 'config')
const SAMPLES = join(SHIPPED_CONFIG, 'samples')
const WIDTH_DEFAULT = 80
/** Lines longer than this are hard to read, however wide the window. */
const WIDTH_MAX = 100

if (!isMainThread) await serveThread()

/** Runs the command line of this process to its end and sets the exit code. */
export async function serveCommandLine(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const output = watchOutput()
  const shutdown = watchSignals({ source: process, exit: (code) => process.exit(code), timeoutMs: STOP_TIMEOUT_MS })
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
      const config = await configOf(place)
      if (mustExist) requireStore(place.db ?? config.store)
      return sitDown(place, config, signal)
    },
    loadOutlets: async (place) => (await configOf(place)).outlets,
    openFetching: async (place) => (await import('./live-parts.ts')).openFetching(await configOf(place), readVersion()),
    migrate: (place) => migrate(place),
    copyStore: (place, ends, onCopied) => copy(place, ends, onCopied, signal),
    runBot: (place) => startBot(place, signal),
    checkUp: (place) => examine(place, signal),
    playDemo: (place) => demonstrate(place, signal),
    show: (message) => renderTerminal(message, lookOf()),
    out: (text) => void process.stdout.write(text),
    tell: (text) => void process.stderr.write(text),
    lines: readLines(),
    signal,
    version: readVersion(),
  }
}

/** A thread that matches, or one that reads stories: each has a store and a newsroom of its own. */
async function serveThread(): Promise<void> {
  const config = await configOf(workerData)
  // What the web brought, a power cut may take back: the feed is as it was before that poll, and is polled again.
  const mayLoseLast = workerData.service === 'live'
  const store = await openStore(workerData.db ?? config.store, {
    busyTimeoutMs: config.limits.storeBusyMs,
    mayLoseLast,
  })
  if (parentPort === null) return
  if (workerData.service === 'read') {
    const { dormantAfterMs } = config
    const { tally } = store
    const desk = { store, tally, dormantAfterMs, limits: briefLimitsOf(config), writer: createExtractiveWriter() }
    serveReadings(parentPort, desk)
  } else if (workerData.service === 'live') {
    ;(await import('./live-parts.ts')).serveLiveReading(parentPort, config, store, readVersion())
  } else if (config.embeddings === null) serveMatcher(parentPort, createMatcher({ store, outlets: config.outlets }))
  else (await import('./embedding-parts.ts')).serveMatcherWithVectors(parentPort, config.embeddings, config, store)
}

function briefLimitsOf({ limits: { words, lines, extractWords } }: Config): Desk['limits'] {
  return { words, lines, extractWords }
}

function configOf(place: Place): Promise<Config> {
  const folder = chooseConfigFolder(place.config ?? undefined, process.env)
  // Started elsewhere, the program brings its own.
  return loadConfig(folder === 'config' && !existsSync(folder) ? SHIPPED_CONFIG : folder, process.env)
}

async function migrate(place: Place): Promise<string> {
  const config = await configOf(place)
  const target = place.db ?? config.store
  await (await openStore(target, { busyTimeoutMs: config.limits.storeBusyMs })).close()
  return storeName(target)
}

type CopyParts = Parameters<CliParts['copyStore']>

async function copy(place: Place, ends: CopyParts[1], onCopied: CopyParts[2], signal: AbortSignal) {
  const config = await configOf(place)
  const own = place.db ?? config.store
  const [from, to] = [ends.from ?? own, ends.to ?? own]
  if (from === to) throw new NewsError('usage', 'A copy goes from one store to another: give --from, --to or both.')
  requireStore(from)
  await copyBetween({ from, to }, { busyTimeoutMs: config.limits.storeBusyMs }, onCopied, signal)
}

/** A mistyped path is told, not made into a new, empty store. */
function requireStore(target: string): void {
  // Of a database the server tells.
  if (target === ':memory:' || isAddress(target) || existsSync(target)) return
  throw new NewsError(
    'store-unreadable',
    `there is no store at ${target}. Check --db; ingest makes a new one: standfirst ingest PATH --db ${target}`,
  )
}

/** Opens the store, puts the configured stories in, and matches what is stored. */
async function sitDown(place: Place, config: Config, signal: AbortSignal): Promise<Desk> {
  const store = await openStore(place.db ?? config.store, { busyTimeoutMs: config.limits.storeBusyMs })
  try {
    return await buildDesk(store, config, config.outlets, signal)
  } catch (error) {
    await store.close()
    throw error
  }
}

async function buildDesk(store: Store, config: Config, outlets: readonly Outlet[], signal: AbortSignal): Promise<Desk> {
  await seedStories(
    store,
    config.stories.map(({ definition }) => definition),
  )
  await store.feeds.seedFeeds(
    config.stories.flatMap(({ feeds }) => feeds),
    systemClock.now(),
  )
  const matcher = createMatcher({ store, outlets, ...(await keptVectors(config, store)) })
  await matcher.matchAll(signal)
  const { zone, lang, limits, dormantAfterMs } = config
  return {
    store,
    outlets,
    matcher,
    zone,
    lang,
    dormantAfterMs,
    clock: systemClock,
    writer: createExtractiveWriter(),
    limits: briefLimitsOf(config),
    fileBytesMax: limits.fileBytes,
    model: deskModel(config, store),
    live: {
      feeds: store.feeds,
      rereads: store.rereads,
      open: async () => (await import('./live-parts.ts')).openLive(config, store, readVersion()),
    },
    installations: store.installations,
    events: store.handledEvents,
    tally: store.tally,
    prune: (before) => store.prune(before),
    close: () => store.close(),
  }
}

/** Every process matches by the vectors that are kept; the bot's matching thread alone fetches them. */
async function keptVectors({ embeddings }: Config, store: Store): Promise<{ readonly vectors?: KnownVectors }> {
  if (embeddings === null) return {}
  const { openVectors } = await import('./pipeline/vectors/known-vectors.ts')
  return { vectors: openVectors(store.embeddings, embeddings) }
}

/** The client of the model's server is a package that only those load who ask it. */
function deskModel({ openai, model }: Config, store: Store): Desk['model'] {
  if (openai === null) return null
  return {
    name: model.name,
    told: () => tellModel(model, store.modelUsage, systemClock.now()),
    open: async (heard) => (await import('./model-parts.ts')).openModel(openai, model, store, heard),
  }
}

/** Ends without a fault when it is told to stop, at whatever moment. */
async function startBot(place: Place, signal: AbortSignal): Promise<void> {
  try {
    const config = await configOf(place)
    // The bot brings packages that no other command needs.
    const { serveBot } = await import('./bot.ts')
    const isInMemory = (place.db ?? config.store) === ':memory:'
    const threads = { entry: new URL(import.meta.url), data: { db: place.db, config: place.config } }
    const openDesk = () => sitDown(place, config, signal)
    const terminal = createTerminalPublisher(writeWhole, lookOf())
    const version = readVersion()
    await serveBot({ config, openDesk, terminal, threads: isInMemory ? null : threads, version }, signal)
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
  return checkUp(
    typeof config === 'string' ? [faultyConfiguration(config)] : allChecks(place.db ?? config.store, config, limit),
  )
}

async function* demonstrate(place: Place, signal: AbortSignal): AsyncGenerator<DemoStep> {
  const config = await configOf({ ...place, db: null })
  const samples = await loadSamples(SAMPLES)
  const story = config.stories.find(({ definition }) => definition.id === DEMO_STORY)?.definition
  if (story === undefined) {
    throw new NewsError(
      'story-unknown',
      `${config.folder} holds no story ${DEMO_STORY}, which the samples are about. Leave --config out.`,
    )
  }
  const store = await openStore(place.db ?? ':memory:')
  try {
    const desk = await buildDesk(store, { ...config, zone: DEMO_ZONE }, samples.outlets, signal)
    const { matcher, lang, zone, fileBytesMax } = desk
    const parts = {
      newsroom: desk,
      matcher,
      story,
      arrivals: samples.arrivals,
      firstCount: DEMO_FIRST_COUNT,
      lang,
      zone,
      fileBytesMax,
    }
    yield* playDemo(parts, signal)
  } finally {
    await store.close()
  }
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
