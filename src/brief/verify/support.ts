import type { SourceSentence, Token } from './tokens.ts'

/** Evidence sentences a line is judged against: a line draws on two or three; more leaves room for ties. */
const CHOSEN_MAX = 12
/** And words in them, for evidence that is one list. */
const CHOSEN_WORDS_MAX = 1_000

/**
 * The evidence sentences that share most with the line (distinct words, and pairs of neighbours counted again), in
 * the order of the evidence.
 */
export function chooseSentences(
  line: readonly Token[],
  sentences: readonly SourceSentence[],
): readonly SourceSentence[] {
  if (sentences.length <= CHOSEN_MAX) return sentences
  const words = new Set(line.map((token) => token.stem))
  const content = new Set(line.filter((token) => !token.stop).map((token) => token.stem))
  const pairs = new Set(line.map((token, at) => `${line[at - 1]?.folded ?? ''} ${token.folded}`))
  const scored = sentences.map((sentence, at) => {
    const stems = new Set(sentence.tokens.map((token) => token.stem))
    let score = 0
    for (const stem of words) if (stems.has(stem)) score += content.has(stem) ? 1 : FUNCTION_WORD_WEIGHT
    for (const [place, token] of sentence.tokens.entries()) {
      if (pairs.has(`${sentence.tokens[place - 1]?.folded ?? ''} ${token.folded}`)) score++
    }
    return { at, sentence, score }
  })
  let chosenWords = 0
  return scored
    .toSorted((a, b) => b.score - a.score || a.at - b.at)
    .slice(0, CHOSEN_MAX)
    .filter(({ sentence }) => (chosenWords += sentence.tokens.length) <= CHOSEN_WORDS_MAX)
    .toSorted((a, b) => a.at - b.at)
    .map(({ sentence }) => sentence)
}

/** Function words only break ties between sentences. */
const FUNCTION_WORD_WEIGHT = 0.25
