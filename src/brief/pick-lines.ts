/** A line that may be told, and what it deserves by itself, above 0. */
export type Pickable = { readonly worth: number }

/** How lines are weighed against those told before. */
export type PickRules<T> = {
  /** The share of a line that lines told before tell, 0…1; never less as more is told. At 1 it is not told. */
  readonly redundancy: (line: T, told: readonly T[]) => number
  /** What counts for no more than this is not told. */
  readonly floor: number
}

/** Hands out lines, the best first, until no more are worth telling. */
export type Picker<T> = {
  /** The line that is worth most after what was told, taken out of the running; null when none is above the floor. */
  readonly next: () => T | null
  /** What next() gave was told. Lines that were given and not told leave no trace. */
  readonly tell: (line: T) => void
  /** One more line joins the running. */
  readonly add: (line: T) => void
}

/** The best line first, each time by worth × (1 − redundancy). */
export function createPicker<T extends Pickable>(lines: Iterable<T>, { redundancy, floor }: PickRules<T>): Picker<T> {
  const told: T[] = []
  const scores = new Map<T, number>()
  // Telling more only lowers a score: an old one is a bound, and is reckoned anew only where it would win.
  const stale = new Set<T>()
  const add = (line: T): void => {
    scores.set(line, line.worth)
    stale.add(line)
  }
  for (const line of lines) add(line)
  const next = (): T | null => {
    let best: T | null = null
    let most = floor
    for (const [line, before] of scores) {
      if (before <= most) continue
      const score = stale.delete(line) ? line.worth * (1 - redundancy(line, told)) : before
      scores.set(line, score)
      if (score > most) [best, most] = [line, score]
    }
    if (best !== null) scores.delete(best)
    return best
  }
  const tell = (line: T): void => {
    told.push(line)
    for (const other of scores.keys()) stale.add(other)
  }
  return { next, tell, add }
}
