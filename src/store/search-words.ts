/** One word of a text as the index knows it: without accents, in small letters; and where it stands. */
export type IndexWord = { readonly folded: string; readonly start: number; readonly end: number }

/** A longer “word” is none: it is told apart by its beginning. */
const WORD_LENGTH_MAX = 200

/** What FTS5's tokenizer unicode61 takes for words: letters, digits and private characters, and accents behind them. */
const WORD = /[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{Co}\u0300-\u0331]*/gu
const PLAIN = /^[a-z0-9]*$/
const MARKS = /\p{M}+/gu

/** Words that follow each other, as they were asked for; one asked for several times is one phrase, and counts as often. */
export type Phrase = readonly string[]

/** Each word that was asked for, as a phrase of its parts; none where more parts were asked for before it than `partsMax`. */
export function toPhrases(words: readonly string[], partsMax: number): readonly Phrase[] {
  let parts = 0
  const phrases: Phrase[] = []
  for (const word of words) {
    const phrase = indexWords(word).map(({ folded }) => folded)
    parts += phrase.length
    if (parts > partsMax) break
    if (phrase.length > 0) phrases.push(phrase)
  }
  return phrases
}

export function indexWords(text: string): readonly IndexWord[] {
  const words: IndexWord[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    words.push({ folded: fold(word), start: index, end: index + word.length })
  }
  return words
}

function fold(word: string): string {
  // A cut may leave half of a pair, which no database keeps.
  const lower = word.slice(0, WORD_LENGTH_MAX).toWellFormed().toLowerCase()
  return PLAIN.test(lower) ? lower : lower.normalize('NFD').replace(MARKS, '').normalize('NFC')
}
