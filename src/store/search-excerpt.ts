import type { Kysely } from 'kysely'
import type { Database } from './database.ts'
import type { FoundRow, HitRow } from './search-index.ts'
import { indexWords, type IndexWord, type Phrase } from './search-words.ts'

/** Points of a choice of words: for a first match of each phrase, for a further one, and for where a sentence or the text begins. */
const FIRST_MATCH = 1000
const FURTHER_MATCH = 1
const SENTENCE_START = 100
const TEXT_START = 120
const CUT = '…'
const EXCERPT_WORDS = 24

/** What was found, with an excerpt of each: the texts of the best alone are read for it. */
export async function showAll(
  db: Kysely<Database>,
  found: readonly FoundRow[],
  phrases: readonly Phrase[],
): Promise<readonly HitRow[]> {
  if (found.length === 0) return []
  const seqs = found.map(({ seq }) => seq)
  const rows = await db.selectFrom('revisions').select(['seq', 'text']).where('seq', 'in', seqs).execute()
  const texts = new Map(rows.map(({ seq, text }) => [seq, text]))
  return found.map(({ seq, article, outlet, title, url, seen_at }) => {
    const excerpt = excerptOf([title ?? '', texts.get(seq) ?? ''], phrases, EXCERPT_WORDS)
    return { article, outlet, title, url, seen_at, excerpt }
  })
}

/** Where a phrase stands: which it is, in how many words, how often it was asked for, and at which word it begins. */
type Match = { readonly phrase: number; readonly size: number; readonly times: number; readonly at: number }

/** A title or a text, its words, and its matches in their order. */
type Field = { readonly text: string; readonly words: readonly IndexWord[]; readonly matches: readonly Match[] }

type Choice = { readonly field: Field; readonly start: number; readonly points: number }

/**
 * Some `wordsMax` words of one of the texts that show most of the phrases, from the beginning of a sentence where that shows as
 * many: chosen as the function `snippet` of SQLite's FTS5 chooses them (sqlite.org/fts5.html), in a time that grows with the text's
 * length and not with its square: FTS5 takes minutes for a text that says one word a hundred thousand times.
 */
export function excerptOf(texts: readonly string[], phrases: readonly Phrase[], wordsMax: number): string {
  const sought = seekPhrases(phrases)
  let best: Choice | null = null
  for (const field of texts.map((text) => toField(text, sought))) {
    for (const choice of choicesOf(field, wordsMax)) {
      if (best === null || choice.points > best.points) best = choice
    }
  }
  return best === null ? '' : show(best, wordsMax)
}

type Sought = { readonly words: Phrase; readonly phrase: number; readonly times: number }

/** Phrases by their first words; of equal ones that which was asked for last. */
function seekPhrases(phrases: readonly Phrase[]): ReadonlyMap<string, readonly Sought[]> {
  const distinct = new Map<string, Sought>()
  for (const [phrase, words] of phrases.entries()) {
    const key = words.join(' ')
    const times = (distinct.get(key)?.times ?? 0) + 1
    distinct.delete(key)
    distinct.set(key, { words, phrase, times })
  }
  return Map.groupBy(distinct.values(), ({ words: [first = ''] }) => first)
}

function toField(text: string, sought: ReadonlyMap<string, readonly Sought[]>): Field {
  const words = indexWords(text)
  const matches = words.flatMap(({ folded }, at) =>
    (sought.get(folded) ?? []).flatMap(({ words: wanted, phrase, times }) =>
      wanted.every((word, behind) => words[at + behind]?.folded === word)
        ? [{ phrase, size: wanted.length, times, at }]
        : [],
    ),
  )
  return { text, words, matches }
}

function* choicesOf(field: Field, wordsMax: number): Generator<Choice> {
  const starts = field.matches.length === 0 ? [] : sentenceStarts(field)
  let [sentence, firstShown, last] = [0, 0, -1]
  for (const [number, { at }] of field.matches.entries()) {
    if (at === last) continue
    last = at
    const { points, centred } = weigh(field, at, number, wordsMax)
    yield { field, start: centred, points }
    if (field.words.length <= wordsMax) return
    while ((starts[sentence + 1] ?? Infinity) <= at) sentence += 1
    const start = starts[sentence] ?? 0
    if (start >= at) continue
    while ((field.matches[firstShown]?.at ?? start) < start) firstShown += 1
    const shown = weigh(field, start, firstShown, wordsMax)
    yield { field, start, points: shown.points + (start === 0 ? TEXT_START : SENTENCE_START) }
  }
}

/** What the words from `from` on show, of which `number` is the first match; and where to begin so that it stands in their middle. */
function weigh({ words, matches }: Field, from: number, number: number, wordsMax: number) {
  const seen = new Set<number>()
  let [points, end] = [0, 0]
  const first = matches[number]?.at ?? -1
  for (let next = number; ; next += 1) {
    const match = matches[next]
    if (match === undefined || match.at >= from + wordsMax) break
    points += (seen.has(match.phrase) ? FURTHER_MATCH : FIRST_MATCH) * match.times
    seen.add(match.phrase)
    end = match.at + match.size
  }
  const centred = first - Math.trunc((wordsMax - (end - first)) / 2)
  return { points, centred: Math.max(0, Math.min(centred, words.length - wordsMax)) }
}

/** The words behind a full stop or a colon and white space, and the first. */
function sentenceStarts({ text, words }: Field): readonly number[] {
  return words.flatMap(({ start }, at) =>
    at === 0 || /[.:][ \t\r\n]+$/.test(text.slice(Math.max(0, start - 64), start)) ? [at] : [],
  )
}

function show({ field: { text, words }, start }: Choice, wordsMax: number): string {
  const end = start + wordsMax - 1
  const from = start === 0 ? 0 : (words[start]?.start ?? 0)
  const isToEnd = end >= words.length - 1
  const shown = text.slice(from, isToEnd ? text.length : words[end]?.end)
  return `${start > 0 ? CUT : ''}${shown}${isToEnd ? '' : CUT}`
}
