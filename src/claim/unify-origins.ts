import type { Support } from '../news/claim.ts'
import type { ArticleId } from '../news/ids.ts'
import type { Origin } from '../news/origin.ts'
import type { TextRelation } from '../news/story.ts'
import { splitWords } from '../text/words.ts'

/** So many words in a row, outside chance, are one newsroom's words: independent reporters share shorter runs. */
const COPIED_RUN_MIN = 9
/** Which origin a set of passages of one making is shown under: the agency before those who ran it. */
const KIND_RANK = { primary: 0, wire: 1, outlet: 2, credited: 3, unattributed: 4 } as const
/** Passages of one claim compared word by word; beyond this many, equal names and groups alone decide. */
export const COMPARED_MAX = 40

/**
 * Gives passages of one claim that are of one making one origin: those of one text group, of texts that share wire
 * copy, or with a long run of the same words. Order is kept.
 */
export function unifyOrigins(
  supports: readonly Support[],
  isRelated: (a: ArticleId, b: ArticleId) => boolean,
): readonly Support[] {
  if (supports.length < 2) return supports
  const parent = supports.map((_, at) => at)
  const find = (at: number): number => {
    let root = at
    for (;;) {
      const up = parent[root] ?? root
      if (up === root) return root
      // Each step halves the way for the next: a sentence that stands in every article has thousands of passages.
      const next = parent[up] ?? up
      parent[root] = next
      root = next
    }
  }
  const join = (at: number, otherAt: number) => {
    parent[find(at)] = find(otherAt)
  }
  const [named, grouped] = [new Map<string, number>(), new Map<string, number>()]
  const joinFirst = (firsts: Map<string, number>, key: string, at: number) => {
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, at)
    else join(at, first)
  }
  for (const [at, { origin, group }] of supports.entries()) {
    if (origin.kind !== 'unattributed') joinFirst(named, origin.name, at)
    joinFirst(grouped, group, at)
  }
  const compared = supports.slice(0, COMPARED_MAX)
  const byText = new Map<string, Runs>()
  const runs = compared.map(({ text }) => {
    const known = byText.get(text) ?? lazyRuns(text)
    byText.set(text, known)
    return known
  })
  const isOneMaking = (at: number, otherAt: number) => {
    const [one, other] = [supports[at], supports[otherAt]]
    if (one === undefined || other === undefined) return false
    return isRelated(one.article, other.article) || isCopied(runs[at], runs[otherAt])
  }
  for (let at = 1; at < compared.length; at += 1) {
    for (let otherAt = 0; otherAt < at; otherAt += 1) {
      if (find(at) !== find(otherAt) && isOneMaking(at, otherAt)) join(at, otherAt)
    }
  }
  // Of the compared those of one making are known by now: each further passage joins them all, or none of them.
  const makings = [...Map.groupBy(compared.keys(), find).values()]
  for (let at = compared.length; at < supports.length; at += 1) {
    for (const making of makings) {
      const [first = at] = making
      if (find(at) !== find(first) && making.some((otherAt) => isOneMaking(at, otherAt))) join(at, first)
    }
  }
  const shown = new Map<number, Origin>()
  for (const [at, { origin }] of supports.entries()) {
    const root = find(at)
    const before = shown.get(root)
    if (before === undefined || KIND_RANK[origin.kind] < KIND_RANK[before.kind]) shown.set(root, origin)
  }
  return supports.map((support, at) => {
    const origin = shown.get(find(at)) ?? support.origin
    return origin === support.origin ? support : { ...support, origin }
  })
}

/** How many independent origins stand behind passages; unattributed pages are never one. */
export function countOrigins(supports: readonly Support[]): number {
  return new Set(supports.filter(({ origin }) => origin.kind !== 'unattributed').map(({ origin }) => origin.name)).size
}

/** Whether two articles' texts relate, as a quick question. */
export function indexRelations(relations: readonly TextRelation[]): (a: ArticleId, b: ArticleId) => boolean {
  const related = new Map<ArticleId, Set<ArticleId>>()
  const note = (one: ArticleId, other: ArticleId) => {
    const known = related.get(one)
    if (known === undefined) related.set(one, new Set([other]))
    else known.add(other)
  }
  for (const { a, b } of relations) {
    note(a, b)
    note(b, a)
  }
  return (a, b) => related.get(a)?.has(b) ?? false
}

/** The same question of any moment, indexed once for all. */
type RelationsOverTime = {
  /** Takes in relations that were seen later: what is told of earlier moments stays as it is. */
  add(relations: readonly SeenRelation[]): void
  /** Which of the texts were known to relate by then (epoch ms). */
  upTo(limit: number): (a: ArticleId, b: ArticleId) => boolean
}

type SeenRelation = TextRelation & { readonly seenAt: Temporal.Instant }

export function indexRelationsOverTime(relations: readonly SeenRelation[]): RelationsOverTime {
  const related = new Map<ArticleId, Map<ArticleId, number>>()
  const note = (one: ArticleId, other: ArticleId, seenAt: number) => {
    const known = related.get(one) ?? new Map<ArticleId, number>()
    related.set(one, known.set(other, Math.min(seenAt, known.get(other) ?? Infinity)))
  }
  const add = (seen: readonly SeenRelation[]) => {
    for (const { a, b, seenAt } of seen) {
      note(a, b, seenAt.epochMilliseconds)
      note(b, a, seenAt.epochMilliseconds)
    }
  }
  add(relations)
  return { add, upTo: (limit) => (a, b) => (related.get(a)?.get(b) ?? Infinity) <= limit }
}

type Runs = {
  readonly words: readonly string[]
  /** Where each run of `COPIED_RUN_MIN` words begins, by its hash. */
  readonly places: ReadonlyMap<number, number>
}

/** Two texts share a run of so many words or more where they share one of just as many. */
function isCopied(a: Runs | undefined, b: Runs | undefined): boolean {
  if (a === undefined || b === undefined) return false
  if (a === b) return a.places.size > 0
  for (const [hash, at] of a.places) {
    const otherAt = b.places.get(hash)
    // Two runs may have one hash.
    if (otherAt !== undefined && isSameRun(a.words, at, b.words, otherAt)) return true
  }
  return false
}

function isSameRun(a: readonly string[], at: number, b: readonly string[], otherAt: number): boolean {
  for (let step = 0; step < COPIED_RUN_MIN; step += 1) if (a[at + step] !== b[otherAt + step]) return false
  return true
}

/** A text's words, and its runs of them; read when they are asked for first. */
function lazyRuns(text: string): Runs {
  let words: readonly string[] | null = null
  let places: ReadonlyMap<number, number> | null = null
  return {
    get words() {
      return (words ??= splitWords(text).map(({ folded }) => folded))
    },
    get places() {
      return (places ??= new Map(shingleWords(this.words).map((hash, at) => [hash, at])))
    },
  }
}

const HASH_FACTOR = 0x01000193

function shingleWords(words: readonly string[]): readonly number[] {
  const own = words.map((word) => {
    let hash = 0
    for (let at = 0; at < word.length; at += 1) hash = (Math.imul(hash, HASH_FACTOR) + word.charCodeAt(at)) | 0
    return hash
  })
  const runs: number[] = []
  for (let from = 0; from + COPIED_RUN_MIN <= own.length; from += 1) {
    let hash = 0
    for (let at = from; at < from + COPIED_RUN_MIN; at += 1) hash = (Math.imul(hash, HASH_FACTOR) + (own[at] ?? 0)) | 0
    runs.push(hash)
  }
  return runs
}
