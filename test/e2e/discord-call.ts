import type { DiscordWorld } from './discord-world.ts'
import type { Reply } from './fake-http.ts'

export type DiscordCall = {
  readonly world: DiscordWorld
  /** What stands for each name of the path's template. */
  readonly path: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: unknown
  readonly nowMs: number
  readonly nonces: Map<string, { readonly message: string; readonly at: number }>
  readonly violate: (...faults: readonly string[]) => void
  readonly gatewayUrl: string
}

export function done(body: unknown): Reply {
  return { status: 200, body }
}

export function refuse(status: number, code: number, message: string): Reply {
  return { status, body: { code, message } }
}

/** Refuses what Discord would not take, and counts it against whoever sent it. */
export function refused(call: DiscordCall, faults: readonly string[]): Reply {
  call.violate(...faults)
  return refuse(400, 50035, 'Invalid Form Body')
}
