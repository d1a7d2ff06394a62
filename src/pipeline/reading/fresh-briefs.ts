import { laterBrief } from '../../brief/compose-brief.ts'
import { noChanges } from '../../claim/find-changes.ts'
import type {
  DifferAnswer,
  NamedSources,
  SourcesAnswer,
  StoriesAnswer,
  TimelineAnswer,
  WhyAnswer,
} from '../../commands/answers.ts'
import type { Brief } from '../../news/brief.ts'
import type { ArticleId, EditionId, StoryId } from '../../news/ids.ts'
import type { ChannelRef, Lang } from '../../news/message.ts'
import type { StoryDefinition, StoryState } from '../../news/story.ts'
import type { Update } from '../../news/update.ts'
import { answerStories, stateOf, tellSources, tellTimeline, wakefulness, type Question } from '../answer.ts'
import { briefMoment, claimsOf, type ChangesDraft, type Draft } from '../brief.ts'
import { explainAt } from '../explain-line.ts'
import { createKeeper, isStillSince, isUpTo, type Keeper, type MadeOf } from './keep-made.ts'
import type { Newsroom } from '../parts.ts'
import { restampHand, takeStory, type ReadLast, type StoryAtHand } from './story-at-hand.ts'
import { findStory, type Muted } from './view-story.ts'
import { keepNewest } from '../../ops/keep-newest.ts'

/** Briefs, updates, states and editions at hand: enough for some fifty stories in a minute. One takes up to some 100 kB. */
const KEPT_MAX = 256
/** Stories at hand with all their passages, and as many to grow from: one of a thousand articles takes some 30 MB, later ones share most of it. */
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
  /** What the channel muted, where that is known already. */
  readonly muted?: Muted
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
  /** The same with what a model needs to put it into words. */
  draftOf(wish: ReadingWish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Draft>
  /** What changed since, without a brief. */
  changesOf(wish: ReadingWish, since: Temporal.Instant): Promise<Update>
  /** The same with what a model needs to put it into words. */
  changesDraftOf(wish: ReadingWish, since: Temporal.Instant): Promise<ChangesDraft>
  sourcesOf(wish: ReadingWish): Promise<SourcesAnswer>
  /** Of its sources those of `named`. */
  namedSourcesOf(wish: ReadingWish, named: ReadonlySet<ArticleId>): Promise<NamedSources>
  /** The names that its sources carry, each once. */
  outletsOf(wish: ReadingWish): Promise<readonly string[]>
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
type Asked = Standing & Required<Question> & { readonly key: string; readonly hand: StoryAtHand | null }

/** `asOf`: the moment that a story is told of. `lastArrivals`: when it changed last, as a story at hand tells it. */
type StoryMadeReady = { readonly asOf: Temporal.Instant } & Pick<StoryAtHand, 'lastArrivals'>

/** Stories as of now, and as of the moment that they were last made ready for. */
export type Readings = {
  readonly exact: FreshBriefs
  /** Of a story that was made ready, as of that moment: nothing that came in since is waited for. Else the same. */
  readonly soon: FreshBriefs
  /** Reads a story anew, for all who ask soon. */
  makeReady(wish: ReadingWish): Promise<StoryMadeReady>
  /** The same of a story of which nothing was seen since it was made ready; null for others. It takes no time. */
  keepReady(wish: ReadingWish): Promise<Temporal.Instant | null>
}

/**
 * `knownAt`: the moment up to which everything stored has joined its story. A brief speaks of no later one: what was stored
 * and not matched yet would be older than the brief, and no later one would tell it as new.
 */
export function createFreshBriefs(parts: BriefParts, knownAt: () => Temporal.Instant = parts.clock.now): FreshBriefs {
  return createReadings(parts, knownAt).exact
}

/** The same, also for those who would rather be answered at once. */
export function createReadings(parts: BriefParts, knownAt: () => Temporal.Instant): Readings {
  const keepers = { answers: createKeeper(KEPT_MAX), hands: createKeeper(HANDS_MAX) }
  const desk = { parts, knownAt, lasts: new Map<string, ReadLast>(), ...keepers }
  const ready = new Map<string, Asked & { readonly hand: StoryAtHand }>()

  function setReady(at: Asked, hand: StoryAtHand): Temporal.Instant {
    // What is told soon is kept beside what is told as of now: both are asked in turn.
    keepNewest(ready, at.key, { ...at, key: `ready ${at.key}`, hand }, HANDS_MAX)
    return at.asOf
  }

  return {
    exact: portOf(desk, {
      ask: (wish) => questionOf(wish, desk),
      stand: (story) => standingOf(story, desk),
    }),
    soon: portOf(desk, {
      ask: async (wish) => {
        const found = ready.get(keyOf(wish, await mutedOf(wish, parts)))
        const isTold = found !== undefined && (wish.asOf === undefined || isUpTo(found.asOf, wish.asOf))
        return isTold ? found : questionOf(wish, desk)
      },
      stand: async (story) => {
        for (const at of ready.values()) if (at.story.id === story) return at
        return standingOf(story, desk)
      },
    }),
    makeReady: async (wish) => {
      const at = await questionOf(wish, desk)
      const hand = await handOf(at, desk)
      return { asOf: setReady(at, hand), lastArrivals: hand.lastArrivals }
    },
    keepReady: async (wish) => {
      const at = await questionOf(wish, desk)
      const before = ready.get(at.key)
      const holds = before?.mark === at.mark && isStillSince(at.newestAt, before.asOf) && isUpTo(before.asOf, at.asOf)
      return holds ? setReady(at, restampHand(before.hand, at.asOf)) : null
    },
  }
}

type Desk = {
  readonly parts: BriefParts
  readonly knownAt: () => Temporal.Instant
  readonly answers: Keeper
  readonly hands: Keeper
  /** How each story was read last, for each who are told the same of it. */
  readonly lasts: Map<string, ReadLast>
}

async function generationOf(id: StoryId, { parts }: Desk): Promise<string> {
  const { engine, generation, arrivals } = await parts.store.ledger.findHead(id)
  return `${engine}:${generation}:${arrivals}`
}

async function standingOf(id: StoryId, desk: Desk): Promise<Standing> {
  const { parts, answers } = desk
  const asOf = desk.knownAt()
  const generation = await generationOf(id, desk)
  const story = await findStory(id, parts)
  const mark = `${generation} ${JSON.stringify(story)}`
  const read = await answers.once(`read ${id}`, { mark, asOf, newestAt: null }, async () => {
    const keys = await parts.store.stories.listStoryKeys(id, 'all')
    const revisions = new Map<ArticleId, number>()
    for (const { article, revision } of keys) revisions.set(article, Math.max(revisions.get(article) ?? 0, revision))
    return { revisions, newestAt: keys.at(-1)?.seenAt ?? null }
  })
  return { story, mark, asOf, ...read }
}

const keyOf = ({ story, lang }: ReadingWish, muted: Muted) => `${story} ${lang} ${JSON.stringify(muted)}`

async function mutedOf({ channel = null, muted }: ReadingWish, { store }: BriefParts): Promise<Muted> {
  return muted ?? (channel === null ? [] : await store.reader.listMutes(channel))
}

/** The story as it stands for this reader. */
async function questionOf(wish: ReadingWish, desk: Desk): Promise<Asked> {
  const { lang, asOf } = wish
  const at = await standingOf(wish.story, desk)
  const muted = await mutedOf(wish, desk.parts)
  const key = keyOf(wish, muted)
  if (asOf === undefined || isUpTo(at.asOf, asOf)) return { ...at, lang, muted, key, hand: null }
  return { ...at, asOf, lang, muted, key: `${key} ${asOf}`, hand: null }
}

/** The story read for this reader: one reading for all that is asked of it. */
async function handOf(at: Asked, { hands, parts, lasts }: Desk): Promise<StoryAtHand> {
  const read = () => takeStory(at.story, at.asOf, at.lang, parts, at.muted, lastOf(at.key, lasts))
  return at.hand ?? hands.once(at.key, at, read, restampHand)
}

function lastOf(key: string, lasts: Desk['lasts']): ReadLast {
  const last = lasts.get(key) ?? { at: null }
  keepNewest(lasts, key, last, HANDS_MAX)
  return last
}

/** As of which moment a story is told. */
type Telling = {
  readonly ask: (wish: ReadingWish) => Promise<Asked>
  readonly stand: (story: StoryId) => Promise<Standing & { readonly key?: string }>
}

function portOf(desk: Desk, { ask, stand }: Telling): FreshBriefs {
  const { parts, knownAt, answers } = desk

  async function answer<Value extends { readonly asOf: Temporal.Instant } | WhyAnswer>(
    kind: string,
    wish: ReadingWish,
    make: (at: Asked, hand: StoryAtHand) => Value | Promise<Value>,
  ): Promise<Value> {
    const at = await ask(wish)
    const restamp = (value: Value, asOf: Temporal.Instant) => ('asOf' in value ? { ...value, asOf } : value)
    return answers.once(`${kind} ${at.key}`, at, async () => make(at, await handOf(at, desk)), restamp)
  }

  const sourcesOf = (wish: ReadingWish) =>
    answer('sources', wish, (at, { now }) => tellSources(at.story.id, at.asOf, now.view.articles))

  return {
    generationOf: (id) => generationOf(id, desk),
    knownAt,
    storyOf: async (id) => {
      const at = await stand(id)
      const state = await answers.once(`state ${at.key ?? id}`, at, () => stateOf(at.story, at.asOf, parts))
      return { story: at.story, state: { ...state, state: wakefulness(state.lastChangeAt, parts.clock.now(), parts) } }
    },
    briefOf: async (wish, since, signal) => (await draftOf(await ask(wish), since, signal, desk)).brief,
    draftOf: async (wish, since, signal) => draftOf(await ask(wish), since, signal, desk),
    changesOf: async (wish, since) => (await changesOf(await ask(wish), since, desk)).update,
    changesDraftOf: async (wish, since) => changesOf(await ask(wish), since, desk),
    sourcesOf,
    namedSourcesOf: async (wish, named) => {
      const { sources } = await sourcesOf(wish)
      return { sources: sources.filter(({ article }) => named.has(article)), sourceCount: sources.length }
    },
    outletsOf: async (wish) => [...new Set((await sourcesOf(wish)).sources.flatMap(({ outlet }) => outlet ?? []))],
    differencesOf: (wish) =>
      answer('differences', wish, (at, { now }) => ({ story: at.story.id, asOf: at.asOf, differ: now.differences })),
    timelineOf: (wish) => answer('timeline', wish, (_, { now }) => tellTimeline(now)),
    whyOf: (wish, line) => answer(`why ${line}`, wish, (at, { now }) => explainAt(now, at, line, parts)),
    storiesOf: () => answerStories(knownAt(), parts),
    revisionsOf: async (id) => (await stand(id)).revisions,
    // An edition never changes.
    editionOf: async (id) => {
      const find = (named: EditionId) => () => parts.store.editions.findEdition(named)
      return id === null ? null : answers.once(`edition ${id}`, { mark: '', asOf: EVER, newestAt: null }, find(id))
    },
  }
}

async function changesOf(at: Asked, since: Temporal.Instant, desk: Desk): Promise<ChangesDraft> {
  if (isUnchanged(at, since)) return { update: noChanges(at.story.id, since, at.asOf), claims: [] }
  const { now, changesSince } = await handOf(at, desk)
  const update = { ...changesSince(since), asOf: at.asOf }
  return { update, claims: claimsOf(update, now.view.claims) }
}

async function draftOf(at: Asked, since: Temporal.Instant | null, signal: AbortSignal, desk: Desk): Promise<Draft> {
  if (since === null) return writeDraft(at, null, signal, desk)
  if (!isUnchanged(at, since)) {
    const draft = await writeDraft(at, since, signal, desk)
    // The next to be told that nothing came in since is told of this one.
    void desk.answers.keep(`brief ${at.key} ${null}`, at, Promise.resolve(withUpdate(draft, at.asOf, null)))
    return draft
  }
  // Who was told since the last that came in is told the brief again, without an update.
  const again = async () =>
    withUpdate(await writeDraft(at, null, signal, desk), at.asOf, noChanges(at.story.id, since, at.asOf))
  return desk.answers.once(`still ${at.key} ${since}`, at, again, restampDraft)
}

function writeDraft(at: Asked, since: Temporal.Instant | null, signal: AbortSignal, desk: Desk): Promise<Draft> {
  const { parts, answers } = desk
  const make = async () => {
    const { now, at: earlier } = await handOf(at, desk)
    const style = { lang: at.lang, limits: parts.limits, signal, since: since === null ? null : earlier(since) }
    return briefMoment(now, style, parts)
  }
  return answers.once(`brief ${at.key} ${since}`, at, make, restampDraft)
}

const EVER = Temporal.Instant.fromEpochMilliseconds(0)

function restampDraft(draft: Draft, asOf: Temporal.Instant): Draft {
  const { update } = draft.brief
  return { ...draft, brief: laterBrief(draft.brief, asOf, update === null ? null : { ...update, asOf }) }
}

/** The draft at another moment, with an update that tells of no claim. */
function withUpdate(draft: Draft, asOf: Temporal.Instant, update: Update | null): Draft {
  return { ...draft, brief: laterBrief(draft.brief, asOf, update), changed: [] }
}

function isUnchanged({ newestAt, asOf }: MadeOf, since: Temporal.Instant): boolean {
  return isStillSince(newestAt, since) && isUpTo(since, asOf)
}
