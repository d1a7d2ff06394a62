import type { Derivation, Source } from './derive.ts'
import type { Token } from './tokens.ts'

/**
 * Cost of the derivation per word at which a line's wording counts as half supported. Balanced accuracy on the support
 * data is .82 to .83 from .05 to .06, and within .01 of that in either half; the lower end catches more mutations.
 */
const COST_PER_WORD_HALF = 0.05
/** Added to the length: one small step in a line of six words is no worse than in one of twelve. */
const LENGTH_ALLOWANCE = 2
/** A longer line may not hide more: a clause copied from another sentence (one leap) stays noticed. */
const LENGTH_MAX = 22
/** A line whose wording scores less is refused. */
export const WORDING_MIN = 0.5
/** Every run of this many content words … */
const WINDOW = 5
/** … has at least this share of them in the evidence: a clause added from elsewhere has not. */
const WINDOW_COVERED_MIN = 0.4

/**
 * How well the wording is supported, from 0 to 1: 1 / (1 + cost per word / half), with the derivation's cost less
 * that of `vouched` words, which are part of a number, date or name that the evidence gives in another form.
 */
export function wordingScore(line: readonly Token[], derivation: Derivation, vouched: ReadonlySet<number>): number {
  const spared = [...vouched].reduce((sum, at) => sum + (derivation.own[at] ?? 0), 0)
  const perWord = (derivation.cost - spared) / (Math.min(line.length, LENGTH_MAX) + LENGTH_ALLOWANCE)
  return 1 / (1 + Math.max(0, perWord) / COST_PER_WORD_HALF)
}

/** A reason for each stretch of content words that the evidence does not have. */
export function uncoveredWords(
  line: readonly Token[],
  source: Source,
  vouched: ReadonlySet<number>,
): readonly string[] {
  const stems = new Set(source.tokens.map((token) => token.stem))
  const content = line.flatMap((token, at) =>
    token.stop ? [] : [{ token, covered: vouched.has(at) || stems.has(token.stem) }],
  )
  const size = Math.min(WINDOW, content.length)
  const bare = new Set<number>()
  for (let from = 0; from + size <= content.length; from++) {
    const window = content.slice(from, from + size)
    if (window.filter(({ covered }) => covered).length >= WINDOW_COVERED_MIN * size) continue
    for (let at = from; at < from + size; at++) if (content[at]?.covered === false) bare.add(at)
  }
  if (bare.size === 0) return []
  return [`the words “${[...bare].map((at) => content[at]?.token.text ?? '').join(' ')}” are in no evidence`]
}

/** A reason for a line that fails by its wording alone: what the evidence does not have, or that it is pieced together. */
export function weakestWords(line: readonly Token[], derivation: Derivation): string {
  const own = line.filter((token, at) => !token.stop && derivation.from[at] === null).map((token) => token.text)
  if (own.length > 0) return `the evidence does not say “${own.join(' ')}” here`
  return 'the line joins pieces of the evidence that do not belong together'
}
