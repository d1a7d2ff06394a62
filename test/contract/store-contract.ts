import type { EventClaims } from '../../src/adapters/event-claims.ts'
import type { EditionStore } from '../../src/brief/edition-store.ts'
import type { LedgerStore } from '../../src/claim/ledger-store.ts'
import type { VectorStore } from '../../src/claim/vector-store.ts'
import type { ReaderStore } from '../../src/commands/reader-store.ts'
import type { ArticleStore, KnownArticles } from '../../src/ingest/article-store.ts'
import type { FeedStore } from '../../src/ingest/feeds/feed-store.ts'
import type { RereadStore } from '../../src/ingest/reread-store.ts'
import type { GreetingStore } from '../../src/pipeline/conversation/greeting-store.ts'
import type { InstallationStore } from '../../src/pipeline/installation-store.ts'
import type { SeedStore } from '../../src/pipeline/seed.ts'
import type { DeliveryStore } from '../../src/schedule/delivery-store.ts'
import type { CopyFinder } from '../../src/story/copy-finder.ts'
import type { StoryStore } from '../../src/story/story-store.ts'
import { articleContract } from './article-contract.ts'
import { conversationContract } from './conversation-contract.ts'
import { digestContract } from './digest-contract.ts'
import { feedContract } from './feed-contract.ts'
import { identityContract } from './identity-contract.ts'
import { installationContract } from './installation-contract.ts'
import { ledgerContract } from './ledger-contract.ts'
import { embeddingContract } from './embedding-contract.ts'
import { modelContract, type ModelPorts } from './model-contract.ts'
import { nearDuplicatesContract } from './near-duplicates-contract.ts'
import { readContract } from './read-contract.ts'
import { searchContract } from './search-contract.ts'
import { storyContract } from './story-contract.ts'

/** What every store offers, by the ports of the rooms that use it. */
export type Ports = ModelPorts & {
  readonly articles: ArticleStore & KnownArticles
  readonly stories: StoryStore
  readonly nearDuplicates: CopyFinder
  readonly ledger: LedgerStore
  readonly editions: EditionStore
  readonly deliveries: DeliveryStore
  readonly reader: ReaderStore
  readonly installations: InstallationStore
  readonly seeds: SeedStore
  readonly greetings: GreetingStore
  readonly handledEvents: EventClaims
  readonly embeddings: VectorStore
  readonly feeds: FeedStore
  readonly rereads: RereadStore
  close(): Promise<void>
}

/** Runs `body` as a test on a new, empty store. */
export type StoreTest = (name: string, body: (store: Ports) => Promise<void>) => void

/** The one suite that any store must pass. */
export function storeContract(testStore: StoreTest): void {
  articleContract(testStore)
  identityContract(testStore)
  storyContract(testStore)
  ledgerContract(testStore)
  digestContract(testStore)
  searchContract(testStore)
  installationContract(testStore)
  conversationContract(testStore)
  modelContract(testStore)
  feedContract(testStore)
  readContract(testStore)
  nearDuplicatesContract(testStore)
  embeddingContract(testStore)
}
