import { laterBrief } from '../brief/compose-brief.ts'
import { findChanges, noChanges } from '../claim/find-changes.ts'
import type { DifferAnswer, SourcesAnswer, StoriesAnswer, TimelineAnswer, WhyAnswer } from '../commands/answers.ts'
import type { Brief } from '../news/brief.ts'
import type { ArticleId, EditionId, StoryId } from '../news/ids.ts'
import type { ChannelRef, Lang } from '../news/message.ts'
import type { StoryDefinition, StoryState } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { answerStories, stateOf, tellSources, tellTimeline, wakefulness, type Question } from './answer.ts'
import { briefMoment } from './brief.ts'
import { explainAt } from './explain-line.ts'
import type { Newsroom } from './parts.ts'
import { findStory, takeStory, type StoryAtHand } from './view-story.ts'

/** Briefs, updates, states and editions at hand: enough for some fifty stories in a minute. One takes up to some 100 kB. */
const KEPT_MAX = 256
/** Stories at hand with all their passages: one of a thousand articles takes some 30 MB. */
const HANDS_MAX = 6

export type BriefParts = Pick<Newsroom, 'store' | 'writer' | 'clock' | 'dormantAfterMs' | 'limits'>

/**
 * `channel`: where it is read; what that channel muted is left out. `asOf`: as an answer of an earlier moment told it; now, where
 * none is given.
 */
export type ReadingWish = {
  readonly story: StoryId
  readonly lang: Lang
  readonly channel?: ChannelRef | null
  readonly asOf?: Temporal.Instant
}

/**
 * What many channels ask of one story, made once. It is made anew as soon as something comes in; while nothing does, what was
 * made holds, and is told as of now.
 */
export type FreshBriefs = {
  /** Counts what joined the story: where it stands still, nothing changed. */
  generationOf(story: StoryId): Promise<string>
  /** The moment that briefs and changes speak of: what came in later is not in them yet. */
  knownAt(): Temporal.Instant
  storyOf(story: StoryId): Promise<{ readonly story: StoryDefinition; readonly state: StoryState }>
  /** The brief as of now, with the update since `since`. It is not saved as an edition. */
  briefOf(wish: ReadingWish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief>
  /** What changed since, without a brief. */
  changesOf(wish: ReadingWish, since: Temporal.Instant): Promise<Update>
  sourcesOf(wish: ReadingWish): Promise<SourcesAnswer>
  differencesOf(wish: ReadingWish): Promise<DifferAnswer>
  timelineOf(wish: ReadingWish): Promise<TimelineAnswer>
  /** Throws NewsError 'claim-unknown'. */
  whyOf(wish: ReadingWish, line: string): Promise<WhyAnswer>
  storiesOf(): Promise<StoriesAnswer>
  /** The newest revision of each article of the story. */
  revisionsOf(story: StoryId): Promise<ReadonlyMap<ArticleId, number>>
  editionOf(id: EditionId): Promise<Brief | null>
}

/** A story as it stands now: `mark` differs where anything of it does. */
type Standing = {
  readonly story: StoryDefinition
  readonly mark: string
  readonly asOf: Temporal.Instant
  /** Null for a story without articles. */
  readonly newestAt: Temporal.Instant | null
  readonly revisions: ReadonlyMap<ArticleId, number>
}

/** A story as one reader asks about it; `key` tells readers apart who are told something else. */
type Asked = Standing & Required<Question> & { readonly key: string }

type Kept = { readonly mark: string; readonly asOf: Temporal.Instant; readonly value: Promise<unknown> }

/**
 * `knownAt`: the moment up to which everything stored has joined its story. A brief speaks of no later one: what was stored
 * and not matched yet would be older than the brief, and no later one would tell it as new.
 */
export function createFreshBriefs(parts: BriefParts, knownAt: () => Temporal.Instant = parts.clock.now): FreshBriefs {
  const { store, clock } = parts
  const kept = new Map<string, Kept>()

  /** What fails is not kept. */
  function keep<Value>(key: string, one: Kept & { readonly value: Promise<Value> }): Promise<Value> {
    kept.delete(key)
    kept.set(key, one)
    one.value.catch(() => kept.get(key) === one && kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break
      kept.delete(oldest)
    }
    return one.value
  }

  /** The value at hand, where it holds; `restamp` makes it speak of now. Else it is made. */
  function once<Value>(
    key: string,
    at: Pick<Standing, 'mark' | 'asOf' | 'newestAt'>,
    make: () => Promise<Value>,
    restamp: (value: Value, asOf: Temporal.Instant) => Value = (value) => value,
  ): Promise<Value> {
    const { mark, asOf } = at
    const found = kept.get(key)
    if (found?.mark === mark) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key begins with the name of one kind of value
      const value = found.value as Promise<Value>
      if (isSame(found.asOf, asOf)) return value
      if (isStill(at, found.asOf) && isUpTo(found.asOf, asOf))
        return keep(key, { mark, asOf, value: value.then((made) => restamp(made, asOf)) })
    }
    return keep(key, { mark, asOf, value: make() })
  }

  async function generationOf(story: StoryId): Promise<string> {
    const { engine, generation, arrivals } = await store.ledger.findHead(story)
    return `${engine}:${generation}:${arrivals}`
  }

  async function standingOf(id: StoryId): Promise<Standing> {
    const asOf = knownAt()
    const generation = await generationOf(id)
    const story = await findStory(id, parts)
    const mark = `${generation} ${JSON.stringify(story)}`
    const always = { mark, asOf, newestAt: null }
    const read = await once(`read ${id}`, always, async () => {
      const keys = await store.stories.listStoryKeys(id, 'all')
      const revisions = new Map<ArticleId, number>()
      for (const { article, revision } of keys) {
        revisions.set(article, Math.max(revisions.get(article) ?? 0, revision))
      }
      return { revisions, newestAt: keys.at(-1)?.seenAt ?? null }
    })
    return { story, mark, asOf, ...read }
  }

  /** The story as it stands for this reader. */
  async function questionOf({ story, lang, channel = null, asOf }: ReadingWish): Promise<Asked> {
    const at = await standingOf(story)
    const muted = channel === null ? [] : await store.reader.listMutes(channel)
    const key = `${story} ${lang} ${JSON.stringify(muted)}`
    if (asOf === undefined || isUpTo(at.asOf, asOf)) return { ...at, lang, muted, key }
    return { ...at, asOf, lang, muted, key: `${key} ${asOf}` }
  }

  /** The story read for this reader: one reading for all that is asked of it. */
  function handOf({ key, mark, asOf, newestAt, story, lang, muted }: Asked): Promise<StoryAtHand> {
    const read = () => takeStory(story, asOf, lang, parts, muted)
    const hand = once(`hand ${key}`, { mark, asOf, newestAt }, read, ({ now, at }, moment) => ({
      now: { ...now, view: { ...now.view, asOf: moment } },
      at,
    }))
    const hands = [...kept.keys()].filter((name) => name.startsWith('hand '))
    for (const oldest of hands.slice(0, Math.max(0, hands.length - HANDS_MAX))) kept.delete(oldest)
    return hand
  }

  function writeBrief(at: Asked, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief> {
    const style = { lang: at.lang, limits: parts.limits, signal }
    return once(
      `brief ${at.key} ${since}`,
      at,
      async () => {
        const { now, at: earlier } = await handOf(at)
        return (await briefMoment(now, { ...style, since: since === null ? null : earlier(since) }, parts)).brief
      },
      (brief, asOf) => laterBrief(brief, asOf, brief.update === null ? null : { ...brief.update, asOf }),
    )
  }

  async function answer<Value extends { readonly asOf: Temporal.Instant } | WhyAnswer>(
    kind: string,
    wish: ReadingWish,
    make: (question: Asked) => Promise<Value>,
  ): Promise<Value> {
    const at = await questionOf(wish)
    return once(
      `${kind} ${at.key}`,
      at,
      () => make(at),
      (value, asOf) => ('asOf' in value ? { ...value, asOf } : value),
    )
  }

  return {
    generationOf,
    knownAt,
    storyOf: async (id) => {
      const at = await standingOf(id)
      const state = await once(`state ${id}`, at, () => stateOf(at.story, at.asOf, parts))
      return { story: at.story, state: { ...state, state: wakefulness(state.lastChangeAt, clock.now(), parts) } }
    },
    briefOf: async (wish, since, signal) => {
      const at = await questionOf(wish)
      if (since === null) return writeBrief(at, null, signal)
      if (!isStill(at, since) || !isUpTo(since, at.asOf)) {
        const brief = await writeBrief(at, since, signal)
        // The next to be told that nothing came in since is told of this one.
        const value = Promise.resolve(laterBrief(brief, at.asOf, null))
        keep(`brief ${at.key} null`, { mark: at.mark, asOf: at.asOf, value })
        return brief
      }
      // Who was told since the last that came in is told the brief again, without an update.
      const brief = await writeBrief(at, null, signal)
      return laterBrief(brief, at.asOf, noChanges(at.story.id, since, at.asOf))
    },
    changesOf: async (wish, since) => {
      const at = await questionOf(wish)
      if (isStill(at, since) && isUpTo(since, at.asOf)) return noChanges(at.story.id, since, at.asOf)
      return once(
        `changes ${at.key} ${since}`,
        at,
        async () => {
          const { now, at: earlier } = await handOf(at)
          return findChanges(earlier(since), now)
        },
        (update, asOf) => ({ ...update, asOf }),
      )
    },
    sourcesOf: (wish) =>
      answer('sources', wish, async (at) => tellSources(at.story.id, at.asOf, (await handOf(at)).now.view.articles)),
    differencesOf: (wish) =>
      answer('differences', wish, async (at) => {
        const { differences } = (await handOf(at)).now
        return { story: at.story.id, asOf: at.asOf, differ: differences }
      }),
    timelineOf: (wish) => answer('timeline', wish, async (at) => tellTimeline((await handOf(at)).now)),
    whyOf: (wish, line) =>
      answer(`why ${line}`, wish, async (at) => explainAt((await handOf(at)).now, at, line, parts)),
    storiesOf: () => answerStories(knownAt(), parts),
    revisionsOf: async (id) => (await standingOf(id)).revisions,
    // An edition never changes.
    editionOf: (id) =>
      once(`edition ${id}`, { mark: '', asOf: EVER, newestAt: null }, () => store.editions.findEdition(id)),
  }
}

const EVER = Temporal.Instant.fromEpochMilliseconds(0)

/** Nothing of the story was seen after a moment, nor is any of what is stored dated later. */
function isStill({ newestAt }: Pick<Standing, 'newestAt'>, since: Temporal.Instant): boolean {
  return newestAt === null || isUpTo(newestAt, since)
}

// As the store compares moments: to the millisecond.
const isUpTo = (one: Temporal.Instant, other: Temporal.Instant) => one.epochMilliseconds <= other.epochMilliseconds
const isSame = (one: Temporal.Instant, other: Temporal.Instant) => one.epochMilliseconds === other.epochMilliseconds
