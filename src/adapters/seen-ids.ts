import type { Platform } from '../news/message.ts'
import type { Clock } from '../ops/clock.ts'
import type { EventClaims } from './event-claims.ts'
import { within } from './waiting.ts'

/** Slack sends an event again for up to an hour in all, but as a rule within the first minutes. */
const KEPT_MS = 10 * 60_000
/** Of a flood of events the oldest ids are forgotten first. */
const KEPT_MAX = 10_000
/** Platforms give three seconds: where the store takes longer, to be answered twice is better than not at all. */
const CLAIM_MAX_MS = 1_000

/** Tells whether an id comes for the first time in ten minutes. */
export function createSeenIds(clock: Clock): { isNew(id: string): boolean } {
  const seen = new Map<string, number>()
  return {
    isNew: (id) => {
      const now = clock.now().epochMilliseconds
      for (const [old, at] of seen) {
        if (now - at < KEPT_MS && seen.size < KEPT_MAX) break
        seen.delete(old)
      }
      const at = seen.get(id)
      if (at !== undefined && now - at < KEPT_MS) return false
      seen.delete(id)
      seen.set(id, now)
      return true
    },
  }
}

type Claiming = { readonly platform: Platform; readonly claims: EventClaims | null }

/** Whether this process handles an event that others may have got as well. Never rejects: who cannot tell handles it. */
export async function isOurs(ids: readonly string[], { platform, claims }: Claiming): Promise<boolean> {
  if (claims === null) return true
  const claim = claims.claimEvents(ids.map((id) => `${platform} ${id}`))
  return within(
    CLAIM_MAX_MS,
    claim.catch(() => true),
    () => true,
  )
}
