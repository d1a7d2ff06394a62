/** A passage of a text: UTF-16 offsets, end exclusive. */
export type TextRange = { readonly start: number; readonly end: number }

/** True when the two passages share at least one character. */
export function rangesOverlap(a: TextRange, b: TextRange): boolean {
  return a.start < b.end && b.start < a.end
}
