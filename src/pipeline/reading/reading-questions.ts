import type { ArticleId, StoryId } from '../../news/ids.ts'
import { createReadings, type BriefParts, type FreshBriefs, type Readings, type ReadingWish } from './fresh-briefs.ts'
import type { TallyStore } from '../store-tally.ts'
import { createHeapTidier } from '../threads/tidy-heap.ts'
import { answerLine, type LinePort } from '../threads/thread-line.ts'

/** What is asked of a thread that reads stories. */
export type ReadingQuestion =
  | { readonly kind: 'story' | 'revisions'; readonly story: StoryId }
  | { readonly kind: 'brief' | 'draft'; readonly wish: ReadingWish; readonly since: Temporal.Instant | null }
  | { readonly kind: 'changes' | 'changes-draft'; readonly wish: ReadingWish; readonly since: Temporal.Instant }
  | { readonly kind: 'sources' | 'outlets' | 'differences' | 'timeline'; readonly wish: ReadingWish }
  | { readonly kind: 'named-sources'; readonly wish: ReadingWish; readonly named: ReadonlySet<ArticleId> }
  | { readonly kind: 'why'; readonly wish: ReadingWish; readonly line: string }
  | { readonly kind: 'stories' }
  /** What the store holds, for those who watch. */
  | { readonly kind: 'tally' }
  /** The stories, for those who watch: nobody waits for them. */
  | { readonly kind: 'standing' }
  /** Make a story ready; with 'keep', only where nothing was seen since. Answered is the moment it is ready for, or null. */
  | { readonly kind: 'make-ready' | 'keep-ready'; readonly wish: ReadingWish }

/** A question with the moments that the asking thread knows. */
export type ReadingCall = {
  readonly question: ReadingQuestion
  readonly how: 'exact' | 'soon'
  /** Everything stored up to then has joined its story. */
  readonly knownAt: Temporal.Instant
  readonly now: Temporal.Instant
  /** The stamp of the value that was answered last time: it need not be told again. */
  readonly known: number | null
}

/** `value` is left out where the asker knows it already. */
export type ReadingAnswer = { readonly stamp: number; readonly value?: unknown }

/**
 * What changed is looked up ahead when a story is made ready: since some hours ago, since the last edition, since readers last
 * looked, and since so many last arrivals, for those who look now. One takes some 5 ms of a story of 1,000 articles and 30 ms of
 * one of 10,000.
 */
const AHEAD_HOURS = [2, 24]
const MARKS_AHEAD_MAX = 64
const ARRIVALS_AHEAD_MAX = 32
/** After so long the story is ready, and what is left is looked up when somebody asks for it. */
const AHEAD_MAX_MS = 5_000

type ReadingDesk = Omit<BriefParts, 'clock'> & { readonly tally?: Pick<TallyStore, 'count'> }

type MakingReady = { readonly store: BriefParts['store']; readonly tidyHeap: () => boolean }

/** The thread's side: reads stories for whoever asks. Its clock is the asking thread's. */
export function serveReadings(port: LinePort, desk: ReadingDesk): void {
  const answer = createReadingService(desk)
  answerLine(port, (call) => answer(readCall(call)))
}

// `openReadingSide` asks nothing else.
function readCall(call: unknown): ReadingCall {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- both ends are this program's own
  return call as ReadingCall
}

function createReadingService(desk: ReadingDesk): (call: ReadingCall) => Promise<ReadingAnswer> {
  let moments: Pick<ReadingCall, 'knownAt' | 'now'> | null = null
  const told = () => {
    if (moments === null) throw new Error('no question was asked')
    return moments
  }
  const readings = createReadings({ ...desk, clock: { now: () => told().now } }, () => told().knownAt)
  const stamps = new WeakMap<object, number>()
  const making = { store: desk.store, tidyHeap: createHeapTidier() }
  let last = 0
  return async ({ question, how, knownAt, now, known }) => {
    moments = { knownAt, now }
    const value =
      question.kind === 'tally' ? await desk.tally?.count(now) : await answerQuestion(question, readings, how, making)
    if (typeof value !== 'object' || value === null) return { stamp: 0, value }
    const stamp = stamps.get(value) ?? (last += 1)
    stamps.set(value, stamp)
    return stamp === known ? { stamp } : { stamp, value }
  }
}

async function answerQuestion(
  question: Exclude<ReadingQuestion, { readonly kind: 'tally' }>,
  readings: Readings,
  how: ReadingCall['how'],
  making: MakingReady,
): Promise<unknown> {
  const port = readings[how]
  switch (question.kind) {
    case 'story':
      return port.storyOf(question.story)
    case 'revisions':
      return port.revisionsOf(question.story)
    case 'brief':
      return port.briefOf(question.wish, question.since, new AbortController().signal)
    case 'draft':
      return port.draftOf(question.wish, question.since, new AbortController().signal)
    case 'changes-draft':
      return port.changesDraftOf(question.wish, question.since)
    case 'changes':
      return port.changesOf(question.wish, question.since)
    case 'sources':
      return port.sourcesOf(question.wish)
    case 'named-sources':
      return port.namedSourcesOf(question.wish, question.named)
    case 'outlets':
      return port.outletsOf(question.wish)
    case 'differences':
      return port.differencesOf(question.wish)
    case 'timeline':
      return port.timelineOf(question.wish)
    case 'why':
      return port.whyOf(question.wish, question.line)
    case 'stories':
    case 'standing':
      return port.storiesOf()
    case 'keep-ready':
      return readings.keepReady(question.wish)
    case 'make-ready':
      return makeReady(question.wish, readings, making)
  }
}

/** Reads a story and looks up what most will ask, so that nobody waits for it. */
async function makeReady(
  wish: ReadingWish,
  readings: Readings,
  { store, tidyHeap }: MakingReady,
): Promise<Temporal.Instant> {
  const made = await readings.makeReady(wish)
  const before = AHEAD_HOURS.map((hours) => made.asOf.subtract({ hours }))
  const edition = await store.editions.findLatestEdition(wish.story, made.asOf)
  const dayBefore = made.asOf.subtract({ hours: Math.max(...AHEAD_HOURS) })
  const marks = await store.reader.listReadMarks(wish.story, dayBefore, MARKS_AHEAD_MAX)
  const arrivals = made.lastArrivals(ARRIVALS_AHEAD_MAX).map((arrival) => arrival.subtract({ milliseconds: 1 }))
  const until = performance.now() + AHEAD_MAX_MS
  const moments = [...before, ...(edition === null ? [] : [edition.asOf]), ...marks, ...arrivals]
  for (const lookUp of lookedUp(wish, moments, readings.soon)) {
    if (performance.now() > until) break
    // Another question may come in between.
    await new Promise((resolve) => setImmediate(resolve))
    await lookUp()
  }
  // From now on people wait for it.
  tidyHeap()
  return made.asOf
}

type LookUp = () => Promise<unknown>

function lookedUp(wish: ReadingWish, moments: readonly Temporal.Instant[], soon: FreshBriefs): readonly LookUp[] {
  return [
    () => soon.storyOf(wish.story),
    () => soon.sourcesOf(wish),
    () => soon.briefOf(wish, null, new AbortController().signal),
    ...moments.map((since) => () => soon.changesOf(wish, since)),
  ]
}
