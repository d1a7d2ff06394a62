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
  readonly articles: Pick<ReadonlyMap<ArticleId, Article>, 'get'>
  /** Of those seen by then and maybe others: a claim asks for none that its rows do not name. */
  readonly findRevision: FindRevision
  readonly groups: Pick<ReadonlyMap<ArticleId, GroupId>, 'get'>
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
  const [first] = rows
  if (first === undefined) return null
  return toClaim({ id, firstSeenAt: first.seenAt }, placeRows(rows, reading), reading)
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
 * anew, and all are listed only where they are asked for. `upTo` gives of what comes in order what was seen by then.
 */
export function viewEarlierClaims(
  { claims, rowsOf, claimsOf }: ClaimsAtHand,
  changed: ReadonlySet<ArticleId>,
  reading: Reading,
  upTo: <One extends { readonly seenAt: Temporal.Instant }>(all: readonly One[]) => readonly One[],
): EarlierClaims {
  const known = placeOnce(claims)
  const claimThen = (claim: Claim): Claim | null => {
    const placed = placedOf.get(claim)
    if (placed === undefined) return claimOf(claim.id, upTo(rowsOf.get(claim.id) ?? []), reading)
    // A passage of an article that did not change stands then as it does now.
    const before: PlacedRow[] = []
    for (const one of upTo(placed)) {
      const then = changed.has(one.article) ? placeRow(one.row, reading) : one
      if (then !== null) before.push(then)
    }
    return toClaim(claim, before, reading)
  }
  const touched = [...touchedBy(changed, claimsOf)].flatMap((id) => known.get(id) ?? [])
  const apart = touched.toSorted((one, other) => one.at - other.at).map(({ claim }) => claim)
  const then = new Map(apart.map((claim) => [claim.id, claimThen(claim)]))
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

/** A passage in its row, as it stands at a moment. `stands`: its article says so still. */
type PlacedRow = PassageOutline & { readonly row: LedgerRow; readonly stands: boolean }

/** The passages of claims at hand, in the order of their rows. */
const placedOf = new WeakMap<Claim, readonly PlacedRow[]>()

function placeRows(rows: readonly LedgerRow[], reading: Reading): readonly PlacedRow[] {
  return rows.flatMap((row) => placeRow(row, reading) ?? [])
}

/** Null where the revision is not of the story. */
function placeRow(row: LedgerRow, { articles, groups, findRevision }: Reading): PlacedRow | null {
  const { article, revision, start, seenAt, origin, variant } = row
  if (findRevision(article, revision) === null) return null
  const latest = articles.get(article)?.latest
  const stands = latest !== undefined && !latest.deleted && latest.revision === revision
  return { article, revision, start, seenAt, origin, group: groups.get(article) ?? article, variant, row, stands }
}

/**
 * Of a long story's claims few are shown: the passages of one are read when they are asked for first. Until then it holds on to
 * nothing that is only so at its moment: it may stand in the views of many moments. Null where it has no passages.
 */
function toClaim(
  { id, firstSeenAt }: Pick<Claim, 'id' | 'firstSeenAt'>,
  placed: readonly PlacedRow[],
  { findRevision, isRelated }: Reading,
): Claim | null {
  if (placed.length === 0) return null
  let read: Pick<Claim, 'supports' | 'withdrawn'> | null = null
  const passages = () => (read ??= readPassages(placed, findRevision, isRelated))
  const claim: Claim = {
    id,
    firstSeenAt,
    get supports() {
      return passages().supports
    },
    get withdrawn() {
      return passages().withdrawn
    },
  }
  const standing = placed.filter(({ stands }) => stands)
  noteOutline(claim, standing, standing.length === placed.length ? [] : placed.filter(({ stands }) => !stands))
  placedOf.set(claim, placed)
  return claim
}

function readPassages(
  placed: readonly PlacedRow[],
  findRevision: FindRevision,
  isRelated: Reading['isRelated'],
): Pick<Claim, 'supports' | 'withdrawn'> {
  const supports: Support[] = []
  const withdrawn: Support[] = []
  for (const { row, group, stands } of placed) {
    const support = toSupport(row, group, findRevision)
    if (support !== null) (stands ? supports : withdrawn).push(support)
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
