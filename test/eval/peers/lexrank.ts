import { indexCosines, takeBest, type Peer } from './peer.ts'

/** Cosines below this are no edge; the published best for news (LexRank with threshold 0.1, weighed edges above it). */
const EDGE_MIN = 0.1
/** Share of a walk that jumps anywhere. */
const JUMP = 0.15
/** Power iteration: so many steps, or until nothing moves. */
const STEPS_MAX = 60
const STILL = 1e-6
/** The square of this is compared: sentences beyond it, the later ones of their articles, are left out. */
const SENTENCES_MAX = 1_000

/** LexRank (Erkan and Radev 2004): the sentences that a random walk over likenesses visits most. */
export const lexRank: Peer = (all, count) => {
  const sentences = all.toSorted((one, other) => one.at - other.at).slice(0, SENTENCES_MAX)
  const cosinesTo = indexCosines(sentences)
  const edges = sentences.map(({ vector }) =>
    [...cosinesTo(vector)].flatMap((weight, to) => (weight < EDGE_MIN ? [] : [{ to, weight }])),
  )
  const ranks = walk(edges)
  return takeBest(sentences, (_, at) => ranks[at] ?? 0, count)
}

function walk(edges: readonly (readonly { to: number; weight: number }[])[]): Float64Array {
  const size = edges.length
  const totals = edges.map((list) => list.reduce((sum, { weight }) => sum + weight, 0))
  let ranks = new Float64Array(size).fill(1 / size)
  for (let step = 0; step < STEPS_MAX; step++) {
    const next = new Float64Array(size).fill(JUMP / size)
    for (const [from, list] of edges.entries()) {
      const share = ((1 - JUMP) * (ranks[from] ?? 0)) / (totals[from] ?? 1)
      for (const { to, weight } of list) next[to] = (next[to] ?? 0) + share * weight
    }
    const moved = next.reduce((sum, rank, at) => sum + Math.abs(rank - (ranks[at] ?? 0)), 0)
    ranks = next
    if (moved < STILL) break
  }
  return ranks
}
