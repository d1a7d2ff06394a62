import { analyseSentence, type SentenceFeatures } from './features.ts'
import { toTextLang } from './language.ts'
import type { TextRange } from './range.ts'
import { splitSentences, type Sentence } from './sentences.ts'
import { splitWords } from './words.ts'

/** A text's sentences with their places in it, in order. */
export type CutText = { readonly places: readonly TextRange[]; readonly sentences: readonly SentenceFeatures[] }

/** A text beyond this many sentences is cut there: the longest live reports have some hundreds, a book is no article. */
const SENTENCES_MAX = 800
/** Sentences of one quotation stay together up to this many words: apart, half of them lose their speaker. */
const QUOTED_WORDS_MAX = 60

/**
 * Cuts a text into analysed sentences; the sentences of one short quotation stay together with who said it.
 * `statedDate`: the day it states as published, to resolve weekdays with. `sentencesMax`: where the text is cut.
 */
export function cutText(
  text: string,
  lang: string | null,
  statedDate: string | null,
  sentencesMax: number = SENTENCES_MAX,
): CutText {
  const textLang = toTextLang(lang)
  const places = joinQuotations(text, splitSentences(text, textLang).slice(0, sentencesMax))
  return {
    places,
    sentences: places.map(({ start, end }) => analyseSentence(text.slice(start, end), textLang, statedDate)),
  }
}

function joinQuotations(text: string, sentences: readonly Sentence[]): readonly TextRange[] {
  const joined: TextRange[] = []
  let open: Sentence | null = null
  for (const sentence of sentences) {
    const before = joined.at(-1)
    const whole = open === null || before === undefined ? null : { start: before.start, end: sentence.end }
    const fits = whole !== null && open?.paragraph === sentence.paragraph && countWords(text, whole) <= QUOTED_WORDS_MAX
    if (whole !== null && fits) joined[joined.length - 1] = whole
    else joined.push({ start: sentence.start, end: sentence.end })
    const last = joined.at(-1)
    open = last !== undefined && isOpen(text.slice(last.start, last.end)) ? sentence : null
  }
  return joined
}

function countWords(text: string, { start, end }: TextRange): number {
  return splitWords(text.slice(start, end)).length
}

/** A quotation begins in it and does not end. */
function isOpen(sentence: string): boolean {
  const opening = sentence.match(/[“«]/g)?.length ?? 0
  const closing = sentence.match(/[”»]/g)?.length ?? 0
  return opening > closing || (sentence.match(/"/g)?.length ?? 0) % 2 === 1
}
