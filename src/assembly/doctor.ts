import { existsSync } from 'node:fs'
import type { Config } from '../config/config.ts'
import { systemClock } from '../ops/clock.ts'
import { checkPaused, type Check } from '../pipeline/check-up.ts'
import { examineFeeds } from '../pipeline/live/examine-feeds.ts'
import { examineOld } from '../pipeline/prune-daily.ts'
import { examineReplicas } from '../pipeline/tasks/examine-replicas.ts'
import { examineDisk } from './examine-disk.ts'
import { channelsOf, examineDiscord, examineSlack } from './platforms.ts'
import { openStore, type Store } from '../store/open-store.ts'
import { isAddress, storeName } from '../store/store-name.ts'

/** The one check of a configuration that cannot be read. */
export function faultyConfiguration(fault: string): Check {
  return {
    name: 'configuration',
    look: async () => ({ found: fault, mend: 'Mend each line named above, then run doctor again.' }),
  }
}

/** What `doctor` looks at: configuration, store, platforms, model and subscriptions. `target`: where the store is. */
export function allChecks(target: string, config: Config, limit: AbortSignal): readonly Check[] {
  const isFile = target !== ':memory:' && !isAddress(target)
  const isThere = !isFile || existsSync(target)
  /** Nothing is made where nothing is: what is asked of a store that is not there yet is asked of an empty one. */
  const inStore = async <Value>(task: (store: Store) => Promise<Value>): Promise<Value> => {
    const opened = await openStore(isThere ? target : ':memory:', { busyTimeoutMs: config.limits.storeBusyMs })
    return task(opened).finally(() => opened.close())
  }
  const subscriptions = async () => {
    const stored = await inStore((opened) => opened.deliveries.listSubscriptions())
    return { stored, channels: channelsOf([...stored, ...config.subscriptions]) }
  }
  return [
    { name: 'configuration', look: async () => tellConfiguration(config) },
    {
      name: 'store',
      look: async () => {
        if (!isThere) return { found: `${target}: not made yet; the first ingest makes it`, mend: null }
        const problems = await inStore(async (opened) => {
          await opened.tryWriting()
          return opened.checkIntegrity()
        })
        const mend = problems.length === 0 ? null : 'Restore a backup, or begin anew elsewhere and ingest again.'
        return { found: [storeName(target), ...problems].join('; '), mend }
      },
    },
    ...(isFile ? [{ name: 'disk', look: () => examineDisk(target) }] : []),
    { name: 'keep', look: () => inStore((opened) => examineOld(opened.countOld, config.keepMs, systemClock.now())) },
    ...(isAddress(target)
      ? [{ name: 'replicas', look: () => inStore(({ replicas }) => examineReplicas(replicas)) }]
      : []),
    {
      name: 'feeds',
      look: async () => {
        const { zone, followsWeb } = config
        const given = { now: systemClock.now(), zone, followsWeb, configured: countFeeds(config) }
        return inStore(({ feeds, rereads }) => examineFeeds({ feeds, rereads, ...given }))
      },
    },
    {
      name: 'slack',
      look: async () => {
        const { channels } = await subscriptions()
        return inStore((opened) => examineSlack({ config, channels, store: opened.installations, limit }))
      },
    },
    {
      name: 'discord',
      look: async () => examineDiscord({ config, channels: (await subscriptions()).channels, limit }),
    },
    {
      name: 'model',
      look: async () => {
        const { examineModel } = await import('./model-parts.ts')
        return inStore((opened) => examineModel(config, opened, limit))
      },
    },
    { name: 'subscriptions', look: async () => checkPaused((await subscriptions()).stored) },
  ]
}

/** One address that several stories name is one feed. */
function countFeeds({ stories }: Config): number {
  return new Set(stories.flatMap(({ feeds }) => feeds.map(({ url }) => url))).size
}

function tellConfiguration({ folder, stories, outlets, subscriptions, warnings, zone }: Config) {
  const counts = [`stories: ${stories.length}`, `outlets: ${outlets.length}`, `subscriptions: ${subscriptions.length}`]
  return {
    found: `${folder}; ${counts.join(', ')}; times in ${zone}`,
    mend: warnings.length === 0 ? null : warnings.join('\n'),
  }
}
