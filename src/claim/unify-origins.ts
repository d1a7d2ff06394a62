import type { Support } from '../news/claim.ts'
import type { ArticleId } from '../news/ids.ts'
import type { Origin } from '../news/origin.ts'
import type { TextRelation } from '../news/story.ts'
import { commonRun } from '../text/align.ts'
import { splitWords } from '../text/words.ts'

/** So many words in a row, outside chance, are one newsroom's words: independent reporters share shorter runs. */
const COPIED_RUN_MIN = 9
/** Which origin a set of passages of one making is shown under: the agency before those who ran it. */
const KIND_RANK = { primary: 0, wire: 1, outlet: 2, credited: 3, unattributed: 4 } as const
/** Passages of one claim compared pair by pair; beyond this many, equal names alone decide. */
const COMPARED_MAX = 40

/**
 * Gives passages of one claim that are of one making one origin: those of one text group, of texts that share wire
 * copy, or with a long run of the same words. Order is kept.
 */
export function unifyOrigins(
  supports: readonly Support[],
  isRelated: (a: ArticleId, b: ArticleId) => boolean,
): readonly Support[] {
  const parent = supports.map((_, at) => at)
  const find = (at: number): number => {
    let root = at
    while (parent[root] !== undefined && parent[root] !== root) root = parent[root] ?? root
    return root
  }
  const words = supports.slice(0, COMPARED_MAX).map(({ text }) => splitWords(text).map((word) => word.folded))
  for (const [at, one] of supports.entries()) {
    for (const [otherAt, other] of supports.slice(0, Math.min(at, COMPARED_MAX)).entries()) {
      if (isOneMaking(one, other, isRelated) || isCopied(words[at], words[otherAt])) parent[find(at)] = find(otherAt)
    }
  }
  // Beyond those compared, equal names decide.
  const named = new Map<string, number>()
  for (const [at, { origin, group }] of supports.entries()) {
    for (const key of [origin.kind === 'unattributed' ? null : `name ${origin.name}`, `group ${group}`]) {
      const first = key === null ? undefined : named.get(key)
      if (key === null) continue
      if (first === undefined) named.set(key, at)
      else parent[find(at)] = find(first)
    }
  }
  const shown = new Map<number, Origin>()
  for (const [at, { origin }] of supports.entries()) {
    const root = find(at)
    const before = shown.get(root)
    if (before === undefined || KIND_RANK[origin.kind] < KIND_RANK[before.kind]) shown.set(root, origin)
  }
  return supports.map((support, at) => ({ ...support, origin: shown.get(find(at)) ?? support.origin }))
}

/** How many independent origins stand behind passages; unattributed pages are never one. */
export function countOrigins(supports: readonly Support[]): number {
  return new Set(supports.filter(({ origin }) => origin.kind !== 'unattributed').map(({ origin }) => origin.name)).size
}

/** Whether two articles' texts relate, as a quick question. */
export function indexRelations(relations: readonly TextRelation[]): (a: ArticleId, b: ArticleId) => boolean {
  const pairs = new Set(relations.flatMap(({ a, b }) => [`${a} ${b}`, `${b} ${a}`]))
  return (a, b) => pairs.has(`${a} ${b}`)
}

function isOneMaking(a: Support, b: Support, isRelated: (a: ArticleId, b: ArticleId) => boolean): boolean {
  const sameName = a.origin.kind !== 'unattributed' && a.origin.name === b.origin.name
  return sameName || a.group === b.group || isRelated(a.article, b.article)
}

function isCopied(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return a !== undefined && b !== undefined && commonRun(a, b) >= COPIED_RUN_MIN
}
