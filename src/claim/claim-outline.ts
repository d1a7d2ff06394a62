import type { Claim, Support } from '../news/claim.ts'

/**
 * A passage that states a claim now, as its ledger row tells it: its text is not read, and passages of one making have
 * their own origins still. What ranks and bounds a long story's claims works with these.
 */
export type PassageOutline = Pick<Support, 'article' | 'revision' | 'start' | 'seenAt' | 'origin' | 'group' | 'variant'>

const known = new WeakMap<Claim, readonly PassageOutline[]>()

/** Notes the outline of a claim whose passages are read only when they are asked for. */
export function noteOutline(claim: Claim, outline: readonly PassageOutline[]): void {
  known.set(claim, outline)
}

/** The claim's passages in their order, without their texts where those were not read. */
export function outlineOf(claim: Claim): readonly PassageOutline[] {
  return known.get(claim) ?? claim.supports
}

/** True where the two stand on the same passages, told by the same texts: nothing has come to the claim or left it. */
export function isUntouched(before: Claim, after: Claim): boolean {
  if (before === after) return true
  const [one, other] = [outlineOf(before), outlineOf(after)]
  return one.length === other.length && one.every((passage, at) => isSame(passage, other[at]))
}

function isSame(one: PassageOutline, other: PassageOutline | undefined): boolean {
  return (
    other !== undefined &&
    one.article === other.article &&
    one.revision === other.revision &&
    one.start === other.start &&
    one.group === other.group &&
    one.origin.name === other.origin.name
  )
}
