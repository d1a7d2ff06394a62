import { setTimeout as sleep } from 'node:timers/promises'
import type { ConnectionHandlers } from '../../adapters/connection.ts'
import { isNewsError } from '../../news/errors.ts'
import type { Platform } from '../../news/message.ts'
import type { Clock } from '../../ops/clock.ts'
import type { Log } from '../../ops/log.ts'
import type { InstallationStore } from '../installation-store.ts'

export type HeedParts = {
  readonly store: InstallationStore
  readonly clock: Clock
  readonly log: Log
  /** Between two tries at a store that is busy. */
  readonly pauseMs?: number
}

/** A store that is busy or full is tried again: nobody tells a second time that the app was removed. */
const TRIES_MAX = 60
/** Between two tries: five minutes in all, and as long again as the store waits by itself. */
const PAUSE_MS = 5_000

/** Carries out what a platform tells between posts. Faults are logged. */
export function heedPlatform(
  platform: Platform,
  { store, clock, log, pauseMs = PAUSE_MS }: HeedParts,
): ConnectionHandlers {
  const carryOut = async (task: () => Promise<number>, about: Record<string, unknown>, done: string) => {
    for (let tries = 1; ; tries += 1) {
      try {
        log.info({ platform, ...about, subscriptions: await task() }, done)
        return
      } catch (error) {
        const isPassing = isNewsError(error, 'store-busy') || isNewsError(error, 'store-full')
        if (!isPassing || tries === TRIES_MAX) {
          log.error({ err: error, platform, ...about }, 'what the platform told could not be carried out')
          return
        }
        if (tries === 1) log.warn({ err: error, platform, ...about }, 'what the platform told has to wait')
        // A bot that stops does not wait for it.
        await sleep(pauseMs, undefined, { ref: false })
      }
    }
  }
  return {
    onGone: (workspace, known) => {
      const because = `The app was removed from ${platform} ${workspace}.`
      return carryOut(
        () => store.eraseWorkspace(platform, { workspace, ...known, at: clock.now(), because }),
        { workspace },
        'the app was removed: its tokens, subscriptions and marks there are erased',
      )
    },
    onChannelGone: (channel, because) =>
      carryOut(() => store.pauseChannel(channel, because), { channel: channel.id, because }, 'a channel is paused'),
    kept: async () => {
      try {
        return await store.listWorkspaces(platform)
      } catch (error) {
        log.warn({ err: error, platform }, 'whether the app was removed somewhere could not be looked at')
        return []
      }
    },
    onNote: (level, text) => log[level]({ platform }, text),
  }
}
