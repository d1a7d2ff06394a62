import type { Connection } from '../adapters/connection.ts'
import type { StoriesAnswer } from '../commands/answers.ts'
import type { Publisher } from '../adapters/publisher.ts'
import type { Config } from '../config/config.ts'
import { openHealth, type Health, type Watched } from './health-parts.ts'
import { meteredEditions, meteredLog, meteredMatcher, meteredPublisher } from './metered.ts'
import { countAsked, countDelivery, countRead, countTask, countWriting, type Metrics } from './metrics.ts'
import { systemClock } from '../ops/clock.ts'
import { createLog, type Log } from '../ops/log.ts'
import type { ChatParts } from '../pipeline/conversation/chat-parts.ts'
import { createConversation } from '../pipeline/conversation/converse.ts'
import type { Desk } from '../pipeline/desk.ts'
import { heedRestoration } from '../pipeline/doubt-owed.ts'
import { hasLiveWork, startLiveThread, type LiveThread } from '../pipeline/live/live-thread.ts'
import type { LiveCounts } from '../pipeline/live/live-reader.ts'
import type { Matcher } from '../pipeline/match.ts'
import { createMatchCheck } from '../pipeline/match-wanted.ts'
import { startMatcherThread } from '../pipeline/matcher-thread.ts'
import { openReading, type Reading } from '../pipeline/reading/open-reading.ts'
import { startReadingThreads } from '../pipeline/reading/reading-thread.ts'
import { runBot, type BotParts as RunParts } from '../pipeline/run.ts'
import type { StoreTally } from '../pipeline/store-tally.ts'
import type { ThreadLook } from '../pipeline/threads/thread-look.ts'
import { createFetchedLog } from '../pipeline/vectors/tell-fetched.ts'
import { createWritingLog } from '../pipeline/writing/log-writing.ts'
import type { ModelDesk } from '../pipeline/writing/model-desk.ts'
import { openConnections, openPublishers, openSlackAccess } from './platforms.ts'

/**
 * A thread that was not used for so long is ended: each holds 60 MB and what it read of stories. Starting one takes a second, and a
 * story of a thousand articles another: who asks after a rest waits so long once, and who asks again does not.
 */
const REST_AFTER_MS = 5 * 60_000

export type BotParts = {
  readonly config: Config
  readonly openDesk: () => Promise<Desk>
  readonly terminal: Publisher
  /** Where threads begin and what they are given; null for a store in memory, which has no second door. */
  readonly threads: { readonly entry: URL; readonly data: Readonly<Record<string, string | null>> } | null
  readonly version: string
  /** This process and the database that it shares with others; null where the store is its own. */
  readonly replica: { readonly id: string; readonly address: string } | null
}

/** Runs the bot until the signal: its threads, its connections to the platforms, its digests. */
export async function serveBot(parts: BotParts, signal: AbortSignal): Promise<void> {
  const { config, version } = parts
  const unmetered = openLog(config)
  const health = await openHealth({ config, log: unmetered, version }, signal)
  const log = meteredLog(unmetered, health.metrics)
  // A library that drops a fault of its own, over one answer that it cannot read, ends no bot.
  const unheard = (error: unknown) =>
    log.error({ err: error }, 'a fault came from where nobody waited; the bot goes on')
  process.on('unhandledRejection', unheard)
  try {
    await serveDesk({ ...parts, log, health }, signal)
  } finally {
    process.off('unhandledRejection', unheard)
    await health.close()
  }
}

type DeskParts = BotParts & { readonly log: Log; readonly health: Health }

async function serveDesk(parts: DeskParts, signal: AbortSignal): Promise<void> {
  const { config, terminal, log, health } = parts
  const desk = meteredDesk(await parts.openDesk(), health.metrics)
  const matched = parts.replica === null ? null : await desk.replicas.findMatched()
  const work = startThreads(desk, parts)
  // What came in since joins its story when the replica that leads matches next.
  if (matched !== null) work.reading.known.move(matched)
  // A slow server is let go of while the rest comes to its end.
  signal.addEventListener('abort', () => void work.stopFetching(), { once: true })
  const model = await openModel(desk, log, health.metrics)
  const connections: Connection[] = []
  health.watch(watchedOf(desk, work, model, connections))
  try {
    const slack = await openSlackAccess(config, desk.installations)
    const opened = [terminal, ...(await openPublishers(config, slack))]
    const publishers = opened.map((publisher) => meteredPublisher(publisher, health.metrics))
    const bell = { ring: () => undefined as void }
    const shared = await openShared(desk, parts)
    const conversation = createConversation({
      ...desk,
      fresh: work.reading.soon,
      ...(model === null ? {} : { wording: model.forPeople, modelState: model.state }),
      matcher: work.matcher,
      log,
      onAsked: (heard) => countAsked(health.metrics, heard),
      startedAt: systemClock.now(),
      wake: () => bell.ring(),
      ...conversationSettings(config, publishers),
    })
    connections.push(
      ...(await openConnections({ config, slack, log, store: desk.installations, conversation, claims: desk.events })),
    )
    // Posting never waits for them: what keeps one from connecting is logged, and tried again.
    for (const connection of connections) connection.start(signal)
    await heedRestoration(desk, log)
    await runBot(
      {
        newsroom: desk,
        matcher: work.matcher,
        publishers,
        reading: work.reading,
        ...(work.live === null ? {} : { live: work.live }),
        ...(model === null ? {} : { wording: model.forDigests }),
        onReady: (wake) => {
          bell.ring = wake
          health.ready()
        },
        onTask: (heard) => countTask(health.metrics, heard),
        onDelivered: (outcomes) => outcomes.forEach((outcome) => countDelivery(health.metrics, outcome)),
        plans: config.subscriptions,
        matchEveryMs: config.limits.matchEveryMs,
        upkeep: { keepMs: config.keepMs, prune: desk.prune, countOld: desk.countOld },
        log,
        ...shared,
      },
      signal,
    )
  } finally {
    model?.close()
    await Promise.all(connections.map((connection) => connection.close()))
    await work.close()
    await desk.close()
  }
}

/** What runs the tasks where other processes work on the same database. */
async function openShared(
  desk: Desk,
  { replica, config, version, log }: DeskParts,
): Promise<Pick<RunParts, 'runner' | 'knownStore'> & Partial<Pick<RunParts, 'log'>>> {
  if (replica === null) {
    log.info({ runner: 'in process' }, 'tasks run in this process, alone')
    return { knownStore: desk.replicas }
  }
  const { id, address } = replica
  log.info({ runner: 'graphile', replica: id }, `tasks run on every replica of the database; this one is ${id}`)
  const { openReplicaTasks } = await import('./replica-parts.ts')
  const { matchEveryMs } = config.limits
  const own = { id, version, store: desk.replicas, clock: systemClock, matchEveryMs, log }
  const runner = openReplicaTasks(address, own)
  return { runner, log: runner.log, knownStore: desk.replicas }
}

function openLog({ logLevel, secrets, warnings }: Config): Log {
  const log = createLog({
    level: logLevel,
    secrets: secrets.map((secret) => secret.reveal()),
    style: process.stderr.isTTY ? 'lines' : 'json',
    write: (text) => void process.stderr.write(text),
  })
  for (const warning of warnings) log.warn({}, warning)
  return log
}

/** The same desk; what it keeps and matches is counted. */
function meteredDesk(desk: Desk, metrics: Metrics): Desk {
  const editions = meteredEditions(desk.store.editions, metrics)
  return { ...desk, store: { ...desk.store, editions } }
}

/** What is looked at when somebody asks how the bot is. */
function watchedOf(desk: Desk, work: Work, model: ModelDesk | null, connections: readonly Connection[]): Watched {
  return {
    ping: () => desk.tally.ping(),
    threads: work.looks,
    connections: () => connections,
    tally: work.tally,
    stories: work.standing,
    rests: work.rests,
    spent: desk.model?.told ?? null,
    model,
  }
}

type Work = {
  readonly matcher: Matcher
  readonly reading: Reading
  /** Null where the web is not read. */
  readonly live: LiveThread | null
  /** How its threads fare, by name. */
  looks(): Readonly<Record<string, ThreadLook>>
  /** What the store holds, counted where it keeps nobody waiting. */
  tally(): Promise<StoreTally>
  standing(): Promise<StoriesAnswer>
  /** Whether the threads that read stories are at rest. */
  rests(): boolean
  stopFetching(): Promise<void>
  close(): Promise<void>
}

/** Reading the web, matching and reading stories, each in threads of its own where the store has a second door. */
function startThreads(desk: Desk, { config, threads, log, health: { metrics } }: DeskParts): Work {
  if (threads === null) {
    log.info({}, 'the store is in memory: no feed is asked and no page is read')
    const reading = openReading(desk)
    return {
      matcher: meteredMatcher(desk.matcher, metrics),
      reading,
      live: null,
      looks: () => ({}),
      tally: () => desk.tally.count(systemClock.now()),
      standing: () => reading.fresh.storiesOf(),
      rests: () => false,
      stopFetching: async () => undefined,
      close: () => reading.close(),
    }
  }
  const { entry, data } = threads
  // Vectors are fetched by the matching thread, also while nothing comes in.
  const rests = config.embeddings === null ? { hasWork: createMatchCheck(desk), restAfterMs: REST_AFTER_MS } : {}
  const matcher = startMatcherThread(entry, data, { onFetched: createFetchedLog(log), ...rests })
  const onFault = (error: unknown) => log.error({ err: error }, 'a story could not be read ahead')
  const reading = startReadingThreads(entry, { ...data, service: 'read' }, desk, {
    onFault,
    restAfterMs: REST_AFTER_MS,
  })
  if (!config.followsWeb) log.info({}, 'STANDFIRST_FOLLOW is off: no feed is asked and no page is read')
  const onRead = (counts: LiveCounts) => countRead(metrics, counts)
  const hasWork = () => hasLiveWork(desk.live, systemClock.now())
  const live = config.followsWeb
    ? startLiveThread({ entry, data: { ...data, service: 'live' }, log, hasWork, onRead })
    : null
  return {
    matcher: meteredMatcher(matcher, metrics),
    reading,
    live,
    looks: () => {
      const [first, second] = reading.looks()
      const looks = { match: matcher.look(), 'read-1': first, 'read-2': second, live: live?.look() }
      return Object.fromEntries(
        Object.entries(looks).flatMap(([name, look]) => (look === undefined ? [] : [[name, look]])),
      )
    },
    tally: reading.tally,
    standing: reading.standing,
    rests: () => reading.looks().every(({ state }) => state === 'idle'),
    stopFetching: async () => live?.close(),
    close: async () => void (await Promise.all([live?.close(), matcher.close(), reading.close()])),
  }
}

async function openModel({ model }: Desk, log: Log, metrics: Metrics): Promise<ModelDesk | null> {
  if (model === null) {
    log.info({}, 'no OPENAI_API_KEY and no OPENAI_BASE_URL: every line is an extract, no model is asked')
    return null
  }
  log.info({ model: model.name }, `${model.name} puts briefs into words; each line is checked`)
  const { onWritten, onFault } = createWritingLog(log)
  const counted: typeof onWritten = (heard) => {
    countWriting(metrics, heard)
    onWritten(heard)
  }
  return model.open({ onWritten: counted, onFault })
}

/** What of the configuration matters to those who ask. */
function conversationSettings(
  { stories, managers, slack, reports }: Config,
  publishers: readonly Publisher[],
): Pick<ChatParts, 'knownFeeds' | 'unnamedIs' | 'managers' | 'reportTo'> {
  const publisher = publishers.find(({ platform }) => platform === reports?.platform)
  return {
    knownFeeds: stories.flatMap(({ feeds }) => feeds),
    // A bot is in many servers of Discord, and in many workspaces where they install the app.
    unnamedIs: (platform) => (platform === 'slack' && slack?.install === null ? 'everybodys' : 'nobodys'),
    managers: {
      ...(managers.slack.length === 0 ? {} : { slack: managers.slack.join(', ') }),
      ...(managers.discord.length === 0 ? {} : { discord: managers.discord.join(', ') }),
    },
    reportTo:
      reports === null || publisher === undefined
        ? null
        : async (message, id, signal) => void (await publisher.post(reports, message, id, signal)),
  }
}
