import type { Claim, Support } from '../news/claim.ts'
import { COMPARED_MAX } from './unify-origins.ts'

/**
 * A passage that states a claim now, as its ledger row tells it: its text is not read, and passages of one making have
 * their own origins still. What ranks and bounds a long story's claims works with these.
 */
export type PassageOutline = Pick<Support, 'article' | 'revision' | 'start' | 'seenAt' | 'origin' | 'group' | 'variant'>

type Noted = { readonly outline: readonly PassageOutline[]; readonly takenBack: readonly PassageOutline[] }

const known = new WeakMap<Claim, Noted>()

/** Notes the outline of a claim whose passages are read only when they are asked for: those that stand, and those taken back. */
export function noteOutline(
  claim: Claim,
  outline: readonly PassageOutline[],
  takenBack: readonly PassageOutline[],
): void {
  known.set(claim, { outline, takenBack })
}

/** The claim's passages in their order, without their texts where those were not read. */
export function outlineOf(claim: Claim): readonly PassageOutline[] {
  return known.get(claim)?.outline ?? claim.supports
}

/** True where the two stand on the same passages, told by the same texts: nothing has come to the claim or left it. */
export function isUntouched(before: Claim, after: Claim): boolean {
  if (before === after) return true
  const [one, other] = [outlineOf(before), outlineOf(after)]
  return isSameList(one, other)
}

/** The passages of both from the first on that does not stand in the same place of the other. */
export function apartIn(before: Claim, after: Claim): Readonly<Record<'was' | 'is', readonly PassageOutline[]>> {
  const [one, other] = [outlineOf(before), outlineOf(after)]
  const first = other.findIndex((passage, at) => !isSame(passage, one[at]))
  const from = first === -1 ? other.length : first
  return { was: one.slice(from), is: other.slice(from) }
}

/**
 * True where a look at the outlines tells that no origin came to the claim: passages were added, all of names that stood there.
 * They can join origins, not part them, as long as the passages that are compared word by word stay compared, and those taken
 * back bring no name of their own. A sentence that stands in every article has thousands of passages: they are not read.
 */
export function hasNoNewOrigin(before: Claim, after: Claim): boolean {
  const [one, other] = [known.get(before), known.get(after)]
  if (one === undefined || other === undefined || !isSameList(one.takenBack, other.takenBack)) return false
  const count = one.outline.length
  if (other.outline.length < count || !one.outline.every((passage, at) => isSame(passage, other.outline[at])))
    return false
  const { takenBack } = one
  if (takenBack.length > 0 && count < COMPARED_MAX && other.outline.length + takenBack.length > COMPARED_MAX)
    return false
  const names = new Set(one.outline.flatMap(({ origin }) => (origin.kind === 'unattributed' ? [] : [origin.name])))
  const isKnown = ({ origin }: PassageOutline) => origin.kind === 'unattributed' || names.has(origin.name)
  return takenBack.every(isKnown) && other.outline.slice(count).every(isKnown)
}

const isSameList = (one: readonly PassageOutline[], other: readonly PassageOutline[]) =>
  one.length === other.length && one.every((passage, at) => isSame(passage, other[at]))

function isSame(one: PassageOutline, other: PassageOutline | undefined): boolean {
  if (one === other) return true
  return (
    other !== undefined &&
    one.article === other.article &&
    one.revision === other.revision &&
    one.start === other.start &&
    one.group === other.group &&
    one.origin.name === other.origin.name
  )
}
