/** One time an article was read. Times are epoch milliseconds. */
export type Observation = {
  readonly input: string
  readonly seenAt: number
  /** The fingerprint of what it then said. */
  readonly content: string
  /** What stood beside its text (its byline, its date), as JSON. */
  readonly facts: string
}

/** A stored revision; `seenAt` is null for one that is no longer thought to have stood for itself. */
export type KeptRevision = { readonly revision: number; readonly seenAt: number | null; readonly content: string }

/** The observation from which the article said something else than before. */
type Run = Pick<Observation, 'seenAt' | 'content' | 'facts'>

/** How the stored revisions must change so that they tell the observations. */
export type HistoryChange = {
  readonly added: readonly (Run & { readonly revision: number })[]
  /** Revisions that stood from another moment than was known. */
  readonly moved: readonly (Run & { readonly revision: number })[]
  /** Revisions that did not stand for themselves after all. */
  readonly gone: readonly number[]
  /** All that stand, in order. */
  readonly standing: readonly (Run & { readonly revision: number })[]
}

/**
 * What an article said from when, by all readings of it: the same whatever order they arrived in. A reading that gives
 * what its own input gave before is no news, so that a feed's excerpt and the page, or two files of one article, do
 * not replace each other every time they are read.
 */
export function planHistory(observations: readonly Observation[], kept: readonly KeptRevision[]): HistoryChange {
  const runs = findRuns(observations, kept)
  const free = new Set(kept)
  const take = (matches: (revision: KeptRevision) => boolean) => {
    const found = [...free].find(matches)
    if (found !== undefined) free.delete(found)
    return found?.revision
  }
  // Exact matches first, so that a revision moves only when nothing else explains it.
  const exact = runs.map((run) => take(({ content, seenAt }) => content === run.content && seenAt === run.seenAt))
  let newest = Math.max(0, ...kept.map(({ revision }) => revision))
  const added: (Run & { revision: number })[] = []
  const moved: (Run & { revision: number })[] = []
  const standing = runs.map((run, index) => {
    const known = exact[index]
    if (known !== undefined) return { ...run, revision: known }
    const revision = take(({ content }) => content === run.content)
    if (revision !== undefined) {
      moved.push({ ...run, revision })
      return { ...run, revision }
    }
    newest += 1
    added.push({ ...run, revision: newest })
    return { ...run, revision: newest }
  })
  const gone = [...free].filter(({ seenAt }) => seenAt !== null).map(({ revision }) => revision)
  return { added, moved, gone, standing }
}

function findRuns(observations: readonly Observation[], kept: readonly KeptRevision[]): readonly Run[] {
  // Of two texts seen at one moment, the one that arrived later stands.
  const arrival = (content: string) => kept.find((revision) => revision.content === content)?.revision ?? Infinity
  const ordered = observations.toSorted((a, b) => a.seenAt - b.seenAt || compareArrival(a, b, arrival))
  const lastOfInput = new Map<string, string>()
  const runs: Run[] = []
  for (const { input, seenAt, content, facts } of ordered) {
    const repeated = lastOfInput.get(input) === content
    lastOfInput.set(input, content)
    if (!repeated && runs.at(-1)?.content !== content) runs.push({ seenAt, content, facts })
  }
  return runs
}

function compareArrival(a: Observation, b: Observation, arrival: (content: string) => number): number {
  const [first, second] = [arrival(a.content), arrival(b.content)]
  // A difference of two infinities is no number.
  if (first === second) return 0
  return first < second ? -1 : 1
}
