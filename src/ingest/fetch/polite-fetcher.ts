import type { Clock } from '../../ops/clock.ts'
import { failed, outcomeOf } from './fetch-failure.ts'
import type { PaceLimits } from './fetch-limits.ts'
import type { Fetcher, FetchOutcome, FetchRequest } from './fetcher.ts'
import { followRedirects } from './follow-redirects.ts'
import { hostPace, type PaceParts } from './host-pace.ts'
import { linkedSignal } from './linked-signal.ts'
import { readAddress } from './read-address.ts'
import { robotsBook } from './robots.ts'

export type PoliteParts = {
  /** The product token of the user agent, as robots.txt names it. */
  readonly token: string
  readonly pace: PaceLimits
  readonly redirects: number
  readonly clock: Clock
  /** For tests. */
  readonly wait?: NonNullable<PaceParts['wait']>
}

/** RFC 9309 §2.3.1.2: at least five. */
const ROBOTS_REDIRECTS_MAX = 5

/**
 * A fetcher that asks for nothing robots.txt forbids, and gives every host its time: each step of a redirect is ruled and
 * paced as an address of its own. The time limit of the fetcher within counts for each step; waiting for a turn is not counted.
 */
export function politeFetcher(within: Fetcher, parts: PoliteParts): Fetcher {
  const pace = hostPace({ limits: parts.pace, clock: parts.clock, ...(parts.wait ? { wait: parts.wait } : {}) })
  const closing = new AbortController()

  const inTurn = (request: FetchRequest, everyMs: number, signal: AbortSignal): Promise<FetchOutcome> =>
    pace.run(new URL(request.url).host, everyMs, () => within.fetch(request, signal), signal)

  const robots = robotsBook({
    token: parts.token,
    clock: parts.clock,
    // Many may wait for it: it ends with the fetcher, not with the first who asked.
    fetch: (request) => followRedirects(request, ROBOTS_REDIRECTS_MAX, (step) => inTurn(step, 0, closing.signal)),
  })

  async function askOnce(request: FetchRequest, signal: AbortSignal): Promise<FetchOutcome> {
    const ruling = await robots.rule(new URL(request.url), signal)
    return ruling.kind === 'forbidden' ? ruling.outcome : inTurn(request, ruling.crawlDelayMs, signal)
  }

  return {
    async fetch(request, caller) {
      const host = URL.parse(request.url)?.host ?? 'the address'
      const linked = linkedSignal([caller, closing.signal], () => new Error('stopped'))
      const { signal } = linked
      try {
        const first = { ...request, url: readAddress(request.url).href }
        if (request.follow === 'none') return await askOnce(first, signal)
        return await followRedirects(first, parts.redirects, (step) => askOnce(step, signal))
      } catch (error) {
        return signal.aborted ? failed('stopped', `${host}: the fetch was stopped.`) : outcomeOf(error, host)
      } finally {
        linked.end()
      }
    },
    async close() {
      closing.abort()
      await within.close()
    },
  }
}
