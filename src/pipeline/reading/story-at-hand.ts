import { findChanges, type Moment } from '../../claim/find-changes.ts'
import type { FoundDifferences } from '../../claim/find-differences.ts'
import type { StoryDefinition } from '../../news/story.ts'
import type { Update } from '../../news/update.ts'
import type { Newsroom } from '../parts.ts'
import { viewEarlier } from './earlier-view.ts'
import { growParts, type PartsAtHand } from './grow-parts.ts'
import { isUpTo } from './keep-made.ts'
import { growPast, takePast, type Past } from './story-past.ts'
import { leaveOut, momentOf, type Muted } from './view-story.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** Updates, and differences of earlier moments, kept of a story at hand, by what had come in then: one takes up to some 100 kB. */
const UPDATES_MAX = 128

/** A story at hand: as it stands at one moment, and how it stood at any earlier one. */
export type StoryAtHand = {
  readonly now: Moment & FoundDifferences
  readonly at: (moment: Temporal.Instant) => Moment
  /** The same that `findChanges` tells of an earlier moment and now. Found once for all between two arrivals. */
  readonly changesSince: (moment: Temporal.Instant) => Update
  /** From when on it looked otherwise than a moment before, the newest first, at most so many. */
  readonly lastArrivals: (max: number) => readonly Temporal.Instant[]
}

/** How a story was read last for one reader, that it may be read on from there. */
export type ReadLast = {
  at: { readonly read: PartsAtHand; readonly past: Past; readonly differed: Map<number, Moment['differences']> } | null
}

/**
 * Reads a story once for many questions. `last`: how it was read before, from which it grows; how it is read now is left there.
 */
export async function takeStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  lang: string,
  newsroom: Pick<Newsroom, 'store'>,
  muted: Muted,
  last: ReadLast = { at: null },
): Promise<StoryAtHand> {
  const grown = await growParts(story, asOf, last.at?.read ?? null, newsroom)
  const parts = leaveOut(grown.parts, muted)
  // Whoever else asked meanwhile may have grown it.
  const later = last.at === null ? null : growPast(last.at.past, parts)
  const past = later ?? takePast(parts)
  // How an earlier moment differed is so whatever came in since: by what had come in then.
  const differed = (later === null ? null : last.at?.differed) ?? new Map<number, Moment['differences']>()
  last.at = grown.at === null ? null : { read: grown.at, past, differed }
  const now = momentOf(past.view, lang, { standing: past.standing, sourceOf: past.sourceOf })
  const at = (moment: Temporal.Instant) => {
    const { view, ...then } = viewEarlier(past, moment)
    const seen = past.lateFrom(moment)
    const keep = (find: () => Moment['differences']) => keepLast(differed, seen, differed.get(seen) ?? find())
    return momentOf(view, lang, { ...then, disputed: now.disputed, keep })
  }
  const updates = new Map<number, Update>()
  const changesSince = (since: Temporal.Instant) => {
    const seen = past.lateFrom(since)
    const update = keepLast(updates, seen, updates.get(seen) ?? findChanges(at(since), now))
    return { ...update, since }
  }
  const lastArrivals = (max: number) => {
    const moments = new Set<number>()
    for (const arrival of past.arrivals.toReversed()) {
      if (moments.size >= max) break
      moments.add(arrival.at)
    }
    return [...moments].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  }
  return { now, at, changesSince, lastArrivals }
}

/** Keeps what was told last of so many moments, by what had come in then. */
function keepLast<Told>(told: Map<number, Told>, seen: number, value: Told): Told {
  keepNewest(told, seen, value, UPDATES_MAX)
  return value
}

/** A story at two moments, whichever is the later, read once. */
export async function readMoments(
  story: StoryDefinition,
  {
    since,
    asOf,
    lang,
    muted = [],
  }: {
    readonly since: Temporal.Instant
    readonly asOf: Temporal.Instant
    readonly lang: string
    readonly muted?: Muted
  },
  newsroom: Pick<Newsroom, 'store'>,
): Promise<{ readonly before: Moment; readonly after: Moment }> {
  const isLater = isUpTo(since, asOf)
  const { now, at } = await takeStory(story, isLater ? asOf : since, lang, newsroom, muted)
  return isLater ? { before: at(since), after: now } : { before: now, after: at(asOf) }
}

/** A story at hand is told as of a later moment, up to which nothing came in. */
export function restampHand({ now, ...rest }: StoryAtHand, asOf: Temporal.Instant): StoryAtHand {
  // The functions stay, however often the moment moves on: the update's own is put in its place by whoever tells it.
  return { now: { ...now, view: { ...now.view, asOf } }, ...rest }
}
