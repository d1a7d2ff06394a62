import { centroidOf, indexCosines, type CosinesTo, type Peer, type PeerSentence } from './peer.ts'

/** Saturation of coverage: a sentence is covered once it has this share of what all together cover, times 1 / n. */
const ALPHA = 5
/** What diversity counts against coverage (Lin and Bilmes 2011: 6 on DUC-04 with one clustering). */
const LAMBDA = 6
/** Clusters for each sentence (the paper: K = 0.2 n), how many at most, and rounds of k-means. */
const CLUSTERS_SHARE = 0.2
const CLUSTERS_MAX = 100
const ROUNDS = 5
/** The square of this is compared: sentences beyond it, the later ones of their articles, are left out. */
const SENTENCES_MAX = 1_000

/**
 * Lin and Bilmes 2011, "A class of submodular functions for document summarization": saturated coverage plus the
 * square root of what each cluster gives, greedily. The budget is in sentences, so each costs the same.
 */
export const submodular: Peer = (all, count) => {
  const sentences = all.toSorted((one, other) => one.at - other.at).slice(0, SENTENCES_MAX)
  const size = sentences.length
  const cosinesTo = indexCosines(sentences)
  const likes = sentences.map(({ vector }) => cosinesTo(vector))
  const totals = likes.map((row) => row.reduce((sum, value) => sum + value, 0))
  const cluster = kMeans(sentences, Math.min(CLUSTERS_MAX, Math.max(1, Math.round(CLUSTERS_SHARE * size))), cosinesTo)
  const covered = new Float64Array(size)
  const rewards = new Map<number, number>()
  const limits = totals.map((total) => Math.min(1, ALPHA / size) * total)
  const taken: number[] = []
  // Gains only shrink (the function is submodular): what gained less than the best before cannot win (Minoux 1978).
  const bounds = new Float64Array(size).fill(Infinity)
  while (taken.length < Math.min(count, size)) {
    let bestAt = -1
    let best = -Infinity
    for (let at = 0; at < size; at++) {
      if (taken.includes(at) || (bounds[at] ?? 0) <= best) continue
      let coverage = 0
      for (let of = 0; of < size; of++) {
        const limit = limits[of] ?? 0
        const before = covered[of] ?? 0
        coverage += Math.min(limit, before + (likes[at]?.[of] ?? 0)) - Math.min(limit, before)
      }
      const held = rewards.get(cluster[at] ?? 0) ?? 0
      const gain = coverage + LAMBDA * (Math.sqrt(held + (totals[at] ?? 0) / size) - Math.sqrt(held))
      bounds[at] = gain
      if (gain > best) [best, bestAt] = [gain, at]
    }
    taken.push(bestAt)
    for (let of = 0; of < size; of++) covered[of] = (covered[of] ?? 0) + (likes[bestAt]?.[of] ?? 0)
    const home = cluster[bestAt] ?? 0
    rewards.set(home, (rewards.get(home) ?? 0) + (totals[bestAt] ?? 0) / size)
  }
  return taken.flatMap((at) => sentences[at] ?? [])
}

/** Spherical k-means; it starts from sentences evenly apart, so that it gives the same every time. */
function kMeans(sentences: readonly PeerSentence[], k: number, cosinesTo: CosinesTo): readonly number[] {
  let centres = Array.from({ length: k }, (_, at) => sentences[Math.floor((at * sentences.length) / k)]?.vector)
  let home: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    home = sentences.map(() => 0)
    const best = new Float64Array(sentences.length)
    for (const [centreAt, centre] of centres.entries()) {
      if (centre === undefined) continue
      for (const [at, like] of cosinesTo(centre).entries()) {
        if (like <= (best[at] ?? 0)) continue
        best[at] = like
        home[at] = centreAt
      }
    }
    const members = Map.groupBy(sentences, (_, at) => home[at] ?? 0)
    centres = centres.map((centre, at) => {
      const own = members.get(at)
      return own === undefined ? centre : centroidOf(own)
    })
  }
  return home
}
