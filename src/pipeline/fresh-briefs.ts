import { findChanges } from '../claim/find-changes.ts'
import type { Brief } from '../news/brief.ts'
import type { ArticleId, EditionId, StoryId } from '../news/ids.ts'
import type { Lang } from '../news/message.ts'
import type { StoryDefinition, StoryState } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import { stateOf } from './answer.ts'
import { briefStory } from './brief.ts'
import type { Newsroom } from './parts.ts'
import { findStory, readMoments } from './view-story.ts'

/** Briefs, updates and editions at hand: enough for a hundred stories in a minute. One takes some 100 kB. */
const KEPT_MAX = 128
/** What was made is as good as new for so long, where nothing came in: channels of one minute share it. */
const FRESH_MS = 60_000

export type BriefParts = Pick<Newsroom, 'store' | 'writer' | 'clock' | 'dormantAfterMs' | 'limits'>

type Wish = { readonly story: StoryId; readonly lang: Lang }

/** What many channels ask of one story in the same minute, made once. It is made anew as soon as something comes in. */
export type FreshBriefs = {
  /** Counts what joined the story: where it stands still, nothing changed. */
  generationOf(story: StoryId): Promise<string>
  /** The moment that briefs and changes speak of: what came in later is not in them yet. */
  knownAt(): Temporal.Instant
  storyOf(story: StoryId): Promise<{ readonly story: StoryDefinition; readonly state: StoryState }>
  /** The brief as of now, saved as an edition, with the update since `since`. */
  briefOf(wish: Wish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief>
  /** What changed since, without a brief. */
  changesOf(wish: Wish, since: Temporal.Instant): Promise<Update>
  /** The newest revision of each article of the story. */
  revisionsOf(story: StoryId): Promise<ReadonlyMap<ArticleId, number>>
  editionOf(id: EditionId): Promise<Brief | null>
}

/**
 * `matchedAt`: the moment up to which everything stored has joined its story. A brief speaks of no later one: what was stored
 * and not matched yet would be older than the brief, and no later one would tell it as new.
 */
export function createFreshBriefs(parts: BriefParts, matchedAt?: () => Temporal.Instant): FreshBriefs {
  const { store, clock } = parts
  const knownAt = matchedAt ?? clock.now
  // What came in after that moment may be counted already: a brief made before it was matched is not as good as new.
  const known = () => matchedAt?.().toString() ?? 'now'
  const kept = new Map<string, { readonly atMs: number; readonly value: Promise<unknown> }>()

  /** The value at hand, where it is younger than a minute; else it is made. What fails is not kept. */
  function once<Value>(key: string, make: () => Promise<Value>, freshMs = FRESH_MS): Promise<Value> {
    const nowMs = clock.now().epochMilliseconds
    const found = kept.get(key)
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key begins with the name of one kind of value
    if (found !== undefined && Math.abs(nowMs - found.atMs) < freshMs) return found.value as Promise<Value>
    const value = make()
    kept.delete(key)
    kept.set(key, { atMs: nowMs, value })
    value.catch(() => kept.delete(key))
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT_MAX) break
      kept.delete(oldest)
    }
    return value
  }

  async function generationOf(story: StoryId): Promise<string> {
    const { engine, generation, arrivals } = await store.ledger.findHead(story)
    return `${engine}:${generation}:${arrivals}`
  }

  const keyOf = async (kind: string, story: StoryId, ...rest: readonly string[]) =>
    [kind, story, await generationOf(story), ...rest].join(' ')

  return {
    generationOf,
    knownAt,
    storyOf: async (id) =>
      once(await keyOf('story', id), async () => {
        const story = await findStory(id, parts)
        return { story, state: await stateOf(story, clock.now(), parts) }
      }),
    briefOf: async ({ story: id, lang }, since, signal) =>
      once(await keyOf('brief', id, lang, String(since), known()), async () => {
        const story = await findStory(id, parts)
        const { brief } = await briefStory(story, knownAt(), { lang, limits: parts.limits, since, signal }, parts)
        await store.editions.saveEdition(brief)
        return brief
      }),
    changesOf: async ({ story: id, lang }, since) =>
      once(await keyOf('changes', id, lang, String(since), known()), async () => {
        const story = await findStory(id, parts)
        const { before, after } = await readMoments(story, { since, asOf: knownAt(), lang }, parts)
        return findChanges(before, after)
      }),
    revisionsOf: async (id) =>
      once(await keyOf('revisions', id), async () => {
        const newest = new Map<ArticleId, number>()
        for (const { article, revision } of await store.stories.listStoryKeys(id, 'all')) {
          newest.set(article, Math.max(newest.get(article) ?? 0, revision))
        }
        return newest
      }),
    // An edition never changes.
    editionOf: (id) => once(`edition ${id}`, () => store.editions.findEdition(id), Infinity),
  }
}
