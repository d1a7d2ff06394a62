import type { Article, Revision } from '../news/article.ts'
import type { Claim, Support } from '../news/claim.ts'
import type { ArticleId, ClaimId, GroupId } from '../news/ids.ts'
import type { TextRelation } from '../news/story.ts'
import type { LedgerRow } from './ledger-store.ts'
import { indexRelations, unifyOrigins } from './unify-origins.ts'

/** What is known at a moment: everything here was seen by then. */
export type KnownThen = {
  readonly rows: readonly LedgerRow[]
  /** As they stood at that moment. */
  readonly articles: ReadonlyMap<ArticleId, Article>
  readonly findRevision: (article: ArticleId, revision: number) => Revision | null
  readonly groups: ReadonlyMap<ArticleId, GroupId>
  readonly relations: readonly TextRelation[]
}

/**
 * The claims as they stood at a moment, ordered by first sight: each with the passages that state it in the latest
 * revision of their article, and those that an outlet has since taken back.
 */
export function viewClaims(known: KnownThen): readonly Claim[] {
  const byClaim = new Map<ClaimId, LedgerRow[]>()
  for (const row of known.rows) {
    const rows = byClaim.get(row.claim)
    if (rows === undefined) byClaim.set(row.claim, [row])
    else rows.push(row)
  }
  const related = indexRelations(known.relations)
  const claims: Claim[] = []
  for (const [id, rows] of byClaim) {
    const supports: Support[] = []
    const withdrawn: Support[] = []
    for (const row of rows) {
      const support = toSupport(row, known)
      if (support === null) continue
      const latest = known.articles.get(row.article)?.latest
      if (latest !== undefined && !latest.deleted && latest.revision === row.revision) supports.push(support)
      else withdrawn.push(support)
    }
    const [first] = rows
    if (first === undefined || supports.length + withdrawn.length === 0) continue
    const kept = new Set(supports.map(({ article }) => article))
    claims.push({
      id,
      firstSeenAt: first.seenAt,
      // Those taken back count too: a retelling rests on them still.
      supports: unifyOrigins([...supports, ...withdrawn], related).slice(0, supports.length),
      withdrawn: withdrawn.filter(({ article }) => !kept.has(article)),
    })
  }
  return claims
}

function toSupport(row: LedgerRow, known: KnownThen): Support | null {
  const revision = known.findRevision(row.article, row.revision)
  if (revision === null) return null
  const { article, start, end, seenAt, origin, matchedOn, variant } = row
  return {
    article,
    revision: row.revision,
    start,
    end,
    text: revision.text.slice(start, end),
    lang: revision.lang ?? 'en',
    seenAt,
    origin,
    group: known.groups.get(article) ?? article,
    matchedOn,
    variant,
  }
}
