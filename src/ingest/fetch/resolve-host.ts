import { Resolver, lookup } from 'node:dns/promises'
import PQueue from 'p-queue'
import { codeOf, FetchFailure } from './fetch-failure.ts'

/** All addresses of a name, best first. Throws FetchFailure 'unresolved' where it has none. */
export type ResolveHost = (name: string, signal: AbortSignal) => Promise<readonly string[]>

/** Twice two seconds: a name server that needs more is down. */
const QUERY_TIMEOUT_MS = 2_000
const QUERY_TRIES = 2
/**
 * The system's resolver knows the names of this machine and of inside networks, but holds one of Node's four threads as long
 * as it waits: one name after the other, so that a dead one delays neither files nor unpacking.
 */
const SYSTEM_AT_ONCE = 1
/** Names of the machine itself are in no name server (RFC 6761 §6.3). */
const LOCAL = /(?:^|\.)localhost\.?$/

/** Asks the name servers (`servers`, for tests, or the machine's), and the system's own resolver where they know nothing. */
export function hostResolver(servers?: readonly string[]): ResolveHost {
  const resolver = new Resolver({ timeout: QUERY_TIMEOUT_MS, tries: QUERY_TRIES })
  if (servers !== undefined) resolver.setServers(servers)
  const system = new PQueue({ concurrency: SYSTEM_AT_ONCE })

  async function askSystem(name: string, signal: AbortSignal): Promise<readonly string[]> {
    // Whoever has given up frees no place: a look-up that was begun holds its thread until it ends.
    const found = await system.add(() => (signal.aborted ? [] : lookup(name, { all: true })))
    return found.map(({ address }) => address)
  }

  return async (name, signal) => {
    const asked = LOCAL.test(name) ? [] : await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)])
    const known = interleave(asked.map((answer) => (answer.status === 'fulfilled' ? answer.value : [])))
    if (known.length > 0) return known
    try {
      return await askSystem(name, signal)
    } catch (cause) {
      throw new FetchFailure('unresolved', `${name}: no address is known for this name (${codeOf(cause)}).`, cause)
    }
  }
}

/** One of each family in turn, so that where one family leads nowhere the second address is of the other. */
function interleave(families: readonly (readonly string[])[]): readonly string[] {
  const length = Math.max(0, ...families.map((family) => family.length))
  return Array.from({ length }, (_, at) => families.flatMap((family) => family[at] ?? [])).flat()
}
