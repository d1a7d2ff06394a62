import { DiscordAPIError, Routes } from 'discord.js'
import type { ChannelRef } from '../../news/message.ts'
import { clipText, plainText } from '../plain-text.ts'
import type { DiscordCaller } from './discord-call.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** Discord's limit for the name of a thread. */
const NAME_LENGTH_MAX = 100
/** Minutes without a message after which Discord folds a thread away; the next message brings it back. */
const FOLDED_AFTER_MINUTES = 1_440
/** "A thread has already been created for this message." */
const THREAD_EXISTS = 160004
/** No access, no permission, not in a channel of this kind, too many threads: the channel has no thread for us. */
const THREADLESS = new Set([50001, 50013, 50024, 160006])
/** A channel that gave us no thread is not asked again for so long: refused requests are counted against the bot. */
const ASK_AGAIN_MS = 3_600_000
/** Channels without threads remembered; the oldest are forgotten first. */
const REMEMBERED_MAX = 10_000

export type Threads = {
  /** The thread that hangs from a message: it is started where there is none yet. Null where there can be none. */
  open(channel: ChannelRef, message: string, title: string, signal: AbortSignal): Promise<ChannelRef | null>
  /** The channel's threads may be started, but not written to. */
  refused(channel: ChannelRef): void
}

/** The threads under our posts. A thread started from a message has that message's id. */
export function createThreads(caller: DiscordCaller): Threads {
  const threadless = new Map<string, number>()

  function refused(channel: ChannelRef): void {
    keepNewest(threadless, channel.id, performance.now(), REMEMBERED_MAX)
  }

  return {
    refused,
    open: async (channel, message, title, signal) => {
      const refusedAt = threadless.get(channel.id)
      if (refusedAt !== undefined && performance.now() - refusedAt < ASK_AGAIN_MS) return null
      const body = {
        name: clipText(plainText(title), NAME_LENGTH_MAX) || '–',
        auto_archive_duration: FOLDED_AFTER_MINUTES,
      }
      const doing = `Starting a thread under message ${message} in ${channel.id}`
      const started = await caller.call(doing, signal, async (rest, limit) => {
        try {
          await rest.post(Routes.threads(channel.id, message), { body, signal: limit })
          return true
        } catch (error) {
          const code = error instanceof DiscordAPIError ? Number(error.code) : 0
          if (code === THREAD_EXISTS) return true
          if (THREADLESS.has(code)) return false
          throw error
        }
      })
      if (started === true) return { ...channel, id: message }
      refused(channel)
      return null
    },
  }
}
