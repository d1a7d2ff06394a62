import { centroidOf, cosine, takeBest, type Peer } from './peer.ts'

/**
 * MEAD (Radev, Jing, Styś and Tam 2004): likeness to the centroid and place in the article, weighed alike, repeats
 * left out. The place counts 1 / √(1 + place), between MEAD's straight line and the lead.
 */
export const centroidPosition: Peer = (sentences, count) => {
  const centroid = centroidOf(sentences)
  const likest = Math.max(0, ...sentences.map(({ vector }) => cosine(vector, centroid)))
  return takeBest(
    sentences,
    ({ vector, at }) => (likest === 0 ? 0 : cosine(vector, centroid) / likest) + 1 / Math.sqrt(1 + at),
    count,
  )
}
