import type { Kysely, Transaction } from 'kysely'
import type { Database } from './database.ts'

/** A word in the title says more of what an article is about than one in its text. */
export const TITLE_WEIGHT = 5
export const TEXT_WEIGHT = 1
/** Parts of all the words of a search. */
export const PARTS_MAX = 64

/** A full-text index of the revisions, in the words of one kind of database. Both find the same, in the same order. */
export type SearchIndex = {
  /** Enters the texts that are stored under these numbers. */
  index(trx: Transaction<Database>, texts: TextRange): Promise<void>
  drop(trx: Transaction<Database>, article: string, which: 'all' | 'texts'): Promise<void>
  /** Each word is looked for as it stands, and nothing in it is syntax; one of several parts (`half-time`) as a phrase. */
  find(db: Kysely<Database>, words: readonly string[], scope: SearchScope): Promise<readonly HitRow[]>
  check(db: Kysely<Database>): Promise<void>
}

/** Numbers of stored texts: greater than `after`, up to `upTo`. */
type TextRange = { readonly after: number; readonly upTo: number }

export type SearchScope = {
  readonly story: string | null
  /** Texts that stand at this moment, epoch ms. */
  readonly until: number
  readonly hitsMax: number
}

/** A revision that was found. */
export type FoundRow = Omit<HitRow, 'excerpt'> & { readonly seq: number }

export type HitRow = {
  readonly article: string
  readonly outlet: string | null
  readonly title: string | null
  readonly url: string | null
  readonly seen_at: number
  readonly excerpt: string
}
