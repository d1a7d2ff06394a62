import type { SourceSentence, Token } from './tokens.ts'

/** A stretch where line and evidence part ways: token index ranges, end exclusive, either may be empty. */
export type Hunk = {
  readonly line: readonly [number, number]
  readonly source: readonly [number, number]
  readonly place: 'start' | 'inside' | 'end'
}

/** The common order of a line and one evidence sentence. */
export type Backbone = {
  readonly sentence: SourceSentence
  /** Matched content words as a share of the line's. */
  readonly share: number
  readonly weight: number
  readonly anchored: readonly (number | null)[]
  readonly hunks: readonly Hunk[]
}

const CONTENT_WEIGHT = 1
const FUNCTION_WEIGHT = 0.25
/** A pair of neighbours in both is worth more than two strays: keeps the match in one place. */
const NEIGHBOUR_WEIGHT = 0.5

const same = (a: Token, b: Token): boolean => a.folded === b.folded || (!a.stop && !b.stop && a.stem === b.stem)

/** The heaviest words that line and sentence have in the same order, and what differs between them. */
export function findBackbone(line: readonly Token[], sentence: SourceSentence): Backbone {
  const source = sentence.tokens
  const width = source.length
  // ending[i][j]: best weight with a match at (i, j); reached[i][j]: best weight anywhere up to (i, j).
  const ending = line.map(() => new Float64Array(width))
  const reached = line.map(() => new Float64Array(width))
  for (const [i, token] of line.entries()) {
    for (const [j, other] of source.entries()) {
      const best = Math.max(reached[i - 1]?.[j] ?? 0, reached[i]?.[j - 1] ?? 0)
      const row = reached[i]
      if (row === undefined) continue
      row[j] = best
      if (!same(token, other)) continue
      const weight = token.stop ? FUNCTION_WEIGHT : CONTENT_WEIGHT
      const joined = (ending[i - 1]?.[j - 1] ?? 0) > 0 ? (ending[i - 1]?.[j - 1] ?? 0) + NEIGHBOUR_WEIGHT : 0
      const value = weight + Math.max(joined, reached[i - 1]?.[j - 1] ?? 0)
      const rowEnding = ending[i]
      if (rowEnding !== undefined) rowEnding[j] = value
      row[j] = Math.max(best, value)
    }
  }
  const anchored = traceBack(line, ending, reached, width)
  const content = line.filter((token) => !token.stop).length
  const matched = line.filter((token, at) => !token.stop && anchored[at] !== null).length
  return {
    sentence,
    share: content === 0 ? 0 : matched / content,
    weight: reached.at(-1)?.[width - 1] ?? 0,
    anchored,
    hunks: findHunks(anchored, width),
  }
}

function traceBack(
  line: readonly Token[],
  ending: readonly Float64Array[],
  reached: readonly Float64Array[],
  width: number,
): readonly (number | null)[] {
  const anchored = line.map((): number | null => null)
  let i = line.length - 1
  let j = width - 1
  let mustMatch = false
  while (i >= 0 && j >= 0) {
    const here = ending[i]?.[j] ?? 0
    if (here > 0 && (mustMatch || here >= (reached[i]?.[j] ?? 0))) {
      anchored[i] = j
      const before = ending[i - 1]?.[j - 1] ?? 0
      mustMatch = before > 0 && before + NEIGHBOUR_WEIGHT >= (reached[i - 1]?.[j - 1] ?? 0)
      i--
      j--
    } else if ((reached[i - 1]?.[j] ?? 0) >= (reached[i]?.[j] ?? 0)) i--
    else j--
  }
  return anchored
}

function findHunks(anchored: readonly (number | null)[], width: number): readonly Hunk[] {
  const hunks: Hunk[] = []
  let lineFrom = 0
  let sourceFrom = 0
  for (const [at, place] of anchored.entries()) {
    if (place === null) continue
    if (at > lineFrom || place > sourceFrom) {
      hunks.push({
        line: [lineFrom, at],
        source: [sourceFrom, place],
        place: sourceFrom === 0 && lineFrom === 0 ? 'start' : 'inside',
      })
    }
    lineFrom = at + 1
    sourceFrom = place + 1
  }
  if (lineFrom < anchored.length || sourceFrom < width) {
    hunks.push({ line: [lineFrom, anchored.length], source: [sourceFrom, width], place: 'end' })
  }
  return hunks
}
