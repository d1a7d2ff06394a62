import { setTimeout as sleep } from 'node:timers/promises'
import PQueue from 'p-queue'
import type { Clock } from '../../ops/clock.ts'
import { failed } from './fetch-failure.ts'
import type { PaceLimits } from './fetch-limits.ts'
import type { FetchOutcome } from './fetcher.ts'

/** More requests than these that wait for one host come from a fault: at one a second they are a quarter of an hour. */
const HOST_WAITING_MAX = 1_000
/** A team follows some hundred hosts; of those above this, the one asked longest ago is forgotten. */
const HOSTS_MAX = 5_000
/** A host that says 429 without saying until when is left alone so long. */
const TOO_MANY_PAUSE_MS = 60_000
/** A host that says "in a week" is asked again after so long: the plan of polls keeps its feeds away for longer. */
const PAUSE_MAX_MS = 6 * 3_600_000
/** A pause no longer than this is waited for; a longer one is told to the caller, who comes again. */
const PAUSE_WAITED_MS = 5_000

type Host = {
  readonly queue: PQueue
  /** When the next request may begin. */
  nextAtMs: number
  pause: { readonly untilMs: number; readonly status: number } | null
}

export type PaceParts = {
  readonly limits: PaceLimits
  readonly clock: Clock
  /** Waits; rejects when the signal says so. For tests. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Whose turn it is. `everyMs`: the time this host wants between two requests, where it is longer than ours. */
export type HostPace = {
  run(host: string, everyMs: number, task: () => Promise<FetchOutcome>, signal: AbortSignal): Promise<FetchOutcome>
}

/**
 * Runs requests so that no host has more than `hostAtOnce` at once, nor two that begin within `hostEveryMs`, and all hosts
 * together no more than `atOnce`: a host that waits holds no place of the others. A host that answers 429 or 503 is left
 * alone as long as its Retry-After says; meanwhile its requests are `refused` with that status, without being sent.
 */
export function hostPace({ limits, clock, wait = defaultWait }: PaceParts): HostPace {
  const overall = new PQueue({ concurrency: limits.atOnce })
  const hosts = new Map<string, Host>()
  const now = () => clock.now().epochMilliseconds

  function hostOf(name: string): Host {
    const host = hosts.get(name) ?? { queue: new PQueue({ concurrency: limits.hostAtOnce }), nextAtMs: 0, pause: null }
    hosts.delete(name)
    hosts.set(name, host)
    if (hosts.size > HOSTS_MAX) forgetIdle(hosts, name)
    return host
  }

  async function takeTurn(host: Host, everyMs: number, signal: AbortSignal): Promise<void> {
    const every = Math.max(limits.hostEveryMs, everyMs)
    const at = now()
    // A clock that was set back must not stop a host: no turn is further away than those before it can make it.
    const turn = Math.min(Math.max(at, host.nextAtMs), at + every * limits.hostAtOnce)
    host.nextAtMs = turn + every
    if (turn > at) await wait(turn - at, signal)
  }

  return {
    async run(name, everyMs, task, signal) {
      const host = hostOf(name)
      if (host.queue.size >= HOST_WAITING_MAX) {
        return failed('timeout', `${name}: ${HOST_WAITING_MAX} requests wait for it already.`)
      }
      const inTurn = async () => {
        const early = pausedAnswer(host, name, now())
        if (early !== null) return early
        if (host.pause !== null) await wait(Math.max(0, host.pause.untilMs - now()), signal)
        await takeTurn(host, everyMs, signal)
        const outcome = await overall.add(task, { signal })
        host.pause = pauseAfter(outcome, now())
        return outcome
      }
      try {
        return await host.queue.add(inTurn, { signal })
      } catch (error) {
        if (signal.aborted) return failed('stopped', `${name}: the fetch was stopped.`)
        throw error
      }
    },
  }
}

const defaultWait = (ms: number, signal: AbortSignal): Promise<void> => sleep(ms, undefined, { signal })

function pausedAnswer({ pause }: Host, name: string, nowMs: number): FetchOutcome | null {
  if (pause === null || pause.untilMs - nowMs <= PAUSE_WAITED_MS) return null
  const retryAfterMs = Math.min(pause.untilMs - nowMs, PAUSE_MAX_MS)
  return { kind: 'refused', status: pause.status, url: `https://${name}/`, redirects: [], retryAfterMs }
}

function pauseAfter(outcome: FetchOutcome, nowMs: number): Host['pause'] {
  if (outcome.kind !== 'refused' || (outcome.status !== 429 && outcome.status !== 503)) return null
  const pauseMs = outcome.retryAfterMs ?? (outcome.status === 429 ? TOO_MANY_PAUSE_MS : 0)
  return pauseMs === 0 ? null : { untilMs: nowMs + Math.min(pauseMs, PAUSE_MAX_MS), status: outcome.status }
}

/** The first in a Map is the one asked longest ago. */
function forgetIdle(hosts: Map<string, Host>, except: string): void {
  for (const [name, { queue }] of hosts) {
    if (name === except || queue.size + queue.pending > 0) continue
    hosts.delete(name)
    return
  }
}
