import type { CompiledQuery, Kysely, Transaction } from 'kysely'
import type { Database } from './database.ts'

// A chest of drawers in which keys of 32 bits, each with the number of a text, are kept for look-up: a buffered trie over hashed
// keys, after the buffer trees of Arge (1995) and Brodal and Fagerberg (2003). Drawer 0 is `near_waiting`, a row a text. What a
// drawer cannot hold is poured into the 64 below it, by the next six bits of the keys: drawer n has n·64 + 1 … n·64 + 64.

const BITS = 6
const BELOW = 1 << BITS
/** A million texts need three levels. The fifth has used up 30 bits of 32. */
const DEPTH_MAX = 5
/** Two words an entry: the key, and the text's number. */
const WORDS = 2
/**
 * Entries after which a drawer is poured out: 8 kB. A look-up of some 35 keys reads some 100 drawers at a million texts, half full on the
 * average, and each page more of one costs it; smaller ones would be poured out more often.
 */
const DRAWER_ENTRIES = 1_024
/** Of the texts under one key the first are kept: boilerplate has thousands, and later copies meet at the first ones. */
const HOLDERS_MAX = 64
/** Drawers poured out at once: twice as many as come to it on the average, so that no write takes long. */
const POURED_MAX = 24
/** Drawers asked for in one query. */
const IDS_A_QUERY = 64

/** Numbers and keys by turns, in order of their keys, then their numbers. */
type Entries = Uint32Array

/** Puts numbers and keys in the order in which drawers hold them: on a machine that stores the low byte first, a pair is one number. */
export function sortEntries(entries: Entries): Entries {
  new BigUint64Array(entries.buffer, entries.byteOffset, entries.length / WORDS).sort()
  return entries
}

type DrawerRow = { readonly id: number; readonly entries: Uint8Array }

/** The queries of the chest, compiled once: writing them out would take longer than SQLite does. */
export type DrawerQueries = {
  readonly some: CompiledQuery
  readonly range: CompiledQuery
  readonly save: CompiledQuery
}

export function compileDrawers(db: Kysely<Database>): DrawerQueries {
  const all = db.selectFrom('near_drawers').select(['id', 'entries'])
  const blank = Array.from({ length: BELOW }, () => ({ id: 0, entries: new Uint8Array() }))
  return {
    some: all
      .where(
        'id',
        'in',
        Array.from({ length: IDS_A_QUERY }, () => 0),
      )
      .compile(),
    range: all.where('id', '>=', 0).where('id', '<=', 0).compile(),
    save: db
      .insertInto('near_drawers')
      .values(blank)
      .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ entries: row.ref('excluded.entries') })))
      .compile(),
  }
}

const firstBelow = (drawer: number) => drawer * BELOW + 1

/** Which of the drawers below one a key goes into; `depth` is that of the one above. */
const placeOf = (key: number, depth: number) => (key >>> (32 - BITS * (depth + 1))) & (BELOW - 1)

/** The numbers of the texts that are kept under each key, in drawers; at most a few times HOLDERS_MAX for each. */
export async function findHolders(
  db: Kysely<Database>,
  queries: DrawerQueries,
  keys: readonly number[],
): Promise<ReadonlyMap<number, number[]>> {
  const wanted = new Map<number, number[]>()
  const bottom = await deepest(db)
  for (const key of keys) {
    let drawer = 0
    for (let depth = 0; depth < bottom; depth++) {
      drawer = firstBelow(drawer) + placeOf(key, depth)
      const others = wanted.get(drawer)
      if (others === undefined) wanted.set(drawer, [key])
      else others.push(key)
    }
  }
  const holders = new Map<number, number[]>(keys.map((key) => [key, []]))
  const ids = [...wanted.keys()].toSorted((one, other) => one - other)
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const asked = Array.from({ length: IDS_A_QUERY }, (_, at) => ids[start + at] ?? 0)
    const { rows } = await db.executeQuery<DrawerRow>({ ...queries.some, parameters: asked })
    for (const { id, entries } of rows) {
      const list = toWords(entries)
      for (const key of wanted.get(id) ?? []) pickHolders(list, key, holders.get(key) ?? [])
    }
  }
  return holders
}

function pickHolders(list: Entries, key: number, holders: number[]): void {
  for (let at = firstOf(list, key); list[at + 1] === key; at += WORDS) holders.push(list[at] ?? 0)
}

/** Where the first entry stands whose key is `key` or behind it. */
function firstOf(list: Entries, key: number): number {
  let [low, high] = [0, list.length / WORDS]
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((list[middle * WORDS + 1] ?? 0) < key) low = middle + 1
    else high = middle
  }
  return low * WORDS
}

/** How many levels of drawers there are. */
async function deepest(db: Kysely<Database>): Promise<number> {
  const last = await db
    .selectFrom('near_drawers')
    .select((row) => row.fn.max('id').as('id'))
    .executeTakeFirst()
  let depth = 0
  for (let id = Number(last?.id ?? 0); id > 0; id = Math.floor((id - 1) / BELOW)) depth++
  return depth
}

/** Puts sorted entries away. Those of texts below `floor` are gone from the store, and go from each drawer that is opened. */
export async function putAway(
  trx: Transaction<Database>,
  queries: DrawerQueries,
  entries: Entries,
  floor: number,
): Promise<void> {
  const chest = { trx, queries, floor, pours: POURED_MAX }
  await pour(chest, { drawer: 0, depth: 0, entries })
}

type Chest = {
  readonly trx: Transaction<Database>
  readonly queries: DrawerQueries
  readonly floor: number
  /** How many drawers may still be poured out. */
  pours: number
}

type Pouring = { readonly drawer: number; readonly depth: number; readonly entries: Entries }

/** Spreads what a drawer held over those below it; one that holds too much then is poured out itself. */
async function pour(chest: Chest, { drawer, depth, entries }: Pouring): Promise<void> {
  const { trx, queries, floor } = chest
  const first = firstBelow(drawer)
  const { rows } = await trx.executeQuery<DrawerRow>({ ...queries.range, parameters: [first, first + BELOW - 1] })
  const before = new Map(rows.map((row) => [row.id, toWords(row.entries)]))
  const parameters: (number | Uint8Array)[] = []
  const fuller: Pouring[] = []
  let start = 0
  for (let place = 0; place < BELOW; place++) {
    let end = start
    while (end < entries.length && placeOf(entries[end + 1] ?? 0, depth) === place) end += WORDS
    const [id, added] = [first + place, entries.subarray(start, end)]
    start = end
    const held = merge(before.get(id) ?? NOTHING, added, floor)
    const isFull = held.length > DRAWER_ENTRIES * WORDS && depth + 1 < DEPTH_MAX && chest.pours > 0
    if (isFull) {
      chest.pours -= 1
      fuller.push({ drawer: id, depth: depth + 1, entries: held })
    }
    parameters.push(id, toBytes(isFull ? NOTHING : held))
  }
  await trx.executeQuery({ ...queries.save, parameters })
  for (const one of fuller) await pour(chest, one)
}

const NOTHING = new Uint32Array()

/** What a drawer holds after `added` came to it: of each key the first holders that are left. */
function merge(before: Entries, added: Entries, floor: number): Entries {
  const held = new Uint32Array(before.length + added.length)
  let [end, fromBefore, fromAdded] = [0, 0, 0]
  let [lastKey, holders] = [-1, 0]
  while (fromBefore < before.length || fromAdded < added.length) {
    const isBefore = comesFirst(before, fromBefore, added, fromAdded)
    const [list, at] = isBefore ? [before, fromBefore] : [added, fromAdded]
    if (isBefore) fromBefore += WORDS
    else fromAdded += WORDS
    const [number = 0, key = 0] = [list[at], list[at + 1]]
    if (number < floor) continue
    holders = key === lastKey ? holders + 1 : 1
    lastKey = key
    if (holders > HOLDERS_MAX) continue
    held[end] = number
    held[end + 1] = key
    end += WORDS
  }
  return held.subarray(0, end)
}

function comesFirst(one: Entries, oneAt: number, other: Entries, otherAt: number): boolean {
  if (otherAt >= other.length) return true
  if (oneAt >= one.length) return false
  const [key = 0, otherKey = 0] = [one[oneAt + 1], other[otherAt + 1]]
  return key < otherKey || (key === otherKey && (one[oneAt] ?? 0) <= (other[otherAt] ?? 0))
}

/** Bytes as the store keeps entries: 32-bit words, the low byte first, as on every machine that Node offers binaries for but one. */
export function toBytes(words: Uint32Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength)
}

export function toWords(bytes: Uint8Array): Uint32Array {
  // What a driver hands out may begin anywhere in its buffer.
  const whole = bytes.byteOffset % Uint32Array.BYTES_PER_ELEMENT === 0 ? bytes : new Uint8Array(bytes)
  return new Uint32Array(whole.buffer, whole.byteOffset, whole.byteLength / Uint32Array.BYTES_PER_ELEMENT)
}
