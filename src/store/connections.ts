import type { Kysely } from 'kysely'
import type { Database } from './database.ts'

export type StoreOptions = {
  /** How long a write waits for another process's, and either side for a server that is gone; default 5,000. */
  readonly busyTimeoutMs?: number
  /** The store grows no further than this: then 'store-full'. Default: what the disk holds. Of a file alone. */
  readonly maxBytes?: number
  /**
   * A power cut may take back the last writes, but none without those after it: for work that is then simply done again. It
   * spares waiting for the disk at each write.
   */
  readonly mayLoseLast?: boolean
  /** Who stands still so long in the middle of a transaction loses it; default 15,000. Of a database alone. */
  readonly standstillMs?: number
  /** A statement of a write that takes longer is given up, beside the wait for its turn; default 20,000. Of a database alone. */
  readonly writeMs?: number
  /** Who takes on what is due: where it ends, others learn what it had. */
  readonly replica?: string
  /** Articles come in as they are stored: none counts as seen before the newest matching began. */
  readonly arrivesNow?: boolean
}

/** One side writes, in turns; the other reads: a read sees the last whole write and never waits for the next. */
export type Connections = {
  readonly write: Kysely<Database>
  readonly read: Kysely<Database>
  /** The store as a person would name it in a message: a path, or an address without its password. */
  readonly file: string
  /** The steps that brought its tables up to date as it was opened; none where they were. */
  readonly steps: readonly string[]
  /**
   * Does what reckons for long and asks nothing of the store, while no write of this process is under way: the statements of one
   * would wait for it, and all other writers of a database with them. In turn with the writes.
   */
  betweenWrites<Result>(work: () => Result): Promise<Result>
  close(): Promise<void>
}
