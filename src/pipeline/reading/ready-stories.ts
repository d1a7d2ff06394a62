import { setTimeout as sleep } from 'node:timers/promises'
import { isNewsError } from '../../news/errors.ts'
import type { StoryId } from '../../news/ids.ts'
import type { BriefParts, ReadingWish } from './fresh-briefs.ts'
import { isUpTo } from './keep-made.ts'
import type { ReadingQuestion } from './reading-questions.ts'
import type { ReadingSide } from './reading-side.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** Stories kept ready, each as those are told it who read one language and muted the same: those asked about last. */
const READY_MAX = 6
/** The threads change places while nothing is asked of the reading one; after so long they do so anyway. */
const IDLE_WAIT_MAX_MS = 30_000

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
export function createReadyStories({ sides, followed, makeReady, generationOf, onFault }: ReadyParts) {
  let [answering, reading] = sides
  /** What was asked about, the newest last. */
  const wanted = new Map<string, ReadingWish>()
  let turn = Promise.withResolvers<void>()
  let isClosed = false
  /** Somebody waits for a story that is not ready. */
  let isAwaited = false
  const haveGrown = watchGrowth(wanted, generationOf)

  async function getReady(side: ReadingSide, key: string, wish: ReadingWish, kind: ReadyKind): Promise<boolean> {
    if (isClosed || !wanted.has(key)) return false
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
    wantFollowed(wanted, await followed())
    // Threads that rest are woken for those who ask, and where something came in: so much the sooner it is told.
    const isWanted = (await haveGrown()) || isAwaited
    isAwaited = false
    if (!isWanted && sides.every(({ line }) => line.look().state !== 'alive')) return
    // Whoever asks meanwhile moves a story to the end of what is wanted: it would be made ready again and again.
    const stories = [...wanted]
    let allReady = true
    for (const [key, wish] of stories) {
      const isKept = answering.ready.has(key) && (await getReady(answering, key, wish, 'keep-ready'))
      allReady &&= isKept
    }
    if (allReady) return
    const next = reading
    next.ready.clear()
    for (const [key, wish] of stories) await getReady(next, key, wish, 'make-ready')
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
      keepNewest(wanted, key, question.wish, READY_MAX)
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
    const stories = [...wanted]
    for (const [key, { story }] of stories) marks.push(`${key} ${await generationOf(story)}`)
    const now = marks.toSorted().join('\n')
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

/** Channels will be told of what they follow, though nobody asks. */
function wantFollowed(wanted: Map<string, ReadingWish>, followed: readonly ReadingWish[]): void {
  for (const wish of followed) {
    if (wanted.size >= READY_MAX) break
    if (!wanted.has(keyOf(wish))) wanted.set(keyOf(wish), wish)
  }
}

const keyOf = ({ story, lang, muted }: ReadingWish) => `${story} ${lang} ${JSON.stringify(muted ?? [])}`
const isAbout = (key: string, story: string) => key.startsWith(`${story} `)

/** What the channels follow that are not paused, as they are told it. */
export async function listFollowedWishes({ store }: BriefParts): Promise<readonly ReadingWish[]> {
  const wishes = new Map<string, ReadingWish>()
  for (const { story, lang, channel, pausedBecause } of await store.deliveries.listSubscriptions()) {
    if (wishes.size >= READY_MAX) break
    if (pausedBecause !== null) continue
    const wish = { story, lang, muted: await store.reader.listMutes(channel) }
    wishes.set(keyOf(wish), wish)
  }
  return [...wishes.values()]
}
