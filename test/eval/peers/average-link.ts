import type { Vector } from './tfidf.ts'

/** One joining of two clusters, named by an item of each, at their mean cosine. */
type Joining = { readonly a: number; readonly b: number; readonly likeness: number }

/** Agglomerative clustering by average link, all at once: every joining in order, to be cut at any likeness. */
export function joinByAverageLink(vectors: readonly Vector[]): readonly Joining[] {
  const n = vectors.length
  const likeness = allCosines(vectors)
  const at = (i: number, j: number): number => likeness[i]?.[j] ?? -1
  const setAt = (i: number, j: number, value: number): void => {
    const row = likeness[i]
    if (row !== undefined) row[j] = value
  }
  const sizes = vectors.map(() => 1)
  const alive = new Set(vectors.keys())
  const best = vectors.map(() => -1)
  const seek = (i: number): void => {
    let found = -1
    for (const j of alive) if (j !== i && (found < 0 || at(i, j) > at(i, found))) found = j
    best[i] = found
  }
  for (const i of alive) seek(i)
  const joinings: Joining[] = []
  while (joinings.length < n - 1) {
    let a = -1
    for (const i of alive) if (a < 0 || at(i, best[i] ?? -1) > at(a, best[a] ?? -1)) a = i
    const b = best[a] ?? -1
    joinings.push({ a, b, likeness: at(a, b) })
    const [ofA, ofB] = [sizes[a] ?? 1, sizes[b] ?? 1]
    alive.delete(b)
    sizes[a] = ofA + ofB
    for (const j of alive) {
      if (j === a) continue
      const mean = (at(a, j) * ofA + at(b, j) * ofB) / (ofA + ofB)
      setAt(a, j, mean)
      setAt(j, a, mean)
    }
    for (const j of alive) if (j === a || best[j] === a || best[j] === b || at(j, a) > at(j, best[j] ?? -1)) seek(j)
  }
  return joinings
}

/** The cosine of every two vectors of length 1, by an index of their terms. */
function allCosines(vectors: readonly Vector[]): Float64Array[] {
  const index = new Map<string, [number, number][]>()
  for (const [at, vector] of vectors.entries()) {
    for (const [term, weight] of vector) {
      const postings = index.get(term) ?? []
      postings.push([at, weight])
      index.set(term, postings)
    }
  }
  const cosines = vectors.map(() => new Float64Array(vectors.length))
  for (const postings of index.values()) {
    if (postings.length === 1) continue
    for (const [i, a] of postings) {
      const row = cosines[i]
      if (row !== undefined) for (const [j, b] of postings) row[j] = (row[j] ?? 0) + a * b
    }
  }
  return cosines
}

/** The cluster of each of `n` items when joinings below `threshold` are left out. */
export function cutJoinings(joinings: readonly Joining[], n: number, threshold: number): readonly string[] {
  const parents = Array.from({ length: n }, (_, i) => i)
  const rootOf = (i: number): number => (parents[i] === i ? i : rootOf(parents[i] ?? i))
  for (const { a, b, likeness } of joinings) {
    if (likeness < threshold) break
    parents[rootOf(b)] = rootOf(a)
  }
  return parents.map((_, i) => String(rootOf(i)))
}
