import type { Connection } from '../adapters/connection.ts'
import type { Config } from '../config/config.ts'
import { createMetrics, type Metrics } from './metrics.ts'
import { openHealthServer, type HealthPage, type HealthServer } from '../ops/health-server.ts'
import { keepValue } from '../ops/kept-value.ts'
import type { Log } from '../ops/log.ts'
import { createReadiness, type Probe, type Stage } from '../ops/readiness.ts'
import type { StoriesAnswer } from '../commands/answers.ts'
import type { StoreTally } from '../pipeline/store-tally.ts'
import type { ThreadLook } from '../pipeline/threads/thread-look.ts'
import type { ModelDesk, ModelTold } from '../pipeline/writing/model-desk.ts'

/** A scraper asks every 15 to 60 seconds: what the store holds is counted once between two. */
const COUNTED_EVERY_MS = 15_000
/** Whoever asks first waits so long for the first counts, then is told without them. */
const FIRST_COUNT_MAX_MS = 2_000
const BREAKER_STATES = ['closed', 'half-open', 'open'] as const
const JSON_TYPE = 'application/json; charset=utf-8'

/** What is looked at when somebody asks how the bot is. */
export type Watched = {
  readonly ping: () => Promise<void>
  /** By name. */
  readonly threads: () => Readonly<Record<string, ThreadLook>>
  readonly connections: () => readonly Connection[]
  readonly tally: () => Promise<StoreTally>
  readonly stories: () => Promise<StoriesAnswer>
  /** Whether what counts is at rest, since nothing comes in and nobody asks: it is not woken to be counted. */
  readonly rests: () => boolean
  /** What the model used; null where none is configured. */
  readonly spent: (() => Promise<ModelTold>) | null
  readonly model: Pick<ModelDesk, 'state'> | null
}

/** Tells how the bot is: /healthz, /readyz, /metrics. */
export type Health = {
  readonly metrics: Metrics
  /** From now on what it is given is looked at. */
  watch(watched: Watched): void
  /** The bot has begun its work. */
  ready(): void
  close(): Promise<void>
}

type HealthParts = {
  readonly config: Pick<Config, 'health' | 'slack' | 'discord'>
  readonly log: Log
  readonly version: string
}

/** Opens it where the configuration says; a port that is taken is told once, and the bot goes on without. */
export async function openHealth({ config, log, version }: HealthParts, signal: AbortSignal): Promise<Health> {
  const metrics = createMetrics()
  metrics.build.set({ version, node: process.version }, 1)
  // Nothing was counted yet, and nothing of a budget used.
  metrics.held.tallyAge.set(NaN)
  metrics.model.left.set(1)
  let watched: Watched | null = null
  let isReady = false
  const stage = (): Stage => (signal.aborted ? 'stopping' : isReady ? 'running' : 'starting')
  const readiness = createReadiness(() => (watched === null ? [] : probesOf(watched, config)), stage)
  const counts = keepValue(async () => (watched === null ? null : countAll(watched)), {
    freshMs: COUNTED_EVERY_MS,
    onFault: (error) => log.warn({ err: error }, 'the store could not be counted for /metrics; the last counts stand'),
  })
  const pages = new Map<string, () => Promise<HealthPage>>([
    ['/healthz', async () => toPage(200, { alive: true, state: stage(), uptimeSeconds: Math.floor(process.uptime()) })],
    [
      '/readyz',
      async () => {
        const found = await readiness()
        return toPage(found.ready ? 200 : 503, found)
      },
    ],
    [
      '/metrics',
      async () => {
        if (watched !== null) {
          if (counts.latest() === null || !watched.rests()) await within(FIRST_COUNT_MAX_MS, counts.ask())
          setCounts(metrics, counts.latest())
          setStanding(metrics, watched)
        }
        return { status: 200, type: metrics.registry.contentType, body: await metrics.registry.metrics() }
      },
    ],
  ])
  const onFault = (error: unknown) => log.error({ err: error }, 'a page of the health server failed')
  const server = config.health === null ? null : await openHealthServer({ ...config.health, pages, onFault })
  tellServer(server, config.health, log)
  return {
    metrics,
    watch: (parts) => {
      watched = parts
    },
    ready: () => {
      isReady = true
    },
    close: async () => {
      if (server?.kind === 'listening') await server.close()
    },
  }
}

const toPage = (status: number, told: unknown): HealthPage => ({
  status,
  type: JSON_TYPE,
  body: `${JSON.stringify(told)}\n`,
})

function tellServer(server: HealthServer | null, at: Config['health'], log: Log): void {
  if (server === null || at === null) return
  if (server.kind === 'listening') {
    const { port } = server
    log.info({ port }, `health and metrics: http://${at.host}:${port}/healthz, /readyz and /metrics`)
    return
  }
  const remedy =
    server.code === 'EADDRINUSE'
      ? 'another program has the port, or another bot: set STANDFIRST_HEALTH_PORT to a free one, or to off'
      : 'check health.host and health.port of standfirst.yaml, or set STANDFIRST_HEALTH_PORT to off'
  log.warn({ code: server.code }, `health and metrics are not told on ${at.host}:${at.port}: ${remedy}`)
}

function probesOf({ ping, threads, connections }: Watched, config: HealthParts['config']): readonly Probe[] {
  return [
    {
      name: 'store',
      look: async () => {
        await ping()
        return { ready: true, found: 'it answers' }
      },
    },
    ...Object.entries(threads()).map(([name, { state }]) => ({
      name: `thread ${name}`,
      look: () => ({ ready: state !== 'ended', found: THREAD_FOUND[state] }),
    })),
    ...(['slack', 'discord'] as const).map((name) => ({
      name,
      look: () =>
        findPlatform(
          config[name] === null,
          connections().find(({ platform }) => platform === name),
        ),
    })),
  ]
}

const THREAD_FOUND: Readonly<Record<ThreadLook['state'], string>> = {
  alive: 'it runs',
  idle: 'it was not needed yet',
  ended: 'a fault ended it, which the log tells; it is started again when it is needed',
}

function findPlatform(isAbsent: boolean, connection: Connection | undefined) {
  if (isAbsent) return { ready: true, found: 'not set up' }
  if (connection === undefined) return { ready: true, found: 'it posts; events are not asked for' }
  return connection.isConnected()
    ? { ready: true, found: 'connected' }
    : { ready: false, found: 'not connected; it is tried again and again, and the log tells why it failed' }
}

async function countAll({ tally, stories, spent }: Watched) {
  const [held, told, used] = [await tally(), await stories(), (await spent?.()) ?? null]
  return { held, stories: told.stories, used }
}

type Counts = Awaited<ReturnType<typeof countAll>>

function setCounts(
  { held: gauges, model }: Metrics,
  latest: { readonly value: Counts | null; readonly ageMs: number } | null,
): void {
  if (latest === null || latest.value === null) return
  const { held, stories, used } = latest.value
  gauges.tallyAge.set(latest.ageMs / 1_000)
  gauges.articles.set(held.articles)
  gauges.claims.set(held.claims)
  gauges.unmatched.set(held.unmatched)
  gauges.planned.set(held.pagesPlanned)
  gauges.groups.set(stories.reduce((sum, { counts }) => sum + counts.texts, 0))
  for (const state of ['live', 'dormant']) {
    gauges.stories.set({ state }, stories.filter((story) => story.state === state).length)
  }
  gauges.feeds.reset()
  for (const [state, count] of Object.entries(held.feeds)) gauges.feeds.set({ state }, count)
  for (const [what, count] of Object.entries(held.due)) gauges.due.set({ what }, count)
  gauges.deliveries.reset()
  for (const [state, count] of Object.entries(held.deliveries)) gauges.deliveries.set({ state }, count)
  for (const [state, count] of Object.entries(held.subscriptions)) gauges.subscriptions.set({ state }, count)
  if (used !== null) setSpent(model, used)
}

function setSpent(gauges: Metrics['model'], { today, budget }: ModelTold): void {
  const { calls, cacheHits, inputTokens, outputTokens, money } = today
  gauges.calls.set(calls)
  gauges.hits.set(cacheHits)
  gauges.tokens.set({ direction: 'sent' }, inputTokens)
  gauges.tokens.set({ direction: 'answered' }, outputTokens)
  gauges.money.set(money)
  const left = (limit: number | null, used: number) => (limit === null ? 1 : Math.max(0, 1 - used / limit))
  gauges.left.set(Math.min(left(budget.dayTokens, inputTokens + outputTokens), left(budget.dayMoney, money)))
}

/** What is looked up at once. */
function setStanding({ held, threads: gauges, model: modelGauges }: Metrics, { threads, connections, model }: Watched) {
  for (const [thread, { state, waiting, busyMs }] of Object.entries(threads())) {
    gauges.alive.set({ thread }, state === 'ended' ? 0 : 1)
    gauges.waiting.set({ thread }, waiting)
    gauges.busy.set({ thread }, busyMs / 1_000)
  }
  for (const connection of connections()) {
    held.connected.set({ platform: connection.platform }, connection.isConnected() ? 1 : 0)
  }
  if (model === null) return
  for (const state of BREAKER_STATES) modelGauges.breaker.set({ state }, model.state().breaker === state ? 1 : 0)
}

async function within(ms: number, task: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  await Promise.race([task, promise])
  clearTimeout(timer)
}
