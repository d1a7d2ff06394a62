import type { Report } from './read-report.ts'

/** How much each term tells in this stream: the log of how few articles hold it. */
export type TermWeights = {
  /** Inverse document frequency among the articles added so far; 0 for what nearly all hold. */
  weigh(term: string): number
  add(report: Report): void
}

/** Terms counted at once. A million articles bring more; those seen once are dropped first: they weigh the same unseen. */
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
      for (const [term, count] of frequencies) if (count === 1) frequencies.delete(term)
    },
  }
}
