import { laterBrief } from '../brief/compose-brief.ts'
import { noChanges } from '../claim/find-changes.ts'
import type { DifferAnswer, SourcesAnswer, StoriesAnswer, TimelineAnswer, WhyAnswer } from '../commands/answers.ts'
import type { Brief } from '../news/brief.ts'
import type { ArticleId, EditionId, StoryId } from '../news/ids.ts'
import type { ChannelRef, Lang } from '../news/message.ts'
import type { StoryDefinition, StoryState } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { answerStories, stateOf, tellSources, tellTimeline, wakefulness, type Question } from './answer.ts'
import { briefMoment } from './brief.ts'
import { explainAt } from './explain-line.ts'
import { createKeeper, isStillSince, isUpTo, type MadeOf } from './keep-made.ts'
import type { Newsroom } from './parts.ts'
import { restampHand, takeStory, type StoryAtHand } from './story-at-hand.ts'
import { findStory } from './view-story.ts'

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
  /** Null where none is named or stored. */
  editionOf(id: EditionId | null): Promise<Brief | null>
}

/** A story as it stands now. */
type Standing = MadeOf & {
  readonly story: StoryDefinition
  readonly revisions: ReadonlyMap<ArticleId, number>
}

/** The same as one reader asks about it; `key` tells readers apart who are told something else. */
type Asked = Standing & Required<Question> & { readonly key: string }

/**
 * `knownAt`: the moment up to which everything stored has joined its story. A brief speaks of no later one: what was stored
 * and not matched yet would be older than the brief, and no later one would tell it as new.
 */
export function createFreshBriefs(parts: BriefParts, knownAt: () => Temporal.Instant = parts.clock.now): FreshBriefs {
  const { store, clock } = parts
  const { once, keep } = createKeeper(KEPT_MAX)
  const hands = createKeeper(HANDS_MAX)

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
  function handOf(at: Asked): Promise<StoryAtHand> {
    const read = () => takeStory(at.story, at.asOf, at.lang, parts, at.muted)
    return hands.once(at.key, at, read, restampHand)
  }

  function writeBrief(at: Asked, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief> {
    const make = async () => {
      const { now, at: earlier } = await handOf(at)
      const style = { lang: at.lang, limits: parts.limits, signal, since: since === null ? null : earlier(since) }
      return (await briefMoment(now, style, parts)).brief
    }
    return once(`brief ${at.key} ${since}`, at, make, restampBrief)
  }

  async function briefOf(wish: ReadingWish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief> {
    const at = await questionOf(wish)
    if (since === null) return writeBrief(at, null, signal)
    if (!isUnchanged(at, since)) {
      const brief = await writeBrief(at, since, signal)
      // The next to be told that nothing came in since is told of this one.
      void keep(`brief ${at.key} ${null}`, at, Promise.resolve(laterBrief(brief, at.asOf, null)))
      return brief
    }
    // Who was told since the last that came in is told the brief again, without an update.
    const brief = await writeBrief(at, null, signal)
    return laterBrief(brief, at.asOf, noChanges(wish.story, since, at.asOf))
  }

  async function changesOf(wish: ReadingWish, since: Temporal.Instant): Promise<Update> {
    const at = await questionOf(wish)
    if (isUnchanged(at, since)) return noChanges(wish.story, since, at.asOf)
    const { changesSince } = await handOf(at)
    return { ...changesSince(since), asOf: at.asOf }
  }

  async function answer<Value extends { readonly asOf: Temporal.Instant } | WhyAnswer>(
    kind: string,
    wish: ReadingWish,
    make: (at: Asked, hand: StoryAtHand) => Value | Promise<Value>,
  ): Promise<Value> {
    const at = await questionOf(wish)
    const restamp = (value: Value, asOf: Temporal.Instant) => ('asOf' in value ? { ...value, asOf } : value)
    return once(`${kind} ${at.key}`, at, async () => make(at, await handOf(at)), restamp)
  }

  return {
    generationOf,
    knownAt,
    storyOf: async (id) => {
      const at = await standingOf(id)
      const state = await once(`state ${id}`, at, () => stateOf(at.story, at.asOf, parts))
      return { story: at.story, state: { ...state, state: wakefulness(state.lastChangeAt, clock.now(), parts) } }
    },
    briefOf,
    changesOf,
    sourcesOf: (wish) => answer('sources', wish, (at, { now }) => tellSources(at.story.id, at.asOf, now.view.articles)),
    differencesOf: (wish) =>
      answer('differences', wish, (at, { now }) => ({ story: at.story.id, asOf: at.asOf, differ: now.differences })),
    timelineOf: (wish) => answer('timeline', wish, (_, { now }) => tellTimeline(now)),
    whyOf: (wish, line) => answer(`why ${line}`, wish, (at, { now }) => explainAt(now, at, line, parts)),
    storiesOf: () => answerStories(knownAt(), parts),
    revisionsOf: async (id) => (await standingOf(id)).revisions,
    // An edition never changes.
    editionOf: async (id) =>
      id === null
        ? null
        : once(`edition ${id}`, { mark: '', asOf: EVER, newestAt: null }, () => store.editions.findEdition(id)),
  }
}

const EVER = Temporal.Instant.fromEpochMilliseconds(0)

function restampBrief(brief: Brief, asOf: Temporal.Instant): Brief {
  return laterBrief(brief, asOf, brief.update === null ? null : { ...brief.update, asOf })
}

function isUnchanged({ newestAt, asOf }: MadeOf, since: Temporal.Instant): boolean {
  return isStillSince(newestAt, since) && isUpTo(since, asOf)
}
