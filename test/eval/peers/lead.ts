import type { Peer } from './peer.ts'

/** The first sentence of every article, then the second of every one, and so on. */
export const lead: Peer = (sentences, count) =>
  sentences.toSorted((one, other) => one.at - other.at || one.article - other.article).slice(0, count)
