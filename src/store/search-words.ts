/** One word of a text as the index knows it: without accents, in small letters; and where it stands. */
export type IndexWord = { readonly folded: string; readonly start: number; readonly end: number }

/** A longer “word” is none: it is told apart by its beginning. */
const WORD_LENGTH_MAX = 200

/** What FTS5's tokenizer unicode61 takes for words: letters, digits and private characters, and accents behind them. */
const WORD = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u0331]*/gu
const PLAIN = /^[a-z0-9]*$/
const MARKS = /\p{M}+/gu

export function indexWords(text: string): readonly IndexWord[] {
  const words: IndexWord[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    words.push({ folded: fold(word), start: index, end: index + word.length })
  }
  return words
}

function fold(word: string): string {
  const lower = word.slice(0, WORD_LENGTH_MAX).toLowerCase()
  return PLAIN.test(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').normalize('NFC')
}
