import type { Report } from './read-report.ts'

/** How much each term tells in this stream: the log of how few articles hold it. */
export type TermWeights = {
  /** Inverse document frequency among the articles added so far; 0 for what nearly all hold. */
  weigh(term: string): number
  add(report: Report): void
}

/** Terms counted at once. A million articles bring more; the rarest are dropped: unseen they weigh much the same. */
const TERMS_MAX = 500_000

/** Document frequencies that grow with the stream. */
export function createTermWeights(): TermWeights {
  const frequencies = new Map<string, number>()
  let articles = 0
  return {
    weigh(term) {
      return Math.max(0, Math.log((articles + 1) / ((frequencies.get(term) ?? 0) + 0.5)))
    },
    add({ terms }) {
      articles += 1
      for (const term of terms.keys()) frequencies.set(term, (frequencies.get(term) ?? 0) + 1)
      if (frequencies.size <= TERMS_MAX) return
      // Down to half, so that it is seldom done.
      for (let rare = 1; frequencies.size > TERMS_MAX / 2; rare *= 2) {
        for (const [term, count] of frequencies) if (count <= rare) frequencies.delete(term)
      }
    },
  }
}
