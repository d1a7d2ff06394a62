import type { Claim, Support } from '../news/claim.ts'

/**
 * A passage that states a claim now, as its ledger row tells it: its text is not read, and passages of one making have
 * their own origins still. What ranks and bounds a long story's claims works with these.
 */
export type PassageOutline = Pick<Support, 'article' | 'revision' | 'start' | 'seenAt' | 'origin' | 'group' | 'variant'>

const known = new WeakMap<Claim, readonly PassageOutline[]>()
/** The outlines of claims of which nothing was taken back. */
const whole = new WeakSet<readonly PassageOutline[]>()

/** Notes the outline of a claim whose passages are read only when they are asked for. `isWhole`: none of them was taken back. */
export function noteOutline(claim: Claim, outline: readonly PassageOutline[], isWhole: boolean): void {
  known.set(claim, outline)
  if (isWhole) whole.add(outline)
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

/**
 * True where a look at the outlines tells that no origin came to the claim: passages were added, all of names that stood there.
 * They can join origins, not part them. A sentence that stands in every article has thousands of passages: they are not read.
 */
export function hasNoNewOrigin(before: Claim, after: Claim): boolean {
  const [one, other] = [outlineOf(before), outlineOf(after)]
  if (!whole.has(one) || !whole.has(other)) return false
  if (other.length < one.length || !one.every((passage, at) => isSame(passage, other[at]))) return false
  const names = new Set(one.flatMap(({ origin }) => (origin.kind === 'unattributed' ? [] : [origin.name])))
  return other.slice(one.length).every(({ origin }) => origin.kind === 'unattributed' || names.has(origin.name))
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
