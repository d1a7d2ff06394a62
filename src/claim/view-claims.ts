import type { Article, Revision } from '../news/article.ts'
import type { Claim, Support } from '../news/claim.ts'
import type { ArticleId, ClaimId, GroupId } from '../news/ids.ts'
import type { TextRelation } from '../news/story.ts'
import { noteOutline } from './claim-outline.ts'
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
  const reading = { known, isRelated: indexRelations(known.relations) }
  return [...byClaim].flatMap(([id, rows]) => claimOf(id, rows, reading) ?? [])
}

function claimOf(id: ClaimId, rows: readonly LedgerRow[], reading: Reading): Claim | null {
  const stored = rows.filter(({ article, revision }) => reading.known.findRevision(article, revision) !== null)
  const [first] = rows
  if (first === undefined || stored.length === 0) return null
  return toClaim({ id, firstSeenAt: first.seenAt }, stored, reading)
}

/** A story's claims at a moment, and of which rows they are made. */
export type ClaimsAtHand = {
  readonly claims: readonly Claim[]
  readonly rowsOf: ReadonlyMap<ClaimId, readonly LedgerRow[]>
  readonly claimsOf: ReadonlyMap<ArticleId, ReadonlySet<ClaimId>>
}

/** `rows`: those that the claims were made of. */
export function indexClaims(claims: readonly Claim[], rows: readonly LedgerRow[]): ClaimsAtHand {
  const claimsOf = new Map<ArticleId, Set<ClaimId>>()
  for (const { article, claim } of rows) {
    const known = claimsOf.get(article)
    if (known === undefined) claimsOf.set(article, new Set([claim]))
    else known.add(claim)
  }
  return { claims, rowsOf: Map.groupBy(rows, ({ claim }) => claim), claimsOf }
}

/**
 * The claims as they stood at an earlier moment, as `viewClaims` gives them: only those of articles that changed since, or
 * whose text groups did, are made anew. `known` tells relations by `isRelated`; `wasSeen` tells rows that were seen by then.
 */
export function viewEarlierClaims(
  { claims, rowsOf, claimsOf }: ClaimsAtHand,
  changed: ReadonlySet<ArticleId>,
  known: KnownTexts & { readonly isRelated: Reading['isRelated'] },
  wasSeen: (row: LedgerRow) => boolean,
): readonly Claim[] {
  const touched = new Set<ClaimId>()
  for (const article of changed) for (const id of claimsOf.get(article) ?? []) touched.add(id)
  const reading = { known, isRelated: known.isRelated }
  return claims.flatMap((claim) =>
    touched.has(claim.id) ? (claimOf(claim.id, (rowsOf.get(claim.id) ?? []).filter(wasSeen), reading) ?? []) : claim,
  )
}

type KnownTexts = Omit<KnownThen, 'rows' | 'relations'>
type Reading = { readonly known: KnownTexts; readonly isRelated: ReturnType<typeof indexRelations> }

/** Of a long story's claims few are shown: the passages of one are read when they are asked for first. */
function toClaim(base: Pick<Claim, 'id' | 'firstSeenAt'>, rows: readonly LedgerRow[], reading: Reading): Claim {
  const { articles, groups } = reading.known
  const isStanding = ({ article, revision }: LedgerRow) => {
    const latest = articles.get(article)?.latest
    return latest !== undefined && !latest.deleted && latest.revision === revision
  }
  const standing = rows.filter(isStanding)
  let read: Pick<Claim, 'supports' | 'withdrawn'> | null = null
  const passages = () => (read ??= readPassages(rows, isStanding, reading))
  const claim: Claim = {
    ...base,
    get supports() {
      return passages().supports
    },
    get withdrawn() {
      return passages().withdrawn
    },
  }
  const outline = standing.map(({ article, revision, start, seenAt, origin, variant }) => {
    return { article, revision, start, seenAt, origin, group: groups.get(article) ?? article, variant }
  })
  noteOutline(claim, outline)
  return claim
}

function readPassages(
  rows: readonly LedgerRow[],
  isStanding: (row: LedgerRow) => boolean,
  { known, isRelated }: Reading,
): Pick<Claim, 'supports' | 'withdrawn'> {
  const supports: Support[] = []
  const withdrawn: Support[] = []
  for (const row of rows) {
    const support = toSupport(row, known)
    if (support !== null) (isStanding(row) ? supports : withdrawn).push(support)
  }
  const kept = new Set(supports.map(({ article }) => article))
  return {
    // Those taken back count too: a retelling rests on them still.
    supports: unifyOrigins([...supports, ...withdrawn], isRelated).slice(0, supports.length),
    withdrawn: withdrawn.filter(({ article }) => !kept.has(article)),
  }
}

function toSupport(row: LedgerRow, known: KnownTexts): Support | null {
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
