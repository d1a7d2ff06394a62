import { canonicalUrl } from '../../ingest/canonical-url.ts'
import type { Refusal } from '../../commands/chat/refusal-messages.ts'
import { isNewsError } from '../../news/errors.ts'
import { makeArticleId, storyId, type StoryId } from '../../news/ids.ts'
import type { StoryDefinition } from '../../news/story.ts'
import type { Newsroom } from '../parts.ts'
import { foldLetters } from '../../text/fold-letters.ts'

/** Every story costs a look at every article. */
const STORIES_MAX = 200
/** Letters of an id made of a title: a button's words must hold it. */
const ID_LENGTH_MAX = 48
/** It heads every post on the story. */
const TITLE_LENGTH_MAX = 100
/** Stories of the same name get a number behind it. */
const SAME_NAME_MAX = 20
/** Feeds that are suggested for a new story. */
const SUGGESTED_MAX = 5

/** What a person says of a story that is to be covered. */
export type StoryWish = {
  readonly title: string
  readonly query: string
  readonly aliases: readonly string[]
  readonly lang: string | null
}

export type AddedStory =
  { readonly kind: 'made'; readonly story: StoryDefinition } | { readonly kind: 'refused'; readonly why: Refusal }

/** Makes a story, where it can be. What is stored joins it with the next matching. */
export async function addStory(wish: StoryWish, { store }: Pick<Newsroom, 'store'>): Promise<AddedStory> {
  const title = wish.title.trim()
  const refused = (because: Refusal['because'], limit = 0) => ({ kind: 'refused', why: { because, limit } }) as const
  if (title.length > TITLE_LENGTH_MAX || wish.query.length > TITLE_LENGTH_MAX)
    return refused('nameTooLong', TITLE_LENGTH_MAX)
  if (!/[\p{L}\p{N}]/u.test(title) || !/[\p{L}\p{N}]/u.test(wish.query)) return refused('nameWithoutWords')
  if ((await store.stories.listStories()).length >= STORIES_MAX) return refused('tooManyStories', STORIES_MAX)
  const base = idOf(title)
  for (let turn = 1; turn <= SAME_NAME_MAX; turn += 1) {
    const story: StoryDefinition = {
      id: storyId(turn === 1 ? base : `${base}-${turn}`),
      title,
      query: wish.query,
      aliases: wish.aliases,
      langs: wish.lang === null ? [] : [wish.lang],
      window: { from: null, to: null },
    }
    try {
      await store.stories.addStory(story)
      return { kind: 'made', story }
    } catch (error) {
      if (!isNewsError(error, 'story-exists')) throw error
    }
  }
  return refused('nameTaken', SAME_NAME_MAX)
}

/** `nile-dam` of `Nile dam`; of a title in letters that have no such form, `story`. */
function idOf(title: string): string {
  const words = foldLetters(title).match(/[a-z0-9]+/g) ?? []
  const id = words.join('-').slice(0, ID_LENGTH_MAX).replace(/-$/, '')
  return id === '' ? 'story' : id
}

export type KnownFeed = { readonly url: string; readonly outlet: string }

/** Feeds that are known and may carry the story: those of outlets that did; where none has yet, none is. */
export function suggestFeeds(outlets: ReadonlySet<string>, known: readonly KnownFeed[]): readonly KnownFeed[] {
  const unique = [...new Map(known.map((feed) => [feed.url, feed])).values()]
  return unique.filter(({ outlet }) => outlets.has(outlet)).slice(0, SUGGESTED_MAX)
}

export type AddedAddress =
  { readonly kind: 'added'; readonly title: string | null } | { readonly kind: 'refused'; readonly why: Refusal }

/** Puts a stored article into a story by its address. */
export async function addAddress(
  { story, url }: { readonly story: StoryId; readonly url: string },
  { store }: Pick<Newsroom, 'store'>,
): Promise<AddedAddress> {
  const address = canonicalUrl(url)
  if (address === null) return { kind: 'refused', why: { because: 'noAddress' } }
  const article = await store.articles.findArticle(makeArticleId(address))
  if (article === null) return { kind: 'refused', why: { because: 'pageNotRead' } }
  await store.stories.addToStory(story, [{ article: article.id, because: 'somebody in a channel added it' }])
  return { kind: 'added', title: article.latest.title }
}
