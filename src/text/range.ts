/** A passage of a text: UTF-16 offsets, end exclusive. */
export type TextRange = { readonly start: number; readonly end: number }

/** True when the two passages share at least one character. */
export function rangesOverlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end
}

/** The place of the first passage that starts at `start` or later, of passages in order; their count where none does. */
export function firstFrom(ordered: readonly TextRange[], start: number): number {
  let [low, high] = [0, ordered.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ordered[middle]?.start ?? 0) < start) low = middle + 1
    else high = middle
  }
  return low
}

/** True when `range` overlaps one of the passages, which are in order and do not overlap each other. */
export function overlapsAny(ordered: readonly TextRange[], range: TextRange): boolean {
  const before = ordered[firstFrom(ordered, range.end) - 1]
  return before !== undefined && rangesOverlap(before, range)
}
