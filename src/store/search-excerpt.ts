import type { IndexWord } from './search-words.ts'

/** Points of a choice of words: for a first match of each phrase, for a further one, and for where a sentence or the text begins. */
const FIRST_MATCH = 1000
const FURTHER_MATCH = 1
const SENTENCE_START = 100
const TEXT_START = 120
const CUT = '…'

/** Where a phrase stands: which it is, in how many words, and at which word it begins. */
export type Match = { readonly phrase: number; readonly size: number; readonly at: number }

/** A title or a text, its words, and its matches in their order. */
export type Field = { readonly text: string; readonly words: readonly IndexWord[]; readonly matches: readonly Match[] }

type Choice = { readonly field: Field; readonly start: number; readonly points: number }

/**
 * Some `wordsMax` words of one of the fields that show most of the phrases, from the beginning of a sentence where that shows as
 * many: chosen as the function `snippet` of SQLite's FTS5 chooses them (sqlite.org/fts5.html), so that both stores answer alike.
 */
export function excerptOf(fields: readonly Field[], wordsMax: number): string {
  let best: Choice | null = null
  for (const field of fields) {
    const starts = sentenceStarts(field)
    for (const { at } of field.matches) {
      for (const choice of choicesAt(field, starts, at, wordsMax)) {
        if (best === null || choice.points > best.points) best = choice
      }
    }
  }
  return best === null ? '' : show(best, wordsMax)
}

function* choicesAt(field: Field, starts: readonly number[], at: number, wordsMax: number): Generator<Choice> {
  const { points, centred } = weigh(field, at, wordsMax)
  yield { field, start: centred, points }
  if (field.words.length <= wordsMax) return
  const start = starts.findLast((first) => first <= at) ?? 0
  if (start >= at) return
  yield { field, start, points: weigh(field, start, wordsMax).points + (start === 0 ? TEXT_START : SENTENCE_START) }
}

/** What the words from `from` on show; and where to begin so that it stands in their middle. */
function weigh({ words, matches }: Field, from: number, wordsMax: number): { points: number; centred: number } {
  const shown = matches.filter(({ at }) => at >= from && at < from + wordsMax)
  const seen = new Set<number>()
  let points = 0
  for (const { phrase } of shown) {
    points += seen.has(phrase) ? FURTHER_MATCH : FIRST_MATCH
    seen.add(phrase)
  }
  const first = shown[0]?.at ?? -1
  const last = shown.at(-1)
  const end = last === undefined ? 0 : last.at + last.size
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
