import type { StoryId } from '../news/ids.ts'
import type { StoryDefinition } from '../news/story.ts'
import { closestName } from './did-you-mean.ts'

/** What a story can be called by. */
export type KnownStory = Pick<StoryDefinition, 'id' | 'title' | 'query' | 'aliases'>

export type FoundStory =
  | { readonly kind: 'found'; readonly story: StoryId }
  /** Several are called so. */
  | { readonly kind: 'several'; readonly stories: readonly KnownStory[] }
  | { readonly kind: 'none'; readonly nearest: KnownStory | null }

/** Stories by what they are called, made ready once for many look-ups. */
export type StoryIndex = {
  /** The story that is called exactly so: by id, title or alias. */
  exact(given: string): StoryId | null
  /** The story that is meant: called so, or the only one whose names hold all the words given, or their beginnings. */
  find(given: string): FoundStory
}

/** Words that stand around a story's name when people write sentences. */
const FILLERS = new Set(
  (
    'of in on about for with the this that story to a an is are and please regarding ' +
    'de del en sobre con la el los las esta este historia para al acerca respecto un una por favor y'
  ).split(' '),
)

/** Nobody writes more words of a name. */
const WORDS_MAX = 16
/** One letter begins too many words. */
const BEGINNING_MIN_CHARS = 2

type Entry = {
  readonly story: KnownStory
  readonly names: readonly string[]
  readonly words: readonly string[]
}

export function indexStories(stories: readonly KnownStory[]): StoryIndex {
  const entries = stories.map(entryOf)
  const ids = new Map(stories.map((story) => [wordsOf(story.id).join(' '), story]))
  const named = new Map<string, KnownStory[]>()
  for (const { story, names } of entries) {
    for (const name of new Set(names)) named.set(name, [...(named.get(name) ?? []), story])
  }
  const called = (words: readonly string[]): FoundStory | null => {
    const name = words.join(' ')
    const byId = ids.get(name)
    if (byId !== undefined) return { kind: 'found', story: byId.id }
    return someOf(named.get(name) ?? [])
  }
  return {
    exact: (given) => {
      const found = called(wordsOf(given))
      return found?.kind === 'found' ? found.story : null
    },
    find: (given) => {
      const words = wordsOf(given)
      const core = words.filter((word) => !FILLERS.has(word))
      const found = called(words) ?? called(core) ?? someOf(holding(core, entries))
      return found ?? { kind: 'none', nearest: nearestOf(core.length === 0 ? words : core, entries) }
    },
  }
}

/** Letters and digits in small letters without accents: `Trump–Petro` and `trump-petro` are the same words. */
function wordsOf(name: string): readonly string[] {
  const folded = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/['’‘ʼ]/g, '')
    .toLowerCase()
  return folded.split(/[^\p{L}\p{N}]+/u, WORDS_MAX * 4).filter((word) => word !== '')
}

function entryOf(story: KnownStory): Entry {
  const names = [story.id, story.title, ...story.aliases].map((name) => wordsOf(name).join(' '))
  const words = [...names, ...wordsOf(story.query)].flatMap((name) => name.split(' '))
  return { story, names, words: [...new Set(words)] }
}

function someOf(stories: readonly KnownStory[]): FoundStory | null {
  const [first, second] = stories
  if (first === undefined) return null
  return second === undefined ? { kind: 'found', story: first.id } : { kind: 'several', stories }
}

function holding(words: readonly string[], entries: readonly Entry[]): readonly KnownStory[] {
  if (words.length === 0 || words.length > WORDS_MAX) return []
  const whole = entries.filter((entry) => words.every((word) => entry.words.includes(word)))
  if (whole.length > 0) return whole.map(({ story }) => story)
  const begins = (word: string, entry: Entry) =>
    word.length >= BEGINNING_MIN_CHARS && entry.words.some((known) => known.startsWith(word))
  return entries.filter((entry) => words.every((word) => begins(word, entry))).map(({ story }) => story)
}

/** The story whose name, or a word of whose name, is a slip or two away. */
function nearestOf(words: readonly string[], entries: readonly Entry[]): KnownStory | null {
  const given = words.slice(0, WORDS_MAX).join(' ')
  const byName = closestName(
    given,
    entries.flatMap(({ names }) => names),
  )
  if (byName !== null) return entries.find(({ names }) => names.includes(byName))?.story ?? null
  for (const word of words.slice(0, WORDS_MAX)) {
    if (word.length < 4) continue
    const known = closestName(
      word,
      entries.flatMap((entry) => entry.words.filter((each) => each.length >= 4)),
    )
    const having = entries.filter((entry) => known !== null && entry.words.includes(known))
    if (having.length === 1) return having[0]?.story ?? null
  }
  return null
}
