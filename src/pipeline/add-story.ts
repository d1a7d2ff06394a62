import { canonicalUrl } from '../ingest/canonical-url.ts'
import { isNewsError, NewsError } from '../news/errors.ts'
import { makeArticleId, storyId, type StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'
import type { Matcher } from './match.ts'
import type { Newsroom } from './parts.ts'

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

/**
 * Makes a story. What is stored joins it with the next matching. Throws NewsError 'input-invalid' for a title or query without
 * words, or too long ones, and where there are as many stories as can be.
 */
export async function addStory(wish: StoryWish, { store }: Pick<Newsroom, 'store'>): Promise<StoryDefinition> {
  const title = wish.title.trim()
  if (title.length > TITLE_LENGTH_MAX || wish.query.length > TITLE_LENGTH_MAX) {
    throw new NewsError('input-invalid', `A story's name has ${TITLE_LENGTH_MAX} characters at most: shorten it.`)
  }
  if (!/[\p{L}\p{N}]/u.test(title) || !/[\p{L}\p{N}]/u.test(wish.query)) {
    throw new NewsError('input-invalid', 'A story needs words that its articles hold, such as: Nile dam.')
  }
  if ((await store.stories.listStories()).length >= STORIES_MAX) {
    throw new NewsError('input-invalid', `There are ${STORIES_MAX} stories already: remove one first.`)
  }
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
      return story
    } catch (error) {
      if (!isNewsError(error, 'story-exists')) throw error
    }
  }
  throw new NewsError('input-invalid', `There are ${SAME_NAME_MAX} stories of that name already: choose another.`)
}

/** `nile-dam` of `Nile dam`; of a title in letters that have no such form, `story`. */
function idOf(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  const words = plain.match(/[a-z0-9]+/g) ?? []
  const id = words.join('-').slice(0, ID_LENGTH_MAX).replace(/-$/, '')
  return id === '' ? 'story' : id
}

/** Lets what is stored join the new story; how many articles did. */
export async function matchNewStory(story: StoryId, matcher: Matcher, signal: AbortSignal): Promise<number> {
  return (await matcher.matchAll(signal)).find((summary) => summary.story === story)?.matched ?? 0
}

export type KnownFeed = { readonly url: string; readonly outlet: string }

/** Feeds that are known and may carry the story: those of outlets that did; where none has yet, none is. */
export function suggestFeeds(outlets: ReadonlySet<string>, known: readonly KnownFeed[]): readonly KnownFeed[] {
  const unique = [...new Map(known.map((feed) => [feed.url, feed])).values()]
  return unique.filter(({ outlet }) => outlets.has(outlet)).slice(0, SUGGESTED_MAX)
}

/**
 * Puts a stored article into a story by its address. Throws NewsError: 'input-invalid' for what is no address, 'article-unknown'
 * where it is not stored.
 */
export async function addAddress(
  { story, url }: { readonly story: StoryId; readonly url: string },
  { store }: Pick<Newsroom, 'store'>,
): Promise<{ readonly title: string | null }> {
  const address = canonicalUrl(url)
  if (address === null) throw new NewsError('input-invalid', 'That is not the address of a page: copy it whole.')
  const article = await store.articles.findArticle(makeArticleId(address))
  if (article === null) {
    throw new NewsError('article-unknown', `${address}: no article of that address is stored.`)
  }
  await store.stories.addToStory(story, article.id, 'somebody in a channel added it')
  return { title: article.latest.title }
}
