import type { Connection } from './adapters/connection.ts'
import type { Publisher } from './adapters/publisher.ts'
import type { Config } from './config/config.ts'
import { systemClock } from './ops/clock.ts'
import { createLog, type Log } from './ops/log.ts'
import type { ChatParts } from './pipeline/conversation/chat-parts.ts'
import { createConversation } from './pipeline/conversation/converse.ts'
import type { Desk } from './pipeline/desk.ts'
import { hasLiveWork, startLiveThread, type LiveThread } from './pipeline/live/live-thread.ts'
import type { Matcher } from './pipeline/match.ts'
import { startMatcherThread } from './pipeline/matcher-thread.ts'
import { openReading, type Reading } from './pipeline/reading/open-reading.ts'
import { startReadingThreads } from './pipeline/reading/reading-thread.ts'
import { runBot } from './pipeline/run.ts'
import { createFetchedLog } from './pipeline/vectors/tell-fetched.ts'
import { createWritingLog } from './pipeline/writing/log-writing.ts'
import type { ModelDesk } from './pipeline/writing/model-desk.ts'
import { openConnections, openPublishers, openSlackAccess } from './platforms.ts'

export type BotParts = {
  readonly config: Config
  readonly openDesk: () => Promise<Desk>
  readonly terminal: Publisher
  /** Where threads begin and what they are given; null for a store in memory, which has no second door. */
  readonly threads: { readonly entry: URL; readonly data: Readonly<Record<string, string | null>> } | null
}

/** Runs the bot until the signal: its threads, its connections to the platforms, its digests. */
export async function serveBot({ config, openDesk, terminal, threads }: BotParts, signal: AbortSignal): Promise<void> {
  const log = openLog(config)
  // A library that drops a fault of its own, over one answer that it cannot read, ends no bot.
  const unheard = (error: unknown) =>
    log.error({ err: error }, 'a fault came from where nobody waited; the bot goes on')
  process.on('unhandledRejection', unheard)
  const desk = await openDesk()
  const work = startThreads(desk, config, threads, log)
  // A slow server is let go of while the rest comes to its end.
  signal.addEventListener('abort', () => void work.stopFetching(), { once: true })
  const model = await openModel(desk, log)
  const connections: Connection[] = []
  try {
    const slack = await openSlackAccess(config, desk.installations)
    const publishers = [terminal, ...(await openPublishers(config, slack))]
    const bell = { ring: () => undefined as void }
    const conversation = createConversation({
      ...desk,
      fresh: work.reading.soon,
      ...(model === null ? {} : { wording: model.forPeople, modelState: model.state }),
      matcher: work.matcher,
      log,
      startedAt: systemClock.now(),
      wake: () => bell.ring(),
      ...conversationSettings(config, publishers),
    })
    connections.push(
      ...(await openConnections({ config, slack, log, store: desk.installations, conversation, claims: desk.events })),
    )
    // Posting never waits for them: what keeps one from connecting is logged, and tried again.
    for (const connection of connections) connection.start(signal)
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
        },
        plans: config.subscriptions,
        matchEveryMs: config.limits.matchEveryMs,
        upkeep: { keepMs: config.keepMs, prune: desk.prune },
        log,
      },
      signal,
    )
  } finally {
    model?.close()
    await Promise.all(connections.map((connection) => connection.close()))
    await work.close()
    await desk.close()
    process.off('unhandledRejection', unheard)
  }
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

type Work = {
  readonly matcher: Matcher
  readonly reading: Reading
  /** Null where the web is not read. */
  readonly live: LiveThread | null
  stopFetching(): Promise<void>
  close(): Promise<void>
}

/** Reading the web, matching and reading stories, each in threads of its own where the store has a second door. */
function startThreads(desk: Desk, config: Config, threads: BotParts['threads'], log: Log): Work {
  if (threads === null) {
    log.info({}, 'the store is in memory: no feed is asked and no page is read')
    const reading = openReading(desk)
    return {
      matcher: desk.matcher,
      reading,
      live: null,
      stopFetching: async () => undefined,
      close: () => reading.close(),
    }
  }
  const { entry, data } = threads
  const matcher = startMatcherThread(entry, data, createFetchedLog(log))
  const onFault = (error: unknown) => log.error({ err: error }, 'a story could not be read ahead')
  const reading = startReadingThreads(entry, { ...data, service: 'read' }, desk, { onFault })
  if (!config.followsWeb) log.info({}, 'STANDFIRST_FOLLOW is off: no feed is asked and no page is read')
  const hasWork = () => hasLiveWork(desk.live, systemClock.now())
  const live = config.followsWeb ? startLiveThread({ entry, data: { ...data, service: 'live' }, log, hasWork }) : null
  return {
    matcher,
    reading,
    live,
    stopFetching: async () => live?.close(),
    close: async () => void (await Promise.all([live?.close(), matcher.close(), reading.close()])),
  }
}

async function openModel({ model }: Desk, log: Log): Promise<ModelDesk | null> {
  if (model === null) {
    log.info({}, 'no OPENAI_API_KEY and no OPENAI_BASE_URL: every line is an extract, no model is asked')
    return null
  }
  log.info({ model: model.name }, `${model.name} puts briefs into words; each line is checked`)
  return model.open(createWritingLog(log))
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
