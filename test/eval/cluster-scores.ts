/** How well clusters answer gold ones: F1 over pairs of items put together, and B³ F1 (Bagga and Baldwin 1998). */
export type ClusterScores = { readonly pairF1: number; readonly b3F1: number }

/** Scores the cluster of each item, in the order of `gold`. */
export function scoreClusters(gold: readonly string[], found: readonly string[]): ClusterScores {
  const both = new Map<string, { size: number; gold: string; found: string }>()
  for (const [at, story] of gold.entries()) {
    const cluster = found[at] ?? ''
    const key = JSON.stringify([story, cluster])
    both.set(key, { size: (both.get(key)?.size ?? 0) + 1, gold: story, found: cluster })
  }
  const goldSizes = countEach(gold)
  const foundSizes = countEach(found)
  let [pairs, precision, recall] = [0, 0, 0]
  for (const cell of both.values()) {
    pairs += pairsOf(cell.size)
    precision += cell.size ** 2 / (foundSizes.get(cell.found) ?? 1)
    recall += cell.size ** 2 / (goldSizes.get(cell.gold) ?? 1)
  }
  const sizes = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((sum, n) => sum + pairsOf(n), 0)
  return {
    pairF1: (2 * pairs) / Math.max(1, sizes(goldSizes) + sizes(foundSizes)),
    b3F1: (2 * precision * recall) / Math.max(1, (precision + recall) * gold.length),
  }
}

function countEach(items: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return counts
}

const pairsOf = (n: number): number => (n * (n - 1)) / 2
