import { countTokens } from './count-letters.ts'
import { APPEAL_PHRASES } from './furniture-appeals.ts'
import { CONTROL_PHRASES } from './furniture-controls.ts'
import type { FurnitureKind } from './furniture-family.ts'

const FAMILIES = [...CONTROL_PHRASES, ...APPEAL_PHRASES]
/** Longer lines are prose; the shapes' cost grows with length. */
const FURNITURE_CHARS_MAX = 700

/** The family of page furniture that the line has the shape of, or null. */
export function furnitureKind(line: string): FurnitureKind | null {
  if (line.length > FURNITURE_CHARS_MAX) return null
  const words = countTokens(line)
  return FAMILIES.find((each) => words <= each.wordsMax && each.shape.test(line))?.kind ?? null
}

const PAYWALLS = FAMILIES.filter(({ kind }) => kind === 'paywall')

/** The same as `furnitureKind(line) === 'paywall'`: hardly a line is, so its own shapes are asked before all others. */
export function isPaywallLine(line: string): boolean {
  if (line.length > FURNITURE_CHARS_MAX) return false
  return PAYWALLS.some(({ shape }) => shape.test(line)) && furnitureKind(line) === 'paywall'
}
