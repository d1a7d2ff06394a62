import type { Article } from '../news/article.ts'
import type { StoryDefinition } from '../news/story.ts'
import { splitWords } from '../text/words.ts'

export type StoryMatch =
  { readonly kind: 'belongs'; readonly because: string } | { readonly kind: 'apart'; readonly because: string }

/** The head of an article is its title and this many words: what the piece is about stands there. */
const HEAD_WORDS = 120
/** A word of the query must come this often in the whole article: once is a mention in passing. */
const MENTIONS_MIN = 2
/** A piece this short cannot repeat itself: one mention is enough. */
const SHORT_WORDS = 80

/**
 * Whether an article belongs to a story: all words of the query, or of one alias, stand in its title or head and come
 * again; its language is wanted; it is not outside the story's window (by its stated date, else by when it was seen).
 */
export function matchStory(article: Article, story: StoryDefinition): StoryMatch {
  const { latest } = article
  if (latest.lang !== null && story.langs.length > 0 && !story.langs.includes(latest.lang)) {
    return { kind: 'apart', because: `its language is ${latest.lang}` }
  }
  const day = latest.publishedAt ?? latest.seenAt.toString()
  if (!isInWindow(day, story.window)) return { kind: 'apart', because: `${day.slice(0, 10)} is outside the window` }
  if (!mayHoldAny(`${latest.title ?? ''} ${latest.text}`, [story.query, ...story.aliases])) return OFF_TOPIC
  const title = countWords(latest.title ?? '')
  const words = splitWords(latest.text).map((word) => word.folded)
  const head = countOf(words.slice(0, HEAD_WORDS))
  const whole = countOf(words)
  const mentionsMin = words.length < SHORT_WORDS ? 1 : MENTIONS_MIN
  const isProminent = (word: string) => {
    const inTitle = title.get(word) ?? 0
    return inTitle + (head.get(word) ?? 0) > 0 && inTitle + (whole.get(word) ?? 0) >= mentionsMin
  }
  for (const query of [story.query, ...story.aliases]) {
    const wanted = [...countWords(query).keys()]
    if (wanted.length > 0 && wanted.every(isProminent)) return { kind: 'belongs', because: `it is about “${query}”` }
  }
  return OFF_TOPIC
}

const OFF_TOPIC: StoryMatch = { kind: 'apart', because: 'the words of the query are not prominent in it' }

/**
 * False where no query can have all its words in a text: most articles are on no story, and parting a text into words takes ten
 * times as long. Without what stands between letters and digits, each word of a text is a part of the whole.
 */
function mayHoldAny(text: string, queries: readonly string[]): boolean {
  const letters = squeeze(text)
  return queries.some((query) =>
    countWords(query)
      .keys()
      .every((word) => letters.includes(squeeze(word))),
  )
}

/** Letters and digits alone, in the form in which words are compared. */
function squeeze(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .replaceAll('ς', 'σ')
}

// ISO texts compare as text once both are cut to the coarser precision.
function isInWindow(day: string, window: StoryDefinition['window']): boolean {
  const compare = (limit: string) => {
    const length = Math.min(day.length, limit.length, 10)
    return day.slice(0, length).localeCompare(limit.slice(0, length))
  }
  return (window.from === null || compare(window.from) >= 0) && (window.to === null || compare(window.to) <= 0)
}

function countWords(text: string): ReadonlyMap<string, number> {
  return countOf(splitWords(text).map((word) => word.folded))
}

function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  return counts
}
