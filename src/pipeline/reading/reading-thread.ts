import type { StoriesAnswer } from '../../commands/answers.ts'
import { createFreshBriefs, type BriefParts } from './fresh-briefs.ts'
import type { Reading } from './open-reading.ts'
import { createReadingPort } from './reading-port.ts'
import type { ReadingCall, ReadingQuestion } from './reading-questions.ts'
import { openReadingSide, type ReadingSide } from './reading-side.ts'
import { createReadyStories, listFollowedWishes } from './ready-stories.ts'
import { createRenewal } from './renewal.ts'
import type { StoreTally } from '../store-tally.ts'
import type { LineOptions } from '../threads/thread-line.ts'
import type { ThreadLook } from '../threads/thread-look.ts'

/** A story that is wanted while others are made ready is ready with them, or the next time. One that cannot be read is neither. */
const TURNS_AWAITED = 2

/** The reading of threads, and how they fare. */
type ThreadedReading = Reading & {
  looks(): readonly ThreadLook[]
  /** What the store holds, counted by the thread that answers nobody at once. */
  tally(): Promise<StoreTally>
  /** How the stories stand, for those who watch: it keeps no thread from resting. */
  standing(): Promise<StoriesAnswer>
}

export type ReadingThreadOptions = LineOptions & {
  /** Hears of a story that could not be made ready: it is told as it stood, and tried again with the next news. */
  readonly onFault: (error: unknown) => void
}

/**
 * Reads stories in threads of their own at `entry`, which are given `data`: an ack or a heartbeat never waits for a story.
 * There are two, and they take turns: one answers people at once, as of the moment that it was made ready for, while the other
 * reads what came in since and makes digests, which are told as of now. Then they change places.
 */
export function startReadingThreads(
  entry: URL,
  data: Readonly<Record<string, string | null>>,
  parts: BriefParts,
  { onFault, ...options }: ReadingThreadOptions,
): ThreadedReading {
  let knownAt = parts.clock.now()
  const own = createFreshBriefs(parts, () => knownAt)
  const askOf = (side: ReadingSide, question: ReadingQuestion, readyFor: string | null, signal?: AbortSignal) => {
    // What another side made ready is older than what this one tells.
    const how: ReadingCall['how'] = readyFor === null ? 'exact' : 'soon'
    return side.ask({ question, how, knownAt, now: parts.clock.now() }, readyFor, signal)
  }
  const sides = [openReadingSide(entry, data, options), openReadingSide(entry, data, options)] as const
  const stories = createReadyStories({
    sides,
    followed: () => listFollowedWishes(parts),
    makeReady: (side, wish, kind) => askOf(side, { kind, wish }, null),
    generationOf: own.generationOf,
    onFault,
  })
  const renewal = createRenewal(stories.renew, onFault)
  renewal.ask()

  async function askSoon(given: ReadingQuestion, signal?: AbortSignal): Promise<unknown> {
    const question = await withMutes(given, parts)
    // A story that is asked about first is made ready once, for all who wait for it.
    for (let turns = 0; turns < TURNS_AWAITED && stories.isCold(question); turns += 1) {
      signal?.throwIfAborted()
      renewal.hurry()
      await stories.nextTurn()
    }
    const { side, readyFor } = stories.sideFor(question)
    return askOf(side, question, readyFor, signal)
  }

  return {
    fresh: createReadingPort(
      async (question, signal) => askOf(stories.reading(), await withMutes(question, parts), null, signal),
      own,
    ),
    soon: createReadingPort(askSoon, own),
    known: {
      at: () => knownAt,
      move: (to) => {
        knownAt = to
        renewal.ask()
      },
    },
    looks: () => sides.map(({ line }) => line.look()),
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the thread answers it with its store's tally
    tally: () => askOf(stories.reading(), { kind: 'tally' }, null) as Promise<StoreTally>,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- as it answers 'stories'
    standing: () => askOf(stories.reading(), { kind: 'standing' }, null) as Promise<StoriesAnswer>,
    close: async () => {
      renewal.stop()
      await stories.close()
    },
  }
}

/** What a channel muted is looked up here: it tells which story is ready for it. */
async function withMutes(question: ReadingQuestion, { store }: BriefParts): Promise<ReadingQuestion> {
  if (!('wish' in question)) return question
  const { story, lang, asOf, channel = null, muted } = question.wish
  const left = muted ?? (channel === null ? [] : await store.reader.listMutes(channel))
  return { ...question, wish: { story, lang, muted: left, ...(asOf === undefined ? {} : { asOf }) } }
}
