import { centroidOf, cosine, type Peer, type PeerSentence } from './peer.ts'

/** What likeness to the whole counts against novelty; 0.7 is usual for news (0.5 to 0.8 here within .003). */
const LAMBDA = 0.7

/** Maximal marginal relevance (Carbonell and Goldstein 1998); the query is the centroid of all sentences. */
export const mmr: Peer = (sentences, count) => {
  const centroid = centroidOf(sentences)
  const open = sentences.map((sentence) => ({ sentence, fit: cosine(sentence.vector, centroid), told: 0 }))
  const taken: PeerSentence[] = []
  while (taken.length < count && open.length > 0) {
    let bestAt = 0
    let best = -Infinity
    for (const [at, { fit, told }] of open.entries()) {
      const score = LAMBDA * fit - (1 - LAMBDA) * told
      if (score > best) [best, bestAt] = [score, at]
    }
    const [chosen] = open.splice(bestAt, 1)
    if (chosen === undefined) break
    taken.push(chosen.sentence)
    for (const other of open) other.told = Math.max(other.told, cosine(other.sentence.vector, chosen.sentence.vector))
  }
  return taken
}
