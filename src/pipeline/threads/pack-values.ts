/** Values lie no deeper in each other than this; a value that holds itself would lie without end. */
const DEPTH_MAX = 64

/**
 * A plain value as it can pass from one thread to another: what the threads' own copying does not know, moments, travels as
 * the count of their nanoseconds, which nothing else here is. Plain are null, undefined, texts, numbers, truth values,
 * moments, and lists, maps, sets and objects of them. Throws a TypeError for anything else.
 */
export function packValue(value: unknown): unknown {
  return rebuild(value, packOne, 0)
}

/** The value that was packed. */
export function unpackValue(packed: unknown): unknown {
  return rebuild(packed, unpackOne, 0)
}

type OneByOne = (value: unknown) => unknown

function packOne(value: unknown): unknown {
  if (value instanceof Temporal.Instant) return value.epochNanoseconds
  if (typeof value === 'bigint') throw new TypeError('a count of nanoseconds stands for a moment: no other can be told')
  return value
}

function unpackOne(value: unknown): unknown {
  return typeof value === 'bigint' ? Temporal.Instant.fromEpochNanoseconds(value) : value
}

function rebuild(value: unknown, one: OneByOne, depth: number): unknown {
  if (depth > DEPTH_MAX) throw new TypeError(`a value lies more than ${DEPTH_MAX} deep`)
  const inside = (item: unknown) => rebuild(item, one, depth + 1)
  if (typeof value === 'function' || typeof value === 'symbol')
    throw new TypeError(`a ${typeof value} is no plain value`)
  if (typeof value !== 'object' || value === null || value instanceof Temporal.Instant) return one(value)
  if (Array.isArray(value)) return value.map(inside)
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [inside(key), inside(item)]))
  if (value instanceof Set) return new Set([...value].map(inside))
  const kind: unknown = Object.getPrototypeOf(value)
  if (kind !== Object.prototype && kind !== null) throw new TypeError('an object of a class is no plain value')
  const rebuilt: Record<string, unknown> = {}
  for (const [name, item] of Object.entries(value)) rebuilt[name] = inside(item)
  return rebuilt
}
