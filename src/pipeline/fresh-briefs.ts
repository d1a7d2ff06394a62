import { laterBrief } from '../brief/compose-brief.ts'
import { findChanges, noChanges } from '../claim/find-changes.ts'
import type { Brief } from '../news/brief.ts'
import type { ArticleId, EditionId, StoryId } from '../news/ids.ts'
import type { Lang } from '../news/message.ts'
import type { StoryDefinition, StoryState } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { stateOf, wakefulness } from './answer.ts'
import { briefStory } from './brief.ts'
import { createKeeper, isStillSince, isUpTo, type MadeOf } from './keep-made.ts'
import type { Newsroom } from './parts.ts'
import { findStory, readMoments } from './view-story.ts'

/** Briefs, updates, states and editions at hand: enough for some fifty stories in a minute. One takes up to some 100 kB. */
const KEPT_MAX = 256

export type BriefParts = Pick<Newsroom, 'store' | 'writer' | 'clock' | 'dormantAfterMs' | 'limits'>

type Wish = { readonly story: StoryId; readonly lang: Lang }

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
  briefOf(wish: Wish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief>
  /** What changed since, without a brief. */
  changesOf(wish: Wish, since: Temporal.Instant): Promise<Update>
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

/**
 * `knownAt`: the moment up to which everything stored has joined its story. A brief speaks of no later one: what was stored
 * and not matched yet would be older than the brief, and no later one would tell it as new.
 */
export function createFreshBriefs(parts: BriefParts, knownAt: () => Temporal.Instant = parts.clock.now): FreshBriefs {
  const { store, clock } = parts
  const { once, keep } = createKeeper(KEPT_MAX)

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

  function writeBrief(at: Standing, lang: Lang, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief> {
    const style = { lang, limits: parts.limits, since, signal }
    const make = async () => (await briefStory(at.story, at.asOf, style, parts)).brief
    return once(keyOfBrief(at.story.id, lang, since), at, make, restampBrief)
  }

  async function briefOf({ story, lang }: Wish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief> {
    const at = await standingOf(story)
    if (since === null) return writeBrief(at, lang, null, signal)
    if (!isUnchanged(at, since)) {
      const brief = await writeBrief(at, lang, since, signal)
      // The next to be told that nothing came in since is told of this one.
      void keep(keyOfBrief(story, lang, null), at, Promise.resolve(laterBrief(brief, at.asOf, null)))
      return brief
    }
    // Who was told since the last that came in is told the brief again, without an update.
    const brief = await writeBrief(at, lang, null, signal)
    return laterBrief(brief, at.asOf, noChanges(story, since, at.asOf))
  }

  async function changesOf({ story, lang }: Wish, since: Temporal.Instant): Promise<Update> {
    const at = await standingOf(story)
    if (isUnchanged(at, since)) return noChanges(story, since, at.asOf)
    const make = async () => {
      const { before, after } = await readMoments(at.story, { since, asOf: at.asOf, lang }, parts)
      return findChanges(before, after)
    }
    return once(`changes ${story} ${lang} ${since}`, at, make, (update, asOf) => ({ ...update, asOf }))
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
    revisionsOf: async (id) => (await standingOf(id)).revisions,
    // An edition never changes.
    editionOf: async (id) =>
      id === null
        ? null
        : once(`edition ${id}`, { mark: '', asOf: EVER, newestAt: null }, () => store.editions.findEdition(id)),
  }
}

const EVER = Temporal.Instant.fromEpochMilliseconds(0)

const keyOfBrief = (story: StoryId, lang: Lang, since: Temporal.Instant | null) => `brief ${story} ${lang} ${since}`

function restampBrief(brief: Brief, asOf: Temporal.Instant): Brief {
  return laterBrief(brief, asOf, brief.update === null ? null : { ...brief.update, asOf })
}

function isUnchanged({ newestAt, asOf }: MadeOf, since: Temporal.Instant): boolean {
  return isStillSince(newestAt, since) && isUpTo(since, asOf)
}
