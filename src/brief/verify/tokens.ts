import type { TextLang } from '../../text/language.ts'
import type { TextRange } from '../../text/range.ts'
import { splitSentences } from '../../text/sentences.ts'
import { isStopword, stemWord } from '../../text/stems.ts'
import { splitWords } from '../../text/words.ts'

/**
 * A word as the verifier compares it. "didn't" is two ("did", "not") and a number is its runs of digits, so that
 * "1,650" and a badly tokenised "1, 650" are the same.
 */
export type Token = TextRange & {
  /** The word as written; each half of a contraction, folded. */
  readonly text: string
  readonly folded: string
  readonly stem: string
  /** Carries grammar, not news. */
  readonly stop: boolean
  readonly digits: boolean
  readonly capital: boolean
  /** First of its sentence, or a mark of punctuation stands before it. */
  readonly opens: boolean
}

/** One sentence of the evidence. `start` of its tokens points into `text`. */
export type SourceSentence = {
  readonly text: string
  readonly lang: TextLang
  readonly tokens: readonly Token[]
  /** Which evidence it is of; −1 for the context, which may lend a name and nothing else. */
  readonly evidence: number
}

const PENN_MARKS: readonly (readonly [RegExp, string])[] = [
  [/``\s?/g, '“'],
  [/\s?''(?!\p{L})/gu, '”'],
  [/-[LR]RB-/g, ','],
  [/(\p{L})\s+n't\b/giu, "$1n't"],
  [/(\p{L})\s+(['’](?:s|re|ve|ll|d|m))\b/giu, '$1$2'],
  [/(^|[\s(])`\s?(?=\S)/g, '$1‘'],
]

/** The text with the marks of tokenised corpora ("``", "did n't", "-LRB-") written as newspapers write them. */
export function tidyMarks(text: string): string {
  return PENN_MARKS.reduce((tidied, [mark, plain]) => tidied.replace(mark, plain), text)
}

const CLAUSE_MARK = /[,;:()[\]“”"«»–—]|\s-\s|\.\s/u
const CONTRACTED_NOT = /^(.+?)n't$/
const SPANISH_CONTRACTIONS: ReadonlyMap<string, readonly string[]> = new Map([
  ['del', ['de', 'el']],
  ['al', ['a', 'el']],
])
const CONTRACTED: ReadonlyMap<string, string> = new Map([
  ['ca', 'can'],
  ['wo', 'will'],
  ['sha', 'shall'],
])

/** The tokens of one sentence of tidied text. */
export function readTokens(sentence: string, lang: TextLang): readonly Token[] {
  const tokens: Token[] = []
  let end = 0
  for (const word of splitWords(sentence)) {
    const opens = end === 0 || CLAUSE_MARK.test(sentence.slice(end, word.start))
    const parts = partsOf(word.folded, lang)
    for (const [at, folded] of parts.entries()) {
      tokens.push({
        start: word.start,
        end: word.end,
        text: parts.length === 1 ? word.text : folded,
        folded,
        stem: stemWord(folded, lang),
        stop: isStopword(folded, lang),
        digits: /\d/.test(folded),
        capital: /^\p{Lu}/u.test(word.text),
        opens: opens && at === 0,
      })
    }
    end = word.end
  }
  return tokens
}

function partsOf(folded: string, lang: TextLang): readonly string[] {
  if (/\d[.,]\d/.test(folded)) return folded.split(/[.,]/)
  if (lang === 'es') return SPANISH_CONTRACTIONS.get(folded) ?? [folded]
  if (folded === 'cannot') return ['can', 'not']
  const stump = CONTRACTED_NOT.exec(folded)?.[1]
  return stump === undefined ? [folded] : [CONTRACTED.get(stump) ?? stump, 'not']
}

/** Longest text read as evidence, in UTF-16 units: far above an article, so that one bad page cannot hold up the rest. */
const EVIDENCE_LENGTH_MAX = 200_000

/** The sentences of one evidence text, with tokens. `text` is tidied already. */
export function readSentences(text: string, lang: TextLang, evidence: number): readonly SourceSentence[] {
  const bounded = text.slice(0, EVIDENCE_LENGTH_MAX)
  return splitSentences(bounded, lang).flatMap(({ start, end }) =>
    cutLong(bounded.slice(start, end)).map((sentence) => {
      return { text: sentence, lang, tokens: readTokens(sentence, lang), evidence }
    }),
  )
}

/** Longer "sentences" are lists and tables: read in pieces, so that comparing stays quick. */
const SENTENCE_LENGTH_MAX = 800
const SENTENCE_WORDS_MAX = 160

const LONG_PIECE = new RegExp(`(?:\\S{1,${SENTENCE_LENGTH_MAX}}\\s*){1,${SENTENCE_WORDS_MAX}}`, 'g')

function cutLong(sentence: string): readonly string[] {
  const isLong = sentence.length > SENTENCE_LENGTH_MAX || sentence.split(/\s+/).length > SENTENCE_WORDS_MAX
  return isLong ? (sentence.match(LONG_PIECE) ?? [sentence]) : [sentence]
}
