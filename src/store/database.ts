import type { Generated } from 'kysely'

/** Epoch milliseconds, UTC. */
type Milliseconds = number
/** SQLite has no booleans. */
type Flag = 0 | 1
/** Checked with a schema whenever it is read. */
type Json = string

type ArticleTable = {
  id: string
  url: string | null
  /** Of the first observation. */
  input: string
  /** Of the first observation that states one. */
  outlet: string | null
  /** When its first revision was seen. */
  seen_at: Milliseconds
  /** The article that this turned out to be; null where it is one by itself. */
  same_as: string | null
}

type RevisionTable = {
  /** Order of arrival over all articles; the full-text index goes by it. */
  seq: Generated<number>
  article: string
  revision: number
  /** Null when later arrivals showed that the article never stood so for itself: kept because spans point at it. */
  seen_at: Milliseconds | null
  content: string
  title: string | null
  dek: string | null
  byline: string | null
  published_at: string | null
  lang: string | null
  wire: string | null
  text: string
  flags: Json
  deleted: Flag
}

/** Every time an article was read, and the fingerprint of the text it then had. Revisions are made from these. */
type ObservationTable = {
  article: string
  input: string
  seen_at: Milliseconds
  content: string
  outlet: string | null
  facts: Json
}

/** The first time an article was seen in a source. */
type SightingTable = { article: string; source: string; seen_at: Milliseconds }

type OutletTable = {
  name: string
  family: string | null
  kind: string
  domains: Json
  aliases: Json
  credit_lines: Json
}

/** When a process that took the row lets go of it at the latest, and which replica it is; null when nobody has it. */
type Lease = { leased_until: Milliseconds | null; leased_by: string | null }

type FeedTable = Lease & {
  url: string
  host: Generated<string>
  outlet: string | null
  /** `unchecked`, `ok`, `slow`, `failing` or `gone`. */
  state: string
  since: Milliseconds
  because: string | null
  /** Null for one that is polled no more. */
  next_at: Milliseconds | null
  interval_ms: Milliseconds | null
  checked_at: Milliseconds | null
  changed_at: Milliseconds | null
  failures: Generated<number>
  etag: string | null
  last_modified: string | null
  redirect_to: string | null
  redirect_times: Generated<number>
  /** How often it says it may be asked for. */
  hints: Json | null
  /** Processes in a row that ended while they had it. */
  deaths: Generated<number>
  /** What it had answered when it was last read after such an end, and when. */
  risked_bytes: string | null
  risked_at: Milliseconds | null
}

/** A page to be read: `first` or `again`. */
type PlannedReadTable = Lease & {
  url: string
  host: string
  kind: string
  article: string | null
  first_seen_at: Milliseconds
  next_at: Milliseconds
  reads: number
  failures: number
  missing: number
  etag: string | null
  last_modified: string | null
}

/** What feeds told of a page that is not read yet. */
type PlannedItemTable = { url: string; source: string; seen_at: Milliseconds; reading: Json }

/**
 * What an article is known by besides its own address. `kind`: `address`, `item` or `title`; `title`: the article's, when
 * it came with the key, empty for none.
 */
type ArticleKeyTable = { key: string; kind: string; article: string; title: string; at: Milliseconds }

type StoryTable = {
  id: string
  title: string
  query: string
  aliases: Json
  langs: Json
  window_from: string | null
  window_to: string | null
}

/** `since`: the earliest moment at which a revision of the article belonged. */
type StoryArticleTable = { story: string; article: string; because: string; since: Milliseconds }

/** Revisions that a story's matching has not looked at yet. */
type StoryPendingTable = { story: string; article: string; revision: number }

/** `engine` is empty until a ledger is made. `arrivals` counts what has joined the story. */
type LedgerTable = {
  story: string
  engine: string
  generation: number
  through: Milliseconds | null
  arrivals: Generated<number>
}

type ClaimSpanTable = {
  story: string
  claim: string
  article: string
  revision: number
  start_offset: number
  end_offset: number
  seen_at: Milliseconds
  origin_kind: string
  origin_name: string
  matched_on: Json
  variant: Flag
}

type TextRelationTable = {
  story: string
  a: string
  b: string
  seen_at: Milliseconds
  kind: string
  coverage: number
  order_agreement: number
}

type RevisionOriginTable = {
  story: string
  article: string
  revision: number
  seen_at: Milliseconds
  main: Json
  others: Json
  why: string
}

/** What a ledger keeps of a text to go on growing. `starts` and `terms` are lists: numbers by spaces, terms by lines. */
type LedgerTextTable = {
  story: string
  article: string
  revision: number
  seen_at: Milliseconds
  starts: string
  terms: string
  repeats: Flag
}

type EditionTable = { seq: Generated<number>; id: string; story: string; as_of: Milliseconds; body: Json }

type SubscriptionTable = {
  id: string
  story: string
  platform: string
  channel: string
  times: Json
  days: Json
  zone: string
  quiet_from: string | null
  quiet_to: string | null
  when_quiet: string
  lang: string
  grace_ms: Milliseconds
  paused_because: string | null
  created_at: Milliseconds
  breaking_origins: number | null
  workspace: string | null
}

type DeliveryTable = {
  id: string
  subscription: string
  slot: Milliseconds
  state: string
  edition: string | null
  posted: Json | null
  attempts: number
  because: string | null
  changed_at: Milliseconds
  kind: Generated<string>
  about: string | null
  reason: string | null
  /** The replica that is sending it. */
  leased_by: string | null
}

/** What a channel was told of a story, by the first delivery that told it. */
type ToldTable = { subscription: string; item: string; delivery: string; told_at: Milliseconds }

/** `sealed`: its tokens, encrypted with a key that is not in the store. */
type InstallationTable = { platform: string; workspace: string; sealed: string; installed_at: Milliseconds }

type ReadMarkTable = { reader: string; story: string; seen_at: Milliseconds }

type MuteTable = { platform: string; channel: string; outlet: string }

/** `fingerprint`: of what the configuration last said of it. */
type SeedTable = { kind: string; id: string; fingerprint: string }

type GreetingTable = { platform: string; channel: string; greeted_at: Milliseconds }

/** `day`: UTC, `2026-01-08`. */
type ModelUsageTable = {
  day: string
  model: string
  calls: number
  cache_hits: number
  input_tokens: number
  output_tokens: number
  micros: number
}

type ModelAnswerTable = { key: string; answer: Json; at: Milliseconds }

/** `key`: the hash of text and model. */
type EmbeddingTable = { key: string; vector: Uint8Array; at: Milliseconds }

/** `pending`: vectors came since the last round was counted. */
type EmbeddingRoundTable = { story: string; model: string; rounds: number; pending: Flag }

/** Moments by the clock of the database. `worker`: by which the job queue knows it. */
type ReplicaTable = {
  id: string
  started_at: Milliseconds
  seen_at: Milliseconds
  version: string
  worker: string | null
}

/** What was stored before `at` has gone through the task. */
type KnownMomentTable = { task: string; at: Milliseconds }

/** `id`: the platform and its id of what was sent. */
type HandledEventTable = { id: string; at: Milliseconds }

/** `signature`: a byte a row, empty for a text without a shingle. */
type NearSignatureTable = { seq: number; shingles: number; signature: Uint8Array }

/** `keys`: 32 bits each. */
type NearWaitingTable = { seq: number; keys: Uint8Array }

/** `entries`: a text's number and a key, 32 bits each, in order of the keys. */
type NearDrawerTable = { id: number; entries: Uint8Array }

/** The tables of the store, as the newest migration leaves them. */
export type Database = {
  articles: ArticleTable
  revisions: RevisionTable
  observations: ObservationTable
  sightings: SightingTable
  outlets: OutletTable
  feeds: FeedTable
  planned_reads: PlannedReadTable
  planned_items: PlannedItemTable
  article_keys: ArticleKeyTable
  stories: StoryTable
  story_articles: StoryArticleTable
  story_pending: StoryPendingTable
  ledgers: LedgerTable
  claim_spans: ClaimSpanTable
  text_relations: TextRelationTable
  revision_origins: RevisionOriginTable
  ledger_texts: LedgerTextTable
  editions: EditionTable
  subscriptions: SubscriptionTable
  deliveries: DeliveryTable
  told: ToldTable
  installations: InstallationTable
  read_marks: ReadMarkTable
  mutes: MuteTable
  seeds: SeedTable
  greetings: GreetingTable
  model_usage: ModelUsageTable
  model_answers: ModelAnswerTable
  embeddings: EmbeddingTable
  embedding_rounds: EmbeddingRoundTable
  replicas: ReplicaTable
  known_moments: KnownMomentTable
  handled_events: HandledEventTable
  near_signatures: NearSignatureTable
  near_waiting: NearWaitingTable
  near_drawers: NearDrawerTable
}
