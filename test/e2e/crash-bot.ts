// `node test/e2e/crash-bot.ts`: the bot as `standfirst run` joins it, but for its command line, its matcher's thread and its
// connections, which cost most of its start and post nothing.
import { enableCompileCache } from 'node:module'

enableCompileCache()
const [{ createExtractiveWriter }, { loadConfig }, { systemClock }, { createLog }, { createMatcher }] =
  await Promise.all([
    import('../../src/brief/extractive-writer.ts'),
    import('../../src/config/load-config.ts'),
    import('../../src/ops/clock.ts'),
    import('../../src/ops/log.ts'),
    import('../../src/pipeline/match.ts'),
  ])
const [{ runBot }, { openPublishers, openSlackAccess }, { openStore }] = await Promise.all([
  import('../../src/pipeline/run.ts'),
  import('../../src/platforms.ts'),
  import('../../src/store/open-store.ts'),
])
const config = await loadConfig(process.env['STANDFIRST_CONFIG'] ?? '', process.env)
const store = await openStore(config.store, { busyTimeoutMs: config.limits.storeBusyMs })
for (const { definition } of config.stories) await store.stories.seedStory(definition)
const matcher = createMatcher({ store, outlets: config.outlets })
const { outlets, zone, lang, limits, dormantAfterMs } = config
const newsroom = {
  store,
  outlets,
  matcher,
  zone,
  lang,
  dormantAfterMs,
  clock: systemClock,
  writer: createExtractiveWriter(),
  limits,
  fileBytesMax: limits.fileBytes,
}
const log = createLog({ level: 'info', secrets: [], style: 'json', write: (text) => void process.stderr.write(text) })
const publishers = await openPublishers(config, await openSlackAccess(config, store.installations))
const controller = new AbortController()
process.once('SIGTERM', () => controller.abort())
await runBot({ newsroom, matcher, publishers, plans: [], matchEveryMs: limits.matchEveryMs, log }, controller.signal)
await store.close()
