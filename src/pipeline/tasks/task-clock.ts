import type { Clock } from '../../ops/clock.ts'
import { startTicker, type Ticker } from '../../schedule/ticker.ts'
import { LIVE_TASKS } from './lanes.ts'
import type { TaskName } from './task-runner.ts'

/** How often it is looked whether a feed or a page is due: feeds are asked every five minutes at most. */
const LIVE_PATTERN = '*/5 * * * * *'
const MINUTE_MS = 60_000

export type TaskClockParts = {
  readonly clock: Clock
  /** How often articles that came in are matched; digests are looked for every minute. */
  readonly matchEveryMs: number
  readonly wake: (tasks: readonly TaskName[]) => void
}

/**
 * Wakes tasks as often as they are due, by the minutes of UTC: several replicas wake the same ones at the same time. In a
 * minute in which articles are matched, digests follow from that; in the others they are woken themselves.
 */
export function startTaskClock({ clock, matchEveryMs, wake }: TaskClockParts): Pick<Ticker, 'stop'> {
  const everyMinutes = Math.max(1, Math.round(matchEveryMs / MINUTE_MS))
  let isFirst = true
  const onFault = (error: unknown): never => {
    throw error
  }
  const tickers = [
    startTicker(
      async () => {
        const minute = Math.round(clock.now().epochMilliseconds / MINUTE_MS)
        wake([isFirst || minute % everyMinutes === 0 ? 'match' : 'deliver', 'prune'])
        isFirst = false
      },
      { onFault },
    ),
    startTicker(async () => wake(LIVE_TASKS), { onFault, pattern: LIVE_PATTERN }),
  ]
  return { stop: async () => void (await Promise.all(tickers.map((ticker) => ticker.stop()))) }
}
