import type { Vector } from './tfidf.ts'

/** Single-pass clustering: each item joins the cluster with the nearest centroid from `threshold` on, else begins one. */
export function joinNearestCentroid(vectors: readonly Vector[], threshold: number): readonly string[] {
  const clusters: { sum: Map<string, number>; squares: number }[] = []
  return vectors.map((vector) => {
    let [best, bestLikeness] = [-1, threshold]
    for (const [at, { sum, squares }] of clusters.entries()) {
      let product = 0
      for (const [term, weight] of vector) product += weight * (sum.get(term) ?? 0)
      const likeness = product / Math.sqrt(squares)
      if (likeness >= bestLikeness) [best, bestLikeness] = [at, likeness]
    }
    if (best < 0) best = clusters.push({ sum: new Map(), squares: 0 }) - 1
    const cluster = clusters[best]
    if (cluster === undefined) return ''
    for (const [term, weight] of vector) {
      const before = cluster.sum.get(term) ?? 0
      cluster.sum.set(term, before + weight)
      cluster.squares += (before + weight) ** 2 - before ** 2
    }
    return String(best)
  })
}
