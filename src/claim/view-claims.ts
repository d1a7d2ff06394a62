import type { Article, Revision } from '../news/article.ts'
import type { Claim, Support } from '../news/claim.ts'
import type { ArticleId, ClaimId, GroupId } from '../news/ids.ts'
import type { TextRelation } from '../news/story.ts'
import { noteOutline, type PassageOutline } from './claim-outline.ts'
import type { LedgerRow } from './ledger-store.ts'
import { indexRelations, unifyOrigins } from './unify-origins.ts'

/** What is known at a moment: everything here was seen by then. */
export type KnownThen = KnownTexts & {
  readonly rows: readonly LedgerRow[]
  readonly relations: readonly TextRelation[]
}

type KnownTexts = {
  /** As they stood at that moment. */
  readonly articles: ReadonlyMap<ArticleId, Article>
  /** Of those seen by then and maybe others: a claim asks for none that its rows do not name. */
  readonly findRevision: FindRevision
  readonly groups: ReadonlyMap<ArticleId, GroupId>
}

type FindRevision = (article: ArticleId, revision: number) => Revision | null
type Reading = KnownTexts & { readonly isRelated: ReturnType<typeof indexRelations> }

/**
 * The claims as they stood at a moment, ordered by first sight: each with the passages that state it in the latest
 * revision of their article, and those that an outlet has since taken back.
 */
export function viewClaims(known: KnownThen): readonly Claim[] {
  const reading = { ...known, isRelated: indexRelations(known.relations) }
  return viewRows(groupRows(known.rows), reading)
}

function groupRows(rows: readonly LedgerRow[]): Map<ClaimId, LedgerRow[]> {
  return Map.groupBy(rows, ({ claim }) => claim)
}

function viewRows(byClaim: ReadonlyMap<ClaimId, readonly LedgerRow[]>, reading: Reading): readonly Claim[] {
  return [...byClaim].flatMap(([id, rows]) => claimOf(id, rows, reading) ?? [])
}

function claimOf(id: ClaimId, rows: readonly LedgerRow[], reading: Reading): Claim | null {
  const stored = rows.filter(({ article, revision }) => reading.findRevision(article, revision) !== null)
  const [first] = rows
  if (first === undefined || stored.length === 0) return null
  return toClaim({ id, firstSeenAt: first.seenAt }, stored, reading)
}

/** A story's claims at a moment, and of which rows they are made. */
export type ClaimsAtHand = {
  readonly claims: readonly Claim[]
  /** Those of the claims, and maybe later ones of a story that has grown since. */
  readonly rowsOf: Map<ClaimId, LedgerRow[]>
  readonly claimsOf: Map<ArticleId, Set<ClaimId>>
}

/** The same as `viewClaims`, at hand for other moments. */
export function takeClaims(rows: readonly LedgerRow[], reading: Reading): ClaimsAtHand {
  const rowsOf = groupRows(rows)
  const claimsOf = new Map<ArticleId, Set<ClaimId>>()
  for (const row of rows) noteClaim(claimsOf, row)
  return { claims: viewRows(rowsOf, reading), rowsOf, claimsOf }
}

function noteClaim(claimsOf: ClaimsAtHand['claimsOf'], { article, claim }: LedgerRow): void {
  const known = claimsOf.get(article)
  if (known === undefined) claimsOf.set(article, new Set([claim]))
  else known.add(claim)
}

/**
 * The same with rows that were seen since: only the claims of articles that changed, or whose text groups did, are made anew.
 * The indexes are grown in their place: grow from the latest claims alone. Earlier ones still tell their moments.
 */
export function growClaims(
  { claims: before, rowsOf, claimsOf }: ClaimsAtHand,
  added: readonly LedgerRow[],
  changed: ReadonlySet<ArticleId>,
  reading: Reading,
): ClaimsAtHand {
  for (const row of added) {
    noteClaim(claimsOf, row)
    const rows = rowsOf.get(row.claim)
    if (rows === undefined) rowsOf.set(row.claim, [row])
    else rows.push(row)
  }
  const touched = touchedBy(changed, claimsOf)
  const known = new Map(before.map((claim) => [claim.id, claim]))
  const claims = [...rowsOf].flatMap(([id, rows]) =>
    touched.has(id) ? (claimOf(id, rows, reading) ?? []) : (known.get(id) ?? []),
  )
  return { claims, rowsOf, claimsOf }
}

function touchedBy(changed: ReadonlySet<ArticleId>, claimsOf: ClaimsAtHand['claimsOf']): ReadonlySet<ClaimId> {
  const touched = new Set<ClaimId>()
  for (const article of changed) for (const id of claimsOf.get(article) ?? []) touched.add(id)
  return touched
}

/** A story's claims at an earlier moment, told apart from those at hand. */
export type EarlierClaims = {
  /** As `viewClaims` gives them. */
  readonly claims: () => readonly Claim[]
  readonly claimOf: (id: ClaimId) => Claim | undefined
  /** Those of the claims at hand that may have stood otherwise, in their order. */
  readonly apart: readonly Claim[]
}

/**
 * The claims as they stood at an earlier moment: only those of articles that changed since, or whose text groups did, are made
 * anew, and all are listed only where they are asked for. `wasSeen` tells rows that were seen by then.
 */
export function viewEarlierClaims(
  { claims, rowsOf, claimsOf }: ClaimsAtHand,
  changed: ReadonlySet<ArticleId>,
  reading: Reading,
  wasSeen: (row: LedgerRow) => boolean,
): EarlierClaims {
  const known = placeOnce(claims)
  const placed = [...touchedBy(changed, claimsOf)].flatMap((id) => known.get(id) ?? [])
  const apart = placed.toSorted((one, other) => one.at - other.at).map(({ claim }) => claim)
  const then = new Map(apart.map(({ id }) => [id, claimOf(id, (rowsOf.get(id) ?? []).filter(wasSeen), reading)]))
  return {
    apart,
    claimOf: (id) => (then.has(id) ? (then.get(id) ?? undefined) : known.get(id)?.claim),
    claims: () => claims.flatMap((claim) => (then.has(claim.id) ? (then.get(claim.id) ?? []) : claim)),
  }
}

type Placed = ReadonlyMap<ClaimId, { readonly claim: Claim; readonly at: number }>

const places = new WeakMap<readonly Claim[], Placed>()

/** Claims with their places, by their ids: those of one moment are compared with many earlier ones. */
function placeOnce(claims: readonly Claim[]): Placed {
  const known = places.get(claims) ?? new Map(claims.map((claim, at) => [claim.id, { claim, at }]))
  places.set(claims, known)
  return known
}

/**
 * Of a long story's claims few are shown: the passages of one are read when they are asked for first. Until then it holds on to
 * nothing that is only so at its moment: it may stand in the views of many moments.
 */
function toClaim(base: Pick<Claim, 'id' | 'firstSeenAt'>, rows: readonly LedgerRow[], reading: Reading): Claim {
  const { articles, groups, findRevision, isRelated } = reading
  const groupsOf: GroupId[] = []
  const outline: PassageOutline[] = []
  const isStanding: boolean[] = []
  for (const row of rows) {
    const { article, revision, start, seenAt, origin, variant } = row
    const latest = articles.get(article)?.latest
    const stands = latest !== undefined && !latest.deleted && latest.revision === revision
    const group = groups.get(article) ?? article
    isStanding.push(stands)
    groupsOf.push(group)
    if (stands) outline.push({ article, revision, start, seenAt, origin, group, variant })
  }
  const placed = { isStanding, groupsOf }
  let read: Pick<Claim, 'supports' | 'withdrawn'> | null = null
  const passages = () => (read ??= readPassages(rows, placed, findRevision, isRelated))
  const claim: Claim = {
    ...base,
    get supports() {
      return passages().supports
    },
    get withdrawn() {
      return passages().withdrawn
    },
  }
  noteOutline(claim, outline, outline.length === rows.length)
  return claim
}

/** Of each row of a claim, whether it stands, and the text group of its article. */
type PlacedRows = { readonly isStanding: readonly boolean[]; readonly groupsOf: readonly GroupId[] }

function readPassages(
  rows: readonly LedgerRow[],
  { isStanding, groupsOf }: PlacedRows,
  findRevision: FindRevision,
  isRelated: Reading['isRelated'],
): Pick<Claim, 'supports' | 'withdrawn'> {
  const supports: Support[] = []
  const withdrawn: Support[] = []
  for (const [at, row] of rows.entries()) {
    const support = toSupport(row, groupsOf[at] ?? row.article, findRevision)
    if (support !== null) (isStanding[at] === true ? supports : withdrawn).push(support)
  }
  const kept = new Set(supports.map(({ article }) => article))
  return {
    // Those taken back count too: a retelling rests on them still.
    supports: unifyOrigins([...supports, ...withdrawn], isRelated).slice(0, supports.length),
    withdrawn: withdrawn.filter(({ article }) => !kept.has(article)),
  }
}

function toSupport(row: LedgerRow, group: GroupId, findRevision: FindRevision): Support | null {
  const revision = findRevision(row.article, row.revision)
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
    group,
    matchedOn,
    variant,
  }
}
