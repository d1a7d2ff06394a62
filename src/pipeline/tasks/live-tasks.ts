import type { LiveThread } from '../live/live-thread.ts'
import type { LIVE_TASKS } from './lanes.ts'
import type { TaskHandler, TaskName } from './task-runner.ts'

/** What comes in during so much of the time between two matchings is matched together: a busy day brings something each second. */
const GATHERED_SHARE = 1 / 6

export type LiveTasks = Readonly<Record<(typeof LIVE_TASKS)[number], TaskHandler>> & {
  /** Forgets what would be woken. */
  close(): void
}

/**
 * The tasks that read the web, each for as long as something is due. New items of feeds are read at once, and what was kept is
 * matched soon. Null: the web is not read.
 */
export function createLiveTasks(
  live: LiveThread | null,
  matchEveryMs: number,
  wake: (task: TaskName) => void,
): LiveTasks {
  let gathering: NodeJS.Timeout | null = null
  const matchSoon = () => {
    gathering ??= setTimeout(() => {
      gathering = null
      wake('match')
    }, matchEveryMs * GATHERED_SHARE).unref()
  }
  const readPages = async (kind: 'first' | 'again', signal: AbortSignal) => {
    if (((await live?.read(kind, signal)) ?? 0) > 0) matchSoon()
  }
  return {
    poll: async (signal) => {
      if (((await live?.poll(signal)) ?? 0) === 0) return
      wake('read')
      // A feed may hold its articles whole.
      matchSoon()
    },
    read: (signal) => readPages('first', signal),
    're-read': (signal) => readPages('again', signal),
    close: () => {
      if (gathering !== null) clearTimeout(gathering)
    },
  }
}
