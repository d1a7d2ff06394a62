import type { Span } from '../news/claim.ts'
import type { ArticleId, ClaimId, StoryId } from '../news/ids.ts'
import type { Origin } from '../news/origin.ts'
import type { TextRelation } from '../news/story.ts'
import type { StoredMember, TextTrace } from './ledger-state.ts'

/** One passage in one claim of a story. */
export type LedgerRow = Span & {
  readonly claim: ClaimId
  readonly seenAt: Temporal.Instant
  /** Whose reporting the passage rests on, judged by itself and its article alone. */
  readonly origin: Origin
  readonly matchedOn: readonly string[]
  readonly variant: boolean
}

/** A relation of two texts of the story, known since the later of them was seen. */
export type LedgerRelation = TextRelation & { readonly seenAt: Temporal.Instant }

/** What one revision as a whole rests on. */
export type LedgerOrigins = {
  readonly article: ArticleId
  readonly revision: number
  readonly seenAt: Temporal.Instant
  readonly main: Origin
  readonly others: readonly Origin[]
  readonly why: string
}

/** Where a story's stored ledger stands. `generation` counts its writes: a writer that read an older one starts over. */
type LedgerHead = {
  readonly engine: string
  readonly generation: number
  /**
   * seenAt of the newest revision it holds, or null for an empty ledger. The store empties a story's ledger and moves
   * `generation` on when a revision seen at or before `through` joins the story: appending after `through` is safe.
   */
  readonly through: Temporal.Instant | null
  /** Counts what has joined the story, whenever it was seen: a writer that did not read the last of it starts over. */
  readonly arrivals: number
}

export type LedgerChange = {
  readonly engine: string
  /** The generation this change was computed on; 0 for none yet. */
  readonly basedOn: number
  /** As the head told it before the story's revisions were read. */
  readonly arrivals: number
  readonly through: Temporal.Instant | null
  /** 'replace' drops what was stored; 'append' adds. */
  readonly mode: 'replace' | 'append'
  readonly rows: readonly LedgerRow[]
  readonly relations: readonly LedgerRelation[]
  readonly origins: readonly LedgerOrigins[]
  readonly traces: readonly TextTrace[]
}

/** What the claim ledger needs of a store. The ledger is derived: it can be dropped and made again from revisions. */
export type LedgerStore = {
  /** Where the ledger stands; `engine` is empty and `generation` 0 where none was made yet. */
  findHead(story: StoryId): Promise<LedgerHead>
  /** Rows seen up to `asOf` (default: all) and later than `after`, in order of seenAt, article, revision, start. */
  listRows(story: StoryId, asOf?: Temporal.Instant, after?: Temporal.Instant): Promise<readonly LedgerRow[]>
  listRelations(story: StoryId, asOf?: Temporal.Instant, after?: Temporal.Instant): Promise<readonly LedgerRelation[]>
  listOrigins(story: StoryId, asOf?: Temporal.Instant, after?: Temporal.Instant): Promise<readonly LedgerOrigins[]>
  /** The texts entered, in order of seenAt, article, revision. */
  listTraces(story: StoryId): Promise<readonly TextTrace[]>
  /** Where each claim is stated, in any order. */
  listMembers(story: StoryId): Promise<readonly StoredMember[]>
  /**
   * Applies the change whole (a row stored before is replaced), or returns false and writes nothing when another
   * writer moved the generation on or something joined the story since. Throws NewsError 'story-unknown'.
   */
  saveChange(story: StoryId, change: LedgerChange): Promise<boolean>
}
