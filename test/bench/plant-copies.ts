import { overlapOf, shinglesOf } from '../../src/text/near-copies.ts'
import { toText, type CorpusText, type makeCorpus } from './generate-corpus.ts'

/** A text that is asked of, and what kind of copy it is of a stored one. */
export type Planted = {
  readonly kind: 'like' | 'excerpt' | 'host'
  /** Like: the true Jaccard likeness to the stored text, in tenths. Excerpt and host: the longer by the shorter. */
  readonly grade: number
  readonly asked: string
  readonly stored: string
}

/** Likenesses that are planted, and the lengths of the longer text by the shorter. */
export const LIKENESSES = [0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const
export const RATIOS = [1, 2, 3, 5, 10] as const
/** An excerpt has words changed here and there, as editors do. */
const EXCERPT_EDITS = 0.03
/** Shorter ones are a sentence or two, of which copies mean little. */
const EXCERPT_WORDS_MIN = 30
const PLANTED_WORDS_MIN = 60

type Corpus = ReturnType<typeof makeCorpus>

/** What can be planted by turns; null where the article is too short for it. */
export function plantCopy(corpus: Corpus, article: CorpusText, turn: number): Planted | null {
  const kinds = LIKENESSES.length + 2 * RATIOS.length
  const kind = turn % kinds
  const likeness = LIKENESSES[kind]
  if (likeness !== undefined) return plantLike(corpus, article, likeness)
  const place = kind - LIKENESSES.length
  const ratio = RATIOS[place % RATIOS.length] ?? 1
  return place < RATIOS.length ? plantExcerpt(corpus, article, ratio) : plantHost(corpus, article, ratio)
}

/** Words changed at such a rate that shingles of three make about this likeness: J = q/(2 − q) with q = (1 − rate)³. */
function plantLike({ edit }: Corpus, { words }: CorpusText, likeness: number): Planted | null {
  if (words.length < PLANTED_WORDS_MIN) return null
  const rate = 1 - ((2 * likeness) / (1 + likeness)) ** (1 / 3)
  const [asked, stored] = [toText([edit(words, rate)]), toText([words])]
  const { jaccard } = overlapOf(shinglesOf(asked), shinglesOf(stored))
  return { kind: 'like', grade: Math.floor(jaccard * 10) / 10, asked, stored }
}

function plantExcerpt({ edit, random }: Corpus, { words }: CorpusText, ratio: number): Planted | null {
  const length = Math.floor(words.length / ratio)
  if (length < EXCERPT_WORDS_MIN) return null
  const start = Math.floor(random() * (words.length - length + 1))
  const excerpt = edit(words.slice(start, start + length), EXCERPT_EDITS)
  return { kind: 'excerpt', grade: ratio, asked: toText([excerpt]), stored: toText([words]) }
}

function plantHost({ edit, run, random }: Corpus, { words }: CorpusText, ratio: number): Planted | null {
  if (words.length < EXCERPT_WORDS_MIN || words.length * ratio > 4_000) return null
  const around = run(words.length * (ratio - 1))
  const at = Math.floor(random() * (around.length + 1))
  const host = [...around.slice(0, at), ...edit(words, EXCERPT_EDITS), ...around.slice(at)]
  return { kind: 'host', grade: ratio, asked: toText([host]), stored: toText([words]) }
}
