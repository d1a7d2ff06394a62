/** Keeps answers by the hash of all that was asked. What it holds is as little trusted as a fresh answer. */
export type AnswerCache = {
  /** The JSON text kept under the key, or null. */
  findAnswer(key: string): Promise<string | null>
  keepAnswer(key: string, answer: string, at: Temporal.Instant): Promise<void>
}

/** Enough for every story and language of a large desk. */
const KEPT_MAX = 200

/** The cache of one process: the answers used last, for a store in memory and for tests. */
export function createMemoryCache(keptMax = KEPT_MAX): AnswerCache {
  const kept = new Map<string, string>()
  const keep = (key: string, answer: string): void => {
    kept.delete(key)
    kept.set(key, answer)
    const [oldest] = kept.keys()
    if (kept.size > keptMax && oldest !== undefined) kept.delete(oldest)
  }
  return {
    findAnswer: (key) => {
      const answer = kept.get(key) ?? null
      if (answer !== null) keep(key, answer)
      return Promise.resolve(answer)
    },
    keepAnswer: (key, answer) => Promise.resolve(keep(key, answer)),
  }
}
