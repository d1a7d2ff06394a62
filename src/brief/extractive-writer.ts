import type { Writer } from './writer.ts'

/** The writer that needs no model: each line is its claim's extract. */
export function createExtractiveWriter(): Writer {
  return { name: 'extractive', write: (chosen) => Promise.resolve(chosen.map(({ extract }) => extract)) }
}
