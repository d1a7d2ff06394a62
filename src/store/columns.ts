import { z } from 'zod'
import { corruptStore } from './faults.ts'

/** Later than every moment Temporal can name: `as of now`. */
const LATEST_MS = 8.64e15

/** Moments are kept to the millisecond, rounded down; so is every moment they are compared with. */
export function toColumn(moment: Temporal.Instant): number {
  return moment.epochMilliseconds
}

/** The column value that is not before any stored moment up to `asOf`. */
export function toLimit(asOf: Temporal.Instant | null | undefined): number {
  return asOf ? toColumn(asOf) : LATEST_MS
}

/** Earlier than every moment Temporal can name. */
const BEFORE_ALL_MS = -8.64e15 - 1

/** What is seen after a moment, or ever, is later than this. */
export function toFloor(after: Temporal.Instant | undefined): number {
  return after ? toColumn(after) : BEFORE_ALL_MS
}

export function toMoment(column: number): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(column)
}

/** A JSON column, checked. `place` says where it stands: `editions e0123456789abcdef`. Throws NewsError 'store-corrupt'. */
export function readJson<Shape extends z.ZodType>(column: string, shape: Shape, place: string): z.output<Shape> {
  let value: unknown
  try {
    value = JSON.parse(column)
  } catch (error) {
    throw corruptStore(place, 'it holds no JSON', error)
  }
  return readValue(value, shape, place)
}

/** A plain column that holds one of a few words, checked likewise. */
export function readValue<Shape extends z.ZodType>(value: unknown, shape: Shape, place: string): z.output<Shape> {
  const checked = shape.safeParse(value)
  if (checked.success) return checked.data
  throw corruptStore(place, z.prettifyError(checked.error), checked.error)
}

/** The same values stand in many rows of one answer: each is read and checked once. */
export function readOnce<Value>(read: (column: string) => Value): (column: string) => Value {
  const known = new Map<string, Value>()
  return (column) => {
    const before = known.get(column)
    if (before !== undefined) return before
    const value = read(column)
    known.set(column, value)
    return value
  }
}

export const textList = z.array(z.string()).readonly()

/** A list in pieces of at most `size`: one query carries a bounded number of values. */
export function chunk<Item>(items: readonly Item[], size: number): readonly (readonly Item[])[] {
  const chunks: (readonly Item[])[] = []
  for (let start = 0; start < items.length; start += size) chunks.push(items.slice(start, start + size))
  return chunks
}
