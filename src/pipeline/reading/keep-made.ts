import { keepNewest } from '../../ops/keep-newest.ts'

/** Of what a value was made, and as of when. */
export type MadeOf = {
  /** Differs where anything does that the value was made of. */
  readonly mark: string
  /** The moment it speaks of. */
  readonly asOf: Temporal.Instant
  /** When the newest of what it may be made of was seen, also where that is later than `asOf`; null where there is nothing. */
  readonly newestAt: Temporal.Instant | null
}

/** Values that are made once and hold while what they are made of stays as it is. */
export type Keeper = {
  /**
   * The value at hand, where it holds; else it is made. A value of an earlier moment holds where nothing was seen since then;
   * `restamp` makes it speak of now. What fails is not kept.
   */
  once<Value>(
    key: string,
    of: MadeOf,
    make: () => Promise<Value>,
    restamp?: (value: Value, asOf: Temporal.Instant) => Value,
  ): Promise<Value>
  keep<Value>(key: string, of: Omit<MadeOf, 'newestAt'>, value: Promise<Value>): Promise<Value>
}

/** Keeps so many values: those made or restamped last. Each key stands for one kind of value. */
export function createKeeper(keptMax: number): Keeper {
  const kept = new Map<string, { readonly mark: string; readonly asOf: Temporal.Instant; readonly value: unknown }>()

  function keep<Value>(key: string, { mark, asOf }: Omit<MadeOf, 'newestAt'>, value: Promise<Value>): Promise<Value> {
    const one = { mark, asOf, value }
    keepNewest(kept, key, one, keptMax)
    value.catch(() => kept.get(key) === one && kept.delete(key))
    return value
  }

  return {
    keep,
    once: <Value>(
      key: string,
      of: MadeOf,
      make: () => Promise<Value>,
      restamp: (value: Value, asOf: Temporal.Instant) => Value = (value) => value,
    ) => {
      const found = kept.get(key)
      if (found?.mark !== of.mark) return keep(key, of, make())
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each key stands for one kind of value
      const value = found.value as Promise<Value>
      if (found.asOf.epochMilliseconds === of.asOf.epochMilliseconds) return value
      const holds = isStillSince(of.newestAt, found.asOf) && isUpTo(found.asOf, of.asOf)
      return keep(key, of, holds ? value.then((made) => restamp(made, of.asOf)) : make())
    },
  }
}

/** Nothing was seen after a moment, nor is anything that is stored dated later. */
export function isStillSince(newestAt: Temporal.Instant | null, since: Temporal.Instant): boolean {
  return newestAt === null || isUpTo(newestAt, since)
}

/** As the store compares moments: to the millisecond. */
export function isUpTo(one: Temporal.Instant, other: Temporal.Instant): boolean {
  return one.epochMilliseconds <= other.epochMilliseconds
}
