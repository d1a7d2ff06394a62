import type { DifferAnswer, SourcesAnswer, StoriesAnswer, TimelineAnswer, WhyAnswer } from '../commands/answers.ts'
import type { Brief } from '../news/brief.ts'
import type { ArticleId, EditionId, StoryId } from '../news/ids.ts'
import type { ChannelRef, Lang } from '../news/message.ts'
import type { StoryDefinition, StoryState } from '../news/story.ts'
import type { Update } from '../news/update.ts'
import {
  answerChanged,
  answerDiffer,
  answerSources,
  answerStories,
  answerTimeline,
  stateOf,
  type Question,
} from './answer.ts'
import { briefStory } from './brief.ts'
import { explainLine } from './explain-line.ts'
import type { Newsroom } from './parts.ts'
import { findStory } from './view-story.ts'

/** Briefs, updates and editions at hand: enough for a hundred stories in a minute. One takes some 100 kB. */
const KEPT_MAX = 128
/** What was made is as good as new for so long, where nothing came in: channels of one minute share it. */
const FRESH_MS = 60_000

export type BriefParts = Pick<Newsroom, 'store' | 'writer' | 'clock' | 'dormantAfterMs' | 'limits'>

/** `channel`: where it is read. What that channel muted is left out. */
export type ReadingWish = { readonly story: StoryId; readonly lang: Lang; readonly channel?: ChannelRef | null }

/** What many channels ask of one story in the same minute, made once. It is made anew as soon as something comes in. */
export type FreshBriefs = {
  /** Counts what joined the story: where it stands still, nothing changed. */
  generationOf(story: StoryId): Promise<string>
  /** The moment that briefs and changes speak of: what came in later is not in them yet. */
  knownAt(): Temporal.Instant
  storyOf(story: StoryId): Promise<{ readonly story: StoryDefinition; readonly state: StoryState }>
  /** The brief as of now, saved as an edition, with the update since `since`. */
  briefOf(wish: ReadingWish, since: Temporal.Instant | null, signal: AbortSignal): Promise<Brief>
  /** What changed since, without a brief; up to now, or up to an earlier moment. */
  changesOf(wish: ReadingWish, since: Temporal.Instant, asOf?: Temporal.Instant): Promise<Update>
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

  /** The answer to a question about a story as it is known now. */
  async function answer<Value>(
    kind: string,
    { story: id, lang, channel = null }: ReadingWish,
    rest: readonly string[],
    make: (question: Required<Question>) => Promise<Value>,
  ): Promise<Value> {
    const muted = channel === null ? [] : await store.reader.listMutes(channel)
    return once(await keyOf(kind, id, lang, JSON.stringify(muted), ...rest, known()), async () =>
      make({ story: await findStory(id, parts), asOf: knownAt(), lang, muted }),
    )
  }

  return {
    generationOf,
    knownAt,
    storyOf: async (id) =>
      once(await keyOf('story', id), async () => {
        const story = await findStory(id, parts)
        return { story, state: await stateOf(story, clock.now(), parts) }
      }),
    briefOf: (wish, since, signal) =>
      answer('brief', wish, [String(since)], async ({ story, asOf, lang, muted }) => {
        const { brief } = await briefStory(story, asOf, { lang, limits: parts.limits, since, signal, muted }, parts)
        await store.editions.saveEdition(brief)
        return brief
      }),
    changesOf: (wish, since, asOf) =>
      answer('changes', wish, [String(since), String(asOf)], (question) =>
        answerChanged({ ...question, asOf: asOf ?? question.asOf }, since, parts),
      ),
    sourcesOf: (wish) => answer('sources', wish, [], (question) => answerSources(question, parts)),
    differencesOf: (wish) => answer('differences', wish, [], (question) => answerDiffer(question, parts)),
    timelineOf: (wish) => answer('timeline', wish, [], (question) => answerTimeline(question, parts)),
    whyOf: (wish, line) => answer('why', wish, [line], (question) => explainLine(question, line, parts)),
    storiesOf: () => answerStories(knownAt(), parts),
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
