// Loaded before a program with `--import`, in each of its threads: tells its parent how long the main thread kept others
// waiting, how much memory the process took, and how often a feed was parsed.
import { registerHooks } from 'node:module'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { BroadcastChannel, isMainThread } from 'node:worker_threads'

export type LiveProbe = {
  /** Milliseconds that a timer of the main thread came late since the last question: the longest, and one in a hundred. */
  readonly loopMax: number
  readonly loopP99: number
  /** Megabytes: now, and the most since the process began. */
  readonly resident: number
  readonly residentMax: number
  /** Feeds parsed since the last question. */
  readonly parses: number
  /** Seconds of processor since the process began, all threads. */
  readonly cpu: number
}

export const PARSES = 'standfirst bench: a feed was parsed'
/** How often a timer looks how late it comes, in milliseconds. */
const RESOLUTION_MS = 5
const NANOSECONDS_A_MS = 1e6
const BYTES_A_MEGABYTE = 2 ** 20

// The polls of feeds parse through a file of ours that counts and passes on.
const COUNTED = new URL('count-parses.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier.endsWith('/read-feed.ts') && context.parentURL?.endsWith('/live/poll-feed.ts') === true
      ? next(COUNTED, context)
      : next(specifier, context),
})

if (isMainThread && process.send !== undefined) {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS })
  delay.enable()
  let parses = 0
  const channel = new BroadcastChannel(PARSES)
  channel.addEventListener('message', () => {
    parses += 1
  })
  channel.unref()
  process.on('message', (asked) => {
    if (asked !== 'probe') return
    const { user, system } = process.cpuUsage()
    const report: LiveProbe = {
      loopMax: delay.max / NANOSECONDS_A_MS,
      loopP99: delay.percentile(99) / NANOSECONDS_A_MS,
      resident: process.memoryUsage.rss() / BYTES_A_MEGABYTE,
      residentMax: process.resourceUsage().maxRSS / 1_024,
      parses,
      cpu: (user + system) / 1e6,
    }
    delay.reset()
    parses = 0
    process.send?.(report)
  })
  process.channel?.unref()
}
