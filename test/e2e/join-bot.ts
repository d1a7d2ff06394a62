import { createExtractiveWriter } from '../../src/brief/extractive-writer.ts'
import { loadConfig } from '../../src/config/load-config.ts'
import { systemClock } from '../../src/ops/clock.ts'
import { createLog } from '../../src/ops/log.ts'
import { createMatcher } from '../../src/pipeline/match.ts'
import type { BotParts } from '../../src/pipeline/run.ts'
import { openPublishers, openSlackAccess } from '../../src/assembly/platforms.ts'
import { openStore } from '../../src/store/open-store.ts'

/** What a bot is told by its environment. */
type BotEnv = Readonly<Record<string, string | undefined>>

/**
 * The bot's parts, joined as `standfirst run` joins them, without its command line, its matcher's thread and its connections:
 * these cost most of its start and post nothing.
 */
export async function joinBot(
  env: BotEnv,
  tell: (text: string) => void,
): Promise<{ readonly parts: BotParts; readonly close: () => Promise<void> }> {
  const config = await loadConfig(env['STANDFIRST_CONFIG'] ?? '', env)
  const { outlets, zone, lang, limits, dormantAfterMs } = config
  const store = await openStore(config.store, { busyTimeoutMs: limits.storeBusyMs })
  for (const { definition } of config.stories) await store.stories.seedStory(definition)
  const matcher = createMatcher({ store, outlets })
  const publishers = await openPublishers(config, await openSlackAccess(config, store.installations))
  const log = createLog({ level: 'info', secrets: [], style: 'json', write: tell })
  const [clock, writer] = [systemClock, createExtractiveWriter()]
  const newsroom = { store, outlets, zone, lang, limits, dormantAfterMs, clock, writer, fileBytesMax: limits.fileBytes }
  return {
    parts: {
      newsroom,
      matcher,
      publishers,
      plans: config.subscriptions,
      matchEveryMs: limits.matchEveryMs,
      log,
    },
    close: async () => {
      for (const publisher of publishers) await publisher.close()
      await store.close()
    },
  }
}
