import { areTitlesAlike } from './titles-alike.ts'

/** What readings were first taken for, each by itself. */
export type Candidate = {
  readonly id: string
  /** Null for one without address. */
  readonly url: string | null
  /** Whose site its address is of. */
  readonly site: string | null
  /** Epoch ms. */
  readonly firstSeen: number
}

/** That a candidate came with a key, under this title; empty for none. */
export type KeyClaim = {
  readonly key: string
  readonly kind: 'address' | 'item' | 'title'
  readonly article: string
  readonly title: string
}

/** What more articles claim is nobody's: no article moves as often within a feed. */
const CLAIMANTS_MAX = 4

/**
 * Which candidates are one article: of each the id of the one that was seen first, before all of those with an address. It
 * follows from all claims together,
 * whatever order they came in.
 *
 * Candidates of one site are one where one has the address that led to the other. So are those of one feed's item, and
 * those to which one further address led, unless articles of two sites or of quite unlike titles claim it: then it names
 * nothing, as the address of whatever is newest does not. A candidate without address joins no two others: it is of the
 * one article that its addresses, its items or its title lead to, or by itself where they lead to several.
 */
export function joinArticles(
  candidates: readonly Candidate[],
  claims: readonly KeyClaim[],
): ReadonlyMap<string, string> {
  const known = new Map(candidates.map((candidate) => [candidate.id, candidate]))
  const keys = groupClaims(claims.filter(({ article }) => known.has(article)))
  const sets = disjointSets()
  const siteOf = (id: string) => known.get(id)?.site ?? null
  const placed = (ids: readonly string[]) => ids.filter((id) => siteOf(id) !== null)

  const owners = new Map(candidates.flatMap(({ id, url }) => (url === null ? [] : [[url, id] as const])))
  const ownerOf = ({ kind, key }: Key) => (kind === 'address' ? owners.get(key) : undefined)
  for (const key of keys) {
    const owner = ownerOf(key)
    if (owner === undefined) continue
    key.claimants.set(owner, key.claimants.get(owner) ?? [])
    sets.join([owner, ...[...key.claimants.keys()].filter((id) => siteOf(id) === siteOf(owner))])
  }
  const isBelieved = (key: Key) =>
    key.kind === 'title' || ownerOf(key) !== undefined || namesOne(key, siteOf, sets.find)
  const named = keys.filter(isBelieved)
  for (const key of named) {
    if (key.kind !== 'title' && ownerOf(key) === undefined) sets.join(placed([...key.claimants.keys()]))
  }

  // Those without address, first among themselves, then each lot to the article it leads to.
  const loose = disjointSets()
  const leads = new Map<string, { readonly kind: KeyClaim['kind']; readonly to: readonly string[] }[]>()
  for (const { kind, claimants } of named) {
    const ids = [...claimants.keys()]
    const homeless = ids.filter((id) => siteOf(id) === null)
    loose.join(homeless)
    const to = [...new Set(placed(ids).map(sets.find))]
    for (const id of homeless) leads.set(id, [...(leads.get(id) ?? []), { kind, to }])
  }
  const lots = Map.groupBy(
    candidates.filter(({ site }) => site === null),
    ({ id }) => loose.find(id),
  )
  for (const lot of lots.values()) {
    const ids = lot.map(({ id }) => id)
    sets.join([...ids, ...leadsTo(ids.flatMap((id) => leads.get(id) ?? []))])
  }
  return nameByFirst(candidates, sets.find)
}

type Key = Pick<KeyClaim, 'kind' | 'key'> & { readonly claimants: Map<string, readonly string[]> }

/** Each key with those who claim it, and the titles under which they do. */
function groupClaims(claims: readonly KeyClaim[]): readonly Key[] {
  const keys = new Map<string, Key>()
  for (const { kind, key, article, title } of claims) {
    const { claimants } = keys.getOrInsertComputed(`${kind} ${key}`, () => ({ kind, key, claimants: new Map() }))
    claimants.set(article, [...(claimants.get(article) ?? []), title])
  }
  return [...keys.values()]
}

/** False for what unlike articles claim, or articles of two sites, or too many. */
function namesOne({ claimants }: Key, siteOf: (id: string) => string | null, find: (id: string) => string): boolean {
  const sites = new Set([...claimants.keys()].map(siteOf).filter((site) => site !== null))
  const articles = Map.groupBy([...claimants], ([id]) => find(id))
  if (sites.size > 1 || articles.size > CLAIMANTS_MAX) return false
  const titles = [...articles.values()].map((same) => same.flatMap(([, own]) => own).filter((title) => title !== ''))
  return titles.every((own, at) => titles.slice(at + 1).every((other) => isSomeAlike(own, other)))
}

function isSomeAlike(titles: readonly string[], others: readonly string[]): boolean {
  if (titles.length === 0 || others.length === 0) return true
  return titles.some((title) => others.some((other) => areTitlesAlike(title, other)))
}

/** The one article to which the surest kind of key leads that does not lead to several; nothing where there is none. */
function leadsTo(
  leads: readonly { readonly kind: KeyClaim['kind']; readonly to: readonly string[] }[],
): readonly string[] {
  for (const kind of ['address', 'item', 'title'] as const) {
    const to = new Set(leads.filter((lead) => lead.kind === kind).flatMap((lead) => lead.to))
    if (to.size === 1) return [...to]
  }
  return []
}

function nameByFirst(candidates: readonly Candidate[], find: (id: string) => string): ReadonlyMap<string, string> {
  const names = new Map<string, string>()
  for (const same of Map.groupBy(candidates, ({ id }) => find(id)).values()) {
    const placed = same.filter(({ url }) => url !== null)
    const [first] = (placed.length > 0 ? placed : same).toSorted(
      (a, b) => a.firstSeen - b.firstSeen || (a.id < b.id ? -1 : 1),
    )
    if (first !== undefined) for (const { id } of same) names.set(id, first.id)
  }
  return names
}

/** Whose words an article has: those of whatever has an address, where anything does. What an aggregator shows is no edit. */
export function tellersOf(addresses: ReadonlyMap<string, string | null>): readonly string[] {
  const ids = [...addresses.keys()]
  const placed = ids.filter((id) => addresses.get(id) !== null)
  return placed.length > 0 ? placed : ids
}

/** Union and find (Galler & Fischer 1964), with the least id standing for its set. */
function disjointSets() {
  const above = new Map<string, string>()
  const find = (id: string): string => {
    let top = id
    for (let next = above.get(top); next !== undefined; next = above.get(top)) top = next
    if (top !== id) above.set(id, top)
    return top
  }
  const join = (ids: readonly string[]): void => {
    for (const id of ids) {
      const [one, other] = [find(ids[0] ?? id), find(id)].toSorted()
      if (one !== undefined && other !== undefined && one !== other) above.set(other, one)
    }
  }
  return { find, join }
}
