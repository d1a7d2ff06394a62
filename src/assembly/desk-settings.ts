import type { Config } from '../config/config.ts'
import type { Desk } from '../pipeline/desk.ts'

/** How long briefs are. */
export function briefLimitsOf({ limits: { words, lines, extractWords } }: Config): Desk['limits'] {
  return { words, lines, extractWords }
}
