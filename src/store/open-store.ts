import { openArticles } from './articles.ts'
import { checkTarget, connect } from './connect.ts'
import type { Connections, StoreOptions } from './connections.ts'
import { openDeliveries } from './deliveries.ts'
import { openEditions } from './editions.ts'
import { openFeeds } from './feeds.ts'
import { openGreetings } from './greetings.ts'
import { openHandledEvents } from './handled-events.ts'
import { openInstallations } from './installations.ts'
import { openLedger } from './ledger.ts'
import { openEmbeddings } from './embeddings.ts'
import { openModelAnswers } from './model-answers.ts'
import { openModelUsage } from './model-usage.ts'
import { catchUpNear, openNearDuplicates } from './near-duplicates.ts'
import { openOutlets } from './outlets.ts'
import { openPlannedReads } from './planned-reads.ts'
import { openReader } from './reader.ts'
import { openReplicas } from './replicas.ts'
import { openSeeds } from './seeds.ts'
import { openStories } from './stories.ts'
import { openCopyMark } from './copy-mark.ts'
import { openTally } from './tally.ts'
import { checkIntegrity, countOld, prune, tryWriting } from './upkeep.ts'

/** Everything Standfirst remembers, by the room that asks. Moments are kept to the millisecond. */
export type Store = {
  readonly articles: ReturnType<typeof openArticles>
  readonly stories: ReturnType<typeof openStories>
  readonly ledger: ReturnType<typeof openLedger>
  readonly editions: ReturnType<typeof openEditions>
  readonly deliveries: ReturnType<typeof openDeliveries>
  readonly reader: ReturnType<typeof openReader>
  readonly outlets: ReturnType<typeof openOutlets>
  readonly installations: ReturnType<typeof openInstallations>
  readonly seeds: ReturnType<typeof openSeeds>
  readonly greetings: ReturnType<typeof openGreetings>
  readonly handledEvents: ReturnType<typeof openHandledEvents>
  readonly modelUsage: ReturnType<typeof openModelUsage>
  readonly modelAnswers: ReturnType<typeof openModelAnswers>
  readonly embeddings: ReturnType<typeof openEmbeddings>
  readonly nearDuplicates: ReturnType<typeof openNearDuplicates>
  readonly feeds: ReturnType<typeof openFeeds>
  readonly rereads: ReturnType<typeof openPlannedReads>
  readonly tally: ReturnType<typeof openTally>
  readonly copyMark: ReturnType<typeof openCopyMark>
  readonly replicas: ReturnType<typeof openReplicas>
  /** The steps that brought its tables up to date as it was opened; none where they were. */
  readonly steps: readonly string[]
  /** What is wrong with the stored file, in words; nothing when it is sound. */
  checkIntegrity(): Promise<readonly string[]>
  /** Writes a row and takes it back. Throws NewsError where the store can only be read. */
  tryWriting(): Promise<void>
  /** Deletes the texts of articles last read before `before`; how many. Editions keep the text they cite. */
  prune(before: Temporal.Instant): Promise<number>
  /** How many articles that would be. */
  countOld(before: Temporal.Instant): Promise<number>
  /** Does what reckons for long while no write of this process is under way: it would hold up those of all others. */
  betweenWrites<Result>(work: () => Result): Promise<Result>
  close(): Promise<void>
}

/**
 * Opens the store at `target`, a path or `:memory:`; makes the folder and the file, and brings its tables up to date.
 * Any number of processes may have it open. What fails throws NewsError: 'not-offered' (another kind of store),
 * 'store-unreadable' (no permission, no folder, made by a newer program), 'store-corrupt' (left as it is), and
 * 'store-full' or 'store-busy' (nothing of that step was written).
 */
export async function openStore(target: string, options: StoreOptions = {}): Promise<Store> {
  checkTarget(target)
  return storeOn(await connect(target, options), options)
}

/** The same over connections that are there. */
export async function storeOn(connections: Connections, options: StoreOptions = {}): Promise<Store> {
  const { replica = null, arrivesNow = false } = options
  await catchUpNear(connections).catch(async (error: unknown) => {
    await connections.close()
    throw error
  })
  return {
    articles: openArticles(connections, arrivesNow),
    stories: openStories(connections),
    ledger: openLedger(connections),
    editions: openEditions(connections),
    deliveries: openDeliveries(connections, replica),
    reader: openReader(connections),
    outlets: openOutlets(connections),
    installations: openInstallations(connections),
    seeds: openSeeds(connections),
    greetings: openGreetings(connections),
    handledEvents: openHandledEvents(connections),
    modelUsage: openModelUsage(connections),
    modelAnswers: openModelAnswers(connections),
    embeddings: openEmbeddings(connections),
    nearDuplicates: openNearDuplicates(connections),
    feeds: openFeeds(connections, replica),
    rereads: openPlannedReads(connections, replica),
    replicas: openReplicas(connections),
    steps: connections.steps,
    tally: openTally(connections),
    copyMark: openCopyMark(connections),
    checkIntegrity: () => checkIntegrity(connections),
    tryWriting: () => tryWriting(connections),
    prune: (before) => prune(connections, before),
    countOld: (before) => countOld(connections, before),
    betweenWrites: connections.betweenWrites,
    close: connections.close,
  }
}
