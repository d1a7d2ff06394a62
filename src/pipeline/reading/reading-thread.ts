import type { StoriesAnswer } from '../../commands/answers.ts'
import { setTimeout as sleep } from 'node:timers/promises'
import { isNewsError } from '../../news/errors.ts'
import type { StoryId } from '../../news/ids.ts'
import { createFreshBriefs, type BriefParts, type ReadingWish } from './fresh-briefs.ts'
import { isUpTo } from './keep-made.ts'
import type { Reading } from './open-reading.ts'
import { createReadingPort } from './reading-port.ts'
import type { ReadingCall, ReadingQuestion } from './reading-questions.ts'
import { openReadingSide, type ReadingSide } from './reading-side.ts'
import { createRenewal } from './renewal.ts'
import type { StoreTally } from '../store-tally.ts'
import type { LineOptions } from '../threads/thread-line.ts'
import type { ThreadLook } from '../threads/thread-look.ts'

/** Stories kept ready, each as those are told it who read one language and muted the same: those asked about last. */
const READY_MAX = 6
/** The threads change places while nothing is asked of the reading one; after so long they do so anyway. */
const IDLE_WAIT_MAX_MS = 30_000
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

type ReadyKind = 'keep-ready' | 'make-ready'

type ReadyParts = {
  readonly sides: readonly [ReadingSide, ReadingSide]
  readonly followed: () => Promise<readonly ReadingWish[]>
  readonly makeReady: (side: ReadingSide, wish: ReadingWish, kind: ReadyKind) => Promise<unknown>
  /** Differs when something joined the story. */
  readonly generationOf: (story: StoryId) => Promise<string>
  readonly onFault: (error: unknown) => void
}

/** Which stories are kept ready, and which thread answers what. */
function createReadyStories({ sides, followed, makeReady, generationOf, onFault }: ReadyParts) {
  let [answering, reading] = sides
  /** What was asked about, the newest last. */
  const wanted = new Map<string, ReadingWish>()
  let turn = Promise.withResolvers<void>()
  let isClosed = false
  /** Somebody waits for a story that is not ready. */
  let isAwaited = false
  const haveGrown = watchGrowth(wanted, generationOf)

  async function getReady(side: ReadingSide, key: string, wish: ReadingWish, kind: ReadyKind): Promise<boolean> {
    try {
      const asOf = await makeReady(side, wish, kind)
      if (!(asOf instanceof Temporal.Instant)) return false
      side.ready.set(key, asOf)
      return true
    } catch (error) {
      // Whoever asks about it again is told why it cannot be read.
      wanted.delete(key)
      // A story that was removed meanwhile is no fault.
      if (!isClosed && !isNewsError(error, 'story-unknown')) onFault(error)
      return false
    }
  }

  async function makeAllReady(): Promise<void> {
    for (const wish of await followed()) {
      if (wanted.size >= READY_MAX) break
      if (!wanted.has(keyOf(wish))) wanted.set(keyOf(wish), wish)
    }
    // Threads that rest are woken for those who ask, and where something came in: so much the sooner it is told.
    const isWanted = (await haveGrown()) || isAwaited
    isAwaited = false
    if (!isWanted && sides.every(({ line }) => line.look().state !== 'alive')) return
    let allReady = true
    for (const [key, wish] of wanted) {
      const isKept = answering.ready.has(key) && (await getReady(answering, key, wish, 'keep-ready'))
      allReady &&= isKept
    }
    if (allReady) return
    const next = reading
    next.ready.clear()
    for (const [key, wish] of wanted) await getReady(next, key, wish, 'make-ready')
    // What is asked of it as of now would keep those waiting who are answered soon.
    await Promise.race([next.line.idle(), sleep(IDLE_WAIT_MAX_MS, undefined, { ref: false })])
    ;[answering, reading] = [next, answering]
  }

  return {
    reading: () => reading,
    /** Resolves when stories were made ready next. */
    nextTurn: () => turn.promise,
    /** Nobody asked about the story lately; from now on it is kept ready. */
    isCold(question: ReadingQuestion): boolean {
      if (!('wish' in question) || question.wish.asOf !== undefined) return false
      const key = keyOf(question.wish)
      want(wanted, key, question.wish)
      const isCold = !answering.ready.has(key)
      isAwaited ||= isCold
      return isCold
    },
    close: async () => {
      isClosed = true
      turn.resolve()
      await Promise.all(sides.map(({ line }) => line.close()))
    },

    /** Who answers soonest, and as of when; null where as of now. */
    sideFor(question: ReadingQuestion): { readonly side: ReadingSide; readonly readyFor: string | null } {
      const readyFor = findReady(question, answering.ready)
      return readyFor === null ? { side: reading, readyFor } : { side: answering, readyFor }
    },

    /** Makes ready what is wanted: where anything was seen since, by the reading thread, which answers from then on. */
    async renew(): Promise<void> {
      try {
        await makeAllReady()
      } finally {
        turn.resolve()
        turn = Promise.withResolvers<void>()
      }
    },
  }
}

/** Whether other stories are wanted than at the last look, or something joined one of them. */
function watchGrowth(
  wanted: ReadonlyMap<string, ReadingWish>,
  generationOf: ReadyParts['generationOf'],
): () => Promise<boolean> {
  let before = ''
  return async () => {
    const marks: string[] = []
    for (const [key, { story }] of wanted) marks.push(`${key} ${await generationOf(story)}`)
    const now = marks.join('\n')
    const isNew = now !== before
    before = now
    return isNew
  }
}

/** The moment that a story is ready for which a question can be answered of; null where it must be read. */
function findReady(question: ReadingQuestion, ready: ReadingSide['ready']): string | null {
  if (question.kind === 'story') {
    const all = [...ready].filter(([key]) => isAbout(key, question.story))
    return all.length === 0 ? null : all.map(([, moment]) => moment).join(' ')
  }
  if (!('wish' in question)) return null
  const { asOf } = question.wish
  const readyFor = ready.get(keyOf(question.wish))
  const since = 'since' in question ? question.since : null
  if (readyFor === undefined || (since !== null && !isUpTo(since, readyFor))) return null
  const isThen = asOf === undefined || (isUpTo(asOf, readyFor) && isUpTo(readyFor, asOf))
  return isThen ? `${readyFor}` : null
}

function want(wanted: Map<string, ReadingWish>, key: string, wish: ReadingWish): void {
  wanted.delete(key)
  wanted.set(key, wish)
  for (const oldest of wanted.keys()) {
    if (wanted.size <= READY_MAX) break
    wanted.delete(oldest)
  }
}

const keyOf = ({ story, lang, muted }: ReadingWish) => `${story} ${lang} ${JSON.stringify(muted ?? [])}`
const isAbout = (key: string, story: string) => key.startsWith(`${story} `)

/** What a channel muted is looked up here: it tells which story is ready for it. */
async function withMutes(question: ReadingQuestion, { store }: BriefParts): Promise<ReadingQuestion> {
  if (!('wish' in question)) return question
  const { story, lang, asOf, channel = null, muted } = question.wish
  const left = muted ?? (channel === null ? [] : await store.reader.listMutes(channel))
  return { ...question, wish: { story, lang, muted: left, ...(asOf === undefined ? {} : { asOf }) } }
}

/** What the channels follow that are not paused, as they are told it. */
async function listFollowedWishes({ store }: BriefParts): Promise<readonly ReadingWish[]> {
  const wishes = new Map<string, ReadingWish>()
  for (const { story, lang, channel, pausedBecause } of await store.deliveries.listSubscriptions()) {
    if (wishes.size >= READY_MAX) break
    if (pausedBecause !== null) continue
    const wish = { story, lang, muted: await store.reader.listMutes(channel) }
    wishes.set(keyOf(wish), wish)
  }
  return [...wishes.values()]
}
