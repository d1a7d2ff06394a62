import { ENGINE_VERSION } from '../claim/ledger.ts'
import { engineOf } from './match.ts'
import type { Newsroom } from './parts.ts'
import type { KnownStore } from './tasks/known-store.ts'

/** Who matches does so every minute, and a slow one still within this: after it nobody is there who does. */
const MATCHED_MAX_MS = 15 * 60_000
/** Clocks of those that store and match differ: what came in so shortly before is under way, and no story that is new. */
const UNDER_WAY_MS = 5 * 60_000

/**
 * The moment up to which others on the same store have matched everything as this process does. Null where that is long ago,
 * something older waits, a story is new, or its ledger is another engine's: then this process matches before it tells anything.
 * Replicas that all matched what comes in while they start would do one work several times, and each undo the others'.
 */
export async function findMatchedByOthers(
  newsroom: Pick<Newsroom, 'store' | 'outlets'>,
  known: Pick<KnownStore, 'findMatched'>,
  now: Temporal.Instant,
): Promise<Temporal.Instant | null> {
  const matched = await known.findMatched()
  if (matched === null || now.since(matched).total('milliseconds') > MATCHED_MAX_MS) return null
  const isOld = (seenAt: Temporal.Instant | undefined) =>
    seenAt !== undefined && matched.since(seenAt).total('milliseconds') > UNDER_WAY_MS
  const engine = engineOf(newsroom, ENGINE_VERSION)
  const { stories, ledger } = newsroom.store
  for (const { id } of await stories.listStories()) {
    const head = await ledger.findHead(id)
    if (head.engine !== null && head.engine !== engine) return null
    // Oldest first, both.
    const [unmatched] = await stories.listUnmatched(id, 1)
    const [unentered] = await stories.listStoryKeys(id, 'unentered')
    if (isOld(unmatched?.revision.seenAt) || isOld(unentered?.seenAt)) return null
  }
  return matched
}
