import type { ChosenClaim, Writer, WritingReport, Written } from './writer.ts'

/** The writer that needs no model: each line is its claim's extract. */
export function createExtractiveWriter(): Writer {
  return { name: 'extractive', write: ({ chosen }) => Promise.resolve(asExtracts(chosen)) }
}

const NO_WRITING: Omit<WritingReport, 'lines'> = {
  passed: 0,
  repaired: 0,
  replaced: 0,
  refused: [],
  fault: null,
  usage: { inputTokens: 0, outputTokens: 0 },
  cached: false,
  made: null,
}

/** The extracts as a piece of writing; `because` where a model should have written. */
export function asExtracts(
  chosen: readonly ChosenClaim[],
  because: string | null = null,
  fault: WritingReport['fault'] = null,
): Written {
  const lines = chosen.map(({ extract }) => extract)
  const replaced = because === null ? 0 : lines.length
  const report = {
    ...NO_WRITING,
    replaced,
    fault,
    lines: lines.map(({ id }) => ({ id, by: 'extract' as const, because })),
  }
  return { lines, headline: null, lede: null, why: null, report, later: null }
}
