import type { Kysely, Transaction } from 'kysely'
import { z } from 'zod'
import type { ArticleReading } from '../news/article.ts'
import { makeArticleId } from '../news/ids.ts'
import { siteOf } from '../news/site.ts'
import { readValue } from './columns.ts'
import type { Database } from './database.ts'
import type { Candidate, KeyClaim } from './join-articles.ts'
import { doUnheard } from './unheard.ts'

/** Keys a reading comes with: a few addresses, an item of each of some feeds. */
const KEYS_MAX = 50
/** Claims kept of one key: enough to see that it names nothing. */
const CLAIMS_MAX = 16
/** Titles kept of one article under one key. */
const TITLES_MAX = 4
/** No index entry and no title needs more. */
const LENGTH_MAX = 2_048
/** Articles looked at for one reading: keys lead from one to the next, and a hostile site might lead on for ever. */
const NEIGHBOURS_MAX = 100

const keyKind = z.enum(['address', 'item', 'title'])

/** What tells which article something is. */
export type KnownBy = Pick<ArticleReading, 'url' | 'title' | 'keys'>

/** An article and those it may be one with: whatever keys lead to from it. */
export type Neighbourhood = {
  /** False where there are too many of them to tell: then all stays as it is. */
  readonly isWhole: boolean
  readonly candidates: readonly (Candidate & { readonly sameAs: string | null })[]
  readonly claims: readonly KeyClaim[]
}

type ArticleRow = Pick<Database['articles'], 'id' | 'url' | 'same_as' | 'seen_at'>

/** The keys that a reading claims for the article `id`. */
export function claimsOf({ title, keys }: KnownBy, id: string): readonly KeyClaim[] {
  if (keys === undefined) return []
  const under = { article: id, title: (title ?? '').slice(0, LENGTH_MAX) }
  const all: readonly KeyClaim[] = [
    ...keys.addresses.map((key) => ({ key, kind: 'address' as const, ...under })),
    ...keys.items.map((key) => ({ key, kind: 'item' as const, ...under })),
    ...keys.titles.map((key) => ({ key, kind: 'title' as const, article: id, title: '' })),
  ]
  return all.filter(({ key }) => key !== '' && key.length <= LENGTH_MAX).slice(0, KEYS_MAX)
}

/** Those of the claims that are not kept yet and of which there is room. `known`: all that is kept of their keys. */
export function newClaims(claims: readonly KeyClaim[], known: readonly KeyClaim[]): readonly KeyClaim[] {
  const kept = [...known]
  for (const claim of claims) {
    const same = kept.filter(({ key, kind }) => key === claim.key && kind === claim.kind)
    const own = same.filter(({ article }) => article === claim.article)
    const isKnown = own.some(({ title }) => title === claim.title)
    if (!isKnown && own.length < TITLES_MAX && same.length < CLAIMS_MAX) kept.push(claim)
  }
  return kept.slice(known.length)
}

export async function saveClaims(trx: Transaction<Database>, claims: readonly KeyClaim[], at: number): Promise<void> {
  if (claims.length === 0) return
  await doUnheard(
    trx,
    trx
      .insertInto('article_keys')
      .values(claims.map((claim) => ({ ...claim, at })))
      .onConflict((conflict) => conflict.doNothing()),
  )
}

export async function listClaims(
  db: Kysely<Database>,
  by: 'key' | 'article',
  values: readonly string[],
): Promise<readonly KeyClaim[]> {
  if (values.length === 0) return []
  const rows = await db
    .selectFrom('article_keys')
    .select(['key', 'kind', 'article', 'title'])
    .where(by, 'in', values)
    .execute()
  return rows.map((row) => ({ ...row, kind: readValue(row.kind, keyKind, `article_keys ${row.key}`) }))
}

/** What may be one with the articles `ids`, or with something that claims the keys. */
export async function findNeighbourhood(
  db: Kysely<Database>,
  ids: readonly string[],
  keys: readonly string[],
): Promise<Neighbourhood> {
  const rows = new Map<string, ArticleRow>()
  const claims = new Map<string, KeyClaim>()
  const [newIds, newKeys] = [unasked(), unasked()]
  let [askedIds, askedKeys] = [newIds(ids), newKeys(keys)]
  while (askedIds.length + askedKeys.length > 0 && rows.size < NEIGHBOURS_MAX) {
    for (const row of await findRows(db, askedIds)) rows.set(row.id, row)
    const found = [...(await listClaims(db, 'key', askedKeys)), ...(await listClaims(db, 'article', askedIds))]
    for (const claim of found) claims.set(JSON.stringify(claim), claim)
    const known = [...rows.values()].map((row) => toCandidate(row, [...claims.values()]))
    askedIds = newIds([
      ...known.flatMap(({ id, sameAs }) => (sameAs === null ? [id] : [id, sameAs])),
      ...found.flatMap(({ article, key, kind }) => (kind === 'address' ? [article, makeArticleId(key)] : [article])),
    ])
    askedKeys = newKeys([...found.map(({ key }) => key), ...known.flatMap(({ url }) => url ?? [])])
  }
  const kept = [...claims.values()]
  const candidates = [...rows.values()].map((row) => toCandidate(row, kept))
  return { isWhole: candidates.length < NEIGHBOURS_MAX, candidates, claims: kept }
}

/** Of values those that it was not given before. */
function unasked(): (values: readonly string[]) => readonly string[] {
  const asked = new Set<string>()
  return (values) =>
    values.filter((value) => {
      const isNew = !asked.has(value)
      asked.add(value)
      return isNew
    })
}

/** Each of them, and what they are told to be the same as they. */
function findRows(db: Kysely<Database>, ids: readonly string[]) {
  if (ids.length === 0) return []
  return db
    .selectFrom('articles')
    .select(['id', 'url', 'same_as', 'seen_at'])
    .where((row) => row.or([row('id', 'in', ids), row('same_as', 'in', ids)]))
    .orderBy('id')
    .limit(NEIGHBOURS_MAX)
    .execute()
}

function toCandidate({ id, url, same_as, seen_at }: ArticleRow, claims: readonly KeyClaim[]) {
  const own = ownAddress(id, url, claims)
  return { id, url: own, sameAs: same_as, site: own === null ? null : siteOf(own), firstSeen: seen_at }
}

/** An article that others joined shows the address where it was seen last: its own is the one that its id is made of. */
function ownAddress(id: string, shown: string | null, claims: readonly KeyClaim[]): string | null {
  const addresses = claims.filter(({ article, kind }) => article === id && kind === 'address').map(({ key }) => key)
  return [shown, ...addresses].find((url) => url !== null && makeArticleId(url) === id) ?? null
}

/** The own address of each of these; null for one that was read without. */
export async function ownAddresses(
  db: Kysely<Database>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string | null>> {
  const rows = await db.selectFrom('articles').select(['id', 'url']).where('id', 'in', ids).execute()
  const claims = await listClaims(db, 'article', ids)
  return new Map(rows.map(({ id, url }) => [id, ownAddress(id, url, claims)]))
}
