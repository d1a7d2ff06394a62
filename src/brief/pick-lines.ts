import type { Weigher } from '../text/similarity.ts'

/** A line that may be told: what it deserves by itself, above 0, and what it tells. */
export type Pickable = { readonly worth: number; readonly concepts: ReadonlySet<string> }

/** How lines are weighed against those told before. */
export type PickRules<T> = {
  /** What each concept counts. */
  readonly weigh: Weigher
  /** The two are one line in other words: the second is never told. */
  readonly repeats: (told: T, other: T) => boolean
  /** What counts for less than this is not told. */
  readonly floor: number
}

/** Hands out lines, the best first, until no more are worth telling. */
export type Picker<T> = {
  /** The line that is worth most after what was told, taken out of the running; null when none reaches the floor. */
  readonly next: () => T | null
  /** What next() gave was told. Lines that were given and not told leave no trace. */
  readonly tell: (line: T) => void
  /** One more line joins the running. */
  readonly add: (line: T) => void
}

/**
 * The best line first, each time by worth × (1 − redundancy): redundancy is the weighed share of its concepts that the
 * lines told before hold together, so that a line is marked down clause by clause, whichever line told the clause. With
 * worth in proportion to the weight of all concepts this is the greedy maximum of covered concepts (Gillick and Favre
 * 2009, "A scalable global model for summarization").
 */
export function createPicker<T extends Pickable>(lines: Iterable<T>, rules: PickRules<T>): Picker<T> {
  const { weigh, repeats, floor } = rules
  const told: T[] = []
  const concepts = new Set<string>()
  const open = new Set<T>()
  const scores = new Map<T, number>()
  // Telling more only lowers a score: an old one is a bound, and is reckoned anew only when it would win.
  const stale = new Set<T>()
  const score = (line: T): number => {
    if (told.some((before) => repeats(before, line))) return 0
    return line.worth * (1 - toldShare(line.concepts, concepts, weigh))
  }
  const add = (line: T): void => {
    open.add(line)
    scores.set(line, score(line))
  }
  for (const line of lines) add(line)
  const best = (): T | null => {
    let found: T | null = null
    let most = floor
    for (const line of open) {
      if ((scores.get(line) ?? 0) <= most) continue
      if (stale.delete(line)) scores.set(line, score(line))
      const worth = scores.get(line) ?? 0
      if (worth > most) [found, most] = [line, worth]
    }
    return found
  }
  return {
    next: () => {
      const line = best()
      if (line !== null) open.delete(line)
      return line
    },
    tell: (line) => {
      told.push(line)
      for (const concept of line.concepts) concepts.add(concept)
      for (const other of open) stale.add(other)
    },
    add,
  }
}

function toldShare(concepts: ReadonlySet<string>, told: ReadonlySet<string>, weigh: Weigher): number {
  let shared = 0
  let all = 0
  for (const concept of concepts) {
    const weight = weigh(concept)
    all += weight
    if (told.has(concept)) shared += weight
  }
  return all === 0 ? 0 : shared / all
}
