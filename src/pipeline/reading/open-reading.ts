import { createFreshBriefs, type BriefParts, type FreshBriefs } from './fresh-briefs.ts'

/** The moment up to which everything stored has joined its story. */
type KnownMoment = { at(): Temporal.Instant; move(to: Temporal.Instant): void }

/** Briefs and answers, and the moment they speak of: one for digests and for all who ask. */
export type Reading = {
  /** As of now, for digests: what came in last is waited for. */
  readonly fresh: FreshBriefs
  /** For people who ask: at once, if need be as of a moment ago, which the answer says. */
  readonly soon: FreshBriefs
  readonly known: KnownMoment
  close(): Promise<void>
}

/** Opens the reading of a newsroom whose stories are up to date with what is stored, in this thread: all is told as of now. */
export function openReading(parts: BriefParts): Reading {
  const known = createKnownMoment(parts.clock.now())
  const fresh = createFreshBriefs(parts, known.at)
  return { known, fresh, soon: fresh, close: async () => undefined }
}

function createKnownMoment(start: Temporal.Instant): KnownMoment {
  let current = start
  return {
    at: () => current,
    move: (to) => {
      current = to
    },
  }
}
