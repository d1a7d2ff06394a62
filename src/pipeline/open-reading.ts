import { createFreshBriefs, type BriefParts, type FreshBriefs } from './fresh-briefs.ts'

/** The moment up to which everything stored has joined its story. */
export type KnownMoment = { at(): Temporal.Instant; move(to: Temporal.Instant): void }

/** Briefs and answers, and the moment they speak of: one for digests and for all who ask. */
export type Reading = { readonly fresh: FreshBriefs; readonly known: KnownMoment }

/** Opens the reading of a newsroom whose stories are up to date with what is stored. */
export function openReading(parts: BriefParts): Reading {
  const known = createKnownMoment(parts.clock.now())
  return { known, fresh: createFreshBriefs(parts, known.at) }
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
