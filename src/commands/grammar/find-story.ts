import type { StoryId } from '../../news/ids.ts'
import type { StoryDefinition } from '../../news/story.ts'
import { closestName } from '../did-you-mean.ts'
import { foldLetters } from '../../text/fold-letters.ts'

/** What a story can be called by. */
export type KnownStory = Pick<StoryDefinition, 'id' | 'title' | 'query' | 'aliases'>

type FoundStory =
  | { readonly kind: 'found'; readonly story: StoryId }
  /** Several are called so. */
  | { readonly kind: 'several'; readonly stories: readonly KnownStory[] }
  | { readonly kind: 'none' }

/** Stories by what they are called, made ready once for many look-ups. */
export type StoryIndex = {
  /** The story that is called exactly so: by id, title or alias. */
  exact(given: string): StoryId | null
  /** The story that is meant: called so, or the only one whose names hold all the words given, or their beginnings. */
  find(given: string): FoundStory
  /** The story whose name, or a word of whose name, is a slip or two away; null where none is. */
  nearest(given: string): KnownStory | null
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
const NAME_WORDS_MAX = 64
const WORD = /[\p{L}\p{N}]+/gu
/** One letter begins too many words. */
const BEGINNING_MIN_CHARS = 2

type Entry = {
  readonly story: KnownStory
  readonly names: readonly string[]
  readonly words: ReadonlySet<string>
}

export function indexStories(stories: readonly KnownStory[]): StoryIndex {
  const ids = new Map<string, StoryId>()
  const named = new Map<string, KnownStory[]>()
  const entries = stories.map(entryOf)
  for (const { story, names } of entries) {
    ids.set(names[0] ?? '', story.id)
    for (const name of new Set(names)) {
      const called = named.get(name)
      if (called === undefined) named.set(name, [story])
      else called.push(story)
    }
  }
  const called = (words: readonly string[]): FoundStory | null => {
    const name = words.join(' ')
    const story = ids.get(name)
    return story === undefined ? someOf(named.get(name) ?? []) : { kind: 'found', story }
  }
  const coreOf = (words: readonly string[]) => words.filter((word) => !FILLERS.has(word))
  return {
    exact: (given) => {
      const found = called(wordsOf(given))
      return found?.kind === 'found' ? found.story : null
    },
    find: (given) => {
      const words = wordsOf(given)
      const core = coreOf(words)
      return called(words) ?? called(core) ?? someOf(holding(core, entries)) ?? { kind: 'none' }
    },
    nearest: (given) => {
      const words = wordsOf(given)
      const core = coreOf(words)
      return nearestOf(core.length === 0 ? words : core, entries)
    },
  }
}

/** Letters and digits in small letters without accents: `Trump–Petro` and `trump-petro` are the same words. */
function wordsOf(name: string): readonly string[] {
  return (
    foldLetters(name)
      .replaceAll(/['’‘ʼ]/g, '')
      .match(WORD)
      ?.slice(0, NAME_WORDS_MAX) ?? []
  )
}

function entryOf(story: KnownStory): Entry {
  const parts = [story.id, story.title, ...story.aliases].map(wordsOf)
  return {
    story,
    names: parts.map((words) => words.join(' ')),
    words: new Set([...parts, wordsOf(story.query)].flat()),
  }
}

function someOf(stories: readonly KnownStory[]): FoundStory | null {
  const [first, second] = stories
  if (first === undefined) return null
  return second === undefined ? { kind: 'found', story: first.id } : { kind: 'several', stories }
}

function holding(words: readonly string[], entries: readonly Entry[]): readonly KnownStory[] {
  if (words.length === 0 || words.length > WORDS_MAX) return []
  const whole = entries.filter((entry) => words.every((word) => entry.words.has(word)))
  if (whole.length > 0) return whole.map(({ story }) => story)
  const begins = (word: string, entry: Entry) =>
    word.length >= BEGINNING_MIN_CHARS && [...entry.words].some((known) => known.startsWith(word))
  return entries.filter((entry) => words.every((word) => begins(word, entry))).map(({ story }) => story)
}

function nearestOf(words: readonly string[], entries: readonly Entry[]): KnownStory | null {
  const given = words.slice(0, WORDS_MAX)
  const names = entries.flatMap((entry) => entry.names)
  const name = closestName(given.join(' '), names)
  if (name !== null) return entries.find((entry) => entry.names.includes(name))?.story ?? null
  const known = [...new Set(entries.flatMap((entry) => [...entry.words]))].filter(isLongWord)
  for (const word of given.filter(isLongWord)) {
    const meant = closestName(word, known)
    const having = meant === null ? [] : entries.filter((entry) => entry.words.has(meant))
    if (having.length === 1) return having[0]?.story ?? null
  }
  return null
}

/** A slip in a shorter word makes another word. */
function isLongWord(word: string): boolean {
  return word.length >= 4
}
