import { findChanges, type Moment } from '../../claim/find-changes.ts'
import type { FoundDifferences } from '../../claim/find-differences.ts'
import type { StoryDefinition } from '../../news/story.ts'
import type { Update } from '../../news/update.ts'
import type { Newsroom } from '../parts.ts'
import { indexPast, viewEarlier } from './earlier-view.ts'
import { isUpTo } from './keep-made.ts'
import { assembleView, leaveOut, momentOf, onceAsked, readParts, type Muted } from './view-story.ts'

/** Updates kept of a story at hand, by what had come in at their beginning: one takes up to some 100 kB. */
const UPDATES_MAX = 64

/** A story at hand: as it stands at one moment, and how it stood at any earlier one. */
export type StoryAtHand = {
  readonly now: Moment & FoundDifferences
  readonly at: (moment: Temporal.Instant) => Moment
  /** The same that `findChanges` tells of an earlier moment and now. Found once for all between two arrivals. */
  readonly changesSince: (moment: Temporal.Instant) => Update
  /** From when on it looked otherwise than a moment before, the newest first, at most so many. */
  readonly lastArrivals: (max: number) => readonly Temporal.Instant[]
}

/** Reads a story once for many questions. */
export async function takeStory(
  story: StoryDefinition,
  asOf: Temporal.Instant,
  lang: string,
  newsroom: Pick<Newsroom, 'store'>,
  muted: Muted,
): Promise<StoryAtHand> {
  const parts = leaveOut(await readParts(story, asOf, newsroom), muted)
  const now = momentOf(assembleView(parts), lang)
  const past = onceAsked(() => indexPast(parts, now.view))
  const at = (moment: Temporal.Instant) => {
    const { view, standing } = viewEarlier(past(), moment)
    return momentOf(view, lang, { disputed: now.disputed, standing })
  }
  const updates = new Map<number, Update>()
  const changesSince = (since: Temporal.Instant) => {
    const seen = past().lateFrom(since)
    const update = updates.get(seen) ?? findChanges(at(since), now)
    updates.delete(seen)
    updates.set(seen, update)
    for (const oldest of updates.keys()) {
      if (updates.size <= UPDATES_MAX) break
      updates.delete(oldest)
    }
    return { ...update, since }
  }
  const lastArrivals = (max: number) => {
    const moments = new Set<number>()
    for (const arrival of past().arrivals.toReversed()) {
      if (moments.size >= max) break
      moments.add(arrival.at)
    }
    return [...moments].map((ms) => Temporal.Instant.fromEpochMilliseconds(ms))
  }
  return { now, at, changesSince, lastArrivals }
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
