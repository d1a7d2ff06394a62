import type { DifferenceKind, Difference, Support } from '../news/claim.ts'
import type { ClaimId } from '../news/ids.ts'
import type { SentenceFeatures } from '../text/features.ts'

/** A supporting passage, analysed. */
export type Passage = {
  readonly claim: ClaimId
  readonly support: Support
  readonly features: SentenceFeatures
  /** What its article states as its day (ISO), where it does. */
  readonly day?: string | null
}

/** One side of a difference before it is cited: what it says, and who says so. */
export type Side = { readonly value: string; readonly passages: readonly Passage[] }

/** A difference before it is cited. `key` names what is differed about: equal keys and sides are one difference. */
export type Found = {
  readonly kind: DifferenceKind
  readonly severity: Difference['severity']
  readonly topic: string
  readonly key: string
  readonly sides: readonly Side[]
}

/** True when the two passages are of different texts and different making: only those can differ. */
export function areIndependent(a: Passage, b: Passage): boolean {
  return a.support.group !== b.support.group && a.support.article !== b.support.article
}

/**
 * Sides worth showing: at least two, told by different texts. A text that is on both sides is dropped from both, unless
 * it may be (`both: 'keep'`): a report may tell two people's rankings. Null when fewer than two sides are left.
 */
export function settleSides(
  sides: readonly Side[],
  options: { readonly both: 'drop' | 'keep' } = { both: 'drop' },
): readonly Side[] | null {
  const groupsOf = (side: Side) => new Set(side.passages.map(({ support }) => support.group))
  const isOnBoth = (group: string) =>
    sides.filter((side) => side.passages.some(({ support }) => support.group === group)).length > 1
  const settled = sides
    .map((side) => ({
      value: side.value,
      passages:
        options.both === 'keep' ? side.passages : side.passages.filter(({ support }) => !isOnBoth(support.group)),
    }))
    .filter(({ passages }) => passages.length > 0)
  const told = new Set(settled.flatMap((side) => [...groupsOf(side)]))
  return settled.length >= 2 && told.size >= 2 ? settled : null
}

/** Of differences that tell of the same texts (or only the same `passages`), the one with the most to show. */
export function keepWidest(found: readonly Found[], same: 'texts' | 'passages' = 'texts'): readonly Found[] {
  const shares = same === 'texts' ? sharesText : sharesPassage
  const kept: Found[] = []
  for (const one of found.toSorted((a, b) => countPassages(b) - countPassages(a) || valueLength(a) - valueLength(b))) {
    const isTold = kept.some((other) => one.sides.every((side) => other.sides.some((wide) => shares(side, wide))))
    if (!isTold) kept.push(one)
  }
  return kept
}

function sharesText(a: Side, b: Side): boolean {
  return a.passages.some(({ support }) => b.passages.some((other) => other.support.group === support.group))
}

function sharesPassage(a: Side, b: Side): boolean {
  return a.passages.some(({ support }) =>
    b.passages.some((other) => other.support.article === support.article && other.support.start === support.start),
  )
}

function countPassages({ sides }: Found): number {
  return sides.flatMap(({ passages }) => passages).length
}

function valueLength({ sides }: Found): number {
  return sides.map(({ value }) => value.length).reduce((sum, length) => sum + length, 0)
}
