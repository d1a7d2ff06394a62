import type { EditionStore } from '../brief/edition-store.ts'
import type { BriefLimits } from '../brief/select-claims.ts'
import type { Writer } from '../brief/writer.ts'
import type { LedgerStore } from '../claim/ledger-store.ts'
import type { ReaderStore } from '../commands/reader-store.ts'
import type { ArticleStore } from '../ingest/article-store.ts'
import type { Outlet } from '../news/outlet.ts'
import type { Clock } from '../ops/clock.ts'
import type { DeliveryStore } from '../schedule/delivery-store.ts'
import type { CopyFinder } from '../story/copy-finder.ts'
import type { StoryStore } from '../story/story-store.ts'
import type { GreetingStore } from './conversation/greeting-store.ts'
import type { SeedStore } from './seed.ts'

/** The stores of all rooms, joined. */
type Stores = {
  readonly articles: ArticleStore
  readonly stories: StoryStore
  readonly nearDuplicates: CopyFinder
  readonly ledger: LedgerStore
  readonly editions: EditionStore
  readonly deliveries: DeliveryStore
  readonly reader: ReaderStore
  readonly seeds: SeedStore
  readonly greetings: GreetingStore
}

/** What every task works with. Built once by main. */
export type Newsroom = {
  readonly store: Stores
  readonly outlets: readonly Outlet[]
  readonly limits: BriefLimits
  readonly writer: Writer
  readonly clock: Clock
  /** A story whose newest article is older than this is dormant. */
  readonly dormantAfterMs: number
}
